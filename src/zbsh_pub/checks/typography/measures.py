"""Where a document's columns stand: left edges on which many fragments begin, and their right edges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from zbsh_pub.checks.typography.glyphs import Sheet
from zbsh_pub.checks.typography.marks import CLOSING, OPENING, STOPS, is_han
from zbsh_pub.checks.typography.rows import Fragment

NEAR = 0.1  # em: edges nearer than this are one
INDENTS = (0.8, 3.3)  # em: a first line, or a block of its own, is moved in by this much
_MANY = 3  # fragments make an edge
_LONG = 8.0  # em: a column's lines are longer than this; cells of tables are not
_PARTED = 3.0  # em: right edges nearer than this belong to one width

PageFragments = Mapping[int, Sequence[Fragment]]


@dataclass(frozen=True, slots=True)
class Edge:
    """A left edge, the right edges of the column widths that begin on it (narrow ones first), its lines and pages."""

    left: float
    rights: tuple[float, ...]
    lines: int = 0
    pages: frozenset[int] = frozenset()


def body_size(sheets: Iterable[Sheet]) -> float:
    """The size of most Han characters; of most characters where there is no Han."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        sizes.update(round(g.size, 2) for g in sheet.glyphs if is_han(g.text))
    if not sizes:
        sizes.update(round(g.size, 2) for sheet in sheets for g in sheet.glyphs)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def is_body(fragment: Fragment, size: float) -> bool:
    """Most of it is of the body's size."""
    return abs(fragment.size - size) <= 0.03 * size


def find_edges(pages: PageFragments, size: float) -> list[Edge]:
    """The left edges of all columns of a document, those with most lines first."""
    edges: list[Edge] = []
    clusters = sorted(_clusters(pages, size), key=lambda cluster: -len(cluster))
    for cluster in clusters:
        left = median(f.left for _, f in cluster)
        if len(cluster) >= _MANY and not any(_nested(cluster, left, edge, pages, size) for edge in edges):
            rights = _rights(left, pages, size)
            own = frozenset(number for number, _ in cluster)
            edges += [Edge(left, rights, len(cluster), own)] if rights else []
    return edges


def _clusters(pages: PageFragments, size: float) -> list[list[tuple[int, Fragment]]]:
    """Fragments of the body that begin at the same x; an opening mark may be trimmed, so it has no vote."""
    votes = [
        (number, f)
        for number, found in pages.items()
        for f in found
        if is_body(f, size) and len(f.glyphs) >= 4 and f.glyphs[0].text not in OPENING
    ]
    clusters: list[list[tuple[int, Fragment]]] = []
    for vote in sorted(votes, key=lambda vote: vote[1].left):
        if clusters and vote[1].left - clusters[-1][-1][1].left <= 0.05 * size:
            clusters[-1].append(vote)
        else:
            clusters.append([vote])
    return clusters


def _nested(cluster: list[tuple[int, Fragment]], left: float, edge: Edge, pages: PageFragments, size: float) -> bool:
    """The cluster is an indent, a block or a table within the column of a stronger edge on the same pages.

    A list may fill a page's column, so that nothing stands on the edge there; few lines near it are no column.
    """
    if len(cluster) < 0.1 * edge.lines and 0 < left - edge.left <= INDENTS[1] * size:
        return sum(f.right > edge.rights[-1] + 0.6 * size for _, f in cluster) <= 0.2 * len(cluster)
    within = [
        (number, f)
        for number, f in cluster
        if any(abs(other.left - edge.left) <= NEAR * size for other in pages[number] if is_body(other, size))
    ]
    outer = edge.rights[-1] + 0.6 * size
    wide = sum(f.right > outer for _, f in within)
    if left <= edge.left or len(within) < 0.4 * len(cluster) or wide > 0.2 * len(within):
        return False
    if median(f.right - f.left for _, f in cluster) < _LONG * size:
        return True
    return sum(_beside(f, edge, pages[number]) for number, f in within) < 0.3 * len(within)


def _beside(fragment: Fragment, edge: Edge, others: Sequence[Fragment]) -> bool:
    """Another fragment begins at the edge on the same baseline and ends before this one."""
    return any(
        abs(o.baseline - fragment.baseline) < 0.1 * o.size
        and edge.left - NEAR * o.size <= o.left < min(edge.left + INDENTS[1] * o.size, fragment.left - o.size)
        for o in others
        if o is not fragment
    )


def _rights(left: float, pages: PageFragments, size: float) -> tuple[float, ...]:
    """The right edges of an edge's lines: in each width the rightmost place where several lines end.

    Only lines that end with a character without blank in it vote, since marks may be trimmed or hang.
    """
    ends = sorted(
        f.right
        for found in pages.values()
        for f in found
        if is_body(f, size) and abs(f.left - left) <= NEAR * size and f.glyphs[-1].text[-1] not in STOPS | CLOSING
        if f.right - left > 4 * size
    )
    groups: dict[int, list[float]] = defaultdict(list)
    group = 0
    for index, end in enumerate(ends):
        group += index > 0 and end - ends[index - 1] > _PARTED * size
        groups[group].append(end)
    most = max(map(len, groups.values()), default=0)
    return tuple(
        _right(some, size) for some in groups.values() if len(some) == most or _is_width(some, size, len(ends))
    )


def _is_width(ends: list[float], size: float, of: int) -> bool:
    """Many ends at one place: the width of a column. The last lines of paragraphs end anywhere."""
    right = _right(ends, size)
    there = sum(abs(end - right) <= NEAR * size for end in ends)
    return there >= max(_MANY, 0.05 * of) and there >= 0.3 * len(ends)


def _right(ends: list[float], size: float) -> float:
    """The rightmost cluster with a fair share of the ends of one width."""
    clusters: list[list[float]] = []
    for end in ends:
        if clusters and end - clusters[-1][0] <= NEAR * size:
            clusters[-1].append(end)
        else:
            clusters.append([end])
    strong = [c for c in clusters if len(c) >= max(2, 0.1 * len(ends))]
    return median((strong or clusters)[-1])
