"""Where a quote stands in a text: exactly, or exactly but for white space and quotation marks, or nowhere.

A quote that stands in several places, with nothing around it to choose by, is ambiguous and is placed nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import AnchorState, Quote, Span

CONTEXT = 32
"""Code points of prefix and suffix that are compared, as many as Hypothesis keeps."""

_SIGNS = str.maketrans(dict.fromkeys("’‘‚‛ʼ`´", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑", "-"))


@dataclass(frozen=True, slots=True)
class Match:
    """What became of a quote; the span is there where the state places it."""

    state: AnchorState
    span: Span | None
    score: float


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with its quotation marks made plain and its white space joined, and the way back."""

    text: str
    offsets: Sequence[int]
    """Where each code point of the folded text comes from; one more for the end."""

    def back(self, span: Span) -> Span:
        return Span(self.offsets[span.start], self.offsets[span.end - 1] + 1)


def match_quote(text: str, quote: Quote) -> Match:
    """Return where the quote stands in the text."""
    places = occurrences(text, quote.exact)
    if places:
        return _choose(text, places, quote, "exact", 1.0)
    folded, words = fold_text(text), fold_text(quote.exact).text.strip()
    places = occurrences(folded.text, words)
    if not places:
        return Match("orphan", None, 0.0)
    around = Quote(words, fold_text(quote.prefix).text, fold_text(quote.suffix).text)
    match = _choose(folded.text, places, around, "folded", 0.95)
    return match if match.span is None else Match(match.state, folded.back(match.span), match.score)


def occurrences(text: str, words: str) -> tuple[Span, ...]:
    """Return every place where the words stand, in order, overlapping ones too."""
    if not words:
        return ()
    places, start = [], text.find(words)
    while start >= 0:
        places.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return tuple(places)


def fold_text(text: str) -> Folded:
    """Fold white space and quotation marks, and remember where each code point comes from."""
    signs = text.translate(_SIGNS)
    pieces: list[str] = []
    offsets: list[int] = []
    for match in re.finditer(r"\s+|\S+", signs):
        if match[0].isspace():
            pieces.append(" ")
            offsets.append(match.start())
        else:
            pieces.append(match[0])
            offsets.extend(range(match.start(), match.end()))
    return Folded("".join(pieces), (*offsets, len(text)))


def _choose(text: str, places: Sequence[Span], quote: Quote, state: AnchorState, score: float) -> Match:
    """Return the one place, or the one whose surroundings agree best with the prefix and suffix."""
    if len(places) == 1:
        return Match(state, places[0], score)
    agreement = [_agreement(text, place, quote) for place in places]
    best = max(agreement)
    if best == 0 or agreement.count(best) > 1:
        return Match("ambiguous", None, score)
    return Match(state, places[agreement.index(best)], score)


def _agreement(text: str, place: Span, quote: Quote) -> int:
    """Return how many code points of the prefix and suffix stand around the place, from the quote outward."""
    before = text[max(0, place.start - CONTEXT) : place.start]
    after = text[place.end : place.end + CONTEXT]
    return _shared(before[::-1], quote.prefix[::-1]) + _shared(after, quote.suffix)


def _shared(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
