"""The text as the rules read it: one plain space for each stretch of white space, words whole that a line's end broke.

The rules find dates in the smooth text; each span is then told in the document's own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ...model import Document, Span
from .words import DECADES, MONTHS, NUMBERS, ORDINALS, SEASONS, WEEKDAYS

WIDEST = 4
"""Blanks between two words of a justified line; more of them part the columns of a table."""
DEEPEST = 40
"""White space around a line's end: the next line may be indented. More of it begins something else."""
SOFT_HYPHEN = "\u00ad"
ODD_SPACES = ("\u00a0", "\u2007", "\u2009", "\u202f")
"""No-break and thin spaces, which stand between the parts of dates in print."""

_UNITS = "today tonight yesterday tomorrow morning afternoon evening weekend month quarter decade century centuries"
_OTHERS = "earlier later following previous beginning middle early christmas"
_STEMS = (*MONTHS, *WEEKDAYS, *SEASONS, *DECADES, *NUMBERS, *ORDINALS, *_UNITS.split(), *_OTHERS.split())
WORDS = frozenset(_STEMS) | frozenset(f"{stem}s" for stem in _STEMS)
"""Words of dates; a hyphen at a line's end within any of them is the printer's, and any other hyphen is the word's."""
LONGEST_PART = max(map(len, WORDS))

_SIGNS = ("  ", " \n", "\n ", "\t\n", "\n\t", "-\n", "\u2010\n", SOFT_HYPHEN)
"""Without any of these a text is smooth already; looking for them is quicker than the pattern."""
_ROUGH = re.compile(r"\u00ad[ \t\n]{0,40}|[-\u2010]?[ \t\n]{2,}|[-\u2010]\n")
_LAST_LETTERS = re.compile(rf"[^\W\d_]{{1,{LONGEST_PART}}}\Z")
_FIRST_LETTERS = re.compile(rf"[^\W\d_]{{1,{LONGEST_PART}}}(?!\w)")


@dataclass(frozen=True, slots=True)
class Cuts:
    """What was taken out of a text, in order."""

    starts: Sequence[int]
    """Where each cut begins in the document's text."""
    places: Sequence[int]
    """Where each cut lay in the smooth text: the place of what follows it."""
    removed: Sequence[int]
    """Code points taken out up to and with each cut."""

    def smooth(self, place: int) -> int:
        """Return the place in the smooth text; where it was cut out, the place of what follows."""
        index = bisect_right(self.starts, place) - 1
        return place if index < 0 else max(self.places[index], place - self.removed[index])

    def original(self, place: int) -> int:
        """Return the place in the document's text of the code point at a place in the smooth text."""
        index = bisect_right(self.places, place) - 1
        return place if index < 0 else place + self.removed[index]

    def original_span(self, span: Span) -> Span:
        return Span(self.original(span.start), self.original(span.end - 1) + 1)


def smoothed(document: Document) -> tuple[Document, Cuts]:
    """Return the document as the rules read it, and what was taken out of its text."""
    text = document.text
    for space in ODD_SPACES:
        if space in text:
            text = text.replace(space, " ")
    spans = list(_cuts(text)) if any(sign in text for sign in _SIGNS) else []
    cuts = _cuts_of(spans)
    if not spans:
        return (document if text is document.text else replace(document, text=text)), cuts
    return replace(
        document,
        text=_without(text, spans),
        blocks=tuple(replace(block, span=_smooth_span(block.span, cuts)) for block in document.blocks),
        sentences=tuple(_smooth_span(sentence, cuts) for sentence in document.sentences),
    ), cuts


def _smooth_span(span: Span, cuts: Cuts) -> Span:
    return Span(cuts.smooth(span.start), cuts.smooth(span.end))


def _without(text: str, spans: Iterable[Span]) -> str:
    """Return the text without the cuts; a line's end that is left before a cut is written as a blank."""
    pieces: list[str] = []
    end = 0
    for cut in spans:
        if text[cut.start - 1 : cut.start] in ("\n", "\t"):
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


def _cuts(text: str) -> Iterator[Span]:
    """Yield what is to be taken out, in order and apart from each other."""
    for match in _ROUGH.finditer(text):
        start, end = match.span()
        if text[start] == SOFT_HYPHEN:
            yield Span(start, end if "\n" in match[0] else start + 1)
        elif text[start] not in " \t\n":
            yield from _hyphen(text, start, end)
        elif _is_one_stretch(match[0]):
            yield Span(start + 1, end)


def _is_one_stretch(blanks: str) -> bool:
    """Tell whether white space parts two words of one passage, and no lines, cells or columns."""
    lines = blanks.count("\n")
    if lines == 1:
        return len(blanks) <= DEEPEST
    return not lines and len(blanks) <= WIDEST and "\t" not in blanks


def _hyphen(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what is to be taken out of a hyphen with the white space behind it, where it ends a line."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if not before.isalnum() or not after.isalnum() or not _is_one_stretch(text[start + 1 : end]):
        return
    if text.find("\n", start, end) < 0 or (before.isdecimal() and not after.isdecimal()):
        return
    yield Span(start if _is_broken_word(text, start, end) else start + 1, end)


def _is_broken_word(text: str, start: int, end: int) -> bool:
    first = _LAST_LETTERS.search(text[max(0, start - LONGEST_PART) : start])
    rest = _FIRST_LETTERS.match(text, end)
    return first is not None and rest is not None and (first[0] + rest[0]).lower() in WORDS
