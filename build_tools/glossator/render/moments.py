"""When notes were written: what their dates say, so that newer ones come first."""

from __future__ import annotations

import re
from datetime import UTC, datetime

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


def age_key(date: str) -> str:
    """Return what dates are put in order by, the oldest first; no date at all is the oldest.

    Those that are no day, such as 2025-11, stand where what they say does.
    """
    when = moment(date)
    return when.isoformat() if when else date
