"""Data against the JSON Schemas of the repository: each violation as a `Problem` with its place."""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from zbsh_pub.problems import Problem, problem
from zbsh_pub.yamltext import Document, Path

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

_TYPES = {"object", "array", "string", "integer", "boolean", "number"}


@cache
def _validator(name: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    schema = json.loads(files("zbsh_pub").joinpath("schema", f"{name}.schema.json").read_bytes())
    return Draft202012Validator(schema)


def check_schema(document: Document, schema: str, file: str) -> list[Problem]:
    """All violations of `schema` ("issue" or "article") in `document`."""
    return [
        found
        for error in _validator(schema).iter_errors(document.data)
        for found in _problems_of(error, document, file)
    ]


def _problems_of(error: ValidationError, document: Document, file: str) -> list[Problem]:
    path: Path = tuple(error.absolute_path)
    rule = str(error.validator)
    if rule == "additionalProperties":
        return [_unknown_key(key, error, path, document, file) for key in _extra_keys(error)]
    line, column = document.place(path)
    if rule == "required":
        key = str(error.message).split("'")[1]
        return [problem("M03", file, line, column, key=key, parent=_dotted(path))]
    value: Any = error.validator_value
    if rule == "type":
        return [problem("M04", file, line, column, key=_dotted(path), expected=value, value=_short(error.instance))]
    return [
        problem("M05", file, line, column, key=_dotted(path), value=_short(error.instance), rule=_rule(rule, value))
    ]


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


def _dotted(path: Path) -> str:
    return ".".join(str(part) for part in path) or "(issue.yaml)"


def _rule(rule: str, value: object) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else f"{rule} {value}"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"
