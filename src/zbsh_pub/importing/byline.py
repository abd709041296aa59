"""The line that names the authors in the text."""

from __future__ import annotations

import re

from zbsh_pub.importing.words import is_institution, is_name, one_of

_CIRCLE = "[□■◎●○]"
_SEPARATOR = r"[ \u3000、，,·]+"


def read_byline(text: str) -> tuple[str, ...]:
    """The authors that a byline names (文 / 甲某某 乙某; 本刊记者 丙某); empty where the line is none.

    What the print calls them (本刊记者) is left out.
    """
    if len(text) > 60:
        return ()
    signed = rf"(?:{_CIRCLE}\s*)?{one_of('byline-heads')}\s*[/／|｜:：]\s*"
    called = rf"(?={_CIRCLE}?\s*{one_of('byline-roles')}[ \u3000:：])"
    head = re.match(rf"{signed}|{called}|[□◎○]\s*", text)
    if not head:
        return ()
    names = without_roles(text[head.end() :])
    return tuple(names) if names and all(could_sign(name) for name in names) else ()


def without_roles(text: str) -> list[str]:
    """The names of a byline's text, without words such as 本刊记者 and the dividing marks."""
    text = re.sub(rf"[□■◎●○]|{one_of('byline-roles')}[:：]?", " ", text)
    return [part for part in re.split(_SEPARATOR, text.strip()) if part]


def names_only(text: str) -> tuple[str, ...]:
    """The names of a line that holds nothing else, such as the second line of a byline."""
    names = without_roles(text)
    return tuple(names) if names and all(is_name(name) or is_institution(name) for name in names) else ()


def could_sign(name: str) -> bool:
    """Whether this can be the name of an author: short Han text, or an institution."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff·]{2,5}", name)) or is_institution(name)
