"""Months alone: "June", and "May" where a word of time tells it from the verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import sign_after, sign_before, word_after, word_before
from .moment import Moment
from .raw import Dated, Passage, Raw
from .words import month_of

MONTH_EVIDENCE = 0.9
"""A month alone, whose name is none but a month's."""
DOUBTFUL_EVIDENCE = 0.8
"""A month alone whose name is a word or a person's too, after a word of time."""

WORDS_TOO = frozenset(["march", "may"])
"""Months that, in small letters, are other words."""
NAMES_TOO = frozenset(["march", "april", "may", "june", "august"])
"""Months that are words or people's names as well: alone, they need a word of time before them."""
TIME_PREPOSITIONS = frozenset(
    "in since until till during by throughout through early late mid last next this that previous following before"
    " after from between and or to".split()
)
"""After these, "May" is a month more often than not."""
SHORT_NAMES = frozenset(["may", "june", "july"])
"""Full names that are as short as the abbreviations of others, which count beside a number only."""
LONGEST_SHORT = 4
"""Letters of the longest abbreviation, "Sept"."""
_DASHES = tuple("-\u2010\u2011\u2012\u2013\u2014/")
_PART_OF = re.compile(r"(?:beginning|end|start|middle|month|half|part|weeks?|days?|night)\sof\s$")
_PART_LENGTH = len("beginning of ")
_AS_EARLY_AS = re.compile(r"\bas\s(?:early|late|soon|recently)\sas\s$|\bas\sof\s$", re.IGNORECASE)
_AS_LENGTH = len("as recently as ") + 1
_VERBS = ("on", "of", "said", "told")
"""After "March" or "June" they tell of a walk or a woman."""


def month_is_meant(match: re.Match[str], *, surely: bool) -> bool:
    """Tell "may" from "May": in small letters it is a month only where a day and a year stand beside it."""
    name = match["month"].rstrip(".")
    return name[0].isupper() or name not in WORDS_TOO or surely


def month_alone(passage: Passage, match: re.Match[str]) -> Iterator[Raw]:
    """Yield the month of a match that has nothing but a month."""
    start, end = match.span("month")
    name = match["month"].rstrip(".")
    lowered = name.lower()
    if not name[0].isupper() or (len(name) <= LONGEST_SHORT and lowered not in SHORT_NAMES):
        return
    before, after = word_before(passage, start).lower(), word_after(passage, end)
    if before == "the" and after[:1].isupper():
        return  # "the October Revolution"
    if lowered in NAMES_TOO and (after.lower() in _VERBS or not _time_is_near(passage, start, end, before)):
        return
    evidence = DOUBTFUL_EVIDENCE if lowered in NAMES_TOO else MONTH_EVIDENCE
    yield Raw(Span(start, end), Dated(Moment(month=month_of(name))), "month", evidence)


def _time_is_near(passage: Passage, start: int, end: int, before: str) -> bool:
    if before in TIME_PREPOSITIONS:
        return True
    if before in ("as", "of") and _AS_EARLY_AS.search(passage.text[max(passage.start, start - _AS_LENGTH) : start]):
        return True
    if before == "of":
        return bool(_PART_OF.search(passage.text[max(passage.start, start - _PART_LENGTH) : start]))
    return sign_before(passage, start) in (*_DASHES, "(") or sign_after(passage, end) in (*_DASHES, ")")
