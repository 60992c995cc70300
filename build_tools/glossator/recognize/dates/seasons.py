"""Seasons, quarters and halves of years: "the spring of 1942", "last winter", "the third quarter of 2008"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import sign_after, stands_free, word_after
from .moment import FIRST_HALF, FIRST_QUARTER, Moment, astronomical
from .raw import Dated, Passage, Raw, Toward
from .words import ANY_SEASON, ERA, SEASONS, SPACE

TOLD_EVIDENCE = 1.0
ALONE_EVIDENCE = 0.8

REACH = 44
"""Code points before and after a season's name in which what belongs to it begins and ends."""

_YEAR = (
    rf"(?:(?:{SPACE}of{SPACE}|,?{SPACE})(?:(?P<bc>[1-9][0-9]{{0,3}}){SPACE}?{ERA}"
    rf"|(?P<year>[12][0-9]{{3}})(?:[-/–](?:[0-9]{{4}}|[0-9]{{2}}))?)(?![0-9]|[.,][0-9]))"
)
_OF_THAT = rf"(?:{SPACE}of{SPACE}(?:the{SPACE})?(?P<of>that|same|last|next|this){SPACE}year\b)"
_SEASON = re.compile(
    rf"(?<![\w'’-])(?P<in>(?:in|by|during|until|till|since|throughout|through|for|from){SPACE})?(?P<the>the{SPACE})?"
    rf"(?:(?:that{SPACE})?(?P<toward>last|next|this|that|previous|following|same){SPACE})?"
    rf"(?P<part>(?:early|late|mid)(?:{SPACE}|-))?(?P<season>{ANY_SEASON})(?![\w'’])(?:{_YEAR}|{_OF_THAT})?",
    re.ASCII | re.IGNORECASE,
)
_PART = re.compile(
    rf"(?<![\w-])(?:the{SPACE})?(?:(?P<ordinal>first|second|third|fourth|last|final){SPACE}"
    rf"(?P<part>quarter|half){SPACE}of{SPACE}|(?P<latter>latter){SPACE}(?:half|part){SPACE}of{SPACE})"
    rf"(?P<year>[12][0-9]{{3}})(?![0-9]|[.,-][0-9])",
    re.ASCII | re.IGNORECASE,
)
_HYPHEN = re.compile(r"-\w")
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": 3, "final": 3}
_TOWARD: dict[str, Toward] = {
    "last": "last", "next": "next", "this": "this", "that": "same", "same": "same", "previous": "previous",
    "following": "following",
}  # fmt: skip


def seasons(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield the season whose name begins at a place."""
    for match in _SEASON.finditer(passage.text, max(floor, start - REACH), min(passage.end, start + REACH)):
        if match.start("season") == start:
            told = match.end() > match.end("season")
            if told or _is_meant(passage, match):
                yield _season(match, TOLD_EVIDENCE if told else ALONE_EVIDENCE)
            return


def _season(match: re.Match[str], evidence: float) -> Raw:
    digits = match["year"] or match["bc"]
    year = astronomical(int(digits), match["era"] or "") if digits else None
    toward = _TOWARD.get((match["of"] or match["toward"] or "").lower(), "")
    meaning = Dated(Moment(year, season=SEASONS[match["season"].lower()]), toward, of_year=bool(match["of"]))
    begin = match.end("in") if match["in"] else match.start()
    return Raw(Span(begin, match.end()), meaning, "season", evidence)


def _is_meant(passage: Passage, match: re.Match[str]) -> bool:
    """Tell a season that stands without its year from a fall of prices, a spring of water and a winter coat."""
    end, name = match.end(), match["season"]
    if (
        not stands_free(passage, end)
        or sign_after(passage, end) == "/"
        or _HYPHEN.match(passage.text, end, passage.end)
    ):
        return False
    if match["toward"]:
        return True
    if word_after(passage, end) == "of":
        return False
    if match["in"]:
        return True
    if name.lower() == "fall":
        return False
    return bool(match["the"] or match["part"]) or (name[0].isupper() and name.lower() != "spring")


def parts_of_year(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield the quarter or the half, at a place, of a year that is told in figures."""
    for match in _PART.finditer(passage.text, max(floor, start - REACH), min(passage.end, start + REACH)):
        if match.start() <= start < match.end():
            half = match["latter"] or match["part"].lower() == "half"
            ordinal = 1 if match["latter"] else _ORDINALS[match["ordinal"].lower()]
            code = FIRST_HALF + min(ordinal, 1) if half else FIRST_QUARTER + ordinal
            yield Raw(Span(*match.span()), Dated(Moment(int(match["year"]), season=code)), "season", TOLD_EVIDENCE)
            return
