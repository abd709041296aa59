"""Turn pinned npm font packages into the faces of `assets/fonts` and `assets/fonts-tc`, licences and manifests.

`make fonts` runs `.venv/bin/python tools/make_fonts.py`. What to fetch stands in `fonts.sources.yaml`, what to keep
in the folder's `charset.txt`; how a face is made, in `font_face.py`. The tarballs (270 MB) stay in `build/fonts`;
each of them, and each file taken from them, must have its pinned hash. The same input gives the same bytes each time.

Requirements: `npm` on PATH, and
`pip install fonttools==4.68.0 uharfbuzz==0.57.0 east-asian-spacing==1.4.5 PyYAML`.
"""

from __future__ import annotations

import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

from make_charset import read_charset

try:
    import yaml

    from font_face import COPYRIGHT, WINDOWS_ENGLISH, Face, Package, Recipe, make_face, opened
except ModuleNotFoundError as error:
    sys.exit(f"make_fonts: the Python module {error.name} is missing; tools/make_fonts.py lists the requirements")

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "tools" / "fonts.sources.yaml"
CACHE = ROOT / "build" / "fonts"
ASSETS = ROOT / "assets"

SHORT_LIST = 80
MANIFEST_HEAD = """\
# The fonts' manifest, written by tools/make_fonts.py from tools/fonts.sources.yaml: do not edit.
# `lacks`: characters of charset.txt that the face has no glyph for.
"""


# -- Read the pins -----------------------------------------------------------------------------------------------


def read_face(entry: dict[str, Any], packages: dict[str, Package]) -> Face:
    """A face as `fonts.sources.yaml` has it, with its package in place of the package's name."""
    drop_tables = tuple(entry.get("drop_tables", ()))
    return Face(**{**entry, "source": packages[entry["source"]], "drop_tables": drop_tables})


def read_faces(sources: dict[str, Any]) -> list[Face]:
    """The faces of `fonts.sources.yaml`, each with its package."""
    packages = {name: Package(**entry) for name, entry in sources["packages"].items()}
    return [read_face(entry, packages) for entry in sources["faces"]]


def check_tools(pins: dict[str, str]) -> None:
    """Stop unless the tools that write the bytes have the pinned versions."""
    wrong = [f"{name}=={want}" for name, want in pins.items() if metadata.version(name) != want]
    if wrong:
        sys.exit(f"make_fonts: other versions write other bytes; pip install {' '.join(wrong)}")


# -- Fetch and check ---------------------------------------------------------------------------------------------


def check(name: str, data: bytes, sha256: str) -> bytes:
    """The same bytes, once their hash is the pinned one."""
    found = hashlib.sha256(data).hexdigest()
    if found != sha256:
        sys.exit(f"make_fonts: {name} has sha256 {found}, pinned is {sha256}; if a download broke, empty build/fonts")
    return data


def npm_pack(package: Package, folder: Path) -> Path:
    """Fetch the tarball of a package into a folder."""
    npm = shutil.which("npm")
    if not npm:
        sys.exit("make_fonts: npm is missing on PATH; it fetches the font packages (any version does)")
    spec = f"{package.package}@{package.version}"
    command = [npm, "pack", spec, "--silent", "--ignore-scripts", "--pack-destination", str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"make_fonts: npm pack {spec} failed:\n{done.stdout}{done.stderr}")
    return folder / done.stdout.split()[-1]


def tarball(package: Package) -> bytes:
    """The checked tarball of a package, from the cache or fetched into it."""
    name = f"{package.package}@{package.version}"
    kept = CACHE / f"{package.package.removeprefix('@').replace('/', '-')}-{package.version}.tgz"
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            npm_pack(package, Path(folder)).replace(kept)
    data = check(name, kept.read_bytes(), package.sha256)
    if base64.b64encode(hashlib.sha512(data).digest()).decode() != package.sha512:
        sys.exit(f"make_fonts: {name} has another sha512 than the pinned one")
    return data


def members(package: Package, wanted: dict[str, str]) -> dict[str, bytes]:
    """The wanted files (path -> sha256) of a package, checked."""
    with tarfile.open(fileobj=io.BytesIO(tarball(package))) as archive:
        found = {path: archive.extractfile(path) for path in wanted}
        return {path: check(path, file.read(), wanted[path]) for path, file in found.items() if file}


# -- Write -------------------------------------------------------------------------------------------------------


def lacking(has: set[str], charset: frozenset[str]) -> dict[str, Any]:
    """How many characters of the charset a face lacks, and which, if they are few."""
    gone = sorted(charset - has)
    shown = [f"U+{ord(c):04X} {c}" if c.isprintable() else f"U+{ord(c):04X}" for c in gone]
    return {"count": len(gone), **({"characters": shown} if 0 < len(gone) <= SHORT_LIST else {})}


def entry(face: Face, data: bytes, charset: frozenset[str]) -> dict[str, Any]:
    """The manifest's entry of a finished face."""
    font, source = opened(data), face.source
    has = set(map(chr, font.getBestCmap()))
    return {
        "family": face.family,
        "weight": face.weight,
        "role": face.role,
        "file": face.file,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
        "glyphs": font["maxp"].numGlyphs,
        "characters": len(has),
        "lacks": lacking(has, charset),
        "licence": source.licence,
        "licence_file": source.licence_file,
        "copyright": str(font["name"].getName(COPYRIGHT, *WINDOWS_ENGLISH)).splitlines(),
        "source": {
            "font": source.font,
            "package": source.package,
            "version": source.version,
            "tarball_sha512": source.sha512,
            "tarball_sha256": source.sha256,
            "file": face.path,
            "file_sha256": face.sha256,
        },
    }


def make_package(package: Package, faces: list[Face], recipe: Recipe, folder: Path) -> list[dict[str, Any]]:
    """Write the faces and the licence of one package into a folder; return the faces' entries."""
    wanted = {face.path: face.sha256 for face in faces} | {package.licence_path: package.licence_sha256}
    files = members(package, wanted)
    (folder / package.licence_file).write_bytes(files[package.licence_path])
    entries = []
    for face in faces:
        data = make_face(files[face.path], face, recipe)
        (folder / face.file).write_bytes(data)
        entries.append(entry(face, data, recipe.charset))
        print(f"{face.file:16} {len(data):9,} bytes  sha256 {entries[-1]['sha256']}")
    return entries


def write_manifest(sources: dict[str, Any], recipe: Recipe, entries: list[dict[str, Any]], folder: Path) -> None:
    """Write `fonts.yaml`."""
    charset_file = folder / "charset.txt"
    charset_hash = hashlib.sha256(charset_file.read_bytes()).hexdigest()
    charset = {"file": charset_file.name, "characters": len(recipe.charset), "sha256": charset_hash}
    shared = {key: sources[key] for key in ("tools", "metrics", "features")}
    manifest = {"charset": charset, **shared, "faces": entries}
    text = yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False, width=110)
    (folder / "fonts.yaml").write_text(MANIFEST_HEAD + text, encoding="utf-8", newline="\n")


def make_folder(folder: Path, faces: list[Face], sources: dict[str, Any]) -> None:
    """Make all faces of one folder, which holds their charset."""
    recipe = Recipe(read_charset(folder / "charset.txt"), tuple(sources["features"]), sources["metrics"])
    entries = []
    for package in dict.fromkeys(face.source for face in faces):
        entries += make_package(package, [face for face in faces if face.source == package], recipe, folder)
    write_manifest(sources, recipe, entries, folder)


def main() -> None:
    """Make all faces, or those of the folders that are named (`make_fonts.py fonts-tc`)."""
    sources = yaml.safe_load(SOURCES.read_text(encoding="utf-8"))
    check_tools(sources["tools"])
    faces = read_faces(sources)
    for name in sys.argv[1:] or dict.fromkeys(face.folder for face in faces):
        make_folder(ASSETS / name, [face for face in faces if face.folder == name], sources)


if __name__ == "__main__":
    main()
