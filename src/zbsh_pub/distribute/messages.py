"""All messages about an issue, by file name: read this first."""

from __future__ import annotations

from zbsh_pub.distribute.jsonfeed import json_feed
from zbsh_pub.distribute.jsonld import json_ld
from zbsh_pub.distribute.kbart import kbart_file, kbart_name
from zbsh_pub.distribute.onix import onix_message
from zbsh_pub.distribute.record import Edition, Record, record_of
from zbsh_pub.distribute.sheet import sheet_csv, sheet_text
from zbsh_pub.model import Issue


def metadata_files(issue: Issue, edition: Edition) -> dict[str, bytes]:
    """Everything that goes below `metadata/`: for booksellers, libraries, the web site, and people with forms."""
    record = record_of(issue, edition)
    return {
        f"{issue.manifest.stem}.onix.xml": onix_message(record),
        kbart_name(record): kbart_file(record),
        f"{issue.manifest.stem}.jsonld": json_ld(record),
        "feed.json": json_feed(record),
        **form_sheets(record),
    }


def form_sheets(record: Record) -> dict[str, bytes]:
    """The sheets for a store's form."""
    return {
        "metadata.csv": sheet_csv(record),
        "metadata.zh.txt": sheet_text(record, "zh"),
        "metadata.en.txt": sheet_text(record, "en"),
    }
