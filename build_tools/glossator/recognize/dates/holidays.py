"""Days that have a name and the same date every year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import stands_free
from .moment import Moment
from .raw import Dated, Passage, Raw
from .words import SPACE

HOLIDAY_EVIDENCE = 0.85

_HOLIDAY = re.compile(
    rf"(?:(?P<christmas>Christmas|CHRISTMAS)(?:{SPACE}(?P<eve>Eve|EVE|Day|DAY))?"
    rf"|(?P<new>New{SPACE}Year['’]?s?|NEW{SPACE}YEAR['’]?S?){SPACE}(?P<new_eve>Eve|EVE|Day|DAY))"
    rf"(?!-?\w)(?:,?{SPACE}(?:of{SPACE})?(?P<year>[12][0-9]{{3}})(?![0-9]))?",
    re.ASCII,
)


def holidays(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield Christmas, New Year's Day and their eves; not the "Christmas" of "Christmas tree"."""
    match = _HOLIDAY.match(passage.text, start, passage.end)
    if match and (match["year"] or match["eve"] or match["new_eve"] or stands_free(passage, match.end())):
        eve = (match["eve"] or match["new_eve"] or "").lower() == "eve"
        month, day = (12, 25 - eve) if match["christmas"] else (12, 31) if eve else (1, 1)
        year = int(match["year"]) if match["year"] else None
        yield Raw(Span(*match.span()), Dated(Moment(year, month, day)), "holiday", HOLIDAY_EVIDENCE)
