"""Parts that the pages of both editions share: title rows, byline, masthead fields, names of the issue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lxml.etree import _Element

from zbsh_pub.labels import Labels
from zbsh_pub.markdown.trees import by_class, element, has_class
from zbsh_pub.model import Article, Entry, Issue, Line, Manifest, Section, Title

HANGING = "“‘《〈（"  # opening marks whose left half is blank
_BLANK = re.compile(r"(?<![!-~]) (?![!-~])")


def issue_name(manifest: Manifest, words: Labels) -> str:
    """2024年第2期."""
    return words("issue", year=manifest.issue.year, number=manifest.issue.number)


def serial_name(manifest: Manifest, words: Labels) -> str:
    """总第1129—1130期."""
    return words("serial", serial=manifest.issue.serial)


def full_title(manifest: Manifest, words: Labels) -> str:
    """天津支部生活 2024年第2期合刊（总第1129—1130期）; of a derived edition with its mark."""
    combined = words("combined") if manifest.issue.combined else ""
    mark = manifest.derived.mark if manifest.derived else ""
    return f"{manifest.magazine.title} {issue_name(manifest, words)}{combined}（{serial_name(manifest, words)}）{mark}"


def section_of(manifest: Manifest, entry: Entry) -> Section:
    return next(section for section in manifest.sections if section.id == entry.section)


def sense_lines(lines: tuple[Line, ...], class_: str = "ln") -> Iterator[_Element | str]:
    """Title lines as spans of sense groups (意群), a blank between printed lines."""
    for i, line in enumerate(lines):
        if i:
            yield " "
        for group in sense_groups(line):
            if group == " ":
                yield " "
            else:
                yield element("span", class_, group)


def sense_groups(line: Line) -> Iterator[str]:
    """The groups of a line; a blank that the editor typed is a group of its own."""
    for group in line.groups:
        for i, word in enumerate(group.split(" ")):
            if i:
                yield " "
            if word:
                yield word


def wide_blanks(text: str) -> str:
    """Blanks between parts of a title are one zi wide, except beside Latin letters and figures."""
    return _BLANK.sub("　", text)


def shortened(text: str, room: float) -> str:
    """`text`, or as much of it as takes `room` zi with an ellipsis at its end (GB/T 15834, 4.11)."""
    if zi(text) <= room:
        return text
    kept = text
    while kept and zi(kept) + 2 > room:
        kept = kept[:-1]
    return kept.rstrip(" 　，、：；") + "……"


def zi(text: str) -> float:
    """The width of a text in zi: 1 for a full-width character, .55 for Latin and figures, .5 a blank."""
    return sum(0.55 if "!" <= c <= "~" else 0.5 if c == " " else 1.0 for c in text)


def title_rows(title: Title, measure: float) -> tuple[str, ...]:
    """Break the title into rows of at most `measure` zi, at sense groups; rows of about equal length.

    A group that is itself too long stays whole: the caller tries a smaller size.
    """
    rows: list[str] = []
    for line in title.lines:
        rows += _line_rows(list(sense_groups(line)), measure)
    return tuple(rows)


def _line_rows(groups: list[str], measure: float) -> list[str]:
    """Fewest rows that fit, or would but for words that fit nowhere; among these the longest row is shortest."""
    words = [i for i, group in enumerate(groups) if group != " "]

    @cache
    def evenest(first: int, count: int) -> tuple[float, tuple[str, ...]]:
        """(longest row, rows) of the words from `first` on, in `count` rows."""
        if count == 1:
            row = "".join(groups[words[first] : words[-1] + 1])
            return zi(row), (row,)
        breaks = []
        for after in range(first + 1, len(words) - count + 2):
            row = "".join(groups[words[first] : words[after - 1] + 1])
            longest, rest = evenest(after, count - 1)
            breaks.append((max(zi(row), longest), (row, *rest)))
        return min(breaks, key=lambda cut: cut[0])

    room = max([measure, *map(zi, groups)])
    tries = (evenest(0, count) for count in range(1, len(words) + 1))
    return next((list(rows) for longest, rows in tries if longest <= room), ["".join(groups)])


def byline(article: Article, words: Labels) -> _Element | None:
    """文／作者; a digest names the author of the original."""
    if not article.entry.authors:
        return None
    by = words("by-digest") if article.kind == "digest" else words("by")
    names = [element("span", "author", name) for name in article.entry.authors]
    return element("p", "byline", element("span", "by", by), element("span", "slash", "／"), *names)


def digest_note(article: Article, words: Labels) -> _Element | None:
    """The line that says a digest is a digest."""
    if article.kind != "digest":
        return None
    text = words("digest-note", page=article.entry.page)
    return element("p", "digest-note", element("b", "", words("digest")), text)


def label_photos(root: _Element, label: str) -> None:
    """Captions of pictures that only the first printing shows: the label says so, once for several."""
    for photo in by_class(root, "photo"):
        before = photo.getprevious()
        if before is not None and has_class(before, "photo"):
            photo.set("class", "photo photo--next")
        elif label:
            photo.insert(0, element("span", "photo__label", label))


@dataclass(frozen=True, slots=True)
class Field:
    """A row of the masthead: printed label and values, people apart from plain text."""

    label: str
    values: tuple[str, ...]
    people: bool = False


def masthead(issue: Issue, words: Labels) -> tuple[tuple[str, tuple[Field, ...]], ...]:
    """(group title, fields) in the order of `labels.yaml`; what the manifest lacks is left out."""
    facts = _facts(issue.manifest, words)
    groups = []
    for title, names in words.masthead_groups:
        fields: list[Field] = []
        for name in names:
            if name == "staff":
                fields += [Field(role.name, role.people, people=True) for role in issue.manifest.staff]
            elif facts.get(name):
                fields.append(Field(words.field(name), tuple(v for v in facts[name] if v)))
        if fields:
            groups.append((title, tuple(fields)))
    return tuple(groups)


def _facts(manifest: Manifest, words: Labels) -> Mapping[str, tuple[str, ...]]:
    magazine, issue, contact = manifest.magazine, manifest.issue, manifest.magazine.contact
    facts: dict[str, tuple[str, ...]] = {
        "supervisor-sponsor": (magazine.supervisor_sponsor,),
        "publisher": (magazine.publisher,),
        "distributor": (magazine.distributor,),
        "frequency": (magazine.frequency,),
        "partner-media": tuple(text for p in magazine.partner_media for text in (p.name, p.url)),
        "legal-adviser": (magazine.legal_adviser,),
        "issn": (words("issn", issn=magazine.issn),),
        "cn": (words("cn", cn=magazine.cn) if magazine.cn else "",),
        "advertising-licence": (magazine.advertising_licence,),
        "postal-code-no": (magazine.postal_code_no,),
        "circulation": (magazine.circulation,),
        "price": (words("amount", amount=issue.price.amount) if issue.price else "",),
        "printer": (issue.printer,),
        "editorial-phone": (contact.editorial_phone,),
        "circulation-phone": (contact.circulation_phone,),
        "address": (contact.address,),
        "postcode": (contact.postcode,),
        "website": (contact.website,),
        "email": (contact.email,),
    }
    return {name: values for name, values in facts.items() if any(values)}
