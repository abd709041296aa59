"""A store's form, filled in as far as the issue says: a table for programs, a text each in Chinese and English."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from zbsh_pub.bundles.wording import bundle_words, say
from zbsh_pub.distribute.record import Record
from zbsh_pub.distribute.sheet import LANGUAGES, VALUES, row_label, sheet_rows
from zbsh_pub.problems import Language
from zbsh_pub.stores.pack import Field, Pack


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the form; `value` is empty where the issue does not say."""

    field: Field
    value: str

    @property
    def is_missing(self) -> bool:
        """Must a person fill it in?"""
        return self.field.required and not self.value

    @property
    def is_too_long(self) -> bool:
        return bool(self.field.most) and len(self.value) > self.field.most


def form_lines(record: Record, pack: Pack, language: Language) -> tuple[Line, ...]:
    """The store's lines, in its order."""
    return tuple(Line(field, _value(record, field, language)) for field in pack.form)


def _value(record: Record, field: Field, language: Language) -> str:
    rows = bundle_words()["facts"][field.value]
    values = ((row, VALUES[row](record, language)) for row in rows)
    return "\n".join(_named(row, value, language, len(rows)) for row, value in values if value)


def _named(row: str, value: str, language: Language, rows: int) -> str:
    """A value with what it is, where it stands below another."""
    if rows == 1 or row not in bundle_words()["labelled"]:
        return value
    return _shown(row_label(row, language), value, language)


def _further(record: Record, pack: Pack, language: Language) -> Iterator[tuple[str, str, str]]:
    """(key, label, value) of what the store's form does not ask for."""
    asked = {row for field in pack.form for row in bundle_words()["facts"][field.value]}
    yield from ((row.key, row.label, row.value) for row in sheet_rows(record, language) if row.key not in asked)


def form_files(record: Record, pack: Pack) -> dict[str, bytes]:
    """The form in a CSV for both languages, and in a text for each."""
    texts = {f"metadata.{language}.txt": _text(record, pack, language) for language in LANGUAGES}
    return {"metadata.csv": _table(record, pack), **{name: text.encode() for name, text in texts.items()}}


def _table(record: Record, pack: Pack) -> bytes:
    """RFC 4180, in UTF-8 with the mark by which spreadsheets know it."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    columns = bundle_words()["form"]["columns"]
    names = [columns[key][lang] for key in ("label", "value") for lang in LANGUAGES]
    writer.writerow(["key", names[0], names[1], *(columns[k]["zh"] for k in ("required", "most")), *names[2:]])
    zh, en = (form_lines(record, pack, language) for language in LANGUAGES)
    for one, other in zip(zh, en, strict=True):
        field, most = one.field, one.field.most or ""
        needed = "*" if field.required else ""
        writer.writerow([field.value, field.label.zh, field.label.en, needed, most, one.value, other.value])
    further = zip(*(_further(record, pack, language) for language in LANGUAGES), strict=True)
    for (key, label, value), (_, other_label, other_value) in further:
        writer.writerow([key, label, other_label, "", "", value, other_value])
    return out.getvalue().encode("utf-8-sig")


def _text(record: Record, pack: Pack, language: Language) -> str:
    lines = form_lines(record, pack, language)
    hearsay = any(not line.field.certain for line in lines)
    return "\n".join(
        (
            say("form", "heading", language, store=pack.name.in_language(language)),
            say("form", "hearsay" if hearsay else "stated", language),
            "",
            *(_shown(_label(line.field, language), _said(line, language), language) for line in lines),
            "",
            say("form", "more", language),
            "",
            *(_shown(label, value, language) for _, label, value in _further(record, pack, language)),
            "",
        )
    )


def _label(field: Field, language: Language) -> str:
    star = say("form", "required", language) if field.required else ""
    note = field.note.in_language(language).rstrip("。.") if field.note else ""
    return field.label.in_language(language) + star + (say("form", "note", language, note=note) if note else "")


def _said(line: Line, language: Language) -> str:
    return line.value or say("form", "empty" if line.field.required else "blank", language)


def _shown(label: str, value: str, language: Language) -> str:
    """Label and value; a value of several lines stands below."""
    colon, indent = ("：", "　　") if language == "zh" else (": ", "    ")
    if "\n" not in value:
        return f"{label}{colon}{value}"
    return "\n".join((f"{label}{colon}".rstrip(), *(f"{indent}{line}" for line in value.split("\n"))))
