"""A book against the packs of stores: what a store refuses (K01) and what it advises against (K02)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zbsh_pub.checks.epub.book import Book
from zbsh_pub.problems import Bilingual, Problem, bilingual, in_order, problem
from zbsh_pub.stores.limits import breaches
from zbsh_pub.stores.pack import Pack, Rule
from zbsh_pub.stores.reading import Reading
from zbsh_pub.stores.vocabulary import MEASURES


def check_stores(book: Book, packs: Iterable[Pack], name: str = "") -> tuple[Problem, ...]:
    """What the stores of `packs` find in the book; a measure is taken once, whoever asks.

    Places are files inside the EPUB; with `name`, they begin with that name of the file.
    """
    taken: dict[str, list[Reading]] = {}
    found = (one for pack in packs for rule in pack.rules for one in _check(book, pack, rule, taken, name))
    return in_order(found)


def _check(book: Book, pack: Pack, rule: Rule, taken: dict[str, list[Reading]], name: str) -> Iterator[Problem]:
    measure, unit = MEASURES[rule.measure]
    if rule.measure not in taken:
        taken[rule.measure] = list(measure(book))
    for breach in breaches(rule.measure, unit, taken[rule.measure], rule.limits):
        file = "/".join(part for part in (name, breach.reading.file) if part)
        yield problem(
            "K01" if rule.severity == "error" else "K02",
            file,
            breach.reading.line,
            store=pack.name,
            pack=pack.store,
            rule=rule.id,
            found=breach.found,
            why=rule.why,
            cure=rule.cure,
            source=rule.source.title,
            url=rule.source.url,
            read=rule.source.read,
            standing=_standing(rule),
            certain=int(rule.certain),
        )


def _standing(rule: Rule) -> Bilingual:
    return bilingual("store-certain" if rule.certain else "store-hearsay")
