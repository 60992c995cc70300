"""Which documents are worth comparing: those with two units that share more of what is rare than chance has it.

Of each unit, every two of its rarest words are a feature; so is a rare word by itself. Two units of different documents
that have a few such features in common are likely to say the same, and their documents are worth comparing. Features
that few documents have make so few pairs that the work grows with what is similar, and not with the square of the
archive. What many documents have says nothing by this way; whole documents that are nearly the same find each other by
their sketches.

All of it is sorting numbers: a feature and its unit, or two units and what they share, are the parts of one number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from ...model import MOST_OTHERS, MOST_SHARING
from .mixing import mixed
from .sketches import alike
from .units import Numbers, Units

RAREST = 6
"""Words of a unit whose pairs are features."""
SHARING_BITS = 4
"""That hold a number of documents from 1 to MOST_SHARING, less one."""
BY_CHANCE = 3
"""Features that two units share by chance, now and then: those of two words."""
ENOUGH = 2.0
"""What the units of two documents must share beyond chance, as a sum of weights (a feature of two documents weighs 3.5,
one of sixteen 0.7).
"""
SKETCHED = 8.0
"""What a band of two documents' sketches weighs beside it: more than most pairs of documents share otherwise."""


@dataclass(frozen=True, slots=True)
class _Rarest:
    """The rarest words of every unit."""

    words: Numbers
    """A row a unit, from the rarest: numbers of words, by how many documents have them; -1 where there is none left."""
    document: Numbers
    """Of each unit."""
    sharing: Numbers
    """How many documents have each word."""


def candidates(documents: Sequence[Units]) -> list[tuple[int, int]]:
    """Return the documents worth comparing, as pairs of their numbers, the smaller first, in order."""
    weights = _shared(documents)
    for pair, bands in alike([document.sketch for document in documents]).items():
        weights[pair] = weights.get(pair, 0.0) + bands * SKETCHED
    return _heaviest(weights, len(documents))


def _heaviest(weights: dict[tuple[int, int], float], size: int) -> list[tuple[int, int]]:
    """Return the pairs that weigh enough, the heaviest first until one of the two has enough others."""
    others = [0] * size
    kept = []
    enough = [(-weight, pair) for pair, weight in weights.items() if weight >= ENOUGH]
    for _, (a, b) in sorted(enough):
        if max(others[a], others[b]) < MOST_OTHERS:
            others[a] += 1
            others[b] += 1
            kept.append((a, b))
    return sorted(kept)


def _shared(documents: Sequence[Units]) -> dict[tuple[int, int], float]:
    """Return what the units of each two documents share beyond chance, by the documents' numbers."""
    rarest = _rarest(documents)
    if rarest is None:
        return {}
    first, second, weights = _beyond_chance(*_units_that_share(*_features(rarest), rarest.document))
    size = len(documents)
    pairs, inverse = np.unique(rarest.document[first] * size + rarest.document[second], return_inverse=True)
    sums = np.round(np.bincount(inverse, weights=weights, minlength=len(pairs)), 6)
    return {(pair // size, pair % size): weight for pair, weight in zip(pairs.tolist(), sums.tolist(), strict=True)}


def _rarest(documents: Sequence[Units]) -> _Rarest | None:
    """Return the rarest words of every unit among those that at least two documents have."""
    vocabularies = [np.unique(document.table()[:, 1], return_inverse=True) for document in documents]
    lengths = [np.frombuffer(document.lengths, np.uint32) for document in documents]
    units = sum(map(len, lengths))
    if not units:
        return None
    stems = np.concatenate([stems for stems, _ in vocabularies])
    sharing, place = _by_rarity(stems)
    ends = np.cumsum([len(stems) for stems, _ in vocabularies]).tolist()
    words = np.concatenate(
        [
            place[end - len(stems) : end][inverse][np.frombuffer(document.words, np.uint32)]
            for document, (stems, inverse), end in zip(documents, vocabularies, ends, strict=True)
        ]
    )
    owner = np.repeat(np.arange(units), np.concatenate(lengths))
    some = sharing[words] > 1
    unit, word = np.divmod(_distinct(owner[some] * len(sharing) + words[some]), len(sharing))
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    rank = np.arange(len(unit)) - np.repeat(starts, np.diff(starts, append=len(unit)))
    some = rank < RAREST
    table = np.full((units, RAREST), -1)
    table[unit[some], rank[some]] = word[some]
    return _Rarest(table, np.repeat(np.arange(len(lengths)), [len(each) for each in lengths]), sharing)


def _by_rarity(stems: Numbers) -> tuple[Numbers, Numbers]:
    """Return how many documents have each different word, from the rarest, and of each word its number in that order;
    `stems` are the different words of each document, one document after the other.
    """
    _, inverse, sharing = np.unique(stems, return_inverse=True, return_counts=True)
    order = np.argsort(sharing, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return sharing[order], place[inverse]


def _features(rarest: _Rarest) -> tuple[Numbers, Numbers]:
    """Return every feature of every unit, in the order of the features: a number of it, and the unit's."""
    words, known = rarest.words, len(rarest.sharing)
    bits = max(1, len(words).bit_length())
    found = []
    for a, b in combinations(range(RAREST), 2):
        units = np.flatnonzero(words[:, b] >= 0)
        found.append(_hashed(words[units, a] * known + words[units, b], bits) | units)
    for a in range(RAREST):
        units = np.flatnonzero((words[:, a] >= 0) & (rarest.sharing[words[:, a]] <= MOST_SHARING))
        found.append(_hashed(words[units, a] * known + words[units, a], bits) | units)
    every = np.sort(np.concatenate(found))
    return every >> bits, every & ((1 << bits) - 1)


def _hashed(numbers: Numbers, bits: int) -> Numbers:
    """Return other numbers for some, that leave so many bits below free."""
    return (mixed(numbers) >> np.uint64(bits + 1) << np.uint64(bits)).astype(np.int64)


def _units_that_share(features: Numbers, units: Numbers, document: Numbers) -> tuple[Numbers, int]:
    """Return how many units there are, behind a number for each feature that two of different documents share: the two
    units, and how many documents have it; sorted.
    """
    new = np.diff(features, prepend=features[:1] - 1) != 0
    starts = np.flatnonzero(new)
    counts = np.diff(starts, append=len(features))
    owners = document[units]
    sharing = np.add.reduceat((new | (np.diff(owners, prepend=-1) != 0)).astype(np.int64), starts)
    found = [np.zeros(0, np.int64)]
    for count in range(2, MOST_SHARING + 1):
        of = (counts == count) & (sharing > 1)
        some = units[starts[of][:, None] + np.arange(count)]
        theirs = document[some]
        a, b = np.triu_indices(count, 1)
        both = (some[:, a] * len(document) + some[:, b]) << SHARING_BITS | (sharing[of] - 1)[:, None]
        found.append(both[theirs[:, a] != theirs[:, b]])
    return np.sort(np.concatenate(found)), len(document)


def _beyond_chance(shared: Numbers, units: int) -> tuple[Numbers, Numbers, NDArray[np.float64]]:
    """Return each two units that share more features than by chance, and what those weigh that are more."""
    both, sharing = shared >> SHARING_BITS, (shared & (MOST_SHARING - 1)) + 1
    starts = np.flatnonzero(np.diff(both, prepend=-1))
    if not len(starts):
        return starts, starts, np.zeros(0)
    counts = np.diff(starts, append=len(both))
    weights = np.add.reduceat(np.log(2 * MOST_SHARING / sharing), starts)
    some = counts > BY_CHANCE
    first, second = np.divmod(both[starts[some]], units)
    return first, second, weights[some] * (1 - BY_CHANCE / counts[some])


def _distinct(numbers: Numbers) -> Numbers:
    """Return the numbers sorted, each once. They come nearly in order, of which a stable sort makes use."""
    ordered: Numbers = np.sort(numbers, kind="stable")
    new = np.diff(ordered, prepend=ordered[:1] - 1) != 0
    return np.compress(new, ordered)
