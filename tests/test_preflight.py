"""The preflight: each planted fault is found, by its code alone, on its page, with its object."""

from __future__ import annotations

import importlib
import json
import re
import string
import time
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pikepdf
import pytest
import yaml
from click.testing import CliRunner
from pikepdf import Array, Dictionary, Name, String

from issuetest import REPO
from preflightpdf import BLACK, PAGES, add, artifact, form, good, paragraph, picture, planted, resource, saved, text
from plants import FAULTS, Fault
from zbsh_pub.cli import main
from zbsh_pub.cli_preflight import PURPOSES as OFFERED
from zbsh_pub.preflight import NoPdf, check_pdf, limits, to_json, to_text
from zbsh_pub.preflight.cmaps import unicode_map
from zbsh_pub.preflight.dates import point_in_time
from zbsh_pub.preflight.functions import read_function
from zbsh_pub.preflight.rule import PURPOSES, Finding, Purpose
from zbsh_pub.preflight.rules import RULES
from zbsh_pub.problems import Language

CATALOGUE = yaml.safe_load((REPO / "src" / "zbsh_pub" / "catalogue.yaml").read_text(encoding="utf-8"))["preflight"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
WITH_LIMITS = {"X51", "X60"}  # found by a limit alone, tested below


def findings(data: bytes, purpose: Any = "print", **changes: Any) -> tuple[Finding, ...]:
    return check_pdf(data, purpose, limits(**changes)).findings


def codes(data: bytes, purpose: Any = "print", **changes: Any) -> list[str]:
    return [finding.code for finding in findings(data, purpose, **changes)]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_sound_file_is_sound(purpose: Purpose) -> None:
    """The file that faults are planted into has none."""
    assert findings(good(), purpose) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_planted_fault(fault: Fault) -> None:
    """Exactly its code is found, on its page, and the object is named."""
    found = findings(planted(fault.plant), fault.purpose)
    assert {finding.code for finding in found} == {fault.code}
    places = [(0 if f.page is None else f.page.index + 1, f.thing.text("en")) for f in found]
    assert any(page == fault.page and fault.thing in thing for page, thing in places), places


def test_every_rule_has_a_plant() -> None:
    """Each rule is provoked for each purpose it is asked for; print alone is enough for a rule's variants."""
    provoked = {(fault.code, fault.purpose) for fault in FAULTS} | {("X51", "proof"), ("X60", "screen")}
    asked = {(rule.code, purpose) for rule in RULES for purpose in PURPOSES if rule.severity(purpose)}
    assert asked - provoked == set()


def test_stage() -> None:
    """Each page of a proof bears the words that are asked for, blanks aside."""
    assert codes(good(), "proof", stage="TI TLE") == []
    assert codes(good(), "proof", stage="一校") == ["X51"] * PAGES


def test_bookmarks() -> None:
    """A file of many pages wants bookmarks."""
    assert codes(good(), "screen", bookmarks_from=PAGES) == ["X60"]
    assert codes(good(), "screen", bookmarks_from=PAGES + 1) == []
