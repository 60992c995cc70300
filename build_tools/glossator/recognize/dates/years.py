"""Years in four figures, or in two after an apostrophe: "1940", "1939-45", "in '39"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import apostrophe_before, sign_after, sign_before, stands_free, word_after, word_before
from .moment import Moment, last_year
from .raw import Dated, Passage, Raw
from .words import ANY_SEASON, DASH, SEASONS, SPACE

YEAR_EVIDENCE = 0.9
DOUBTFUL_EVIDENCE = 0.6
"""A number that could count things as well."""
SHORT_EVIDENCE = 0.7

LIKELY_YEARS = range(1700, 2040)
"""Of these, texts speak without telling that they are years; others need a word of time before them."""
RECENT_YEARS = range(1900, 2040)
"""Numbers of things are seldom just these: before a noun in the singular they are years."""
LONGEST_RANGE = 1000
"""Years."""

_RANGE = re.compile(
    rf"(?P<first>[12][0-9]{{3}})(?:{DASH}|/)['’]?(?P<last>[12][0-9]{{3}}|[0-9]{{2}})(?![0-9]|[-.,/][0-9])", re.ASCII
)
_YEAR = re.compile(r"[12][0-9]{3}(?![0-9%]|[.,:/][0-9])", re.ASCII)
_SHORT_YEAR = re.compile(r"[0-9]{2}(?![0-9a-z%]|[.,:/][0-9])", re.ASCII)
_SEASON_AFTER = re.compile(rf"{SPACE}(?P<season>{ANY_SEASON})(?!-?\w)", re.ASCII | re.IGNORECASE)
_STREET = re.compile(
    rf"(?:{SPACE}[A-Z][a-z]{{1,20}}\.?){{1,3}}{SPACE}(?:Street|Avenue|Road|Boulevard|Drive|Lane|Ave|St|Rd|Blvd)\b"
)
_CIRCA = re.compile(r"(?<!\w)ca?\.$")
_AFTER_FIGURES = re.compile(r"[0-9]\s$")
_UNCERTAIN = tuple(")],;-–")
"""Signs after a question mark that does not end a sentence."""
_JOINED = ("era", "style", "mid", "late", "early", "present", "today")
"""What a hyphen may join to a year; "2000-strong" counts."""
_LONGEST_JOINED = max(map(len, _JOINED))

SURE_PREPOSITIONS = frozenset("in since until till during throughout early late mid last next".split())
"""After these, a number of four digits is a year even where a noun follows."""
OWNERS = frozenset("the of its his their and".split())
"""After these, what follows may be a thing of that year: "the 1948 elections"."""
SHORT_BEFORE = SURE_PREPOSITIONS | {"and", "to", "of"} | SEASONS.keys()
"""After these, two figures after an apostrophe are a year."""
COUNTED = frozenset(
    "men people persons soldiers troops hours hrs GMT UTC BST CET CEST MSK EST EDT CST CDT MST MDT PST PDT dollars"
    " pounds euros miles kilometers kilometres km meters metres m feet ft yards tons tonnes kg percent per million"
    " billion thousand hundred volts rpm square Avenue Street Road Ave St Boulevard Drive Lane km² cubic acres"
    " hectares copies votes seats horses".split()
)
"""Units and the like: a number before them counts."""
NUMBERED = frozenset(
    "no number nos page pages p pp room route highway flight section article resolution chapter verse line lines"
    " figure table paragraph point version level numbering totaling totalling model type class track bus bill order box"
    " phone tel nr isbn issn zip lot".split()
)
"""What stands before a number that counts or names a thing."""
ROUGH = frozenset("some nearly almost over than least most approximately exceeding".split())
"""What stands before a number that is rounded, mostly, and sometimes before a year: "until at least 2014"."""
_TOUCHING = tuple("$£€¥#№§.,:+=@&~^*_\\")
"""Signs before a number that is no year."""


def years(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the years of a range ("1914-1918", "1916-17"), or one that stands by itself."""
    found = list(_range(passage, start))
    if found:
        yield from found
    elif match := _YEAR.match(passage.text, start, passage.end):
        yield from _year(passage, match)
    else:
        yield from _short_year(passage, start)


def _short_year(passage: Passage, start: int) -> Iterator[Raw]:
    match = _SHORT_YEAR.match(passage.text, start, passage.end)
    if not match or not apostrophe_before(passage, start):
        return
    if word_before(passage, start - 1).lower() in SHORT_BEFORE:
        dated = Dated(Moment(int(match[0])), short_year=True)
        yield Raw(Span(start - 1, match.end()), dated, "year", SHORT_EVIDENCE)


def _range(passage: Passage, start: int) -> Iterator[Raw]:
    match = _RANGE.match(passage.text, start, passage.end)
    if not match or sign_before(passage, start) in tuple("-–$£€#§"):
        return
    if word_before(passage, start).rstrip(".").lower() in NUMBERED:
        return
    first = int(match["first"])
    last = last_year(first, match["last"])
    if first < last < first + LONGEST_RANGE:
        yield Raw(Span(*match.span("first")), Dated(Moment(first)), "range", YEAR_EVIDENCE)
        yield Raw(Span(*match.span("last")), Dated(Moment(last)), "range", YEAR_EVIDENCE)


def _year(passage: Passage, match: re.Match[str]) -> Iterator[Raw]:
    """Yield a year, with the season ("1982 summer") or the question mark that follows it."""
    start, end = match.span()
    evidence = _evidence(passage, start, end)
    if not evidence:
        return
    season = _SEASON_AFTER.match(passage.text, end, passage.end)
    if season and stands_free(passage, season.end()):
        moment = Moment(int(match[0]), season=SEASONS[season["season"].lower()])
        yield Raw(Span(start, season.end()), Dated(moment), "season", YEAR_EVIDENCE)
        return
    uncertain = sign_after(passage, end) == "?" and sign_after(passage, end + 1) in _UNCERTAIN
    yield Raw(Span(start, end + uncertain), Dated(Moment(int(match[0]), uncertain=uncertain)), "year", evidence)


def _evidence(passage: Passage, start: int, end: int) -> float:
    """Return how sure it is that a number is a year; 0 where it counts or names something else."""
    if _CIRCA.search(passage.text[max(passage.start, start - len(" ca.")) : start]):
        return YEAR_EVIDENCE
    if _is_part(passage, start, end):
        return 0.0
    before, after = word_before(passage, start).rstrip(".").lower(), word_after(passage, end)
    number = int(passage.text[start:end])
    if before in NUMBERED or after in COUNTED or _STREET.match(passage.text, end, passage.end):
        return 0.0
    if before in ROUGH:
        return DOUBTFUL_EVIDENCE if number in RECENT_YEARS and number % 100 and stands_free(passage, end) else 0.0
    return _evidence_of_words(passage, number, end, before, after)


def counts(passage: Passage, start: int, end: int, *, apart: bool) -> bool:
    """Tell whether a number after a season's or quarter's name counts what follows: "in the first half, 1500 left".

    `apart` is one that a comma parts from the name, so that it is no year of its own where any noun follows.
    """
    after = word_after(passage, end)
    if after in COUNTED:
        return True
    if stands_free(passage, end):
        return False
    return apart or int(passage.text[start:end]) not in LIKELY_YEARS or (after.islower() and after.endswith("s"))


def _evidence_of_words(passage: Passage, number: int, end: int, before: str, after: str) -> float:
    free = stands_free(passage, end)
    plural = after.islower() and after.endswith("s") and not free
    if before in SURE_PREPOSITIONS or (before in ("by", "as") and not plural):
        return YEAR_EVIDENCE if number in LIKELY_YEARS or free else 0.0
    if before in ("by", "year") and number in RECENT_YEARS:
        return DOUBTFUL_EVIDENCE
    if number not in LIKELY_YEARS:
        return DOUBTFUL_EVIDENCE if free and before in _YEAR_WORDS else 0.0
    if free or before in OWNERS:
        return YEAR_EVIDENCE
    if plural:
        return 0.0
    return DOUBTFUL_EVIDENCE if after[:1].isupper() or before in ("a", "an") or number in RECENT_YEARS else 0.0


_YEAR_WORDS = frozenset("year circa c ca by of from to".split())


def _is_joined(sign: str) -> bool:
    """Tell "mid-1940" and a dash of two hyphens from the second part of a number."""
    return sign.islower() or sign == "-"


def _is_part(passage: Passage, start: int, end: int) -> bool:
    """Tell whether a number is part of something that is no date: a price, a telephone's number, "2000-strong"."""
    touching = sign_before(passage, start)
    if touching in _TOUCHING or _AFTER_FIGURES.search(passage.text[max(passage.start, start - 2) : start]):
        return True
    if touching in ("-", "/") and not _is_joined(sign_before(passage, start - 1)):
        return True
    if sign_after(passage, end) not in ("-", "\u2011"):
        return False
    after = passage.text[end + 1 : min(end + 1 + _LONGEST_JOINED, passage.end)]
    return after[:1].isdecimal() or (after[:1].isalpha() and not after.startswith(_JOINED))
