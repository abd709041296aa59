"""`zbsh check FILE.epub`: our own checks and the stores' rules, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from zbsh_pub.problems import Bilingual, Language, Place, Problem, in_order, to_plain

if TYPE_CHECKING:
    from zbsh_pub.stores.pack import Pack

STORES = ("apple", "dangdang", "duokan", "google", "jd", "kindle", "kobo", "weread", "zhangyue")
_SHOWN = 3  # places of one rule that are shown after the first


class Say(Protocol):
    """A phrase of the interface in the user's language."""

    def __call__(self, key: str, **details: object) -> str: ...


def is_epub(path: Path) -> bool:
    """Is it a file that is called an EPUB?"""
    return path.is_file() and path.suffix.lower() == ".epub"


def check_epub_file(path: Path, stores: Sequence[str], as_json: bool, say: Say, language: Language) -> int:
    """Check a file and print what is found; the exit code is 1 where there is an error."""
    packs = _packs(stores, say)
    problems = _problems(path, packs)
    if as_json:
        click.echo(json.dumps(_as_data(path, packs, problems), ensure_ascii=False, indent=1))
    else:
        for line in _as_text(path, packs, problems, say, language):
            click.echo(line)
    return int(any(found.is_error for found in problems))


def list_stores(as_json: bool, say: Say, language: Language) -> None:
    """Print a line a store."""
    packs = _packs(STORES, say)
    if as_json:
        click.echo(json.dumps([_pack_data(pack) for pack in packs], ensure_ascii=False, indent=1))
        return
    for pack in packs:
        width, height = pack.cover.ideal
        facts = {"rules": len(pack.rules), "certain": sum(rule.certain for rule in pack.rules)}
        name = pack.name.in_language(language)
        click.echo(
            say("store-line", store=pack.store, name=name, width=width, height=height, flavour=pack.flavour, **facts)
        )


def _packs(stores: Sequence[str], say: Say) -> tuple[Pack, ...]:
    from zbsh_pub.stores.pack import load_pack, store_names

    for store in stores:
        if store not in store_names():
            raise click.UsageError(say("no-store", store=store, stores=say("and").join(store_names())))
    return tuple(load_pack(store) for store in dict.fromkeys(stores))


def _problems(path: Path, packs: Sequence[Pack]) -> tuple[Problem, ...]:
    from zbsh_pub.checks.epub.check import check_epub
    from zbsh_pub.stores.check import check_stores

    checked = check_epub(path.read_bytes())
    asked = check_stores(checked.book, packs) if checked.book and packs else ()
    return in_order((*checked.problems, *asked))


def _as_text(
    path: Path, packs: Sequence[Pack], problems: Sequence[Problem], say: Say, language: Language
) -> Iterator[str]:
    """A line a problem; of what is found again and again the first place in full, the others shortly."""
    groups: dict[object, list[Problem]] = {}
    for found in problems:
        rule = found.details.get("pack"), found.details.get("rule")
        groups.setdefault(rule if any(rule) else (found.code, found.message("en")), []).append(found)
    for first, *others in groups.values():
        yield f"{say(f'severity-{first.severity}')} {_placed(first, path).render(language)}"
        if others:
            places = ", ".join(dict.fromkeys(str(_placed(one, path).place) for one in others[:_SHOWN]))
            yield say("epub-more", count=len(others), places=places + (" …" if len(others) > _SHOWN else ""))
    checked = say("and").join([say("epub-general"), *(pack.name.in_language(language) for pack in packs)])
    errors = sum(found.is_error for found in problems)
    if problems:
        yield say("epub-checked", file=path, errors=errors, warnings=len(problems) - errors, checked=checked)
    else:
        yield say("epub-clean", file=path, checked=checked)


def _placed(found: Problem, path: Path) -> Problem:
    """A problem of the EPUB as a whole names the EPUB."""
    return found if found.place.file else replace(found, place=Place(path.name))


def _as_data(path: Path, packs: Sequence[Pack], problems: Sequence[Problem]) -> dict[str, Any]:
    """The result for programs: every problem with its words in both languages."""
    errors = sum(found.is_error for found in problems)
    return {
        "file": path.name,
        "stores": [pack.store for pack in packs],
        "errors": errors,
        "warnings": len(problems) - errors,
        "problems": [_problem_data(found) for found in problems],
    }


def _problem_data(found: Problem) -> dict[str, Any]:
    data = {
        "code": found.code,
        "severity": found.severity,
        "file": found.place.file,
        "line": found.place.line,
        "column": found.place.column,
        "message": {"zh": found.message("zh"), "en": found.message("en")},
        "cure": {"zh": found.cure("zh"), "en": found.cure("en")},
    }
    details = to_plain(found)["details"]
    if "rule" not in details:
        return data
    source = {"title": details["source"], "url": details["url"], "read": details["read"]}
    own = {"store": details["pack"], "rule": details["rule"], "certain": bool(details["certain"]), "source": source}
    return {**data, **own, "found": details["found"], "why": details["why"]}


def _pack_data(pack: Pack) -> dict[str, Any]:
    return {
        "store": pack.store,
        "name": _both(pack.name),
        "flavour": pack.flavour,
        "checker": pack.checker,
        "cover": {"ideal": list(pack.cover.ideal), "formats": list(pack.cover.formats)},
        "rules": [rule.id for rule in pack.rules],
    }


def _both(words: Bilingual) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
