"""Days whose month is told by another word, or by none: "the 3rd inst.", "the 28th of that month", "the 20th"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import stands_free, word_after
from .days import day_number
from .moment import Moment
from .raw import Dated, Passage, Raw, Toward
from .words import SPACE

TOLD_EVIDENCE = 0.95
DAY_ALONE_EVIDENCE = 0.6
""" "The 20th" could be another twentieth."""

_DAY = r"(?:3[01]|[12][0-9]|[1-9])"
_OF_MONTH = re.compile(
    rf"{_DAY}(?:st|nd|rd|th|d)?(?:,?{SPACE}(?P<latin>instant|ultimo|proximo|(?:inst|ult|prox)\.?)(?!\w)"
    rf"|{SPACE}(?:day{SPACE})?of{SPACE}(?P<of>this|that|the{SPACE}same|the{SPACE}present|last|next){SPACE}month\b)",
    re.ASCII | re.IGNORECASE,
)
_ORDINAL = re.compile(rf"{_DAY}(?:st|nd|rd|th)(?![0-9a-z-]|,?\s(?:and\s)?[0-9])", re.ASCII | re.IGNORECASE)
_ON_THE = re.compile(
    r"\b(?:on|by|until|till|from|since|after|before|(?:night|morning|evening)\sof)\sthe\s$", re.IGNORECASE
)
_LONGEST_ON = len("evening of the ") + 1
_LATIN: dict[str, Toward] = {"i": "this", "u": "last", "p": "next"}
"""By the first letter of instant, ultimo and proximo."""
_TOWARD: dict[str, Toward] = {"this": "this", "the present": "this", "last": "last", "next": "next"}


def day_of_month(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the day of the month that begins at a place."""
    match = _OF_MONTH.match(passage.text, start, passage.end)
    if match:
        told: Toward = _LATIN[match["latin"][0].lower()] if match["latin"] else _TOWARD.get(match["of"].lower(), "")
        rule = "inst" if match["latin"] else "day"
        yield Raw(Span(*match.span()), Dated(Moment(day=day_number(match[0])), told), rule, TOLD_EVIDENCE)
        return
    match = _ORDINAL.match(passage.text, start, passage.end)
    if match and _is_day(passage, match):
        yield Raw(Span(*match.span()), Dated(Moment(day=day_number(match[0]))), "day", DAY_ALONE_EVIDENCE)


def day_beside_weekday(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the ordinal number at a place, right behind a day of the week: "Monday the 3rd"."""
    match = _ORDINAL.match(passage.text, start, passage.end)
    if match and stands_free(passage, match.end()) and word_after(passage, match.end()) != "of":
        yield Raw(Span(*match.span()), Dated(Moment(day=day_number(match[0]))), "day", TOLD_EVIDENCE)


def _is_day(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether an ordinal number is a day: "on the 20th," and not "on the 20th floor"."""
    before = passage.text[max(passage.start, match.start() - _LONGEST_ON) : match.start()]
    if not _ON_THE.search(before):
        return False
    return stands_free(passage, match.end()) and word_after(passage, match.end()) != "of"
