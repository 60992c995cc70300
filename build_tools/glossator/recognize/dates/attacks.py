"""A day that people call by its date, whatever year they write in: "the September 11 attacks", "since 9/11"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ...model import Span
from .around import sign_after, stands_alone
from .moment import Moment
from .raw import Dated, Passage, Raw
from .words import SPACE

ATTACKS_EVIDENCE = 0.9
DAY = Moment(2001, 9, 11)

REACH = 40
"""Code points beside the day in which its event is named."""
_AFTER = re.compile(
    rf"(?:{SPACE}|-)(?:(?:terrorist|terror|suicide|al[ -]Qaeda){SPACE})?(?:attack|hijack|bombing|terror)", re.I
)
_BEFORE = re.compile(
    rf"\b(?:attacks?|atrocity|hijackings?|tragedy|events){SPACE}(?:of|on){SPACE}(?:the{SPACE})?$", re.I
)
_SHORT = re.compile(r"9/11(?![0-9/]|[.,:][0-9])", re.ASCII)
_SHORT_BEFORE = re.compile(
    rf"(?:\b(?:since|after|before|of|on|until|about|like){SPACE}|\b(?:post|pre)[-–]|\bthe{SPACE})$", re.I
)
_SHORT_AFTER = re.compile(rf"{SPACE}(?:attack|hijack|terror|plot|Commission|Memorial)")


def of_the_attacks(passage: Passage, raw: Raw) -> Raw:
    """Return the eleventh of September in its year, where the words beside it tell of what happened on it."""
    meaning = raw.meaning
    if not isinstance(meaning, Dated) or meaning.toward or meaning.other:
        return raw
    if meaning.moment != replace(DAY, year=None) or not _is_beside(passage, raw.span, _BEFORE, _AFTER):
        return raw
    return replace(raw, meaning=replace(meaning, moment=DAY), rule="holiday")


def nine_eleven(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield "9/11" where it is no fraction and no score."""
    match = _SHORT.match(passage.text, start, passage.end)
    if not match or not stands_alone(passage, *match.span()) or sign_after(passage, match.end()) == "%":
        return
    if _is_beside(passage, Span(*match.span()), _SHORT_BEFORE, _SHORT_AFTER):
        yield Raw(Span(*match.span()), Dated(DAY), "holiday", ATTACKS_EVIDENCE)


def _is_beside(passage: Passage, span: Span, before: re.Pattern[str], after: re.Pattern[str]) -> bool:
    if after.match(passage.text, span.end, min(passage.end, span.end + REACH)):
        return True
    return before.search(passage.text[max(passage.start, span.start - REACH) : span.start]) is not None
