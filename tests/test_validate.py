"""`make validate`: who is asked about which file, and what is told: passed, failed, noted or absent."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest

from epubbook import ONE, good_book
from issuetest import REPO

sys.path.insert(0, str(REPO / "tools"))

import validate
from validate import Verdict, finished_files, judge, lines, summary
from validators import Absent, Validator, Verdicts, claims, for_kobo, is_epub, validators

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">{}</rdf:Description></rdf:RDF></x:xmpmeta>"""


def there() -> str:
    return "1.0"


def not_there() -> str:
    raise Absent("no such program")


def fine(files: Sequence[Path]) -> Verdicts:
    return {file: [] for file in files}


def wrong(files: Sequence[Path]) -> Verdicts:
    return {file: ["this is wrong"] for file in files}


def breaks(files: Sequence[Path]) -> Verdicts:
    raise RuntimeError("it broke")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    (tmp_path / "book.epub").write_bytes(good_book().packed())
    return tmp_path / "book.epub"


def verdict(validator: Validator, book: Path) -> Verdict:
    (said,) = judge(validator, [book, book.with_suffix(".pdf")])
    return said


def test_passed_and_failed(book: Path) -> None:
    """A validator is asked about its kind of file alone, and its own words are told."""
    assert verdict(Validator("a", is_epub, there, fine), book).state == "passed"
    failed = verdict(Validator("a", is_epub, there, wrong), book)
    assert (failed.state, failed.version, failed.findings) == ("failed", "1.0", ("this is wrong",))
    assert [line.split()[0] for line in lines(failed)] == ["failed", "this"]


def test_absent_is_not_passed(book: Path) -> None:
    """What is not installed is told as absent, with the reason, and is not asked."""
    absent = verdict(Validator("a", is_epub, not_there, breaks), book)
    assert (absent.state, absent.findings) == ("absent", ("no such program",))
    assert summary([absent]) == {"passed": 0, "failed": 0, "noted": 0, "absent": 1}


def test_broken_is_failed(book: Path) -> None:
    """A validator that breaks off has passed nothing."""
    assert verdict(Validator("a", is_epub, there, breaks), book).state == "failed"


def test_noted(book: Path) -> None:
    """What the checker of one store says of another's book is told, and binds nobody."""
    kobo = Validator("a", is_epub, there, wrong, for_kobo)
    assert verdict(kobo, book).state == "noted"
    bundle = book.parent / "stores" / "kobo" / "book.epub"
    bundle.parent.mkdir(parents=True)
    bundle.write_bytes(book.read_bytes())
    assert verdict(kobo, bundle).state == "failed"


def test_copies_are_asked_about_once(book: Path) -> None:
    """A bundle's book of the same bytes has the verdict of the issue's own."""
    copy = book.parent / "stores" / "apple" / "other.epub"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(book.read_bytes())
    asked: list[Path] = []

    def ask(files: Sequence[Path]) -> Verdicts:
        asked.extend(files)
        return wrong(files)

    verdicts = list(judge(Validator("a", is_epub, there, ask), [book, copy]))
    assert asked == [book]
    assert [(one.file, one.state) for one in verdicts] == [("book.epub", "failed"), ("other.epub", "failed")]


@pytest.mark.parametrize(
    ("asked", "options", "code"),
    [
        ((fine, there), [], 0),
        ((wrong, there), [], 1),
        ((fine, not_there), [], 0),
        ((fine, not_there), ["--complete"], 1),
    ],
)
def test_exit_code(
    asked: tuple[object, object], options: list[str], code: int, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1 where a file fails, and, if all have to be asked, where a validator is absent; the sum goes to a file."""
    ask, found = asked
    monkeypatch.setattr(validate, "validators", lambda: (Validator("a", is_epub, found, ask),))  # type: ignore[arg-type]
    told = book.parent / "told" / "sum.json"
    monkeypatch.setattr(sys, "argv", ["validate", str(book.parent), "--json", str(told), *options])
    assert validate.main() == code
    data = json.loads(told.read_text(encoding="utf-8"))
    assert sum(data["summary"].values()) == len(data["verdicts"]) == 1


def test_nothing_to_validate(tmp_path: Path) -> None:
    """A file that is not there is no success."""
    with pytest.raises(SystemExit, match="no such file"):
        finished_files([tmp_path / "none.epub"])


def test_order_of_files(tmp_path: Path) -> None:
    """The issue's own book comes before its sample and the stores' bundles: it is opened on all devices."""
    for name in ("stores/apple/a-1.epub", "a-1-sample.epub", "a-1.epub", "a-1.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = [str(path.relative_to(tmp_path)) for path in finished_files([tmp_path])]
    assert found == ["a-1.epub", "a-1.pdf", "a-1-sample.epub", "stores/apple/a-1.epub"]


def test_all_are_there() -> None:
    """The set-up for tests has installed every validator but qpdf, which is asked where it is."""
    versions = {}
    for validator in validators():
        try:
            versions[validator.name] = validator.there()
        except Absent:
            versions[validator.name] = ""
    assert [name for name, version in versions.items() if not version and name != "qpdf"] == []


def test_none_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a bare machine all but our own checks are absent."""
    monkeypatch.setenv("PATH", "")
    left = []
    for validator in validators():
        try:
            validator.there()
            left.append(validator.name)
        except Absent:
            pass
    assert left == ["zbsh check", "zbsh preflight"]


def test_own_checks(book: Path) -> None:
    """Our own checks speak for themselves among the others."""
    own = validators()[0]
    assert verdict(own, book).state == "passed"
    book.write_bytes(good_book().with_text(ONE, "two.xhtml#h-two", "two.xhtml#nowhere").packed())
    failed = verdict(own, book)
    assert failed.state == "failed"
    assert "nowhere" in failed.findings[0]


@pytest.mark.parametrize(
    ("xmp", "said"),
    [
        ("", []),
        ("<pdfuaid:part>1</pdfuaid:part>", ["ua1"]),
        (
            "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
            ["ua1", "2a"],
        ),
        ("<pdfaid:part>4</pdfaid:part>", ["4"]),
    ],
)
def test_claims(xmp: str, said: list[str], tmp_path: Path) -> None:
    """veraPDF is asked about what a file claims."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Metadata = pdf.make_stream(XMP.format(xmp).encode())
        pdf.save(tmp_path / "a.pdf")
    assert list(claims(tmp_path / "a.pdf")) == said
