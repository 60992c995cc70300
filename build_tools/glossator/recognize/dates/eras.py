"""Years with their era, and centuries and decades: "44 BC", "AD 476", "19th century", "the 1930s", "the '60s"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Span
from .around import apostrophe_before
from .moment import Moment, astronomical
from .raw import Dated, Passage, Raw
from .words import DASH, DECADES, ERA, SPACE

SURE_EVIDENCE = 1.0
SHORT_EVIDENCE = 0.9
"""A decade in two figures: which century is meant has to be found."""
WORD_EVIDENCE = 0.6
""" "The thirties" may be somebody's age or the degrees of a thermometer."""

FIRST_DECADE_OF_HUNDREDS = 2000
"""From here on "the 2000s" are a decade; "the 1800s" are a century."""

LAST_BEFORE_CHRIST = -1
"""Any year of the first century BC but 0, as EDTF counts, which has no sign: the century is `-00XX`."""

_YEAR = r"[1-9][0-9]{0,3}"
_ERA_RANGE = re.compile(
    rf"(?P<first>{_YEAR})(?:{SPACE}?{DASH}{SPACE}?|{SPACE}(?:to|and|until|or){SPACE})(?P<last>{_YEAR}){SPACE}?{ERA}",
    re.ASCII,
)
_ERA_YEAR = re.compile(rf"(?P<first>{_YEAR})(?P<last>){SPACE}?{ERA}", re.ASCII)
_ERA_BEFORE = re.compile(r"(?<![A-Za-z.])(?:AD|A\.D\.|CE)[ \u00a0]$")
_LONGEST_ERA = len(" A.D. ")
_AFTER_ERA = re.compile(rf"{_YEAR}(?![0-9]|[.,][0-9])", re.ASCII)
_DECADE = re.compile(rf"(?P<year>[12][0-9]{{2}}0)['’]?[sS](?![A-Za-z])(?:{SPACE}?{ERA})?", re.ASCII)
_SHORT_DECADE = re.compile(r"(?P<year>[0-9]0)[sS](?![A-Za-z])", re.ASCII)
_ORDINAL = r"(?:st|nd|rd|th)"
_CENTURY = re.compile(
    rf"(?P<first>[12]?[0-9]){_ORDINAL}"
    rf"(?:(?:{SPACE}?{DASH}{SPACE}?|{SPACE}(?:and|to|or){SPACE})(?:the{SPACE})?(?P<last>[12]?[0-9]){_ORDINAL})?"
    rf"(?:{SPACE}|-)(?:century|centuries)(?![a-z])(?:{SPACE}{ERA})?",
    re.ASCII | re.IGNORECASE,
)
_WORD_DECADE = re.compile(
    rf"\bthe\s(?:(?:early|mid|late)[\s-])?(?P<name>{'|'.join(DECADES)})$", re.ASCII | re.IGNORECASE
)
_LONGEST_THE = len("the early ") + 1


def era_years(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield years with their era: "44 BC", "499-493 BC", and "476" after "AD"."""
    before = _ERA_BEFORE.search(passage.text[max(passage.start, start - _LONGEST_ERA) : start])
    after = _AFTER_ERA.match(passage.text, start, passage.end)
    if before and after:
        span = Span(start - len(before[0]), after.end())
        yield Raw(span, Dated(Moment(int(after[0]))), "year", SURE_EVIDENCE)
        return
    match = _ERA_RANGE.match(passage.text, start, passage.end) or _ERA_YEAR.match(passage.text, start, passage.end)
    if match:
        for span, digits in _ends(match):
            year = astronomical(int(digits), match["era"])
            yield Raw(span, Dated(Moment(year)), "range" if match["last"] else "year", SURE_EVIDENCE)


def decades(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield a decade in figures, or the century of "the 1800s"."""
    match = _DECADE.match(passage.text, start, passage.end)
    if match:
        year = int(match["year"])
        before_christ = (match["era"] or "").startswith("B")
        hundreds = year % 100 == 0 and (before_christ or year < FIRST_DECADE_OF_HUNDREDS)
        moment = Moment(-year if before_christ else year, open_digits=2 if hundreds else 1)
        yield Raw(Span(*match.span()), Dated(moment), "century" if hundreds else "decade", SURE_EVIDENCE)
        return
    match = _SHORT_DECADE.match(passage.text, start, passage.end)
    if match and apostrophe_before(passage, start):
        moment = Moment(int(match["year"]), open_digits=1)
        yield Raw(Span(start - 1, match.end()), Dated(moment, short_year=True), "decade", SHORT_EVIDENCE)


def word_decades(passage: Passage, start: int, end: int) -> Iterator[Raw]:
    """Yield "the thirties"; of which century, the document's date or the date last told says."""
    match = _WORD_DECADE.search(passage.text[max(passage.start, start - _LONGEST_THE) : end])
    if match:
        moment = Moment(DECADES[match["name"].lower()] * 10, open_digits=1)
        yield Raw(Span(start, end), Dated(moment, short_year=True), "decade", WORD_EVIDENCE)


def centuries(passage: Passage, start: int) -> Iterator[Raw]:
    """Yield a century, or two: "19th century", "18th and 19th centuries"."""
    match = _CENTURY.match(passage.text, start, passage.end)
    if match:
        for span, digits in _ends(match, ordinal=len("th")):
            yield Raw(span, Dated(century(int(digits), match["era"] or "")), "century", SURE_EVIDENCE)


def century(number: int, era: str = "") -> Moment:
    """Return the years of a century as people count them: the 19th has those that begin with 18."""
    first = (number - 1) * 100
    if era.startswith("B"):
        return Moment(-first or LAST_BEFORE_CHRIST, open_digits=2)
    return Moment(first, open_digits=2)


def _ends(match: re.Match[str], ordinal: int = 0) -> Iterator[tuple[Span, str]]:
    """Yield span and figures of one number or of two; what follows belongs to the last."""
    if match["last"]:
        yield Span(match.start("first"), match.end("first") + ordinal), match["first"]
        yield Span(match.start("last"), match.end()), match["last"]
    else:
        yield Span(*match.span()), match["first"]
