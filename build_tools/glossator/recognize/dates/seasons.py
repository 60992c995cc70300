"""Seasons, quarters and halves of years: "the spring of 1942", "last winter", "the third quarter of 2008"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import sign_after, sign_before, stands_free, word_after, word_before
from .moment import FIRST_HALF, FIRST_QUARTER, Moment, astronomical
from .pointers import POINTERS
from .raw import Dated, Passage, Raw
from .words import ANY_SEASON, ERA, SEASONS, SPACE
from .years import COUNTED, LIKELY_YEARS, counts

TOLD_EVIDENCE = 1.0
ALONE_EVIDENCE = 0.8
QUARTER_EVIDENCE = 0.6
"""Quarters are of games, too."""

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
    rf"(?P<part>(?:early|late|mid)(?:{SPACE}|-))?(?P<season>{ANY_SEASON})(?!\w)(?:{_YEAR}|{_OF_THAT})?",
    re.ASCII | re.IGNORECASE,
)
_PART = re.compile(
    rf"(?<![\w-])(?P<the>the{SPACE})?(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th|last|final|latter)(?:{SPACE}|-)"
    rf"(?P<part>quarter|half|part)(?!-?\w)"
    rf"(?:(?:{SPACE}(?:of{SPACE})?|,{SPACE})(?P<year>[12][0-9]{{3}})(?![0-9]|[.,-][0-9])|{_OF_THAT})?",
    re.ASCII | re.IGNORECASE,
)
_FIGURES = re.compile(r"(?:1st|2nd|3rd|4th)\s\Z", re.IGNORECASE)
_HYPHEN = re.compile(r"-\w")
_ORDINALS = {
    "first": 0, "second": 1, "third": 2, "fourth": 3, "1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "last": 3, "final": 3,
    "latter": 1,
}  # fmt: skip
"""How many of them come before it in its year."""


def seasons(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield the season whose name begins at a place."""
    for match in _SEASON.finditer(passage.text, max(floor, start - REACH), min(passage.end, start + REACH)):
        if match.start("season") == start:
            if _counts(passage, match, match.end("season"), is_part=False):
                match = _SEASON.match(passage.text, match.start(), match.end("season")) or match
            told = match.end() > match.end("season")
            if told or _is_meant(passage, match):
                yield _season(match, TOLD_EVIDENCE if told else ALONE_EVIDENCE)
            return


def _season(match: re.Match[str], evidence: float) -> Raw:
    digits = match["year"] or match["bc"]
    year = astronomical(int(digits), match["era"] or "") if digits else None
    pointer = match["of"] or match["toward"]
    toward = POINTERS[pointer.lower()] if pointer else ""
    meaning = Dated(Moment(year, season=SEASONS[match["season"].lower()]), toward, of_year=bool(match["of"]))
    begin = match.end("in") if match["in"] else match.start()
    return Raw(Span(begin, match.end()), meaning, "season", evidence)


def _counts(passage: Passage, match: re.Match[str], name_end: int, *, is_part: bool) -> bool:
    """Tell whether the number behind a name counts things: "in the third quarter 1500 people were hired".

    Of early years people tell seasons, but quarters and halves seldom.
    """
    if not match["year"] or match.end("year") < match.end():
        return False
    between = passage.text[name_end : match.start("year")].strip()
    if between.lower() == "of":
        return False
    if is_part and int(match["year"]) not in LIKELY_YEARS:
        return True
    if is_part and passage.text[match.start("part") - 1] == "-" and not between:
        return word_after(passage, match.end()) in COUNTED  # "third-quarter 2008 earnings"
    return counts(passage, *match.span("year"), apart=between == ",")


def _is_meant(passage: Passage, match: re.Match[str]) -> bool:
    """Tell a season that stands without its year from a fall of prices, a spring of water and a winter coat."""
    end, name = match.end(), match["season"]
    if (
        not stands_free(passage, end)
        or sign_after(passage, end) == "/"
        or _HYPHEN.match(passage.text, end, passage.end)
    ):
        return False
    if name.lower() == "fall" and not _is_autumn(passage, match):
        return False
    if match["toward"]:
        return True
    if sign_after(passage, end) in ("'", "’"):
        return False  # "a summer's day"
    if word_after(passage, end) == "of":
        return False
    if match["in"]:
        return True
    return bool(match["the"] or match["part"]) or (name[0].isupper() and name.lower() != "spring")


def _is_autumn(passage: Passage, match: re.Match[str]) -> bool:
    """Tell "this fall" and "in the fall" from "this fall in prices" and "the reasons for the fall"."""
    if match["toward"]:
        return word_after(passage, match.end()) not in ("in", "of", "from", "to")
    return bool(match["in"]) and match["in"].split()[0].lower() != "for"


def parts_of_year(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield the quarter or the half of a year at a place; "the third quarter" may lack its year, a half may not."""
    before = word_before(passage, start).lower()
    if (
        sign_before(passage, start) != "-"
        and before not in _ORDINALS
        and not _FIGURES.search(passage.text, start - 4, start)
    ):
        return
    for match in _PART.finditer(passage.text, max(floor, start - REACH), min(passage.end, start + REACH)):
        if match.start("part") == start:
            if _counts(passage, match, match.end("part"), is_part=True):
                match = _PART.match(passage.text, match.start(), match.end("part")) or match
            yield from _part(passage, match)
            return


def _part(passage: Passage, match: re.Match[str]) -> Iterator[Raw]:
    ordinal, part = match["ordinal"].lower(), match["part"].lower()
    told = bool(match["year"] or match["of"])
    if (ordinal == "latter" and part == "quarter") or (part == "part" and ordinal != "latter"):
        return
    if not told and (part != "quarter" or not match["the"] or ordinal in ("last", "final")):
        return
    if not told and (not stands_free(passage, match.end()) or word_after(passage, match.end()) == "of"):
        return
    number = _ORDINALS[ordinal]
    code = FIRST_QUARTER + number if part == "quarter" else FIRST_HALF + min(number, 1)
    toward = POINTERS[match["of"].lower()] if match["of"] else ""
    meaning = Dated(Moment(int(match["year"]) if match["year"] else None, season=code), toward, of_year=bool(toward))
    yield Raw(Span(*match.span()), meaning, "season", TOLD_EVIDENCE if told else QUARTER_EVIDENCE)
