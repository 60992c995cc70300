"""Who is named beside whom: entities that the same passages name, and how far that is from chance."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import log

from ..model import COMPANIONS, MOST_NAMES, PASSAGES, Companion, Document

PLACES = 3
"""Passages of a pair that are linked to."""
STRENGTH_DIGITS = 2
"""More would tell of the machine's arithmetic."""

Passage = tuple[str, str]
"""(document, block) each."""


def companions(documents: Iterable[Document], paged: Collection[str]) -> Mapping[str, tuple[Companion, ...]]:
    """Return, by each of the entities `paged`, those of them that are named beside it, the strongest first.

    The work grows with the mentions, as the pairs of a passage are bounded.
    """
    passages: list[Passage] = []
    named: Counter[str] = Counter()
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    for document in documents:
        for block, entities in _passages(document, paged):
            for entity in entities:
                named[entity] += 1
            for pair in combinations(sorted(entities), 2):
                together[pair].append(len(passages))
            passages.append((document.id, block))
    found: dict[str, list[Companion]] = defaultdict(list)
    for (a, b), where in together.items():
        if len(where) >= PASSAGES:
            strength = round(log_likelihood(len(where), named[a], named[b], len(passages)), STRENGTH_DIGITS)
            shown = [passages[number] for number in where]
            found[a].append(_companion(b, shown, strength))
            found[b].append(_companion(a, shown, strength))
    return {entity: _strongest(some) for entity, some in sorted(found.items())}


def log_likelihood(both: int, a: int, b: int, passages: int) -> float:
    """Return how far it is from chance that `both` passages name two of which `a` and `b` passages name the one.

    Negative where chance would have it more often. Source: Dunning, Accurate Methods for the Statistics of Surprise and
    Coincidence, Computational Linguistics 19 (1993): unlike pointwise mutual information, it does not make much of what
    was seen once or twice.
    """
    cells = (
        (both, a, b),
        (a - both, a, passages - b),
        (b - both, passages - a, b),
        (passages - a - b + both, passages - a, passages - b),
    )
    ratio = 2 * sum(seen * log(seen * passages / (row * column)) for seen, row, column in cells if seen > 0)
    return ratio if both * passages >= a * b else -ratio


def _passages(document: Document, paged: Collection[str]) -> Iterator[tuple[str, Collection[str]]]:
    """Yield (block, entities that it names) each; of a long list, each sentence."""
    starts = [block.span.start for block in document.blocks]
    places: dict[int, dict[str, list[int]]] = {}
    for mention in document.mentions:
        if mention.entity in paged:
            place = mention.span.start
            places.setdefault(bisect_right(starts, place) - 1, {}).setdefault(mention.entity, []).append(place)
    for number, block in enumerate(document.blocks):
        entities = places.get(number)
        if entities is None:
            yield block.id, ()
        elif len(entities) <= MOST_NAMES:
            yield block.id, entities.keys()
        else:
            yield from ((block.id, some) for some in _in_sentences(document, entities))


def _in_sentences(document: Document, entities: Mapping[str, Sequence[int]]) -> Iterator[Collection[str]]:
    """Yield what each sentence of a passage names, but for those that are lists."""
    starts = [sentence.start for sentence in document.sentences]
    named: dict[int, set[str]] = defaultdict(set)
    for entity, places in entities.items():
        for place in places:
            named[bisect_right(starts, place)].add(entity)
    yield from (some for _, some in sorted(named.items()) if len(some) <= MOST_NAMES)


def _companion(entity: str, passages: Sequence[Passage], strength: float) -> Companion:
    documents = dict(reversed([(document, (document, block)) for document, block in passages]))
    firsts = [place for place in dict.fromkeys(passages) if place == documents[place[0]]]
    shown = tuple(dict.fromkeys((*firsts, *passages)))[:PLACES]
    return Companion(entity, len(passages), len(documents), strength, shown)


def _strongest(found: Iterable[Companion]) -> tuple[Companion, ...]:
    ordered = sorted(found, key=lambda one: (-one.strength, -one.passages, one.entity))
    return tuple(ordered[:COMPANIONS])
