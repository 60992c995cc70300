"""Where a quote stands whose words or surroundings changed, or stand in several places: chosen by likeness, or nowhere.

Bars and margin are those of a study that looked for quotes in other books, where none should be found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..model import Quote, Span
from .context import Context, agreement, context_of
from .folding import fold_words
from .near import find_near, work_of
from .searched import MOVED_SCORE, NEAR_SCORE, NOT_SOUGHT, NOWHERE, Match, Searched

CONTEXT_NEEDED = 0.7
"""How like its context, from 0 to 1, stands around words that are not told apart, or not enough, by themselves."""
RUNNER_UP = 0.05
"""By so much the best place is better than the next."""
LONG = 40
"""Code points from which words say enough by themselves, and need little of their context if they changed much."""
LONG_ERRORS = 0.35
"""With that many, 40 code points were found in no other book."""
BARE_ERRORS = 0.25
"""The same where no context is given: speeches say alike what they said before, in other words."""
MOVED_ERRORS = 0.1
"""The same where nothing like the given context stands around."""
LONGEST = 120
"""Code points from which words that changed no more than `BARE_ERRORS` need no context, given or not."""
TRACE = 0.5
"""How like its context the better side is at least where the words may have changed much: chance makes it 0.3."""
SHORT = 20
"""Code points from which words that changed a little say enough together with what stands around them."""
SHORT_ERRORS = 0.2
COMPARING = 4
"""Code points of a text that are looked through while one of a context is compared, measured."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that may be meant."""

    span: Span
    errors: float
    """Levenshtein's distance for each code point of the quote."""
    context: float
    """How like the given context stands around, from 0 to 1."""
    side: float
    """The same of its better side."""
    total: float
    """The share of the quote and its context together that is right."""


def settle(searched: Searched, quote: Quote, spans: Sequence[Span], found: Match) -> Match:
    """Choose among places where the words stand as they are; `found` is the match but for the place."""
    context = context_of(quote)
    if len(spans) > 1 and not searched.affords(COMPARING * context.length * len(spans)):
        return Match("ambiguous", None, found.score)
    places = [_place(searched, span, 0.0, quote, context) for span in spans]
    if len(places) == 1:
        if places[0].side >= CONTEXT_NEEDED:
            return _placed(places[0], found)
        return weigh(searched, quote, places, found)
    best, second = sorted(places, key=lambda place: -place.context)[:2]
    if best.context < CONTEXT_NEEDED:
        return weigh(searched, quote, places, found)
    if best.context - second.context >= RUNNER_UP or second.context < best.context == 1.0:
        return _placed(best, found)
    return Match("ambiguous", None, found.score)


def _placed(place: Place, found: Match) -> Match:
    """Return the match there. Only between all that was given around them are the words surely those that are meant.

    In lists, minutes and forms the same words stand again between nearly the same others, and the entry may be gone.
    """
    if place.context == 1.0:
        return replace(found, span=place.span)
    if found.state == "exact":
        return Match("moved", place.span, MOVED_SCORE)
    return Match("near", place.span, NEAR_SCORE)


def weigh(searched: Searched, quote: Quote, standing: Sequence[Place] = (), found: Match = NOWHERE) -> Match:
    """Choose among similar words and the places, if any, where the words stand, but not between what they stood."""
    words, context = fold_words(quote.exact), context_of(quote)
    length = len(words)
    if length >= SHORT and not searched.affords(work_of(searched.windows, words)):
        return Match("ambiguous", None, found.score) if len(standing) > 1 else NOT_SOUGHT
    ranked = sorted((*standing, *_similar(searched, quote, context, standing)), key=lambda place: -place.total)
    if not ranked:
        return NOWHERE
    best = ranked[0]
    score = min(NEAR_SCORE, 1 - best.errors)
    if best in standing or not _is_enough(best, length, bare=not context.length):
        if len(standing) != 1 or length < LONG:
            return Match("ambiguous", None, found.score) if len(standing) > 1 else NOWHERE
        best, score = standing[0], MOVED_SCORE if found.state == "exact" else NEAR_SCORE
    if any(best.total - other.total < RUNNER_UP for other in ranked if other is not best):
        return Match("ambiguous", None, score)
    return Match("moved" if score == MOVED_SCORE else "near", best.span, score)


def _similar(searched: Searched, quote: Quote, context: Context, standing: Sequence[Place]) -> list[Place]:
    """Return the places of the most similar words, but for those where the words stand as they are."""
    words = fold_words(quote.exact)
    if len(words) < SHORT:
        return []
    near = find_near(searched.windows, words)
    found = ((searched.folded.back(each.span), each.errors) for each in near)
    return [
        _place(searched, span, errors, quote, context)
        for span, errors in found
        if not any(span.overlaps(place.span) for place in standing)
    ]


def _place(searched: Searched, span: Span, errors: float, quote: Quote, context: Context) -> Place:
    whole, side = agreement(searched.text, span, context)
    length = len(quote.exact)
    total = (length * (1 - errors) + context.length * whole) / (length + context.length)
    return Place(span, errors, whole, side, total)


def _is_enough(place: Place, length: int, *, bare: bool) -> bool:
    """Tell whether words of that length that changed so much may be placed."""
    if length >= LONG:
        by_themselves = BARE_ERRORS if bare or length >= LONGEST else MOVED_ERRORS
        return place.errors <= (LONG_ERRORS if place.side >= TRACE else by_themselves)
    return length >= SHORT and place.errors <= SHORT_ERRORS and place.context >= CONTEXT_NEEDED
