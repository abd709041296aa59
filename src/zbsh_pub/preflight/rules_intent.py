"""Rules about the output intent: the printing condition that the file was made for (ISO 15930-7)."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.preflight.facts import Facts, Intent, Profile
from zbsh_pub.preflight.limits import Limits, conditions
from zbsh_pub.preflight.rule import Found, found, word
from zbsh_pub.problems import Bilingual

_REGISTRY = "www.color.org"
_PDFX = "GTS_PDFX"


def _intents(facts: Facts) -> list[Intent]:
    return [intent for intent in facts.document.intents if intent.subtype == _PDFX]


def no_intent(facts: Facts, _: Limits) -> Iterator[Found]:
    """There is no output intent for PDF/X."""
    if not _intents(facts):
        yield found(None, "key", {"name": f"OutputIntents/{_PDFX}"})


def several_intents(facts: Facts, _: Limits) -> Iterator[Found]:
    """There is more than one output intent for PDF/X."""
    if len(_intents(facts)) > 1:
        yield found(None, "key", {"name": f"OutputIntents/{_PDFX}"}, count=len(_intents(facts)))


def intent_profile(facts: Facts, _: Limits) -> Iterator[Found]:
    """The profile of the output intent is missing, or not one of a CMYK printing condition."""
    for intent in _intents(facts):
        for fault in _faults(intent):
            yield found(None, "intent", {"name": intent.identifier}, fault=fault)


def _faults(intent: Intent) -> Iterator[Bilingual]:
    if not intent.embedded:
        yield word("profile-missing")
    elif intent.profile is None:
        yield word("profile-unreadable")
    else:
        yield from _profile_faults(intent.profile)


def _profile_faults(profile: Profile) -> Iterator[Bilingual]:
    if profile.device_class != "prtr":
        yield word("profile-class", found=profile.device_class)
    if profile.space != "CMYK":
        yield word("profile-space", found=profile.space)
    if profile.components != 4:
        yield word("profile-components", found=profile.components)
    if profile.version >= (5, 0):
        yield word("profile-version", found="{}.{}".format(*profile.version))


def intent_identifier(facts: Facts, _: Limits) -> Iterator[Found]:
    """The printing condition has no name, one that the registry does not know, or that of another profile."""
    for intent in _intents(facts):
        fault = _misnamed(intent)
        if fault is not None:
            yield found(None, "intent", {"name": intent.identifier or "—"}, fault=fault)


def _misnamed(intent: Intent) -> Bilingual | None:
    if not intent.identifier:
        return word("identifier-missing")
    names = conditions().get(intent.identifier)
    if names is None:
        own = intent.profile.description if intent.profile else ""
        is_named = _REGISTRY in intent.registry or intent.identifier == own
        return word("identifier-unknown", name=intent.identifier) if is_named else None
    said = intent.profile.description if intent.profile else ""
    if said and not any(name in said.lower() for name in [*names, intent.identifier.lower()]):
        return word("identifier-other", name=intent.identifier, profile=said)
    return None


def intent_registry(facts: Facts, _: Limits) -> Iterator[Found]:
    """A registered printing condition is named, but not the registry."""
    for intent in _intents(facts):
        if intent.identifier in conditions() and _REGISTRY not in intent.registry:
            yield found(None, "intent", {"name": intent.identifier}, registry=intent.registry or "—")
