"""When notes and documents were written: what their dates say, so that they can be put in order and in groups."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from ..calendar import stretch
from ..model import Day

DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


def moment(date: str) -> datetime | None:
    """Return when a day begins, or a time of a day, in UTC where nothing else is said; None for any other date."""
    if not (DAY.match(date) or "T" in date):
        return None
    try:
        found = datetime.fromisoformat(date)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


ISO = re.compile(r"(\d{4})(-(0[1-9]|1[0-2])(-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?)?)?\Z", re.ASCII)
GREGORIAN = 1583
"""The first year of ISO 8601's calendar: those before it mean something only to who agreed on what."""


def iso_date(date: str) -> str:
    """Return the date where ISO 8601 says just the same: a year, a month, a day or a time. Else nothing.

    What is uncertain, a season or an interval has no form there that does not claim more, or less.
    """
    found = ISO.match(date)
    if not found or int(found[1]) < GREGORIAN or stretch(date) is None:
        return ""
    return date if "T" not in date or moment(date) else ""


Age = tuple[bool, Day, str]


def age_key(date: str) -> Age:
    """Return what dates are put in order by, the oldest first; no date at all is the oldest.

    Those that are no day, such as 2025-11 or 2025?, stand where what they may mean begins.
    """
    when = moment(date)
    if when:
        return True, (when.year, when.month, when.day), when.isoformat()
    days = stretch(date) if date else None
    begins = (days.first or days.last) if days else None
    return begins is not None, begins or (0, 1, 1), ""


def month(date: str) -> str:
    """Return the month that a date begins with, or the year; where it begins with neither, the date."""
    found = re.match(r"-?\d{4}(-(0\d|1[0-2])(?!\d))?", date, re.ASCII)
    return found[0] if found else date


def year(date: str) -> str:
    """Return the year that a date begins with, as it is written; nothing where it begins with none."""
    found = re.match(r"-?\d{4}", date, re.ASCII)
    return found[0] if found else ""
