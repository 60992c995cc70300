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
OUTWEIGHS = 3
"""So many old dates stand against one word that looks from the day of writing, or a date close to it."""
BARE_YEAR = 1 / 3
"""What a year alone weighs: news tells of "the 1998 agreement" as well."""
CLOSE = 1
"""Months by which a date of the text may differ from the document's own, so that it tells news."""
LEAN_REACH = 400
"""Code points of a sentence before and after a date in which its tense is looked for."""

_CUE = re.compile(
    r"\b(?:(?P<ahead>(?:will|shall|should|would|may|might|won['’]t|to\sbe|going\sto|set\sto|slated\sto|due\sto|plans?\sto"
    r"|(?:scheduled|planned|expected|expects?|slated|due|set|plans?)(?:\sto|\sfor)?)(?:\s(?:not|be|have|also))?(?:\s[a-z]{1,20})?"
    r"|upcoming|forthcoming|ahead\sof|deadline)"
    r"|(?P<back>was|were|had|did|since|ago|said|told|took|began|met|came|went|won|made|fell|rose|left|held|sent|gave"
    r"|[a-z]{2,20}ed))\b"
)
"""Words of plans, each with the verb that it governs, and of what has been."""
_ENDS_AT = re.compile(r"\b(?:until|till|by)\s(?:the\s)?$", re.IGNORECASE)


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


def lean(document: Document, span: Span) -> int:
    """Return whether the sentence around a date looks ahead (1), back (-1), or does not tell (0)."""
    index = bisect_right(document.sentences, span.start, key=lambda sentence: sentence.start) - 1
    sentence = document.sentences[index] if index >= 0 else span
    low, high = max(sentence.start, span.start - LEAN_REACH), min(max(sentence.end, span.end), span.end + LEAN_REACH)
    if _ENDS_AT.search(document.text[max(low, span.start - len("before the ")) : span.start]):
        return 1
    before = [match.lastgroup for match in _CUE.finditer(document.text, low, span.start)][-1:]
    nearest = before or [match.lastgroup for match in _CUE.finditer(document.text, span.end, high)][:1]
    return {"ahead": 1, "back": -1}.get(str(nearest[0]), 0) if nearest else 0
