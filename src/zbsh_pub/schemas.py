"""Data against the JSON Schemas of the repository: each violation as a `Problem` with its place."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from zbsh_pub.problems import Problem, problem
from zbsh_pub.textfile import CONTROL
from zbsh_pub.yamltext import Document, Path

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError


@cache
def _validator(name: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    schema = json.loads(files("zbsh_pub").joinpath("schema", f"{name}.schema.json").read_bytes())
    validator: type[Draft202012Validator] = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": _pattern}
    )
    return validator(schema)


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[ValidationError]:
    """JSON Schema's `$` is the very end; Python's would let a line end follow."""
    from jsonschema.exceptions import ValidationError

    if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def check_schema(document: Document, schema: str, file: str) -> list[Problem]:
    """All violations of `schema` ("issue" or "article") in `document`, and its control characters (T10)."""
    errors = _validator(schema).iter_errors(document.data)
    found = [found for error in errors for found in _problems_of(error, document, file)]
    return found + list(_control_characters(document, file))


def _control_characters(document: Document, file: str) -> Iterator[Problem]:
    """What YAML's escapes (`\\a`) bring in, since the text of the file does not hold it."""
    for path, value in _strings(document.data, ()):
        for c in CONTROL.findall(value):
            yield problem("T10", file, *document.place(path), char=f"U+{ord(c):04X}")


def _strings(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every string of plain data, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, child in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(child, (*path, key))


def _problems_of(error: ValidationError, document: Document, file: str) -> list[Problem]:
    path: Path = tuple(error.absolute_path)
    rule = str(error.validator)
    if rule == "additionalProperties":
        return [_unknown_key(key, error, path, document, file) for key in _extra_keys(error)]
    line, column = document.place(path)
    if rule == "required":
        key = str(error.message).split("'")[1]
        return [problem("M03", file, line, column, key=key, parent=_dotted(path, file))]
    value: Any = error.validator_value
    key, written = _dotted(path, file), _short(error.instance)
    if rule == "type":
        return [problem("M04", file, line, column, key=key, expected=value, value=written)]
    return [problem("M05", file, line, column, key=key, value=written, rule=_rule(rule, value))]


def _known(error: ValidationError) -> list[str]:
    schema: Any = error.schema
    return list(schema.get("properties", {}))


def _extra_keys(error: ValidationError) -> list[str]:
    known = _known(error)
    instance: Any = error.instance
    return [key for key in instance if key not in known]


def _unknown_key(key: str, error: ValidationError, path: Path, document: Document, file: str) -> Problem:
    known = _known(error)
    near = get_close_matches(key, known, n=1)
    line, column = document.place((*path, key))
    hint = near[0] if near else "、".join(known)
    return problem("M02", file, line, column, key=key, hint=hint)


def _dotted(path: Path, file: str) -> str:
    return ".".join(str(part) for part in path) or f"({PurePosixPath(file).name})"


def _rule(rule: str, value: object) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else f"{rule} {value}"


def _short(value: object) -> str:
    text = str(value).replace("\n", "\\n")
    return text if len(text) <= 40 else text[:40] + "…"
