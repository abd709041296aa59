"""Read `manuscript/issue.yaml` into a `Manifest`: validated, typed, each problem with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from zbsh_pub.barcode import check_digit
from zbsh_pub.copyedit.rules import IDS, nearest
from zbsh_pub.model import (
    ArticlePlan,
    Contact,
    CopyStyle,
    Cover,
    CoverMonth,
    Entry,
    IssueFacts,
    IssuePlan,
    Line,
    LineStyle,
    Magazine,
    Manifest,
    Notice,
    Partner,
    Price,
    Proof,
    Role,
    Sample,
    Section,
    SerialRange,
    Term,
    Title,
    Traditional,
)
from zbsh_pub.printfacts import check_print, print_facts
from zbsh_pub.problems import Place, Problem, problem
from zbsh_pub.schemas import check_schema
from zbsh_pub.textfile import CONTROL, read_text
from zbsh_pub.trade import claim_of, distribution_of, unknown_codes
from zbsh_pub.vertical import MOST_CELLS, MOST_ROWS, row_length
from zbsh_pub.vertical import rows as vertical_rows
from zbsh_pub.yamltext import Document, parse_yaml
from zbsh_pub.yamltext import Path as Keys

NAME = "manuscript/issue.yaml"
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")


def read_manifest(root: Path) -> tuple[Manifest | None, list[Problem]]:
    """The manifest of the issue under `root`; none where it cannot be trusted."""
    path = root / NAME
    if not path.is_file():
        return None, [problem("T01", NAME, file=NAME)]
    if not path.resolve().is_relative_to(root.resolve()):
        return None, [problem("T08", NAME, file=NAME)]
    text, problems = read_text(path, NAME)
    if problems and not text:
        return None, problems
    document, found = parse_yaml(text, NAME)
    problems += found
    if document is None:
        return None, problems
    problems += check_schema(document, "issue", NAME)
    if any(p.is_error for p in problems):
        return None, problems
    manifest = _manifest(path, document, text)
    return manifest, problems + list(_check_facts(manifest, document))


def _manifest(path: Path, document: Document, text: str) -> Manifest:
    data: Any = document.data
    return Manifest(
        path=path,
        magazine=_magazine(data["magazine"]),
        issue=_issue(data["issue"]),
        staff=tuple(
            Role(r["role"], r.get("marc", "ctb"), tuple(r["people"]), r.get("creator", False)) for r in data["staff"]
        ),
        notices=tuple(Notice(n["title"], tuple(n["paragraphs"])) for n in data.get("notices", [])),
        cover=_cover(data["cover"]),
        sections=tuple(_section(i, s, document) for i, s in enumerate(data["sections"])),
        press=print_facts(data.get("print", {})),
        house=_line_style(data.get("house", {})),
        copy=_copy_style(data.get("house", {})),
        drop_cap=data.get("house", {}).get("drop-cap", False),
        claim=claim_of(data.get("accessibility")),
        distribution=distribution_of(data.get("distribution", {})),
        traditional=_traditional(data.get("traditional", {})),
        sample=_sample(data.get("sample", {})),
        plan=_issue_plan(data, document),
        proof=_proof(data.get("proof", {})),
        text=_unescaped(text),
    )


def _issue_plan(data: dict[str, Any], document: Document) -> IssuePlan:
    plan, (line, column) = data.get("plan"), document.place(("plan",))
    if plan is None:
        return IssuePlan()
    cover = plan.get("self-cover", True)
    return IssuePlan(plan.get("pages", 0), plan.get("signature", 0), plan.get("empty"), cover, line, column)


def _proof(data: dict[str, Any]) -> Proof:
    day = _date(data["date"]) if "date" in data else None
    return Proof(data.get("stage", 1), day, tuple(data.get("reviewers", {}).items()), data.get("released", False))


def _line_style(house: dict[str, Any]) -> LineStyle:
    return LineStyle(**{key: value for key, value in house.items() if key not in ("copy", "terms", "drop-cap")})


def _copy_style(house: dict[str, Any]) -> CopyStyle:
    terms = (
        Term(t["wrong"], t["right"], t.get("reason", ""), tuple(t.get("except", []))) for t in house.get("terms", [])
    )
    return CopyStyle(tuple(house.get("copy", {}).get("off", [])), tuple(terms))


def _traditional(data: dict[str, Any]) -> Traditional:
    terms = tuple((term["from"], term["to"]) for term in data.get("terms", []))
    return Traditional(data.get("variant", "s2tw"), tuple(data.get("keep", [])), terms)


def _sample(data: dict[str, Any]) -> Sample:
    articles = data.get("articles", Sample().count)
    return Sample(count=articles) if isinstance(articles, int) else Sample(articles=tuple(articles))


def _unescaped(text: str) -> str:
    """The text with `\\u…` as the characters that YAML makes of them, so that each is looked for in the faces.

    Escapes of ASCII stay, so that the text is still YAML with the same lines.
    """

    def character(match: re.Match[str]) -> str:
        point = int(match[1] or match[2] or match[3], 16)
        sound = 0xA0 <= point < 0x110000 and not CONTROL.match(chr(point))
        return chr(point) if sound else match[0]

    return _ESCAPE.sub(character, text)


def picture_places(manifest: Manifest) -> Iterator[tuple[str, Place]]:
    """Each picture that the manifest names, with the place where it does."""
    document, _ = parse_yaml(manifest.text, NAME)
    assert document, "a manifest was read from YAML"
    yield manifest.cover.art, Place(NAME, *document.place(("cover", "art")))
    if manifest.press.back:
        yield manifest.press.back.art, Place(NAME, *document.place(("print", "back", "art")))
    for i, section in enumerate(manifest.sections):
        if section.ornament:
            yield section.ornament, Place(NAME, *document.place(("sections", i, "ornament")))


def _magazine(data: dict[str, Any]) -> Magazine:
    contact = {key.replace("-", "_"): value for key, value in data.get("contact", {}).items()}
    return Magazine(
        title=data["title"],
        slug=data["slug"],
        sort_title=data.get("sort-title", data["title"]),
        language=data["language"],
        frequency=data.get("frequency", ""),
        issn=data["identifiers"]["issn"],
        cn=data["identifiers"].get("cn", ""),
        postal_code_no=data.get("postal-code-no", ""),
        advertising_licence=data.get("advertising-licence", ""),
        circulation=data.get("circulation", ""),
        supervisor_sponsor=data.get("supervisor-sponsor", ""),
        publisher=data["publisher"],
        distributor=data.get("distributor", ""),
        contact=Contact(**contact),
        partner_media=tuple(Partner(p["name"], p.get("url", "")) for p in data.get("partner-media", [])),
        legal_adviser=data.get("legal-adviser", ""),
        matrix=data.get("matrix", ""),
        stations=tuple(data.get("stations", ("", "", ""))),
    )


def _issue(data: dict[str, Any]) -> IssueFacts:
    first = data["serial"]["first"]
    year, month = map(int, data["cover-month"].split("-"))
    price = data.get("price")
    return IssueFacts(
        identifier=data["identifier"],
        year=data["year"],
        number=data["number"],
        serial=SerialRange(first, data["serial"].get("last", first)),
        combined=data.get("combined", False),
        half_months=data.get("half-months", ""),
        cover_month=CoverMonth(year, month),
        published=_date(data["published"]) or date.min,
        theme=data.get("theme", ""),
        theme_note=data.get("theme-note", ""),
        description=data.get("description", ""),
        subjects=tuple(data.get("subjects", [])),
        rights=data["rights"],
        price=Price(price["amount"], price["currency"]) if price else None,
        printer=data.get("printer", ""),
    )


def _cover(data: dict[str, Any]) -> Cover:
    return Cover(data["art"], data["alt"], data.get("lead", ""), tuple(data.get("lines", [])))


def _section(index: int, data: dict[str, Any], document: Document) -> Section:
    entries = tuple(
        _entry(entry, data["id"], document, ("sections", index, "articles", i))
        for i, entry in enumerate(data["articles"])
    )
    return Section(data["id"], data["title"], data["theme"], data.get("lead", ""), data.get("ornament", ""), entries)


def _entry(data: dict[str, Any], section: str, document: Document, path: Keys) -> Entry:
    title = Title(_lines(data["title"]), _lines(data.get("kicker", [])), data.get("subtitle", ""))
    identifier = data["file"].removesuffix(".md")
    authors, vertical = tuple(data.get("authors", [])), data.get("title-style") == "vertical"
    line, plan = document.place((*path, "file"))[0], _article_plan(data, document, path)
    return Entry(identifier, data["file"], data["page"], title, authors, section, line, vertical, plan)


def _article_plan(data: dict[str, Any], document: Document, path: Keys) -> ArticlePlan:
    plan = data.get("plan", {})
    return ArticlePlan(plan.get("pages", 0), plan.get("opens", "any"), *document.place((*path, "plan")))


def _lines(lines: list[str]) -> tuple[Line, ...]:
    return tuple(Line(tuple(part for part in line.split("|") if part)) for line in lines)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _check_facts(manifest: Manifest, document: Document) -> Iterator[Problem]:
    """What a schema cannot say: check digits, order, references between parts."""
    issue = manifest.issue

    def at(code: str, *path: str | int, **details: object) -> Problem:
        line, column = document.place(path)
        return problem(code, NAME, line, column, **details)

    if not issn_is_valid(manifest.magazine.issn):
        yield at("M07", "magazine", "identifiers", "issn", issn=manifest.magazine.issn)
    if issue.serial.last < issue.serial.first or (issue.serial.last > issue.serial.first) != issue.combined:
        yield at("M08", "issue", "serial", serial=issue.serial)
    if issue.published == date.min:
        data: Any = document.data
        written = data["issue"]["published"]
        yield at("M05", "issue", "published", key="issue.published", value=written, rule="date")
    yield from _check_proof_date(manifest, document)
    for i, rule in enumerate(manifest.copy.off):
        if rule not in IDS:
            yield at("C04", "house", "copy", "off", i, rule=rule, hint=nearest(rule))
    for i, term in enumerate(manifest.copy.terms):
        if term.wrong == term.right:
            yield at("C05", "house", "terms", i, "right", wrong=term.wrong)
    yield from _check_distribution(manifest, document)
    yield from _check_terms(manifest.traditional, document)
    yield from _check_sections(manifest, document)
    yield from check_print(manifest.press, document, NAME)
    known = {entry.id for entry in manifest.entries}
    for path, name in _cover_references(manifest.cover):
        if name not in known:
            yield at("M10", *path, name=name)
    for i, name in enumerate(manifest.sample.articles):
        if name not in known:
            yield at("H10", "sample", "articles", i, name=name)


def _check_terms(traditional: Traditional, document: Document) -> Iterator[Problem]:
    """A word is told once what becomes of it."""
    seen: set[str] = set(traditional.keep)
    for i, (word, _) in enumerate(traditional.terms):
        if word in seen:
            yield problem("H03", NAME, *document.place(("traditional", "terms", i)), word=word)
        seen.add(word)


def _check_distribution(manifest: Manifest, document: Document) -> Iterator[Problem]:
    """Codes that the trade does not know, and the check digits of the online edition's ISSN and of the ISBN."""
    for path, code in unknown_codes(manifest.distribution):
        yield problem("O01", NAME, *document.place(("distribution", *path)), code=code)
    issn = manifest.distribution.online_issn
    if issn and not issn_is_valid(issn):
        yield problem("M07", NAME, *document.place(("distribution", "online-issn")), issn=issn)
    isbn = manifest.distribution.isbn
    if isbn and check_digit(isbn) != isbn[-1]:
        yield problem("K07", NAME, *document.place(("distribution", "isbn")), isbn=isbn)


def _check_proof_date(manifest: Manifest, document: Document) -> Iterator[Problem]:
    data: Any = document.data
    written = data.get("proof", {}).get("date")
    if written and manifest.proof.date is None:
        yield problem("M05", NAME, *document.place(("proof", "date")), key="proof.date", value=written, rule="date")


def _cover_references(cover: Cover) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if cover.lead:
        yield ("cover", "lead"), cover.lead
    for i, name in enumerate(cover.lines):
        yield ("cover", "lines", i), name


def _check_sections(manifest: Manifest, document: Document) -> Iterator[Problem]:
    seen: set[str] = set()
    listed: dict[str, str] = {}
    last_page = 0
    for i, section in enumerate(manifest.sections):
        if section.id in seen:
            yield problem("M11", NAME, *document.place(("sections", i, "id")), section=section.id)
        seen.add(section.id)
        for j, entry in enumerate(section.entries):
            place = document.place(("sections", i, "articles", j, "file"))
            if entry.id in listed:
                yield problem("T03", NAME, *place, file=entry.file, section=listed[entry.id])
            listed[entry.id] = section.id
            if entry.page < last_page:
                at = document.place(("sections", i, "articles", j, "page"))
                yield problem("M09", NAME, *at, page=entry.page, before=last_page)
            last_page = max(last_page, entry.page)
            yield from _check_vertical(entry, document.place(("sections", i, "articles", j, "title")))


def _check_vertical(entry: Entry, place: tuple[int, int]) -> Iterator[Problem]:
    """A vertical title stands in one or two rows, no longer than a third of the page."""
    rows = vertical_rows(line.text for line in entry.title.lines) if entry.vertical else ()
    long = [row for row in rows if row_length(row) > MOST_CELLS]
    if long or len(rows) > MOST_ROWS:
        found = long[0] if long else f"{len(rows)} > {MOST_ROWS}"
        yield problem("M12", NAME, *place, title=entry.title.main, found=found, rows=MOST_ROWS, most=f"{MOST_CELLS:g}")


def issn_is_valid(issn: str) -> bool:
    """The check digit of an ISSN (ISO 3297): weights 8…2, modulo 11, 10 written X."""
    digits = issn.replace("-", "")
    total = sum(int(d) * weight for d, weight in zip(digits[:7], range(8, 1, -1), strict=True))
    return digits[7] == "0123456789X"[-total % 11]
