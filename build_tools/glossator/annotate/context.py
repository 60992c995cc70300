"""How much of a quote's prefix and suffix stands around a place, changed or not."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from ..model import Quote, Span
from .folding import fold_words

LONGEST_CONTEXT = 512
"""Code points of a prefix, and of a suffix, that are compared, from the quote outward."""
REACH = 4
"""A context may have become so many times as long: neither what was inserted into it nor the blanks of indented lines
must push its words out of sight."""
LENGTHS = (1.0, 0.8, 1.25)
"""Shares of the context's length that are compared, as words were inserted there, or taken out."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a quote gives as standing around its words, folded."""

    prefix: str
    suffix: str

    @property
    def length(self) -> int:
        return len(self.prefix) + len(self.suffix)


def context_of(quote: Quote) -> Context:
    return Context(fold_words(quote.prefix)[-LONGEST_CONTEXT:], fold_words(quote.suffix)[:LONGEST_CONTEXT])


def agreement(text: str, place: Span, context: Context) -> tuple[float, float]:
    """Return how like the context, and how like its better side, stands around the place, from 0 to 1.

    White space next to the quote is passed over: YAML takes it off a text without quotation marks.
    """
    reach_before, reach_after = (REACH * len(side) + REACH for side in (context.prefix, context.suffix))
    before = fold_words(text[max(0, place.start - reach_before) : place.start])
    after = fold_words(text[place.end : place.end + reach_after])
    sides = [(len(context.prefix), _likeness(context.prefix[::-1], before[::-1]))] if context.prefix else []
    sides += [(len(context.suffix), _likeness(context.suffix, after))] if context.suffix else []
    if not sides:
        return 0.0, 0.0
    whole = sum(length * likeness for length, likeness in sides) / context.length
    return whole, max(likeness for _, likeness in sides)


def _likeness(given: str, standing: str) -> float:
    """Return one less the errors for each code point of the given, with which the standing text begins."""
    if standing.startswith(given):
        return 1.0
    lengths = {round(share * len(given)) for share in LENGTHS}
    return max(0.0, 1 - min(Levenshtein.distance(given, standing[:length]) for length in lengths) / len(given))
