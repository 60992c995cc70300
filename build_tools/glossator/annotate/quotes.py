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

CONTEXT_NEEDED = 0.7
"""The share of the given context that stands around the place at least."""
RUNNER_UP = 0.05
"""By so much the best place is better than the next. Both as in the study of quotes from other books."""
MOST_PLACES = 1000
"""A quote that stands in more places than this is never told apart."""

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
    """Return every place where the words stand, in order, overlapping ones too; no more than `MOST_PLACES`."""
    if not words:
        return ()
    places: list[Span] = []
    start = text.find(words)
    while start >= 0 and len(places) < MOST_PLACES:
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
    """Return the one place, or the one around which the prefix and suffix stand, and around no other nearly so."""
    if len(places) == 1:
        return Match(state, places[0], score)
    agreement = sorted(((_agreement(text, place, quote), place) for place in places), reverse=True)
    (best, place), (second, _) = agreement[:2]
    if len(places) == MOST_PLACES or best < CONTEXT_NEEDED or best - second < RUNNER_UP:
        return Match("ambiguous", None, score)
    return Match(state, place, score)


def _agreement(text: str, place: Span, quote: Quote) -> float:
    """Return what share of the prefix and suffix stands around the place, from the quote outward.

    White space next to the quote is passed over: YAML takes it off a text without quotation marks.
    """
    before = text[max(0, place.start - 2 * CONTEXT) : place.start].rstrip()[-CONTEXT:]
    after = text[place.end : place.end + 2 * CONTEXT].lstrip()[:CONTEXT]
    prefix, suffix = quote.prefix.strip()[-CONTEXT:], quote.suffix.strip()[:CONTEXT]
    given = len(prefix) + len(suffix)
    return (_shared(before[::-1], prefix[::-1]) + _shared(after, suffix)) / given if given else 0.0


def _shared(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
