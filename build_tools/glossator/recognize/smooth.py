"""Text as it would stand on one endless line: single blanks, and whole the words that a line's end broke.

What is found in it is then told in the text as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model import Span

Break = Literal["printer's", "word's", "none"]
"""Whose hyphen ends a line: the printer's, who broke a word with it; the word's own; or a dash that joins nothing."""
Judge = Callable[[str, str], Break]
"""Tells of a hyphen at a line's end by the letters and figures right before and after it."""

WIDEST = 4
"""Blanks between two words of a justified line; more of them part the columns of a table."""
DEEPEST = 40
"""White space around a line's end: the next line may be indented. More of it begins something else."""
LONGEST_PART = 24
"""Letters and figures beside a hyphen that are looked at."""
SOFT_HYPHEN = "\u00ad"
ODD_SPACES = ("\u00a0", "\u2007", "\u2009", "\u202f")
"""No-break and thin spaces, which stand within names and dates in print."""

_SIGNS = ("  ", " \n", "\n ", "\t\n", "\n\t", "-\n", "\u2010\n", SOFT_HYPHEN)
"""One of these is in whatever has to be cut; looking for them is much quicker than for the pattern."""
_BLANKS = re.compile(r"[ \t\n]*")
_ROUGH = re.compile(r"\u00ad[ \t\n]{0,40}|[-\u2010]?[ \t\n]{2,}|[-\u2010]\n")
_LAST_SIGNS = re.compile(rf"[^\W_]{{1,{LONGEST_PART}}}\Z")
_FIRST_SIGNS = re.compile(rf"[^\W_]{{1,{LONGEST_PART}}}(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Cuts:
    """What was taken out of a text, in order."""

    starts: Sequence[int]
    """Where each cut begins in the text as it is."""
    places: Sequence[int]
    """Where each cut lay in the smooth text: the place of what follows it."""
    removed: Sequence[int]
    """Code points taken out up to and with each cut."""

    def smooth(self, place: int) -> int:
        """Return the place in the smooth text; where it was cut out, the place of what follows."""
        index = bisect_right(self.starts, place) - 1
        return place if index < 0 else max(self.places[index], place - self.removed[index])

    def smooth_span(self, span: Span) -> Span:
        return Span(self.smooth(span.start), self.smooth(span.end))

    def original(self, place: int) -> int:
        """Return the place in the text as it is of the code point at a place in the smooth text."""
        index = bisect_right(self.places, place) - 1
        return place if index < 0 else place + self.removed[index]

    def original_span(self, span: Span) -> Span:
        """Return the span, not empty, in the text as it is: no cut lies at its ends."""
        return Span(self.original(span.start), self.original(span.end - 1) + 1)


def smooth_text(text: str, judge: Judge) -> tuple[str, Cuts]:
    """Return the smooth text, and what was taken out for it; a space stands for each of its kind."""
    for space in ODD_SPACES:
        if space in text:
            text = text.replace(space, " ")
    spans = list(_cuts(text, judge))
    return (_without(text, spans) if spans else text), _cuts_of(spans)


def _without(text: str, spans: Iterable[Span]) -> str:
    """Return the text without the cuts; a line's end that is left before white space is cut is written as a blank."""
    pieces: list[str] = []
    end = 0
    for cut in spans:
        if cut.start > end and text[cut.start] != SOFT_HYPHEN and text[cut.start - 1] in "\n\t":
            pieces += [text[end : cut.start - 1], " "]
        else:
            pieces.append(text[end : cut.start])
        end = cut.end
    return "".join((*pieces, text[end:]))


def _cuts_of(spans: Iterable[Span]) -> Cuts:
    starts: list[int] = []
    places: list[int] = []
    removed: list[int] = []
    total = 0
    for cut in spans:
        starts.append(cut.start)
        places.append(cut.start - total)
        total += len(cut)
        removed.append(total)
    return Cuts(starts, places, removed)


def _cuts(text: str, judge: Judge) -> Iterator[Span]:
    """Yield what is to be taken out, in order and apart from each other."""
    for match in _rough(text):
        start, end = match.span()
        if text[start] == SOFT_HYPHEN:
            yield Span(start, end if match[0].count("\n") == 1 else start + 1)
        elif text[start] not in " \t\n":
            yield from _hyphen(text, start, end, judge)
        elif _is_one_stretch(match[0]):
            yield Span(start + 1, end)


def _rough(text: str) -> Iterator[re.Match[str]]:
    """Yield each stretch that may have to be cut."""
    end = 0
    for place in sorted({place for sign in _SIGNS for place in _places(text, sign)}):
        match = _ROUGH.match(text, _beginning(text, place, end)) if place >= end else None
        if match:
            end = match.end()
            yield match


def _beginning(text: str, place: int, floor: int) -> int:
    """Return where a stretch begins that has white space at a place: with its first blank, or a hyphen before that."""
    if text[place] in " \t\n":
        while place > floor and text[place - 1] in " \t\n":
            place -= 1
        if place > floor and text[place - 1] in "-\u2010":
            place -= 1
    return place


def _places(text: str, sign: str) -> Iterator[int]:
    """Yield where a sign stands, once in each stretch of white space."""
    at = text.find(sign)
    while at >= 0:
        yield at
        blanks = _BLANKS.match(text, at + 1)
        at = text.find(sign, max(at + len(sign), blanks.end() if blanks else 0))


def _is_one_stretch(blanks: str) -> bool:
    """Tell whether white space parts two words of one passage, and no lines, cells or columns."""
    lines = blanks.count("\n")
    if lines == 1:
        return len(blanks) <= DEEPEST
    return not lines and len(blanks) <= WIDEST and "\t" not in blanks


def _hyphen(text: str, start: int, end: int, judge: Judge) -> Iterator[Span]:
    """Yield what is to be taken out of a hyphen with the white space behind it, where it ends a line."""
    if text.find("\n", start, end) < 0 or not _is_one_stretch(text[start + 1 : end]):
        return
    before = _LAST_SIGNS.search(text[max(0, start - LONGEST_PART) : start])
    after = _FIRST_SIGNS.match(text, end)
    if before and after:
        whose = judge(before[0], after[0])
        if whose != "none":
            yield Span(start if whose == "printer's" else start + 1, end)
