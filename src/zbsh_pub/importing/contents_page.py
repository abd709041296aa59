"""The printed contents page: sections, and for each article its page, rows of title and authors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zbsh_pub.importing.features import Line, clean, ends_sentence
from zbsh_pub.importing.words import is_institution, is_name, one_of

_NUMBER_FIRST = re.compile(r"[-–—•·*●○]?\s*(?:[Pp]\.?\s*)?(\d{1,3})[\s.、·:：/]\s*(?![\d.])(.*[\u4e00-\u9fff].*)")
_NUMBER_LAST = re.compile(r"(.*[\u4e00-\u9fff][^\s.…·]*)[\s.…·/]{2,}(?:[Pp]\.?\s*)?(\d{1,3})")
_SECTION_MARK = re.compile(r"[■□◆◇●○▲△★☆▍▌┃|【〖]+\s*")
_REACH, _LONGEST_ROW, _LONGEST_SECTION, _MOST, _ROWS = 6, 48, 12, 300, 3


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of the contents page; `place` counts from 1, `rows` are (line number, text) as printed."""

    place: int
    page: int
    section: str
    kicker: tuple[str, ...]
    title: tuple[str, ...]
    subtitle: str
    authors: tuple[str, ...]
    rows: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """All entries in the order of print, and the numbers of the lines that the contents page takes up."""

    entries: tuple[Entry, ...]
    lines: frozenset[int]


def read_contents(lines: Sequence[Line], masthead: frozenset[int] = frozenset()) -> Contents:
    """The contents page of the issue; without entries where none is found, or more than any
    issue has. It may stand in several parts; lines of the `masthead` (by number) are none of its rows."""
    used: set[int] = set()
    drafts: list[tuple[int, str, list[tuple[int, str]]]] = []
    for start, end in _parts(lines, masthead):
        part = lines[start:end]
        used |= {line.number for line in part}
        drafts += _drafts(part, drafts[-1][1] if drafts else "")
        if len(drafts) > _MOST:
            return Contents((), frozenset())
    entries = tuple(_entry(place, *draft) for place, draft in enumerate(drafts, 1))
    return Contents(entries, frozenset(used))


def _parts(lines: Sequence[Line], masthead: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Runs of lines in which numbered rows follow each other closely, with the heading above them."""
    numbered = [i for i, line in enumerate(lines) if _numbered(line.text) and line.number not in masthead]
    runs: list[list[int]] = []
    for i in numbered:
        near = runs and i - runs[-1][-1] <= _REACH
        if near and all(_is_row(lines[j], masthead) for j in range(runs[-1][-1], i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in runs:
        start = _upwards(lines, run[0])
        headed = any(_is_heading(lines[j]) for j in range(start, run[0]))
        if len(run) >= (1 if headed else 3) and _ascends([_numbered(lines[i].text) for i in run]):
            yield start, _downwards(lines, run[-1], masthead) + 1


def _numbered(text: str) -> tuple[int, str] | None:
    """(page, text) of a row that carries a page number."""
    if len(text) > _LONGEST_ROW or ends_sentence(text):
        return None
    first = _NUMBER_FIRST.fullmatch(text)
    if first:
        return int(first[1]), first[2].strip()
    last = _NUMBER_LAST.fullmatch(text)
    return (int(last[2]), last[1].strip()) if last else None


def _is_row(line: Line, masthead: frozenset[int]) -> bool:
    return line.number not in masthead and len(line.text) <= _LONGEST_ROW and not line.text.endswith(("。", "，", ","))


def _ascends(found: Sequence[tuple[int, str] | None]) -> bool:
    """Whether page numbers rise, but for a few misprints."""
    pages = [row[0] for row in found if row]
    falls = sum(after < before for before, after in zip(pages, pages[1:], strict=False))
    return falls <= len(pages) // 4


def _upwards(lines: Sequence[Line], first: int) -> int:
    """The section's name and the heading 目录 above the first row."""
    start = first
    if start and not _is_heading(lines[start - 1]) and _could_name_section(lines[start - 1], lines[start]):
        start -= 1
    return start - 1 if start and _is_heading(lines[start - 1]) else start


def _is_heading(line: Line) -> bool:
    """目录, alone or with its English name."""
    return len(line.text) <= 2 * _LONGEST_SECTION and re.match(one_of("contents"), line.text) is not None


def _could_name_section(line: Line, following: Line) -> bool:
    short = len(line.text) <= _LONGEST_SECTION and not re.search(r"[。！？，,]", line.text)
    return short and following.before <= 2


def _downwards(lines: Sequence[Line], last: int, masthead: frozenset[int]) -> int:
    """Rows that belong to the last number: they follow without a blank line."""
    end = min(last + _ROWS, len(lines) - 1)
    while last < end and lines[last + 1].before == 0 and _goes_on(lines[last], lines[last + 1], masthead):
        last += 1
    return last


def _goes_on(row: Line, following: Line, masthead: frozenset[int]) -> bool:
    """Whether a line below the last row is one more: not behind a row that names authors, but for further names."""
    names = [is_name(part) for part in following.text.split()]
    return _is_row(following, masthead) and (all(names) or not is_name(row.text.split()[-1]))


def _drafts(part: Sequence[Line], section: str) -> list[tuple[int, str, list[tuple[int, str]]]]:
    """(page, section, rows) of each entry of one part."""
    drafts: list[tuple[int, str, list[tuple[int, str]]]] = []
    marked = any(_SECTION_MARK.match(line.text) for line in part)
    for i, line in enumerate(part):
        found = _numbered(line.text)
        following = part[i + 1] if i + 1 < len(part) else None
        if found:
            drafts.append((found[0], section, [(line.number, found[1])]))
        elif re.match(one_of("contents"), line.text):
            continue
        elif _is_section(line, following, bool(drafts) and marked):
            section = _SECTION_MARK.sub("", line.text).strip("】〗 ")
        elif drafts:
            drafts[-1][2].append((line.number, line.text))
    return drafts


def _is_section(line: Line, following: Line | None, marked: bool) -> bool:
    """Whether a line names a section: by its mark, or, where the part marks none, as a short line above a row."""
    if _SECTION_MARK.match(line.text):
        return True
    if following is None or not _numbered(following.text) or len(line.text) > _LONGEST_SECTION:
        return False
    return not marked and line.before > 0 and not all(is_name(part) for part in line.text.split())


def _entry(place: int, page: int, section: str, rows: list[tuple[int, str]]) -> Entry:
    texts, authors = split_authors([clean(text) for _, text in rows])
    kicker, texts = _split_kicker(texts)
    title, subtitle = split_subtitle(texts)
    return Entry(place, page, section, kicker, title, subtitle, authors, tuple(rows))


def split_authors(rows: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """The rows without the names that close the last one, and these names."""
    parts = rows[-1].split()
    count = 0
    while count < len(parts) and (is_name(parts[-1 - count]) or is_institution(parts[-1 - count])):
        count += 1
    if count == len(parts) and len(rows) == 1:
        return rows, ()
    names = tuple(parts[len(parts) - count :])
    rest = rows[-1]
    for name in reversed(names):
        rest = rest[: rest.rindex(name)].rstrip()
    return [*rows[:-1], rest] if rest else rows[:-1], names


def _split_kicker(rows: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Rows up to one that ends on a verb of reporting are the line above the title."""
    for i in range(len(rows) - 1, 0, -1):
        if re.search(rf"{one_of('kicker-ends')}$", rows[i - 1]):
            return tuple(rows[:i]), rows[i:]
    return (), rows


def split_subtitle(rows: list[str]) -> tuple[tuple[str, ...], str]:
    """A dash begins the subtitle, at the head of a row, inside one, or at the end of the row before."""
    text = "\n".join(rows)
    title, dash, subtitle = text.partition("——")
    if not dash or not title.strip() or not subtitle.strip():
        return tuple(rows), ""
    return tuple(row.strip() for row in title.strip().split("\n")), f"——{''.join(subtitle.strip().split(chr(10)))}"
