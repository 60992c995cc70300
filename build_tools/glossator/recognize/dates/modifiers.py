"""What stands before a date and belongs to it: "early", "the end of", "circa", "the night of", "the"."""

from __future__ import annotations

import re
from dataclasses import replace

from ...model import Span
from .around import stands_free, word_before
from .raw import Dated, Passage, Raw
from .words import ANY_WEEKDAY, DASH, SPACE

REACH = 48
"""Code points before a date in which its modifiers begin."""

_EDGE = rf"(?:beginning|start|end|middle|close|eve|(?:first|second|latter|early|later){SPACE}(?:half|part)|(?:first|last|early|final){SPACE}(?:days|weeks|months))"
_PART_OF_DAY = rf"(?:(?:early|late){SPACE}(?:in{SPACE}the{SPACE})?)?(?:morning(?:{SPACE}hours)?|night|evening|afternoon|dawn|hours)"
_MODIFIERS = re.compile(
    rf"(?:(?<=\s)|(?<=[(\[“\"'‘—–/-])|^)(?:(?P<about>about|around|circa|ca\.|c\.|ca|approximately|roughly){SPACE}?)?"
    rf"(?P<rest>(?:the{SPACE})?(?:very{SPACE})?(?:"
    rf"(?:early|late|later|mid|middle)(?:{SPACE}?(?:-|to|or)[{SPACE[-2]}-]?(?:mid|late))?(?:{SPACE}in{SPACE}(?:the{SPACE})?|{SPACE}|-)"
    rf"|{_EDGE}{SPACE}of{SPACE}(?:the{SPACE})?(?:(?:early|late|mid)[ -])?"
    rf"|(?P<of_day>{_PART_OF_DAY}{SPACE}(?:of|on){SPACE}(?:the{SPACE})?)"
    rf"|(?P<of_year>years?{SPACE})|(?P<of_month>month{SPACE}of{SPACE}))?)$",
    re.ASCII | re.IGNORECASE,
)
_ENDINGS = tuple("y Y e E f F n N t T d D r R a A c C . - s S h H".split())
"""The last signs of all modifiers: a quick look before the pattern."""


def with_modifiers(passage: Passage, raw: Raw, floor: int) -> Raw:
    """Return the expression with what stands before it and belongs to it."""
    start = raw.span.start
    low = max(floor, start - REACH)
    window = passage.text[low:start]
    stripped = window.rstrip()
    if not stripped or not stripped.endswith(_ENDINGS):
        return raw
    match = _MODIFIERS.search(window)
    if not match or not match[0]:
        return raw
    begin = low + match.start()
    rest = match["rest"].strip().lower()
    if not _fits(match, raw):
        return raw
    about = bool(match["about"])
    if about and not _is_estimate(passage, raw, begin):
        begin, about = low + match.start("rest"), False
    if not about and rest.startswith("the") and not _takes_article(passage, raw, rest):
        begin += len("the") + 1
    return _begun_at(raw, begin, about=about)


def _is_estimate(passage: Passage, raw: Raw, start: int) -> bool:
    """Tell "about 1910" from "talked about 1910"."""
    return isinstance(raw.meaning, Dated) and word_before(passage, start).lower() not in _SPOKEN


_SPOKEN = frozenset(
    "talk talks talked talking speak speaks spoke speaking spoken think thinks thought thinking say said know knew ask"
    " asked tell told write wrote written book books story stories worry worried hear heard learn learned film".split()
)
"""After these, what follows "about" is what they are about."""


def _fits(match: re.Match[str], raw: Raw) -> bool:
    if match["of_year"]:
        return raw.rule in ("year", "range")
    if match["of_month"]:
        return isinstance(raw.meaning, Dated) and bool(raw.meaning.moment.month)
    if match["of_day"]:
        return raw.rule in ("full", "day-month", "range", "day", "weekday", "relative", "numeric", "iso")
    return True


def _takes_article(passage: Passage, raw: Raw, rest: str) -> bool:
    """Tell whether "the" before it is its own: "the 1930s", "the 3rd of May"; that of "the 1948 war" is the war's."""
    if raw.rule in ("decade", "century", "season", "day", "inst") or rest.endswith(("of", "of the", "in", "in the")):
        return True
    if rest.startswith("the year"):
        return True
    return raw.starts_with_day and rest == "the" and stands_free(passage, raw.span.end)


def _begun_at(raw: Raw, begin: int, *, about: bool) -> Raw:
    meaning = raw.meaning
    if about and isinstance(meaning, Dated):
        meaning = replace(meaning, moment=replace(meaning.moment, approximate=True))
    return replace(raw, span=Span(begin, raw.span.end), meaning=meaning)


_WEEKDAY_BEFORE = re.compile(
    rf"(?<!\w)(?:{ANY_WEEKDAY}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.?),?{SPACE}$", re.ASCII | re.IGNORECASE
)


def with_weekday(passage: Passage, raw: Raw, floor: int) -> Raw:
    """Return a date with the short weekday before it: "Fri., 3 May 1946"."""
    if raw.rule not in ("full", "day-month", "numeric", "iso"):
        return raw
    low = max(floor, raw.span.start - len("Wednesday,  "))
    match = _WEEKDAY_BEFORE.search(passage.text[low : raw.span.start])
    return replace(raw, span=Span(low + match.start(), raw.span.end)) if match else raw
