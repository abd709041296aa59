"""The manifest `issue.yaml` from masthead, contents page and notices."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from zbsh_pub.importing.draft import DraftArticle, DraftIssue, DraftNotice, Normaliser, plain
from zbsh_pub.importing.masthead import Fact
from zbsh_pub.manifest import issn_is_valid

THEMES = ("ink", "cinnabar", "plum", "indigo", "pine", "ochre")
COVER = "assets/cover.svg"
NOTICE = {"": "本期说明"}
_PLAIN = re.compile(r"[\u4e00-\u9fff（《“—]?[\u2e80-\u9fff\uff01-\uffefA-Za-z“”‘’—…·（）《》、。，；！？ /.%+-]*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off", "~"}

# Written where the masthead says nothing: an editor must replace them.
PLACEHOLDERS: Mapping[str, str] = {
    "magazine.title": "刊名待补",
    "magazine.publisher": "出版者待补",
    "magazine.identifiers.issn": "0000-0000",
    "issue.year": "1900",
    "issue.number": "1",
    "issue.serial": "1",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """The masthead's values by key, with placeholders; `missing` are the keys that it lacks."""

    values: Mapping[str, str]
    roles: tuple[Fact, ...]
    missing: tuple[str, ...]

    def get(self, key: str) -> str:
        return self.values.get(key, "")


def gather(facts: Sequence[Fact]) -> Facts:
    """The values that the manifest can use, in its form."""
    values: dict[str, str] = {}
    for fact in facts:
        values.setdefault(fact.key, _in_form(fact))
    usable = {key: value for key, value in values.items() if value and "." in key and not key.startswith("role.")}
    missing = tuple(key for key in PLACEHOLDERS if key not in usable)
    roles = tuple(fact for fact in facts if fact.key.startswith("role."))
    return Facts({**{key: PLACEHOLDERS[key] for key in missing}, **usable}, roles, missing)


def _in_form(fact: Fact) -> str:
    """The part of a value that the schema wants; empty where it is not there."""
    patterns = {
        "magazine.identifiers.issn": r"\d{4}-\d{3}[\dX]",
        "magazine.identifiers.cn": r"\d{2}-\d{4}(?:/[A-Z0-9]+)?",
        "magazine.postal-code-no": r"\d+-\d+",
        "magazine.contact.postcode": r"\d{6}",
        "magazine.contact.email": r"[^@\s]+@[^@\s]+",
        "magazine.contact.editorial-phone": r"\d[\d -]{4,}",
        "magazine.contact.circulation-phone": r"\d[\d -]{4,}",
        "issue.price": r"\d+\.\d{2}",
    }
    pattern = patterns.get(fact.key)
    match = re.search(pattern, fact.value) if pattern else None
    value = fact.value if pattern is None else match[0] if match else ""
    return "" if fact.key.endswith("issn") and value and not issn_is_valid(value) else value


def write_manifest(draft: DraftIssue, normalise: Normaliser) -> str:
    """The text of `manuscript/issue.yaml`."""
    facts = gather(draft.facts)
    parts = [
        "# yaml-language-server: $schema=../.schema/issue.schema.json\nschema: zbsh-issue/1",
        "\n".join(_magazine(facts)),
        "\n".join(_issue(facts)),
        "\n".join(_staff(facts)),
        "\n".join(_notices(draft.notices, normalise)),
        f"cover:\n  art: {COVER}\n  alt: {scalar('《' + facts.get('magazine.title') + '》封面')}",
        "\n".join(_sections(draft.articles, normalise)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _magazine(facts: Facts) -> Iterator[str]:
    yield "magazine:"
    yield f"  title: {scalar(facts.get('magazine.title'))}"
    yield f"  slug: {_slug(facts)}"
    yield "  language: zh-Hans"
    yield from _given(facts, "magazine", ("frequency",))
    yield "  identifiers:"
    yield from _given(facts, "magazine.identifiers", ("issn", "cn"), 4)
    keys = ("postal-code-no", "advertising-licence", "circulation", "supervisor-sponsor", "publisher", "distributor")
    yield from _given(facts, "magazine", keys)
    contact = ("editorial-phone", "circulation-phone", "address", "postcode", "website", "email")
    lines = list(_given(facts, "magazine.contact", contact, 4))
    yield from ["  contact:", *lines] if lines else []
    yield from _partners(facts)
    yield from _given(facts, "magazine", ("legal-adviser", "matrix"))


def _given(facts: Facts, prefix: str, keys: Sequence[str], indent: int = 2) -> Iterator[str]:
    for name in keys:
        value = facts.get(f"{prefix}.{name}")
        if value:
            yield f"{' ' * indent}{name}: {scalar(value)}"


def _slug(facts: Facts) -> str:
    """A short name for files, from the magazine's address on the net."""
    site = re.search(r"(?:www\.)?([a-z][a-z0-9]*)\.", facts.get("magazine.contact.website").lower())
    return site[1] if site else "magazine"


def _partners(facts: Facts) -> Iterator[str]:
    value = facts.get("magazine.partner-media")
    if value:
        name, url = re.sub(r"\s*https?://\S+", "", value), re.search(r"https?://\S+", value)
        yield "  partner-media:"
        yield f"    - {{name: {scalar(name)}{f', url: {scalar(url[0])}' if url else ''}}}"


def _issue(facts: Facts) -> Iterator[str]:
    year, number = int(facts.get("issue.year")), int(facts.get("issue.number"))
    first, _, last = facts.get("issue.serial").partition("-")
    yield "issue:"
    yield f"  identifier: {_identifier(facts)}"
    yield f"  year: {year}"
    yield f"  number: {number}"
    yield f"  serial: {{first: {int(first)}{f', last: {int(last)}' if last else ''}}}"
    if last:
        yield "  combined: true"
    yield from _given(facts, "issue", ("half-months",))
    month, day = min(max(number, 1), 12), re.search(r"每月(\d{1,2})日", facts.get("magazine.frequency"))
    yield f"  cover-month: {year}-{month:02}"
    yield f"  published: {year}-{month:02}-{min(int(day[1]) if day else 1, 28):02}"
    yield f"  rights: {scalar(f'© {year} ' + facts.get('magazine.publisher'))}"
    if facts.get("issue.price"):
        yield f'  price: {{amount: "{facts.get("issue.price")}", currency: CNY}}'
    yield from _given(facts, "issue", ("printer",))


def _identifier(facts: Facts) -> str:
    """The same for the same issue: made from ISSN, year and number (RFC 9562, version 5), as URN."""
    name = "-".join(facts.get(key) for key in ("magazine.identifiers.issn", "issue.year", "issue.serial"))
    return uuid.uuid5(uuid.NAMESPACE_URL, f"issn:{name}").urn


def _staff(facts: Facts) -> Iterator[str]:
    yield "staff:"
    for role in facts.roles:
        marc = role.key.removeprefix("role.")
        creator = ", creator: true" if role.name == "主编" else ""
        yield f"  - {{role: {scalar(role.name)}, marc: {marc}{creator}, people: {sequence(role.value.split())}}}"
    if not facts.roles:
        yield f"  - {{role: 编辑, marc: edt, people: [{scalar(facts.get('magazine.publisher'))}]}}"


def _notices(notices: Sequence[DraftNotice], normalise: Normaliser) -> Iterator[str]:
    usable = [notice for notice in notices if notice.paragraphs]
    if usable:
        yield "notices:"
    for notice in usable:
        title = normalise(plain(notice.title))
        yield f"  - title: {scalar(NOTICE.get(title, title))}"
        yield "    paragraphs:"
        yield from (f"      - {scalar(normalise(plain(text)))}" for text in notice.paragraphs)


def _sections(articles: Sequence[DraftArticle], normalise: Normaliser) -> Iterator[str]:
    yield "sections:"
    for number, (title, group) in enumerate(groupby(articles, lambda article: article.entry.section), 1):
        yield f"  - id: {section_id(number)}"
        yield f"    title: {scalar(title or '正文')}"
        yield f"    theme: {THEMES[(number - 1) % len(THEMES)]}"
        yield "    articles:"
        for article in group:
            yield from _article(article, normalise)


def section_id(number: int) -> str:
    """The folder of the section at this place, from 1."""
    return f"s{number:02}"


def _article(article: DraftArticle, normalise: Normaliser) -> Iterator[str]:
    entry = article.entry
    yield f"      - file: {article.file.rpartition('/')[2]}"
    yield f"        page: {entry.page}"
    for name, rows in (("kicker", entry.kicker), ("title", entry.title)):
        if rows:
            yield f"        {name}: {sequence([normalise(row) for row in rows])}"
    if entry.subtitle:
        yield f"        subtitle: {scalar(normalise(entry.subtitle))}"
    if entry.authors:
        yield f"        authors: {sequence(entry.authors)}"


def scalar(text: str) -> str:
    """A YAML scalar: plain where it cannot be mistaken, else in quotation marks."""
    text = text.replace("|", "｜")
    safe = _PLAIN.fullmatch(text) and text.strip() == text and text.lower() not in _WORDS
    return text if safe and text and not re.match(r"[-/.%+ ]", text) else json.dumps(text, ensure_ascii=False)


def sequence(items: Sequence[str]) -> str:
    """A YAML list in one line."""
    return f"[{', '.join(scalar(item) for item in items)}]"
