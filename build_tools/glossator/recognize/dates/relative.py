"""Units that tell a date by another: "two weeks ago", "the following day", "last year", "the end of the month"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...model import Span
from .around import stands_free, word_after, word_before
from .eras import SURE_EVIDENCE, century
from .pointers import AFTER, BEFORE, OWNERS, POINTER_ENDS, POINTERS, pointed
from .raw import STEPS, Away, Dated, Passage, Raw, Since, Unit
from .words import ANY_ORDINAL, ERA, NUMBER_WORD, NUMBERS, ORDINALS, SPACE, number_of

RELATIVE_EVIDENCE = 0.9

EXACT_DAYS = 14
"""Days that people count one by one; more of them are a round number."""
FIRST_PLAIN_CENTURY = 10
"""Lower ones may be counted from any event: "the second century of our republic"."""
FIRST_OF_NO_EVENT = 4
"""From here on "the fourth century" is one of the calendar: few things count so many centuries of their own."""

UNITS: dict[str, Unit] = {
    "week": "week", "weekend": "weekend", "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
    "century": "century", "centur": "century",
}  # fmt: skip
"""By the word; all others are days and parts of days."""

_FLAGS = re.ASCII | re.IGNORECASE
_HEDGE = (
    rf"(?P<about>about|around|some|roughly|approximately|almost|nearly|(?:a{SPACE})?little{SPACE}(?:over|under)"
    rf"|(?:a{SPACE}(?:bit|little){SPACE})?(?:more|less){SPACE}than|over|under|at{SPACE}least){SPACE}"
)
_COUNTED = re.compile(
    rf"(?<![\w.,-])(?:{_HEDGE})?(?P<number>{NUMBER_WORD})(?:{SPACE}|-)"
    rf"(?P<unit>day|week|month|year|decade|centur)(?:s|y|ies)?{SPACE}"
    rf"(?:(?P<back>ago|earlier|previously|prior)|(?P<on>later|afterwards?|thereafter)"
    rf"|(?P<hence>hence|from{SPACE}(?:now|today)))\b"
    rf"(?:,?{SPACE}(?:(?P<day>today|tonight|this{SPACE}(?:very{SPACE})?(?:day|morning|evening|night))"
    rf"|this{SPACE}(?P<stretch>week|month))\b)?",
    _FLAGS,
)
_ROUGHLY = frozenset("about around some roughly approximately".split())
"""Hedges that make even "a year ago" rough; "over a year ago" is that year still."""
_PARTS = frozenset(["half", "quarter"])
""" "Half a year ago" is no year ago."""
_MORE_BEFORE = re.compile(
    rf"\b(?:(?:{'|'.join(NUMBERS)}|[0-9]{{1,3}}|score|dozen|thousand){SPACE}(?:and|or|to)|score|thousand){SPACE}$",
    _FLAGS,
)
"""What makes a number part of another, or one of two: "four score and seven years ago", "five or six years ago"."""
_LONGEST_MORE = len("seventeen  and  ")
_HALF = rf"(?:first|second|latter){SPACE}(?:half|part)"
_PART_OF = re.compile(
    rf"(?<![\w-])(?:(?:the{SPACE})?(?:very{SPACE})?"
    rf"(?:end|beginning|start|middle|close|rest|remainder|{_HALF}){SPACE}of"
    rf"|(?:early|earlier|late|later|midway)(?:{SPACE}in)?){SPACE}(?P<which>the|that|this|last|next){SPACE}"
    rf"(?P<unit>week|month|year|decade|century)(?!-?\w)",
    _FLAGS,
)
_END = re.compile(
    rf"(?<![\w-])(?:the{SPACE})?(?P<unit>year|month|week|decade|century)(?:['’]s{SPACE}|-)end(?!-?\w|{SPACE}(?:of{SPACE})?[0-9])",
    _FLAGS,
)
_BESIDE = re.compile(
    rf"(?<![\w-])the{SPACE}(?P<unit>day|night|morning|evening|week|month|year|decade){SPACE}"
    rf"(?:(?P<back>before)(?P<yesterday>{SPACE}yesterday)?|(?P<on>after|following)(?P<tomorrow>{SPACE}tomorrow)?)"
    rf"(?!-?\w)",
    _FLAGS,
)
_BEFORE_LAST = re.compile(
    rf"(?<![\w-])the{SPACE}(?P<unit>day|night|week|weekend|month|year|decade|century){SPACE}"
    rf"(?:(?P<back>before{SPACE}last)|after{SPACE}next)(?!-?\w)",
    _FLAGS,
)
_OF_OTHER_YEAR = re.compile(
    rf"{SPACE}(?:(?:of|in|from){SPACE})?(?:(?:a|one){SPACE}year{SPACE}(?:ago|earlier|before)|last{SPACE}year"
    rf"|the{SPACE}(?:previous|prior|preceding){SPACE}year)\b",
    _FLAGS,
)
_NEXT = re.compile(r"\bnext\b", _FLAGS)
_CENTURY = re.compile(
    rf"(?<![\w-])(?P<ordinal>{ANY_ORDINAL})(?:{SPACE}|(?P<hyphen>-))(?P<unit>centur)(?:y|ies)\b(?:{SPACE}{ERA})?",
    _FLAGS,
)
_DURING = re.compile(
    rf"\b(?:in|of|from|since|during|by|until|till|throughout|after|before|to|and){SPACE}the{SPACE}"
    rf"(?:(?:early|mid|late|later){SPACE})?$",
    _FLAGS,
)
_LONGEST_DURING = len("throughout the later ") + 1


def units(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield what tells a date by the unit that stands at a place."""
    before = word_before(passage, start).lower()
    low, high = max(floor, start - BEFORE), min(passage.end, start + AFTER)
    for pattern, make in _rules_for(passage, start, before):
        for match in pattern.finditer(passage.text, low, high):
            raw = make(passage, match) if match.start("unit") == start else None
            if raw:
                yield raw
                return
    if before in POINTER_ENDS:
        yield from _pointed(passage, start, floor)


def _pointed(passage: Passage, start: int, floor: int) -> Iterator[Raw]:
    """Yield "last year", "the following day", "that same month"."""
    found = pointed(passage, start, floor)
    if found is None:
        return
    unit, toward = found.unit.lower(), found.toward
    compound = word_after(passage, found.span.end).islower() and not stands_free(passage, found.span.end)
    if toward == "same" and ((unit == "day" and compound) or _OF_OTHER_YEAR.match(passage.text, found.span.end)):
        return  # "same day delivery", "the same month a year ago"
    if unit == "day" and word_after(passage, found.span.end) in ("week", "fortnight"):
        return  # "this day week"
    since: Since = "story" if toward in ("same", "previous", "following") else "writing"
    if toward == "following" and _NEXT.search(passage.text[found.span.start : start]):
        since = "tense"
    yield Raw(found.span, Away(_unit(unit), STEPS[toward], since), "relative", RELATIVE_EVIDENCE)


def _counted(passage: Passage, match: re.Match[str]) -> Raw | None:
    """Return "two weeks ago", "a year later": weeks, and many days, are counted roughly."""
    count = number_of(match["number"])
    if not count or word_before(passage, match.start()).lower() in _PARTS:
        return None
    if _MORE_BEFORE.search(passage.text[max(passage.start, match.start() - _LONGEST_MORE) : match.start()]):
        return None
    from_writing = match["hence"] or (match["back"] or "").lower() == "ago"
    unit = _unit(match["unit"])
    to_the: Unit | None = "day" if match["day"] else "month" if match["stretch"] else None
    hedged = match["about"] is not None and (count > 1 or match["about"].lower() in _ROUGHLY)
    about = hedged or (to_the is None and (unit == "week" or (unit == "day" and count > EXACT_DAYS)))
    since: Since = "writing" if from_writing else "story"
    return _relative(match, Away(unit, -count if match["back"] else count, since, about, to_the))


def _part_of(_: Passage, match: re.Match[str]) -> Raw | None:
    """Return "the end of the year", "later that month"."""
    which = match["which"].lower()
    count = STEPS[POINTERS[which]] if which != "the" else 0
    since: Since = "either" if which == "the" else "story" if which == "that" else "writing"
    return _relative(match, Away(_unit(match["unit"]), count, since))


def _end(_: Passage, match: re.Match[str]) -> Raw | None:
    """Return "year's end"."""
    return _relative(match, Away(_unit(match["unit"]), 0, "either"))


def _before_last(_: Passage, match: re.Match[str]) -> Raw | None:
    """Return "the year before last", "the week after next"."""
    return _relative(match, Away(_unit(match["unit"]), -2 if match["back"] else 2))


def _beside(passage: Passage, match: re.Match[str]) -> Raw | None:
    """Return "the day before yesterday", "the year before"; of "the day before the battle" an event tells when."""
    if match["yesterday"] or match["tomorrow"]:
        return _relative(match, Away("day", -2 if match["yesterday"] else 2))
    if (match["on"] or "").lower() != "following" and word_after(passage, match.end()):
        return None
    return _relative(match, Away(_unit(match["unit"]), -1 if match["back"] else 1, "story"))


def _century(passage: Passage, match: re.Match[str]) -> Raw | None:
    """Return "nineteenth century"."""
    number, era = ORDINALS[match["ordinal"].lower()], match["era"] or ""
    if not era and number < FIRST_PLAIN_CENTURY and not _is_plain(passage, match):
        return None
    return Raw(Span(*match.span()), Dated(century(number, era)), "century", SURE_EVIDENCE)


def _is_plain(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether a low century is one of the calendar: "in the second century", and not "our second century"."""
    if word_after(passage, match.end()) == "of":
        return False
    before, free = word_before(passage, match.start()).lower(), stands_free(passage, match.end())
    if match["hyphen"]:
        return before == "the" or (before not in OWNERS and not free)
    if before == "the" and ORDINALS[match["ordinal"].lower()] >= FIRST_OF_NO_EVENT:
        return True
    if before in ("a", "an"):
        return not free
    window = passage.text[max(passage.start, match.start() - _LONGEST_DURING) : match.start()]
    return _DURING.search(window) is not None


def _relative(match: re.Match[str], meaning: Away) -> Raw:
    return Raw(Span(*match.span()), meaning, "relative", RELATIVE_EVIDENCE)


def _unit(word: str) -> Unit:
    return UNITS.get(word.lower(), "day")


_Rule = tuple[re.Pattern[str], Callable[[Passage, "re.Match[str]"], Raw | None]]
_AFTER_COUNT = re.compile(
    rf"[a-z]{{3,9}}{SPACE}(?:ago|earlier|previously|prior|later|after|thereafter|hence|from)", _FLAGS
)
_BEFORE_END = re.compile(rf"[a-z]{{4,7}}(?:['’]s{SPACE}|-)end", _FLAGS)


def _rules_for(passage: Passage, start: int, before: str) -> Iterator[_Rule]:
    """Yield the rules that can find something at a unit, by a quick look at the words beside it."""
    if _AFTER_COUNT.match(passage.text, start, passage.end):
        yield _COUNTED, _counted
    if before == "the" or before in POINTER_ENDS:
        yield _PART_OF, _part_of
    if before == "the":
        yield _BEFORE_LAST, _before_last
        yield _BESIDE, _beside
    if _BEFORE_END.match(passage.text, start, passage.end):
        yield _END, _end
    if passage.text[start] in "cC":
        yield _CENTURY, _century
