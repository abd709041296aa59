"""The steps from the bytes of a .docx to an article; read this first. Pure: nothing is opened, nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zbsh_pub.importing.word.assemble import assemble
from zbsh_pub.importing.word.changes import Change, Choice, settle, tracked_changes
from zbsh_pub.importing.word.comments import Comment, read_comments
from zbsh_pub.importing.word.dialect import to_markdown
from zbsh_pub.importing.word.document import WordDocument, read_document
from zbsh_pub.importing.word.draft import Draft
from zbsh_pub.importing.word.findings import Findings, counted, short
from zbsh_pub.importing.word.ledger import document_texts, lost_texts
from zbsh_pub.importing.word.ooxml import all_of, names, q, text_of, value
from zbsh_pub.importing.word.package import Package, open_package
from zbsh_pub.importing.word.prepare import prepare
from zbsh_pub.importing.word.reading import read_blocks
from zbsh_pub.problems import Failure, Problem, problem, stop_on_errors

_FRINGE = {"header": "header", "footer": "header"}
_DRAWN = {"chart": "object", "diagramData": "object"}


@dataclass(frozen=True, slots=True)
class Converted:
    """An article and all that is to be told of how it came about."""

    draft: Draft
    text: str
    findings: Findings
    comments: tuple[Comment, ...]
    changes: tuple[Change, ...]


def convert_word(data: bytes, name: str, folder: str, changes: Choice | None = None) -> Converted:
    """The article in the .docx `data`; `folder` is where its pictures go, seen from the article.

    Raises `Failure` where the file is no sound .docx (W01-W06), has tracked changes and no choice is given (W07),
    points outside (W08, W09), is empty (W13), or where a word would be lost (W14).
    """
    package = _opened(data, name)
    findings = Findings(name)
    document = read_document(package, findings)
    found = [change for root in document.roots for change in tracked_changes(root)]
    comments = read_comments(package, document.parts[0].root)
    stop_on_errors([*_refuse_changes(found, name, changes), *_foreign_parts(document)])
    if changes:
        settle(document.roots, changes)
    texts = document_texts(document.roots)
    _drop_around(package, findings)
    prepare(document)
    blocks = read_blocks(document)
    stop_on_errors(findings.doubts)
    draft = assemble(blocks, findings, folder)
    if not draft.blocks:
        raise Failure([problem("W13", name)])
    _drop_uncalled_notes(document, findings)
    text = to_markdown(draft, findings)
    lost = lost_texts(texts, text, _head_texts(draft), findings)
    stop_on_errors(problem("W14", name, number, text=short(words, 60)) for number, words in lost)
    return Converted(draft, text, findings, tuple(comments), tuple(found))


def _opened(data: bytes, name: str) -> Package:
    package, problems = open_package(data, name)
    stop_on_errors(problems)
    assert package, "a package that cannot be opened has a problem that says so"
    return package


def _refuse_changes(found: Sequence[Change], name: str, choice: Choice | None) -> Iterator[Problem]:
    """One problem for each paragraph with tracked changes, unless the user has chosen."""
    for number in [] if choice else sorted({change.paragraph for change in found}):
        here = [change for change in found if change.paragraph == number]
        yield problem(
            "W07",
            name,
            number,
            count=len(here),
            total=len(found),
            authors="、".join(counted(change.author or "?" for change in here)),
            kinds="、".join(f"{kind}×{count}" for kind, count in counted(c.kind for c in here).items()),
            text=short(" / ".join(filter(None, (change.text for change in here)))),
        )


def _foreign_parts(document: WordDocument) -> Iterator[Problem]:
    """Text that stands in other files, put in by reference (17.17.2)."""
    for part in document.parts:
        for node in part.root.iter(*names("w:altChunk", "w:subDoc")):
            target = part.links.get(value(node, "r:id"))
            yield problem("W09", document.findings.file, 0, found=target.target if target else "?")


def _drop_around(package: Package, findings: Findings) -> None:
    """Words that stand beside the text: headers, footers, charts and diagrams."""
    seen: set[str] = set()
    for link in package.relationships(package.main).values():
        reason = {**_FRINGE, **_DRAWN}.get(link.kind, "")
        root = package.tree(link.target) if reason and not link.outside and link.target not in seen else None
        seen.add(link.target)
        if root is not None:
            words = text_of(root) if link.kind in _FRINGE else " ".join(t.text or "" for t in all_of(root, "a:t"))
            findings.drop(words, reason)


def _drop_uncalled_notes(document: WordDocument, findings: Findings) -> None:
    """Notes that no place in the text calls."""
    for part in document.parts[1:]:
        kind = part.kind.removesuffix("s")
        for note in part.root.iter(q(f"w:{kind}")):
            if (kind, value(note, "w:id")) not in document.called:
                findings.drop(text_of(note), "uncalled")


def _head_texts(draft: Draft) -> Iterable[str]:
    head = draft.head
    return (*head.title, *head.kicker, head.subtitle, *head.authors)
