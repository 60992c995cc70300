"""Years, decades and centuries in digits: "1940", "1939-45", "44 BC", "the 1930s", "19th century"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import SURE_PREPOSITIONS, sign_after, sign_before, stands_free, word_after, word_before
from .days import ERA, astronomical
from .moment import Moment
from .raw import Dated, Passage, Raw
from .words import ANY_SEASON, DASH, SEASONS, SPACE

YEAR_EVIDENCE = 0.9
DOUBTFUL_YEAR_EVIDENCE = 0.6
"""A number that could count things as well."""
SURE_EVIDENCE = 1.0
SHORT_YEAR_EVIDENCE = 0.7

LIKELY_YEARS = range(1700, 2040)
"""Of these, texts speak without telling that they are years; others need a word of time before them."""
RECENT_YEARS = range(1900, 2040)
"""Numbers of things are seldom just these: before a noun in the singular they are years."""

_ERA_RANGE = re.compile(
    rf"(?P<first>[1-9][0-9]{{0,3}})(?:{SPACE}?{DASH}{SPACE}?|{SPACE}(?:to|and|until|or){SPACE})"
    rf"(?P<last>[1-9][0-9]{{0,3}}){SPACE}?{ERA}",
    re.ASCII,
)
_ERA_YEAR = re.compile(rf"(?P<first>[1-9][0-9]{{0,3}}){SPACE}?{ERA}", re.ASCII)
_ERA_BEFORE = re.compile(r"(?<![A-Za-z.])(?:AD|A\.D\.|CE)[ \u00a0]$")
_AFTER_ERA = re.compile(r"[1-9][0-9]{0,3}(?![0-9]|[.,][0-9])", re.ASCII)
_DECADE = re.compile(r"(?P<year>[12][0-9]{2}0)['’]?[sS](?![A-Za-z])", re.ASCII)
_SHORT_DECADE = re.compile(r"(?P<year>[0-9]0)[sS](?![A-Za-z])", re.ASCII)
_CENTURY = re.compile(
    rf"(?P<first>[12]?[0-9])(?:st|nd|rd|th)"
    rf"(?:(?:{SPACE}?{DASH}{SPACE}?|{SPACE}(?:and|to|or){SPACE})(?:the{SPACE})?(?P<last>[12]?[0-9])(?:st|nd|rd|th))?"
    rf"(?:{SPACE}|-)(?:century|centuries)(?![a-z])(?:{SPACE}{ERA})?",
    re.ASCII | re.IGNORECASE,
)
_YEAR_RANGE = re.compile(
    rf"(?P<first>[12][0-9]{{3}})(?:{DASH}|/)['’]?(?P<last>[12][0-9]{{3}}|[0-9]{{2}})(?![0-9]|[-.,/][0-9])", re.ASCII
)
_YEAR = re.compile(r"[12][0-9]{3}(?![0-9%]|[.,:/][0-9])", re.ASCII)
_SHORT_YEAR = re.compile(r"[0-9]{2}(?![0-9a-z%]|[.,:/][0-9])", re.ASCII)
_SEASON_AFTER = re.compile(rf"{SPACE}(?P<season>{ANY_SEASON})(?![\w-])", re.ASCII | re.IGNORECASE)

COUNTED = frozenset(
    "men people persons soldiers troops hours hrs GMT UTC EST dollars pounds euros miles kilometers kilometres km"
    " meters metres m feet ft yards tons tonnes kg percent per million billion thousand hundred volts rpm square"
    " Avenue Street Road Ave St Boulevard Drive Lane km² cubic acres hectares copies votes seats horses".split()
)
"""Units and the like: a number before them counts."""
NUMBERED = frozenset(
    "no number nos page pages p pp room route highway flight section article resolution chapter verse line lines"
    " figure table paragraph point version level some nearly almost over than least most approximately exceeding"
    " numbering totaling totalling model type class track bus bill order box phone tel".split()
)
"""What stands before a number that counts or names a thing."""


def era_years(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield years with their era: "44 BC", "499-493 BC", and "476" after "AD"."""
    match = _ERA_RANGE.match(passage.text, start, passage.end) or _ERA_YEAR.match(passage.text, start, passage.end)
    if match:
        ends = [name for name in ("first", "last") if match.groupdict().get(name)]
        for name in ends:
            end = match.end() if name == ends[-1] else match.end(name)
            year = astronomical(int(match[name]), match["era"])
            rule = "range" if len(ends) > 1 else "year"
            yield Raw(Span(match.start(name), end), Dated(Moment(year)), rule, SURE_EVIDENCE)
        return
    before = _ERA_BEFORE.search(passage.text[max(passage.start, start - 5) : start])
    after = _AFTER_ERA.match(passage.text, start, passage.end)
    if before and after:
        begin = start - len(before[0])
        yield Raw(Span(begin, after.end()), Dated(Moment(int(after[0]))), "year", SURE_EVIDENCE)


def decades(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield a decade; "the 1800s" are a century, and of "the 2000s" the decade is meant."""
    match = _DECADE.match(passage.text, start, passage.end)
    if match:
        year = int(match["year"])
        digits = 2 if year % 100 == 0 and year < 2000 else 1
        rule = "century" if digits == 2 else "decade"
        yield Raw(Span(*match.span()), Dated(Moment(year, open_digits=digits)), rule, SURE_EVIDENCE)
        return
    match = _SHORT_DECADE.match(passage.text, start, passage.end)
    if match and _apostrophe_before(passage, start):
        moment = Moment(int(match["year"]), open_digits=1)
        yield Raw(Span(start - 1, match.end()), Dated(moment, short_year=True), "decade", YEAR_EVIDENCE)


def centuries(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield a century, or two: "19th century", "18th and 19th centuries"."""
    match = _CENTURY.match(passage.text, start, passage.end)
    if not match:
        return
    ends = [name for name in ("first", "last") if match[name]]
    for name in ends:
        end = match.end() if name == ends[-1] else match.end(name) + 2
        moment = century(int(match[name]), match["era"] or "")
        yield Raw(Span(match.start(name), end), Dated(moment), "century", SURE_EVIDENCE)


def century(number: int, era: str = "") -> Moment:
    """Return the years of a century as people count them: the 19th has those that begin with 18."""
    first = (number - 1) * 100
    return Moment(-first if era.startswith("B") else first, open_digits=2)


def years(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield the years of a range ("1914-1918", "1916-17"), or one that stands by itself."""
    match = _YEAR_RANGE.match(passage.text, start, passage.end)
    if match and sign_before(passage, start) not in "-$£€#" + "–" or match and start == passage.start:
        first, digits = int(match["first"]), match["last"]
        last = int(digits) if len(digits) == 4 else first // 100 * 100 + int(digits)
        if first < last < first + 1000:
            yield Raw(Span(*match.span("first")), Dated(Moment(first)), "range", YEAR_EVIDENCE)
            yield Raw(Span(*match.span("last")), Dated(Moment(last)), "range", YEAR_EVIDENCE)
            return
    match = _YEAR.match(passage.text, start, passage.end)
    if match:
        yield from _year_alone(passage, match)
    elif (match := _SHORT_YEAR.match(passage.text, start, passage.end)) and _apostrophe_before(passage, start):
        if word_before(passage, start - 1).lower() in (*SURE_PREPOSITIONS, "and", "to", "of", *SEASONS):
            dated = Dated(Moment(int(match[0])), short_year=True)
            yield Raw(Span(start - 1, match.end()), dated, "year", SHORT_YEAR_EVIDENCE)


def _year_alone(passage: Passage, match: re.Match[str]) -> Iterator[Raw]:
    start, end = match.span()
    season = _SEASON_AFTER.match(passage.text, end, passage.end)
    evidence = _year_evidence(passage, start, end)
    if not evidence:
        return
    if season and stands_free(passage, season.end()):
        moment = Moment(int(match[0]), season=SEASONS[season["season"].lower()])
        yield Raw(Span(start, season.end()), Dated(moment), "season", YEAR_EVIDENCE)
        return
    uncertain = sign_after(passage, end) == "?" and sign_after(passage, end + 1) in tuple(")],;-–")
    moment = Moment(int(match[0]), uncertain=uncertain)
    yield Raw(Span(start, end + uncertain), Dated(moment), "year", evidence)


def _year_evidence(passage: Passage, start: int, end: int) -> float:
    """Return how sure it is that a number is a year; 0 where it counts or names something else."""
    before, after = word_before(passage, start).rstrip(".").lower(), word_after(passage, end)
    touching = sign_before(passage, start)
    if touching == "." and _CIRCA.search(passage.text[max(passage.start, start - 4) : start]):
        return YEAR_EVIDENCE
    if before in NUMBERED or touching in tuple("$£€¥#№.,:+=@&~^*_\\") or after in COUNTED:
        return 0.0
    if touching in tuple("-/") and not _joins_words(passage, start):
        return 0.0
    if sign_after(passage, end) in tuple("-\u2011") and not _may_join(passage, end):
        return 0.0
    likely = int(passage.text[start:end]) in LIKELY_YEARS
    plural = after.islower() and after.endswith("s") and not stands_free(passage, end)
    if before in SURE_PREPOSITIONS or (before in ("by", "as") and not plural):
        return YEAR_EVIDENCE if likely or not plural and stands_free(passage, end) else 0.0
    if not likely:
        known = before in ("year", "circa", "c", "ca", "by", "of", "from", "to") or touching == "("
        return DOUBTFUL_YEAR_EVIDENCE if known and stands_free(passage, end) else 0.0
    if plural and before not in ("the", "of", "its", "his", "their", "and"):
        return 0.0
    if not stands_free(passage, end) and before not in ("the", "of", "its", "his", "their", "a", "an", "and"):
        singular = int(passage.text[start:end]) in RECENT_YEARS and not plural
        return DOUBTFUL_YEAR_EVIDENCE if after[:1].isupper() or singular else 0.0
    return YEAR_EVIDENCE


_CIRCA = re.compile(r"(?<!\w)ca?\.$")


def _joins_words(passage: Passage, start: int) -> bool:
    """Tell "mid-1940" and "pre-1914" from a number's second part: a letter stands before the hyphen."""
    return start - 2 >= passage.start and passage.text[start - 2].isalpha() and passage.text[start - 2].islower()


def _may_join(passage: Passage, end: int) -> bool:
    """Tell "1930-era" and "1914-1918" from "2000-strong" and "1200-man"."""
    after = passage.text[end + 1 : min(end + 6, passage.end)]
    if after[:1].isdecimal():
        return False
    return not after or not after[0].isalpha() or after.startswith(("era", "style", "mid", "late", "early"))


def _apostrophe_before(passage: Passage, start: int) -> bool:
    if sign_before(passage, start) not in ("'", "’", "‘"):
        return False
    return not sign_before(passage, start - 1).isalnum()
