"""The import, read first: `import_issue()` goes from the raw text of a printed issue to a manuscript tree."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from zbsh_pub.importing.composing import Composed, compose_draft
from zbsh_pub.importing.draft import DraftIssue, Normaliser
from zbsh_pub.importing.features import lines_of
from zbsh_pub.importing.findings import find_disagreements, find_unpaired
from zbsh_pub.importing.ledger import Ledger, check_files, keep_ledger
from zbsh_pub.importing.manifest_writer import COVER, gather, write_manifest
from zbsh_pub.importing.markdown_writer import write_article
from zbsh_pub.importing.overrides import NAME as OVERRIDES
from zbsh_pub.importing.overrides import Overrides, read_overrides, resolve
from zbsh_pub.importing.publishing import carry_out, plan
from zbsh_pub.importing.reading import Reading, read_issue_text
from zbsh_pub.importing.report import Reported, to_html
from zbsh_pub.importing.source import Source, read_source
from zbsh_pub.importing.trace import write_trace
from zbsh_pub.manifest import NAME as MANIFEST
from zbsh_pub.problems import Language, Problem, problem, stop_on_errors

REPORT = "import-report/index.html"
SCHEMA = ".schema/issue.schema.json"


def as_it_is(text: str) -> str:
    """The normaliser that changes nothing: the place for copy rules on each piece of text."""
    return text


@dataclass(frozen=True, slots=True)
class Options:
    """How to import: where trace, report and corrections are (None: none, or in the tree), and what to do."""

    trace: Path | None = None
    report: Path | None = None
    overrides: Path | None = None
    force: bool = False
    language: Language = "en"
    normalise: Normaliser = as_it_is


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made: the reading, the draft, the account of characters, the report's place, warnings."""

    reading: Reading
    draft: DraftIssue
    ledger: Ledger
    report: Path
    problems: tuple[Problem, ...]


def import_issue(text: Path, out: Path, options: Options) -> Imported:
    """Import the issue in the file `text` into the folder `out`, whole or not at all.

    Raises `Failure` with all problems where one of them is an error; `out` is then as it was.
    """
    source, problems = _source(text)
    corrections, found = _corrections(source, out, options)
    reading, composed, more = read_and_compose(source, corrections)
    tree, ledger, faults = write_tree(source, reading, composed, options.normalise)
    problems = list(stop_on_errors([*problems, *found, *more, *faults]))
    data = {name: content.encode() for name, content in tree.items()} | _assets()
    planned, edited = plan(out, data, options.force)
    warnings = stop_on_errors([*problems, *edited])
    report = to_html(Reported(source, reading, composed, tree, ledger, warnings), options.language)
    carry_out(planned, out, data)
    _write(options.report or out / REPORT, report)
    if options.trace:
        _write(options.trace, write_trace(reading.lines))
    return Imported(reading, composed.draft, ledger, options.report or out / REPORT, warnings)


def _source(text: Path) -> tuple[Source, list[Problem]]:
    source, problems = read_source(text)
    if source is None:
        stop_on_errors(problems)
        raise AssertionError("a text that cannot be read has a problem that says so")
    return source, problems


def _corrections(source: Source, out: Path, options: Options) -> tuple[Overrides, list[Problem]]:
    """The editor's corrections from the given file, or from the tree of an earlier import."""
    path = options.overrides or out / OVERRIDES
    document, problems = read_overrides(path, path.name)
    found, more = resolve(document, lines_of(source.lines), path.name)
    return found, [*problems, *more]


def read_and_compose(source: Source, corrections: Overrides) -> tuple[Reading, Composed, list[Problem]]:
    """The issue read and drafted; N05 where nothing can be made of it."""
    reading = read_issue_text(lines_of(source.lines), corrections)
    problems = list(find_disagreements(reading, source.name))
    if not reading.contents.entries:
        problems.append(problem("N05", source.name))
    elif not reading.extents:
        problems.append(problem("N17", source.name, count=len(reading.contents.entries)))
    stop_on_errors(problems)
    composed = compose_draft(reading, corrections)
    facts = gather(composed.draft.facts)
    problems += [problem("N18", source.name, key=key) for key in facts.missing]
    return reading, composed, problems + list(find_unpaired(composed.draft.articles, source.name))


def write_tree(
    source: Source, reading: Reading, composed: Composed, normalise: Normaliser
) -> tuple[Mapping[str, str], Ledger, list[Problem]]:
    """The files of the tree by name, the account of all characters, and what the account finds wrong."""
    draft = composed.draft
    plainly = write_manifest(draft, as_it_is)
    tree = {article.file: write_article(article, normalise) for article in draft.articles}
    tree[MANIFEST] = write_manifest(draft, normalise)
    ledger, lost = keep_ledger(source, reading.lines, draft, plainly)
    return tree, ledger, lost + check_files(draft.articles, tree, normalise)


def _assets() -> dict[str, bytes]:
    """The cover's drawing and the schema for an editor's YAML plug-in, as `zbsh new` gives them."""
    package = files("zbsh_pub")
    return {
        COVER: package.joinpath("template", "assets", "cover.svg").read_bytes(),
        SCHEMA: package.joinpath("schema", "issue.schema.json").read_bytes(),
    }


def _write(path: Path, text: str) -> None:
    """A file that appears whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
