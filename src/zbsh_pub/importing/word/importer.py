"""`zbsh import ARTICLE.docx --into DIR`: read, convert, and put the article into the issue, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zbsh_pub.importing.word.changes import Choice
from zbsh_pub.importing.word.convert import Converted, convert_word
from zbsh_pub.importing.word.package import MAX_FILE
from zbsh_pub.importing.word.placing import (
    Place,
    entry_of,
    find_place,
    put,
    refuse_other_section,
    refuse_overwriting,
    with_entry,
)
from zbsh_pub.manifest import NAME
from zbsh_pub.problems import Failure, Problem, problem


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asks for: where to, under which name, what of tracked changes, over what is there or not."""

    into: Path
    name: str = ""
    section: str = ""
    changes: Choice | None = None
    force: bool = False
    add: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made: the files, the entry for the manifest and whether it stands there, and what to tell."""

    article: Path
    files: tuple[Path, ...]
    entry: str
    listed: bool
    converted: Converted

    @property
    def doubts(self) -> tuple[Problem, ...]:
        """What an editor has to look at."""
        return tuple(self.converted.findings.doubts)


def import_word(file: Path, options: Options) -> Imported:
    """Put the article of a .docx into an issue. Raises `Failure` with what is wrong; the issue is then as it was."""
    place = find_place(options.into.resolve(), options.name, options.section, file.name)
    refuse_other_section(place, file.name)
    if not options.force:
        refuse_overwriting(place, file.name)
    converted = convert_word(_read(file), file.name, place.from_article, options.changes)
    entry = entry_of(place, converted.draft.head)
    files = {place.article: converted.text.encode()}
    files |= {f"{place.pictures}/{name}": data for name, data in converted.draft.files.items()}
    manifest = with_entry(place, entry) if options.add and not place.is_listed else None
    if manifest:
        files[NAME] = manifest.encode()
    put(place.root, files)
    return _imported(place, files, entry, bool(manifest) or place.is_listed, converted)


def _imported(place: Place, files: dict[str, bytes], entry: str, listed: bool, converted: Converted) -> Imported:
    paths = tuple(place.root / name for name in files if name != NAME)
    return Imported(place.root / place.article, paths, entry, listed, converted)


def _read(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > MAX_FILE:
            limit = f"{MAX_FILE / 1e6:.0f} MB"
            raise Failure([problem("W05", file.name, part=file.name, size=f"{size / 1e6:.0f} MB", limit=limit)])
        return file.read_bytes()
    except OSError as error:
        raise Failure([problem("W04", file.name, part=file.name, reason=error.strerror or "?")]) from error
