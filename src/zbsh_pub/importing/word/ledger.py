"""Nothing is lost: every character of the document stands in the article or in the list of what was left out.

The words of the document are taken from its own trees here, and those of the article from its file by
`checks.source_text`: neither uses what the import has read or written on the way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from lxml.etree import _Element

from zbsh_pub.checks.source_text import source_pieces, squeeze
from zbsh_pub.importing.word.document import visible
from zbsh_pub.importing.word.findings import Findings
from zbsh_pub.importing.word.ooxml import names, q

_TEXTS = names("w:t", "m:t", "a:t")


def document_texts(roots: Iterable[_Element]) -> list[tuple[int, str]]:
    """(number of the paragraph, its words) for each paragraph, blanks left out."""
    return [(number, text) for root in roots for number, text in _texts(root) if text]


def _texts(root: _Element) -> Iterator[tuple[int, str]]:
    words: dict[_Element, list[str]] = {paragraph: [] for paragraph in root.iter(q("w:p"))}
    for node in root.iter(*_TEXTS):
        holder = next(node.iterancestors(q("w:p")), None)
        if holder is not None and not _is_double(node):
            words[holder].append(node.text or "")
    for number, parts in enumerate(words.values(), 1):
        yield number, squeeze(visible("".join(parts)))


def _is_double(node: _Element) -> bool:
    """Whether a text stands in a fallback, whose words the choice beside it has too."""
    fallback = next(node.iterancestors(q("mc:Fallback")), None)
    return fallback is not None and any(
        True for choice in fallback.itersiblings(q("mc:Choice"), preceding=True) for _ in choice.iter(*_TEXTS)
    )


def lost_texts(
    texts: Sequence[tuple[int, str]], article: str, head: Iterable[str], findings: Findings
) -> list[tuple[int, str]]:
    """(paragraph, characters) that stand neither in the article nor in the head nor among what was left out.

    Each character must be found as often as the document and what the import added have it. The paragraph is the
    one with most of the lost characters among those that are not found whole.
    """
    body = article.split("---\n", 2)[-1]
    pieces = [text for _, text in source_pieces(body, 1)]
    kept = [*pieces, *map(squeeze, head), *(squeeze(visible(item.text)) for item in findings.dropped)]
    wanted = Counter("".join(text for _, text in texts) + squeeze("".join(findings.added)))
    lost = wanted - Counter("".join(kept))
    if not lost:
        return []
    whole = "\n".join(kept)
    suspects = [(len(set(text) & set(lost)), -number, text) for number, text in texts if text not in whole]
    _, number, text = max(suspects, default=(0, 0, ""))
    return [(-number, "".join(_taken(text, lost)) + "".join(lost.elements()))]


def _taken(text: str, lost: Counter[str]) -> Iterator[str]:
    """The lost characters that a text has, in its order; they are taken from `lost`."""
    for character in text:
        if lost[character] > 0:
            lost[character] -= 1
            yield character
