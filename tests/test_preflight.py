"""The preflight: each planted fault is found, by its code alone, on its page, with its object; nothing else is."""

from __future__ import annotations

import importlib
import json
import re
import string
import time
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from click.testing import CliRunner, Result
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from issuetest import REPO
from plants import FAULTS, Fault
from plants.fault import AREA, PLACED, WORD, annotate, area_in, icc, pictured
from preflightpdf import BLACK, PAGES, Plant, add, artifact, form, good, paragraph, planted, resource, text
from zbsh_pub.cli import main
from zbsh_pub.cli_preflight import PURPOSES as OFFERED
from zbsh_pub.preflight import check_pdf, limits, to_json, to_text
from zbsh_pub.preflight.rule import PURPOSES, Finding, Purpose
from zbsh_pub.preflight.rules import RULES
from zbsh_pub.problems import Language

CATALOGUE = yaml.safe_load((REPO / "src" / "zbsh_pub" / "catalogue.yaml").read_text(encoding="utf-8"))["preflight"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
BY_LIMIT = {("X51", "proof"), ("X60", "screen")}  # found where a limit asks for it, below


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
    """Each rule is provoked for each purpose that asks it."""
    provoked = {(fault.code, fault.purpose) for fault in FAULTS} | BY_LIMIT
    asked = {(rule.code, purpose) for rule in RULES for purpose in PURPOSES if rule.severity(purpose)}
    assert provoked - asked == {("X30", "screen")}  # a locked file is told whatever it is for
    assert asked - provoked == set()


def test_stage() -> None:
    """Each page of a proof bears the words that are asked for, blanks aside."""
    assert codes(good(), "proof", stage="TI TLE") == []
    assert codes(good(), "proof", stage="一校") == ["X51"] * PAGES


def test_bookmarks() -> None:
    """A file of many pages wants bookmarks."""
    assert codes(good(), "screen", bookmarks_from=PAGES) == ["X60"]
    assert codes(good(), "screen", bookmarks_from=PAGES + 1) == []


def test_limits() -> None:
    """Ink, bleed and signature are measured against what is asked for."""
    full = planted(lambda pdf: add(pdf, artifact(f"0.8 0.7 0.7 0.5 k {AREA}")))
    assert (codes(full), codes(full, ink=260), codes(full, ink=270)) == ([], ["X07"], [])
    assert (codes(good(), bleed=5), codes(good(), signature=16)) == (["X37"] * PAGES, ["X39"])


# --- what is no fault ----------------------------------------------------------------------------
def _layer(pdf: Pdf) -> None:
    """RGB on a layer that is switched off, by marked content and by a form's own entry."""
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("off")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    resource(pdf, "Properties", "Off", layer)
    resource(pdf, "XObject", "Fm0", form(pdf, f"1 0 0 rg {AREA}", Dictionary(), OC=layer))
    add(pdf, f"/OC /Off BDC 1 0 0 rg {AREA} EMC {artifact('/Fm0 Do')}")


def _alpha(pdf: Pdf) -> None:
    pdf.pages[1].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
    resource(pdf, "ExtGState", "Half", Dictionary(ca=0.5))
    add(pdf, artifact(f"/Half gs 0.5 0 0 0 k {AREA}"), 1)


def _named_links(pdf: Pdf) -> None:
    here = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([Dictionary(Names=Array([String("here"), here]))])))
    annotate(pdf, "Link", (50, 50, 90, 60), A=Dictionary(S=Name.GoTo, D=String("here")))


def _black_plate(_: Pdf) -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0, 0, 1], N=1)
    return Array([Name.Separation, Name.Black, Name.DeviceCMYK, tint])


SOUND: dict[str, tuple[str, Plant]] = {
    "a hidden layer": ("print", _layer),
    "alpha in CMYK": ("print", _alpha),
    "outside the sheet": ("print", lambda pdf: add(pdf, artifact("1 0 0 rg -90 0 40 40 re f"))),
    "clipped away": ("print", lambda pdf: add(pdf, artifact(f"0 0 9 9 re W n 1 0 0 rg {AREA}"))),
    "a sliver at a clip": ("print", lambda pdf: add(pdf, artifact("60 120 9 9 re W n 0 0 0 1 k 68.99 120 9 9 re f"))),
    "a line and its path filled": ("print", lambda pdf: add(pdf, artifact("0 0 0 1 k 1 w 60 120 m 90 120 l B"))),
    "a large title in two inks": (
        "print",
        lambda pdf: add(pdf, paragraph(f"0.4 0 0 1 k {text('TITLE', y=250, size=30)}")),
    ),
    "text in the black plate": ("print", area_in(_black_plate, "1")),
    "invisible text": ("print", lambda pdf: add(pdf, paragraph(f"3 Tr 1 0 0 rg {WORD}"))),
    "a picture under the limit": ("print", pictured(bytes([200, 200, 200, 100]) * 3600, Name.DeviceCMYK)),
    "a picture of one colour": ("print", pictured(bytes(4), Name.DeviceCMYK, side=1)),
    "a link that leads somewhere": ("screen", _named_links),
    "a mark of the printer": ("print", lambda pdf: annotate(pdf, "PrinterMark", (50, 50, 90, 60))),
    "a page box inherited": ("print", lambda pdf: setattr(pdf.Root.Pages, "CropBox", Array([0, 0, 360, 460]))),
    "RGB on a screen": ("screen", lambda pdf: add(pdf, paragraph(f"1 0 0 rg {WORD}"))),
    "a profile for the screen": ("screen", area_in(icc, "1 0 0")),
}


@pytest.mark.parametrize("name", SOUND)
def test_no_false_alarm(name: str) -> None:
    """What looks like a fault and is none is passed."""
    purpose, plant = SOUND[name]
    assert codes(planted(plant), purpose) == []


def test_equal_paints_are_one_finding() -> None:
    """What is alike on a page is told once, with its sum; another page has its own finding."""

    def plant(pdf: Pdf) -> None:
        for page in (1, 1, 2):
            add(pdf, paragraph(f"1 0 0 rg {WORD}"), page)

    found = findings(planted(plant))
    assert [(f.page and f.page.label, f.thing.details["count"]) for f in found] == [("2", 2), ("3", 1)]


# --- words ---------------------------------------------------------------------------------------
def _fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def test_rules_and_words_have_the_same_codes() -> None:
    """Each rule has words and none has words without a rule; codes run on without a gap."""
    assert [rule.code for rule in RULES] == [f"X{number:02}" for number in range(1, len(RULES) + 1)]
    assert list(CATALOGUE["rules"]) == [rule.code for rule in RULES]


@pytest.mark.parametrize("fault", {fault.code: fault for fault in FAULTS}.values(), ids=str)
def test_words_of_a_finding(fault: Fault) -> None:
    """Message and cure are filled in, in both languages, end properly, and need no more than the finding has."""
    finding = findings(planted(fault.plant), fault.purpose)[0]
    for language, stop in zip(LANGUAGES, ("。", "."), strict=True):
        said = (finding.message(language), finding.cure(language))
        assert all(part.endswith(stop) and "{" not in part for part in said), said
        assert finding.thing.text(language)


def test_both_languages_tell_the_same() -> None:
    """The Chinese and the English words name the same details."""
    for part in ("things", "words"):
        for key, said in CATALOGUE[part].items():
            assert _fields(said["zh"]) == _fields(said["en"]), key
    for code, said in CATALOGUE["rules"].items():
        zh, en = (_fields(said[language]["message"] + said[language]["cure"]) for language in LANGUAGES)
        assert zh == en, code


# --- reports and the command ---------------------------------------------------------------------
def _colours(pdf: Pdf) -> None:
    for index in range(PAGES):
        add(pdf, paragraph(f"1 0 0 rg {WORD}"), index)
    for red in range(6):
        add(pdf, artifact(f"0.{red} 1 0 rg {AREA}"), 0)


def test_text() -> None:
    """One line a matter with all its pages, few lines a code, and the sum."""
    told = to_text(check_pdf(planted(_colours), "print", limits()), "a.pdf", "en").splitlines()
    assert told[0] == (
        "X01 error pages 1–4 text “COLOUR” (Boxes, 10 pt): text in DeviceRGB 1 0 0, which is no colour of inks. "
        "Cure: set it in CMYK, or in black alone."
    )
    assert told[6:] == ["X02 1 more; --json lists all.", "a.pdf: 4 pages, 10 errors and 0 warnings for print."]
    assert to_text(check_pdf(good(), "print", limits()), "a.pdf", "zh") == (
        "a.pdf：4页，按印刷的要求没有问题（错误0、提醒0）。\n"
    )


def test_json() -> None:
    """All findings, with page, object, details and words in both languages."""
    data = json.loads(to_json(check_pdf(planted(_colours), "print", limits()), "a.pdf"))
    assert {key: data[key] for key in ("file", "purpose", "pages", "errors", "warnings")} == {
        "file": "a.pdf",
        "purpose": "print",
        "pages": PAGES,
        "errors": 10,
        "warnings": 0,
    }
    second = data["findings"][1]
    assert (second["code"], second["severity"], second["page"]) == ("X01", "error", {"index": 1, "label": "2"})
    assert (second["object"]["kind"], second["object"]["sample"]) == ("text", "COLOUR")
    assert second["details"] == {"colour": "DeviceRGB 1 0 0"}
    assert second["cure"]["zh"] == "改用CMYK或单色黑。"


def run(folder: Path, data: bytes, *options: str) -> Result:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return CliRunner().invoke(main, ["check", str(path), *options])


def test_exit_codes(tmp_path: Path) -> None:
    """0 where there is no error, 1 where there is one, 2 for what cannot be asked."""
    warned = planted(lambda pdf: add(pdf, paragraph(f"0 0 0 1 k {WORD}")))
    assert run(tmp_path, good(), "--for", "print").exit_code == 0
    assert run(tmp_path, warned, "--for", "print").exit_code == 0
    assert run(tmp_path, good(), "--for", "print", "--signature", "16").exit_code == 1
    assert json.loads(run(tmp_path, good(), "--for", "print", "--bleed", "5", "--json").output)["errors"] == PAGES
    assert run(tmp_path, good(), "--for", "proof", "--stage", "一校").exit_code == 1
    assert run(tmp_path, b"no PDF", "--for", "print").exit_code == 2
    assert run(tmp_path, good(), "--for", "press").exit_code == 2
    assert run(tmp_path, good(), "--ink-limit", "280").exit_code == 2
    assert run(tmp_path, good(), "--for", "print", "--typography").exit_code == 2
    assert OFFERED == PURPOSES


def test_speed() -> None:
    """A file of many full pages is judged well within a second a hundred pages; several times that fails."""
    line = paragraph(f"{BLACK} BT /F0 10 Tf 50 250 Td [{'<0001> -20 ' * 40}] TJ ET")

    def plant(pdf: Pdf) -> None:
        pdf.pages[1].contents_add(Stream(pdf, (line * 2000).encode()))
        resource(pdf, "XObject", "Im1", pdf.pages[1].obj.Resources.XObject.Im0)
        add(pdf, artifact(PLACED) * 500)

    data = planted(plant)
    started = time.process_time()
    assert codes(data) == []
    assert time.process_time() - started < 3


def test_page_is_fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of docs/preflight.md is what the rules say today."""
    monkeypatch.syspath_prepend(REPO / "tools")
    page = (REPO / "docs" / "preflight.md").read_text(encoding="utf-8")
    assert page == importlib.import_module("docs_preflight").renewed(page)
    assert re.findall(r"^\| `(X\d\d)`", page, re.M) == [rule.code for rule in RULES]
