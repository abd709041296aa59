"""A preflight as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from zbsh_pub.preflight.check import Preflight
from zbsh_pub.preflight.rule import Finding, PageRef
from zbsh_pub.problems import Bilingual, Language, said_at

_MOST = 5  # lines a code


def to_text(preflight: Preflight, file: str, language: Language) -> str:
    """A line for each matter, with all pages that have it; then the sum."""
    lines: list[str] = []
    for code in dict.fromkeys(finding.code for finding in preflight.findings):
        lines += _of_code([finding for finding in preflight.findings if finding.code == code], language)
    counts = {"file": file, "pages": preflight.pages, "errors": preflight.errors, "warnings": preflight.warnings}
    key = "sum" if preflight.findings else "clean"
    lines.append(_word(key, language, **counts, purpose=_word(f"for-{preflight.purpose}", language)))
    return "".join(f"{line}\n" for line in lines)


def _of_code(findings: list[Finding], language: Language) -> Iterator[str]:
    """Findings of one code: those with the same message are one line."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.message(language), []).append(finding)
    for group in list(groups.values())[:_MOST]:
        yield _line(group, language)
    if len(groups) > _MOST:
        rest = sum(len(group) for group in list(groups.values())[_MOST:])
        yield _word("more", language, code=findings[0].code, count=rest)


def _line(group: list[Finding], language: Language) -> str:
    first = group[0]
    things = list(dict.fromkeys(finding.thing.text(language) for finding in group))
    others = _word("others", language, count=len(things) - 1) if len(things) > 1 else ""
    return _word(
        "line",
        language,
        code=first.code,
        severity=_word(first.severity, language),
        place=_place([finding.page for finding in group if finding.page], language),
        thing=things[0] + others,
        message=first.message(language),
        cure=first.cure(language),
    )


def _place(pages: list[PageRef], language: Language) -> str:
    """Pages as spans of their numbers, a single one with its label."""
    unique = sorted({page.index: page for page in pages}.values(), key=lambda page: page.index)
    if not unique:
        return ""
    if len(unique) == 1:
        return _word("page", language, number=unique[0].index + 1, label=unique[0].label)
    return _word("pages", language, numbers=", ".join(_spans(page.index + 1 for page in unique)))


def _spans(numbers: Iterable[int]) -> Iterator[str]:
    """1 2 3 5 → "1–3", "5"."""
    first = last = 0
    for number in [*numbers, -1]:
        if first and number != last + 1:
            yield str(first) if first == last else f"{first}–{last}"
            first = 0
        first, last = first or number, number


def _word(key: str, language: Language, **details: object) -> str:
    return said_at("preflight", "words", key, language=language, details=details)


def to_json(preflight: Preflight, file: str) -> str:
    """All findings, each with its words in both languages."""
    plain = {
        "file": file,
        "purpose": preflight.purpose,
        "pages": preflight.pages,
        "errors": preflight.errors,
        "warnings": preflight.warnings,
        "findings": [_plain(finding) for finding in preflight.findings],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _plain(finding: Finding) -> dict[str, Any]:
    page = finding.page and {"index": finding.page.index, "label": finding.page.label}
    return {
        "code": finding.code,
        "severity": finding.severity,
        "page": page,
        "object": {"kind": finding.thing.kind, **_details(finding.thing.details)},
        "details": _details(finding.details),
        "object_text": _both(finding.thing.text),
        "message": _both(finding.message),
        "cure": _both(finding.cure),
    }


def _both(said: Any) -> dict[str, str]:
    return {"zh": said("zh"), "en": said("en")}


def _details(details: Mapping[str, object]) -> dict[str, object]:
    return {key: _plain_detail(value) for key, value in details.items()}


def _plain_detail(value: object) -> object:
    if isinstance(value, Bilingual):
        return {"zh": value.zh, "en": value.en}
    return value if isinstance(value, int | float) else str(value)
