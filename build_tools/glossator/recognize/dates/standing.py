"""From when a text looks at what it tells: news from its own date, a history from the date that it told last."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ...model import Document, Span
from .moment import Moment
from .raw import Away, Dated, Raw, Weekday

OLD = 2
"""Years by which what is told lies before a document's date, so that it is no news."""
FEWEST = 3
"""Dates with their years that a history has at least."""
OUTWEIGHS = 2
"""So many old dates stand against one word that looks from the day of writing."""
LEAN_REACH = 400
"""Code points of a sentence before and after a date in which its tense is looked for."""

_FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|upcoming|forthcoming|scheduled|slated|plans?|planned|planning|expected|expects?|due"
    r"|going to|to be held|ahead of|set to|is to|are to|deadline)\b|['’]ll\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|since|after|following|ago|[a-z]{3,20}ed|took|began|met|came|went|won|killed|made)\b"
)


def is_history(raws: Sequence[Raw], written: Moment | None) -> bool:
    """Tell whether a text mostly tells what was long past when it was written; without its date, it is taken for one.

    Dates with years of long before speak for it; against it, those of about its own time, and words that
    look from the day of writing: "yesterday", "last week", "Friday".
    """
    if written is None or written.year is None:
        return True
    years = [raw.meaning.moment.year for raw in raws if _tells_year(raw)]
    old = sum(year is not None and year <= written.year - OLD for year in years)
    news = len(years) - old + sum(_looks_from_writing(raw) for raw in raws)
    return old >= FEWEST and old > OUTWEIGHS * news


def _tells_year(raw: Raw) -> bool:
    meaning = raw.meaning
    return isinstance(meaning, Dated) and meaning.moment.year is not None and not meaning.short_year


def _looks_from_writing(raw: Raw) -> bool:
    meaning = raw.meaning
    if isinstance(meaning, Away):
        return not meaning.of_story
    return isinstance(meaning, Weekday) or meaning.toward in ("last", "this", "next")


def lean(document: Document, span: Span) -> int:
    """Return whether the sentence around a date looks ahead (1), back (-1), or does not tell (0)."""
    index = bisect_right(document.sentences, span.start, key=lambda sentence: sentence.start) - 1
    sentence = document.sentences[index] if index >= 0 else span
    low, high = max(sentence.start, span.start - LEAN_REACH), min(max(sentence.end, span.end), span.end + LEAN_REACH)
    words = document.text[low : span.start] + " " + document.text[span.end : high]
    if _FUTURE.search(words):
        return 1
    return -1 if _PAST.search(words) else 0
