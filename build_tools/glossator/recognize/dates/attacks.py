"""A day that news calls by its date, whatever year it writes in: "the September 11 attacks", "post-9/11"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...model import Span
from .around import stands_alone
from .clock import Clock
from .moment import Moment
from .raw import Dated, Passage, Raw
from .words import SPACE

ATTACKS_EVIDENCE = 0.9
DAY = Moment(2001, 9, 11)
DAY_OF_ANY_YEAR = replace(DAY, year=None)

REACH = 40
"""Code points beside the day in which its event is named."""
YEAR_REACH = 120
"""Code points beside it in which another year may stand, so that another day may be meant."""
_ATTACKS = re.compile(
    rf"(?:{SPACE}|-)(?:(?:terrorist|terror){SPACE})?attacks\b(?!{SPACE}(?:on|upon|against|by)\b)", re.I
)
"""The event's own name: attacks on something, or by somebody, may be those of another war."""
_ATTACKS_OF = re.compile(rf"\battacks{SPACE}of{SPACE}(?:the{SPACE})?$", re.I)
_SHORT = re.compile(r"9/11(?![0-9/]|[.,:][0-9])", re.ASCII)
_POST = re.compile(r"\bpost[-–]$", re.I)
_YEAR = re.compile(r"\b(?!2001\b)[12][0-9]{3}\b", re.ASCII)


def nine_eleven(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield "9/11" where attacks are told of, and it is no fraction, no score and no other year's day."""
    match = _SHORT.match(passage.text, start, passage.end)
    if not match or not stands_alone(passage, *match.span()):
        return
    if _is_beside(passage, Span(*match.span()), _POST):
        yield Raw(Span(*match.span()), Dated(DAY_OF_ANY_YEAR), "holiday", ATTACKS_EVIDENCE)


def of_the_attacks(text: str, sentence: Span, raw: Raw, clock: Clock) -> Raw | None:
    """Return a date with its year where it is the day of the attacks; nothing of a "9/11" that is another day.

    Histories tell of attacks on every day of every year, and so may a text that was written before that day.
    """
    meaning = raw.meaning
    if not isinstance(meaning, Dated) or meaning.toward or meaning.other or meaning.moment != DAY_OF_ANY_YEAR:
        return raw
    short = raw.rule == "holiday"
    passage = Passage(text, sentence.start, sentence.end)
    if _is_elsewhen(passage, raw.span, clock) or not (short or _is_beside(passage, raw.span, _ATTACKS_OF)):
        return None if short else raw
    return replace(raw, meaning=replace(meaning, moment=DAY), rule="holiday")


def _is_elsewhen(passage: Passage, span: Span, clock: Clock) -> bool:
    if clock.history or clock.written is None or (clock.written.year or 0) <= (DAY.year or 0):
        return True
    low, high = max(passage.start, span.start - YEAR_REACH), min(passage.end, span.end + YEAR_REACH)
    return _YEAR.search(passage.text, low, high) is not None


def _is_beside(passage: Passage, span: Span, before: re.Pattern[str]) -> bool:
    if _ATTACKS.match(passage.text, span.end, min(passage.end, span.end + REACH)):
        return True
    return before.search(passage.text[max(passage.start, span.start - REACH) : span.start]) is not None
