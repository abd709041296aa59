"""The frame of the plain reports: one HTML page that loads nothing and follows the reader's light or dark."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from zbsh_pub.problems import Language

_LANGUAGES: dict[Language, str] = {"zh": "zh-Hans", "en": "en"}


def simple_page(title: str, body: str, sheet: str, language: Language) -> str:
    """The page with this title (text), body (markup) and rules of its own after those that all reports share."""
    shared = files("zbsh_pub").joinpath("simple_page.css").read_text(encoding="utf-8")
    said = escape(title)
    return (
        f'<!DOCTYPE html>\n<html lang="{_LANGUAGES[language]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{said}</title>\n'
        f"<style>\n{shared}{sheet}</style>\n</head>\n<body>\n<h1>{said}</h1>\n{body}\n</body>\n</html>\n"
    )
