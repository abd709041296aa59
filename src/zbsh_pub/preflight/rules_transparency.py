"""Rules about live transparency and other constructs that PDF/X limits (ISO 15930-7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zbsh_pub.preflight.facts import Facts, Transparency
from zbsh_pub.preflight.limits import Limits
from zbsh_pub.preflight.rule import Found, found, within, word
from zbsh_pub.preflight.rules_identity import claim


def blend_space(facts: Facts, _: Limits) -> Iterator[Found]:
    """Transparency blended in a device's space that is not CMYK: the press cannot know what comes out."""
    return _effects(facts, lambda seen: _is_foreign(seen) and not _is_profiled(seen))


def blend_space_with_profile(facts: Facts, _: Limits) -> Iterator[Found]:
    """Transparency blended in RGB with a profile: allowed, but pure K comes out in four inks."""
    return _effects(facts, lambda seen: _is_foreign(seen) and _is_profiled(seen))


def _is_foreign(seen: Transparency) -> bool:
    return seen.space is not None and seen.space.model != "cmyk"


def _is_profiled(seen: Transparency) -> bool:
    return seen.space is not None and seen.space.has_profile


def transparency_before_x4(facts: Facts, _: Limits) -> Iterator[Found]:
    """Live transparency in PDF/X-1a or X-3, which know none."""
    if claim(facts).startswith(("PDF/X-1", "PDF/X-3")):
        yield from _effects(facts, lambda _: True)


def _effects(facts: Facts, asks: Callable[[Transparency], bool]) -> Iterator[Found]:
    for page in facts.pages:
        for seen in page.transparencies:
            if asks(seen):
                thing = {"effect": word(f"effect-{seen.effect}"), "where": within(seen.where)}
                yield found(page.index, "transparency", thing, space=seen.space.label if seen.space else "—")


def forbidden(facts: Facts, _: Limits) -> Iterator[Found]:
    """PostScript, transfer functions, halftones by name, OPI, alternates, references to other files: not in PDF/X."""
    for page in facts.pages:
        for key in page.forbidden:
            yield found(page.index, "operator", {"name": key})
