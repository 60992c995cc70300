"""Whether a text is a history, which looks from the date that it told last, or news, which looks from its own date."""

from __future__ import annotations

from collections.abc import Sequence

from .moment import Moment
from .raw import Away, Dated, Raw, Weekday

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


def is_history(raws: Sequence[Raw], written: Moment | None) -> bool:
    """Tell whether a text mostly tells what was long past when it was written; without its date, it is taken for one.

    Dates with years of long before speak for it; against it, those of about its own time, and words that
    look from the day of writing: "yesterday", "last week", "Friday".
    """
    if written is None or written.year is None:
        return True
    told = [raw.meaning.moment for raw in raws if isinstance(raw.meaning, Dated) and _tells_year(raw.meaning)]
    old = [moment for moment in told if (moment.year or 0) <= written.year - OLD]
    weight = sum(1 if moment.rank else BARE_YEAR for moment in old)
    near = sum(_looks_from_writing(raw) or _is_close(raw, written) for raw in raws)
    return len(old) >= FEWEST and weight > OUTWEIGHS * near


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
