"""Days as pages write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

MONTHS = {
    month[:length]: number
    for number, month in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
    for length in (3, 4, len(month))
}
ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
COMPACT_DATE = re.compile(r"\A(\d{4})(\d{2})(\d{2})(?:T|\Z)")
ENGLISH_DATE = re.compile(
    r"(?<!\w)(?:(?P<month>[A-Z][a-z]{2,8})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)? (?P<month2>[A-Z][a-z]{2,8})\.?,? (?P<year2>\d{4}))(?!\w)"
)
LONGEST = 500
"""Code points that are looked at."""


def as_day(text: str) -> str:
    """Return the day that a text begins with or holds, as EDTF; an empty string where that is not plain.

    A moment with a time zone gives the day that it has there.
    """
    text = text[:LONGEST]
    match = ISO_DATE.search(text) or COMPACT_DATE.match(text)
    if match:
        year, month, day = map(int, match.groups())
        return f"{year:04}-{month:02}-{day:02}" if is_day([year, month, day]) else ""
    for english in ENGLISH_DATE.finditer(text):
        name = (english["month"] or english["month2"]).lower()
        parts = [int(english["year"] or english["year2"]), MONTHS.get(name, 0), int(english["day"] or english["day2"])]
        if is_day(parts):
            return f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}"
    return ""


def is_day(parts: Sequence[int]) -> bool:
    year, month, day = parts
    return 1000 <= year <= 2999 and 1 <= month <= 12 and 1 <= day <= 31
