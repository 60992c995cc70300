"""What stands before a date and belongs to it: "early", "the end of", "circa", "the night of", "the", "Fri.,"."""

from __future__ import annotations

import re
from dataclasses import replace

from ...model import Span
from .around import stands_free, word_before
from .raw import Dated, Passage, Raw
from .words import ANY_WEEKDAY, SPACE, WEEKDAYS

REACH = 48
"""Code points before a date in which its modifiers begin."""

_ABOUT = rf"(?:(?P<about>about|around|circa|ca\.|c\.|ca|approximately|roughly){SPACE}?)?"
_LATE = (
    rf"(?:early|late|later|mid|middle)(?:{SPACE}?(?:-|to|or)[ -]?(?:mid|late))?"
    rf"(?:{SPACE}in{SPACE}(?:the{SPACE})?|{SPACE}|-)"
)
_EDGE = (
    rf"(?:beginning|start|end|middle|close|eve|(?:first|second|latter|early|later){SPACE}(?:half|part)"
    rf"|(?:first|last|early|final){SPACE}(?:days|weeks|months))"
    rf"{SPACE}of{SPACE}(?:the{SPACE})?(?:(?:early|late|mid)[ -])?"
)
_PART_OF_DAY = (
    rf"(?:(?:early|late){SPACE}(?:in{SPACE}the{SPACE})?)?"
    rf"(?:morning(?:{SPACE}hours)?|night|evening|afternoon|dawn|hours){SPACE}(?:of|on){SPACE}(?:the{SPACE})?"
)
_MODIFIERS = re.compile(
    rf"(?:(?<=\s)|(?<=[(\[“\"'‘—–/-])|^){_ABOUT}(?P<rest>(?:the{SPACE})?(?:very{SPACE})?"
    rf"(?:{_LATE}|{_EDGE}|(?P<of_day>{_PART_OF_DAY})|(?P<of_year>years?{SPACE})|(?P<of_month>month{SPACE}of{SPACE}))?)$",
    re.ASCII | re.IGNORECASE,
)
_LAST_SIGNS = tuple("yYeEfFnNtTdDrRaAcC.-sShH")
"""The last signs of all modifiers: a quick look before the pattern."""
_SPOKEN = frozenset(
    "talk talks talked talking speak speaks spoke speaking spoken think thinks thought thinking say said know knew ask"
    " asked tell told write wrote written book books story stories worry worried hear heard learn learned film".split()
)
"""After these, what follows "about" is what they are about."""
_WITH_ARTICLE = frozenset(["decade", "century", "season", "day", "inst"])
"""Rules whose dates have "the" themselves; that of "the 1948 war" is the war's."""
_WITH_DAY = frozenset(["full", "day-month", "range", "day", "weekday", "relative", "numeric", "iso"])
"""Rules whose dates have a morning and a night."""
_SHORT_WEEKDAY = "Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|MON|TUES?|WED|THU(?:RS?)?|FRI|SAT|SUN"
"""With a capital: "he was wed 5 May" and "they sat 3 May" tell no day of the week."""
_WEEKDAY_BEFORE = re.compile(
    rf"(?<!\w)(?P<weekday>{ANY_WEEKDAY}|(?-i:{_SHORT_WEEKDAY})\.?),?{SPACE}$",
    re.ASCII | re.IGNORECASE,
)
WEEKDAY_NUMBERS = {name[:3]: number for name, number in WEEKDAYS.items()}
_LONGEST_WEEKDAY = len("Wednesday,  ")


def with_modifiers(passage: Passage, raw: Raw, floor: int) -> Raw:
    """Return the expression with what stands before it and belongs to it; nothing before `floor` does."""
    low = max(floor, raw.span.start - REACH)
    window = passage.text[low : raw.span.start]
    match = _MODIFIERS.search(window) if window.rstrip().endswith(_LAST_SIGNS) else None
    if not match or not match[0] or not _fits(match, raw):
        return raw
    begin, about = low + match.start(), bool(match["about"])
    if about and not _is_estimate(passage, raw, begin):
        begin, about = low + match.start("rest"), False
    rest = " ".join(match["rest"].lower().split())
    if not about and rest.startswith("the") and not _takes_article(passage, raw, rest):
        begin += len("the ")
    return _begun_at(raw, begin, about=about)


def with_weekday(passage: Passage, raw: Raw, floor: int) -> Raw:
    """Return a date with the short weekday before it: "Fri., 3 May 1946"."""
    if raw.rule not in ("full", "day-month", "numeric", "iso"):
        return raw
    low = max(floor, raw.span.start - _LONGEST_WEEKDAY)
    match = _WEEKDAY_BEFORE.search(passage.text[low : raw.span.start])
    if not match:
        return raw
    number = WEEKDAY_NUMBERS[match["weekday"][:3].lower()]
    return replace(raw, span=Span(low + match.start(), raw.span.end), weekday=number)


def _is_estimate(passage: Passage, raw: Raw, start: int) -> bool:
    """Tell "about 1910" from "talked about 1910"."""
    return isinstance(raw.meaning, Dated) and word_before(passage, start).lower() not in _SPOKEN


def _fits(match: re.Match[str], raw: Raw) -> bool:
    if match["of_year"]:
        return raw.rule in ("year", "range")
    if match["of_month"]:
        return isinstance(raw.meaning, Dated) and bool(raw.meaning.moment.month)
    return not match["of_day"] or raw.rule in _WITH_DAY


def _takes_article(passage: Passage, raw: Raw, rest: str) -> bool:
    """Tell whether "the" is the date's own: of "the 3rd of May" it is, of "the 21 May attack" it is not."""
    if raw.rule in _WITH_ARTICLE or rest.startswith("the year") or rest.endswith(("of", "of the", "in", "in the")):
        return True
    return raw.starts_with_day and rest == "the" and stands_free(passage, raw.span.end)


def _begun_at(raw: Raw, begin: int, *, about: bool) -> Raw:
    meaning = raw.meaning
    if about and isinstance(meaning, Dated):
        meaning = replace(meaning, moment=replace(meaning.moment, approximate=True))
    return replace(raw, span=Span(begin, raw.span.end), meaning=meaning)
