"""The KBART line of the magazine: what link resolvers of libraries read (NISO RP-9-2014, 25 columns)."""

from __future__ import annotations

from zbsh_pub.distribute.record import Record
from zbsh_pub.trade import WORLD

COLUMNS = (
    "publication_title",
    "print_identifier",
    "online_identifier",
    "date_first_issue_online",
    "num_first_vol_online",
    "num_first_issue_online",
    "date_last_issue_online",
    "num_last_vol_online",
    "num_last_issue_online",
    "title_url",
    "first_author",
    "title_id",
    "embargo_info",
    "coverage_depth",
    "notes",
    "publisher_name",
    "publication_type",
    "date_monograph_published_print",
    "date_monograph_published_online",
    "monograph_volume",
    "monograph_edition",
    "first_editor",
    "parent_publication_title_id",
    "preceding_publication_title_id",
    "access_type",
)


def kbart_name(record: Record) -> str:
    """Provider, region, package and date of the file, as RP-9 wants it named."""
    markets = record.manifest.distribution.markets
    region = "Global" if not markets or WORLD in markets else "-".join(markets)
    return f"{record.manifest.magazine.slug}_{region}_AllTitles_{record.built.isoformat()}.txt"


def kbart_file(record: Record) -> bytes:
    """A line of labels and one of values: UTF-8, tabs between the columns."""
    values = kbart_line(record)
    rows = (COLUMNS, tuple(" ".join(values.get(name, "").split()) for name in COLUMNS))
    return "".join("\t".join(row) + "\n" for row in rows).encode()


def kbart_line(record: Record) -> dict[str, str]:
    """The columns that a serial has. Where the manifest says since when all issues are to be had online, the coverage
    runs from there to the present, which a blank tells; else it is this issue alone."""
    magazine, facts, terms = record.manifest.magazine, record.manifest.issue, record.manifest.distribution
    since = terms.online_since
    here = str(facts.cover_month)
    return {
        "publication_title": magazine.title,
        "print_identifier": magazine.issn,
        "online_identifier": terms.online_issn,
        "date_first_issue_online": since.date if since else here,
        "num_first_issue_online": since.number if since else str(facts.serial.first),
        "date_last_issue_online": "" if since else here,
        "num_last_issue_online": "" if since else str(facts.serial.last),
        "title_url": terms.url,
        "title_id": magazine.slug,
        "coverage_depth": _depth(record),
        "publisher_name": magazine.publisher,
        "publication_type": "serial",
        "access_type": "F" if record.is_free else "P",
    }


def _depth(record: Record) -> str:
    """RP-9, 6.6.15: all articles in full, only digests of them, or both."""
    kinds = {item.kind for item in record.items}
    return {"full": "fulltext", "digest": "abstracts"}[kinds.pop()] if len(kinds) == 1 else "selected articles"
