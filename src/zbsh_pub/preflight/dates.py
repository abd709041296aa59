"""Dates of a PDF (ISO 32000-2, 7.9.4) and of XMP (ISO 8601) as points in time, to be compared."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

_DATE = re.compile(
    r"(?:D:)?(\d{4})(?:-?(\d\d))?(?:-?(\d\d))?(?:T?(\d\d))?(?::?(\d\d))?(?::?(\d\d))?(?:\.\d+)?"
    r"(?:Z.*|([+-])(\d\d)[':]?(\d\d)?'?)?"
)


def point_in_time(said: str) -> datetime | None:
    """A date, in UTC where it names no zone; None where it is no date."""
    match = _DATE.fullmatch(said.strip())
    if match is None:
        return None
    parts = zip(match.groups(), "011000", strict=False)
    year, month, day, hour, minute, second = (int(part or first) for part, first in parts)
    offset = timedelta(hours=int(match[8] or 0), minutes=int(match[9] or 0)) * (-1 if match[7] == "-" else 1)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset))
    except ValueError:
        return None
