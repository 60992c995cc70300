"""Seasons, quarters and halves of years: "the spring of 1942", "last winter", "the third quarter", "Q3 2010"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import stands_free
from .days import DOUBTFUL_MONTH_EVIDENCE, ERA, FULL_EVIDENCE, astronomical
from .moment import FIRST_HALF, FIRST_QUARTER, Moment
from .raw import Dated, Passage, Raw, Toward
from .words import ANY_SEASON, SEASONS, SPACE

BEFORE = 44
"""Code points before a season's name in which what belongs to it begins."""

_YEAR = rf"(?:(?:{SPACE}of{SPACE}|,?{SPACE})(?:(?P<bc>[1-9][0-9]{{0,3}}){SPACE}?{ERA}|(?P<year>[12][0-9]{{3}})(?:[-/–](?:[0-9]{{4}}|[0-9]{{2}}))?)(?![0-9]|[.,][0-9]))"
_OF_THAT = rf"(?:{SPACE}of{SPACE}(?P<of>that|the{SPACE}same|last|next|this){SPACE}year\b)"
_SEASON = re.compile(
    rf"(?<![\w'’-])(?P<intro>(?P<in>(?:in|by|during|until|till|since|throughout|through|for|from){SPACE})?(?P<the>the{SPACE})?"
    rf"(?P<toward>(?:last|next|this|that(?:{SPACE}same)?|previous|following|same){SPACE})?)"
    rf"(?P<part>(?:early|late|mid)(?:{SPACE}|-))?"
    rf"(?P<season>{ANY_SEASON})(?![\w'’])(?:{_YEAR}|{_OF_THAT})?",
    re.ASCII | re.IGNORECASE,
)
_PART = re.compile(
    rf"(?<![\w-])(?:the{SPACE})?(?:(?P<ordinal>first|second|third|fourth|last|final){SPACE}(?P<part>quarter|half){SPACE}of{SPACE}"
    rf"|(?P<latter>latter){SPACE}(?:half|part){SPACE}of{SPACE})(?P<year>[12][0-9]{{3}})(?![0-9]|[.,-][0-9])",
    re.ASCII | re.IGNORECASE,
)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3, "final": 3}
_TOWARD: dict[str, Toward] = {
    "last": "last", "next": "next", "this": "this", "that": "same", "same": "same", "that same": "same", "": "", "previous": "previous", "following": "following"
}  # fmt: skip


def seasons(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield the season whose name begins at a place. Alone it must have a word of time before it."""
    for match in _SEASON.finditer(passage.text, max(floor, start - BEFORE), min(passage.end, start + BEFORE)):
        if match.start("season") > start:
            return
        if match.start("season") == start:
            yield from _season(passage, match)
            return


def _season(passage: Passage, match: re.Match[str]) -> Iterator[Raw]:
    told = match.end() > match.end("season")
    capital = match["season"][0].isupper() and match["season"].lower() != "fall"
    if not told and not stands_free(passage, match.end()):
        return
    if not (told or match["toward"] or match["in"] or (match["part"] and match["season"].lower() != "fall") or capital):
        if not match["the"] or match["season"].lower() == "fall":
            return
    after = passage.text[match.end() : match.end() + 4].lower()
    if not told and after.startswith(" of ") or after[:1] in "-/" and after and not told:
        return
    season = SEASONS[match["season"].lower()]
    word = (match["of"] or match["toward"] or "").lower()
    toward = _TOWARD.get(" ".join(word.removeprefix("the").split()), "")
    begin = match.end("in") if match["in"] else match.start()
    if capital and match["season"].lower() == "spring" and not (told or match["in"] or match["toward"]):
        return
    moment = Moment(_year(match), season=season)
    evidence = FULL_EVIDENCE if told else DOUBTFUL_MONTH_EVIDENCE
    yield Raw(Span(begin, match.end()), Dated(moment, toward, of_year=bool(match["of"])), "season", evidence)


def _year(match: re.Match[str]) -> int | None:
    digits = match["year"] or match["bc"]
    return astronomical(int(digits), match["era"] or "") if digits else None


def parts_of_year(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield a quarter or a half of a year that is told in figures."""
    for match in _PART.finditer(passage.text, max(floor, start - BEFORE), min(passage.end, start + BEFORE)):
        if match.start() <= start < match.end():
            half = match["latter"] or match["part"].lower() == "half"
            ordinal = 1 if match["latter"] else _ORDINALS[match["ordinal"].lower()]
            code = FIRST_HALF + min(ordinal, 1) if half else FIRST_QUARTER + ordinal
            yield Raw(Span(*match.span()), Dated(Moment(int(match["year"]), season=code)), "season", FULL_EVIDENCE)
