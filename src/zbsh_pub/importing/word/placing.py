"""Where an imported article goes: its place in the issue, its files, its entry in the manifest."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from zbsh_pub.importing.word.draft import Head
from zbsh_pub.manifest import NAME, read_manifest
from zbsh_pub.manuscript import FOLDER
from zbsh_pub.model import Manifest, Section
from zbsh_pub.output import staging
from zbsh_pub.problems import Failure, Problem, problem, stop_on_errors
from zbsh_pub.yamltext import parse_yaml

_NAME = re.compile(r"[a-z][a-z0-9-]*")
_PAGE = re.compile(r"p0*([1-9][0-9]*)-")


@dataclass(frozen=True, slots=True)
class Place:
    """The issue, the section and the name of the article; paths are relative to the issue's root."""

    root: Path
    manifest: Manifest
    section: Section
    name: str

    @property
    def article(self) -> str:
        """The path of the article file."""
        return f"{FOLDER}/{self.section.id}/{self.name}.md"

    @property
    def pictures(self) -> str:
        """The folder of the pictures."""
        return f"assets/{self.name}"

    @property
    def from_article(self) -> str:
        """The folder of the pictures as the article writes it."""
        return f"../../{self.pictures}"

    @property
    def is_listed(self) -> bool:
        """Whether the manifest has an entry for the article in its section."""
        return any(entry.id == self.name for entry in self.section.entries)


def find_place(into: Path, name: str, section: str, file: str) -> Place:
    """The place for the article of `file` under `into`: an issue's root, or the folder of a section.

    Raises `Failure`: no issue or no such section (W12), a name that no article can have (W10), a manifest that
    cannot be read.
    """
    root = next((p for p in (into, into.parent, into.parent.parent) if (p / NAME).is_file()), None)
    if root is None or into not in (root, root / FOLDER, root / FOLDER / into.name):
        raise Failure([problem("W12", str(into), target=into, known=NAME)])
    manifest, problems = read_manifest(root)
    if manifest is None:
        raise Failure(problems)
    wanted = section or (into.name if into.parent == root / FOLDER else "")
    sections = [s for s in manifest.sections if s.id == wanted or (not wanted and len(manifest.sections) == 1)]
    if not sections:
        known = "、".join(s.id for s in manifest.sections)
        raise Failure([problem("W12", str(into), target=wanted or into, known=known)])
    stem = name or Path(file).stem.lower()
    if not _NAME.fullmatch(stem):
        raise Failure([problem("W10", file, name=stem)])
    return Place(root, manifest, sections[0], stem)


def entry_of(place: Place, head: Head) -> str:
    """The article's entry for `issue.yaml`, as an item of a list without indent."""
    lines = [f"- file: {place.name}.md", f"  page: {_page(place)}"]
    for key, items in (("kicker", head.kicker), ("title", head.title), ("authors", head.authors)):
        if items:
            lines.append(f"  {key}: [{', '.join(map(_scalar, items))}]")
        if key == "title" and head.subtitle:
            lines.append(f"  subtitle: {_scalar(head.subtitle)}")
    return "\n".join(lines) + "\n"


def _page(place: Place) -> int:
    """The page in the name (p024-…) where it is none of the earlier ones, else that of the article before."""
    before = [1]
    for section in place.manifest.sections:
        before += [entry.page for entry in section.entries if entry.id != place.name]
        if section is place.section:
            break
    named = _PAGE.match(place.name)
    return max(int(named[1]) if named else 1, *before)


def _scalar(text: str) -> str:
    """Text as a YAML scalar in a flow list; in double quotes where a plain one would be read otherwise."""
    try:
        plain = yaml.safe_load(f"[{text}]") == [text] and yaml.safe_load(f"k: {text}") == {"k": text}
    except yaml.YAMLError:
        plain = False
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def with_entry(place: Place, entry: str) -> str | None:
    """The manifest's text with the entry as the section's last; none where that cannot be done by lines alone.

    Nothing else is touched; the new text is read again, and must say the same but for the entry.
    """
    text = (place.root / NAME).read_bytes().decode("utf-8-sig")
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    where = _end_of_section(text, place.section.id)
    if where is None:
        return None
    line, indent = where
    added = [" " * indent + part for part in entry.rstrip("\n").split("\n")]
    new = newline.join([*lines[:line], *added, *lines[line:]])
    return new if _differs_by_entry(text, new, place.section.id) else None


def _end_of_section(text: str, section: str) -> tuple[int, int] | None:
    """The line after the section's last article, and the indent of its dash; none where it is not in block style."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for node in _sequence(root, "sections"):
        if any(key.value == "id" and value.value == section for key, value in node.value):
            articles = next((value for key, value in node.value if key.value == "articles"), None)
            if not isinstance(articles, yaml.SequenceNode) or articles.flow_style or not articles.value:
                return None
            last = articles.value[-1]
            if not isinstance(last, yaml.MappingNode) or not last.value:
                return None
            end = last.value[-1][1].end_mark
            return end.line + (1 if end.column else 0), articles.start_mark.column
    return None


def _sequence(root: yaml.Node | None, name: str) -> Iterator[yaml.MappingNode]:
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == name and isinstance(value, yaml.SequenceNode):
                yield from (node for node in value.value if isinstance(node, yaml.MappingNode))


def _differs_by_entry(old: str, new: str, section: str) -> bool:
    before, after = (parse_yaml(text, NAME)[0] for text in (old, new))
    if before is None or after is None:
        return False
    was, now = before.data, after.data
    assert isinstance(was, dict)
    if not isinstance(now, dict):
        return False
    for item in now.get("sections", []):
        if item["id"] == section:
            item["articles"] = item["articles"][:-1]
    return bool(was == now)


def refuse_overwriting(place: Place, file: str) -> None:
    """Raise `Failure` where the article or its folder of pictures is there already, or listed elsewhere (W11)."""
    found: list[Problem] = []
    if (place.root / place.article).exists():
        found.append(problem("W11", file, found=place.article))
    if (place.root / place.pictures).exists():
        found.append(problem("W11", file, found=place.pictures))
    stop_on_errors(found)


def refuse_other_section(place: Place, file: str) -> None:
    """Raise `Failure` where another section has an article of this name (W11)."""
    others = [s for s in place.manifest.sections if s is not place.section]
    found = [f"{NAME}: {s.id}/{e.file}" for s in others for e in s.entries if e.id == place.name]
    stop_on_errors(problem("W11", file, found=name) for name in found)


def put(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the files under `root` together: all of them, or none and everything as it was."""
    with staging(root / "import") as stage:
        for number, data in enumerate(files.values()):
            (stage / f"new{number}").write_bytes(data)
        done: list[tuple[int, Path, bool]] = []
        folders: list[Path] = []
        try:
            for number, name in enumerate(files):
                path = root / name
                folders += _made(path.parent)
                existed = path.exists()
                if existed:
                    shutil.copy2(path, stage / f"old{number}")
                os.replace(stage / f"new{number}", path)
                done.append((number, path, existed))
        except BaseException:
            for number, path, existed in reversed(done):
                os.replace(stage / f"old{number}", path) if existed else path.unlink()
            for folder in reversed(folders):
                folder.rmdir()
            raise


def _made(folder: Path) -> list[Path]:
    """Make a folder and those above it; give back the new ones."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return list(reversed(missing))
