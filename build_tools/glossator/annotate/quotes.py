"""Where a quote stands in a text; and the quote that describes a place in it.

By tiers: the exact words, with what stood around them; else the words alike but for white space and quotation marks;
else the most similar words, if they are similar enough and no others nearly so. What is in doubt is placed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ..model import Quote, Span
from .folding import fold_words
from .searched import EXACT_SCORE, FOLDED_SCORE, MOST_WORK, Match, Searched

__all__ = ["Match", "describe_quote", "match_quote", "match_quotes", "occurrences"]

CONTEXT = 32
"""Code points of prefix and suffix that describe a place, as many as Hypothesis keeps."""
LONGEST_CONTEXT = 512
"""Code points to which each of them grows: with a quote of 2,000 they are less than the 8 KB of a front matter."""
MOST_PLACES = 1000
"""A quote that stands in more places than this is told apart by nothing but its verbatim context."""


def describe_quote(text: str, span: Span) -> Quote:
    """Return the words of a span with what stands around them: more of it until they are unique, where that can be."""
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"{span} is no stretch of a text of {len(text)} code points")
    size = CONTEXT
    while size <= LONGEST_CONTEXT:
        quote = _described(text, span, size)
        if _verbatim(text, quote) is not None:
            return quote
        size *= 2
    return _described(text, span, CONTEXT)


def _described(text: str, span: Span, size: int) -> Quote:
    before, after = text[max(0, span.start - size) : span.start], text[span.end : span.end + size]
    return Quote(text[span.start : span.end], before, after)


def match_quote(text: str, quote: Quote) -> Match:
    """Return where the quote stands in the text."""
    return _match(Searched(text), quote)


def match_quotes(text: str, quotes: Iterable[Quote], *, work: int = MOST_WORK) -> dict[Quote, Match]:
    """Return where each quote stands in the text, which is prepared once for all of them.

    `work` is how many code points may be compared where words or contexts changed. Then what changed is placed nowhere.
    """
    searched = Searched(text, work=work)
    return {quote: _match(searched, quote) for quote in dict.fromkeys(quotes)}


def _match(searched: Searched, quote: Quote) -> Match:
    places = occurrences(searched.text, quote.exact)
    if places:
        return _settle(searched, quote, places, "exact")
    folded = searched.folded
    places = tuple(map(folded.back, occurrences(folded.text, fold_words(quote.exact))))
    if places:
        return _settle(searched, quote, places, "folded")
    from .doubtful import weigh

    return weigh(searched, quote)


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


def _settle(searched: Searched, quote: Quote, places: tuple[Span, ...], state: Literal["exact", "folded"]) -> Match:
    """Choose among the places where the words stand: by what stands around them, if they are several or it changed."""
    score = EXACT_SCORE if state == "exact" else FOLDED_SCORE
    bare = not (quote.prefix.strip() or quote.suffix.strip())
    if len(places) == 1 and (bare or _is_verbatim(searched.text, places[0], quote)):
        return Match(state, places[0], score)
    place = _verbatim(searched.text, quote)
    if place is not None:
        return Match("exact", place, EXACT_SCORE)
    if bare or len(places) == MOST_PLACES:
        return Match("ambiguous", None, score)
    from .doubtful import settle

    return settle(searched, quote, places, Match(state, None, score))


def _is_verbatim(text: str, place: Span, quote: Quote) -> bool:
    return text.startswith(quote.suffix, place.end) and text.endswith(quote.prefix, 0, place.start)


def _verbatim(text: str, quote: Quote) -> Span | None:
    """Return the only place where the words stand right between their prefix and suffix."""
    whole = quote.prefix + quote.exact + quote.suffix
    start = text.find(whole)
    if start < 0 or text.find(whole, start + 1) >= 0:
        return None
    return Span(start + len(quote.prefix), start + len(quote.prefix) + len(quote.exact))
