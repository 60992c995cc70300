"""From when a text looks: a history from the date that it told last, news from its own date; some do not show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from .moment import Moment
from .raw import Away, Dated, Raw, Weekday

Standing = Literal["history", "news", "unclear"]

OLD = 2
"""Years by which what is told lies before a document's date, so that it is no news."""
FEWEST = 3
"""Dates with their years that a history has at least."""
OUTWEIGHS = 3
"""So many old dates stand against one word that looks from the day of writing, or a date close to it."""
BARE_YEAR = 1 / 3
"""What a year alone weighs: news tells of "the 1998 agreement" as well."""
CLOSE = 1
"""Months by which a date of the text may differ from the document's own, so that it tells news."""


def standing(raws: Sequence[Raw], written: Moment | None) -> Standing:
    """Tell a history from news, by what its dates tell; a text without a date of its own is taken for a history.

    Dates with years of long before speak for a history; against it, those of about its own time, and words that
    look from the day of writing: "yesterday", "last week", "Friday". Where only a few of the former stand and none
    of the latter, it is unclear: the text may be of our time, and tell of another alone.
    """
    if written is None or written.year is None:
        return "history"
    told = [raw.meaning.moment for raw in raws if isinstance(raw.meaning, Dated) and _tells_year(raw.meaning)]
    old = [moment for moment in told if (moment.year or 0) <= written.year - OLD]
    weight = sum(1 if moment.rank else BARE_YEAR for moment in old)
    near = sum(_looks_from_writing(raw) or _is_close(raw, written) for raw in raws)
    if len(old) >= FEWEST and weight > OUTWEIGHS * near:
        return "history"
    return "unclear" if old and len(old) == len(told) and not near else "news"


def _is_close(raw: Raw, written: Moment) -> bool:
    meaning = raw.meaning
    if not isinstance(meaning, Dated) or meaning.moment.year is None or not meaning.moment.day:
        return False
    years = meaning.moment.year - (written.year or 0)
    return abs(years * 12 + meaning.moment.month - (written.month or meaning.moment.month)) <= CLOSE


def _tells_year(meaning: Dated) -> bool:
    return meaning.moment.year is not None and not meaning.short_year


def _looks_from_writing(raw: Raw) -> bool:
    meaning = raw.meaning
    if isinstance(meaning, Away):
        return meaning.since == "writing"
    return isinstance(meaning, Weekday) or meaning.toward in ("last", "this", "next")
