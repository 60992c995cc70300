"""Units that stand in many documents: forms, mastheads, greetings. They make no two of them parallel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from ...model import MOST_SHARING
from .mixing import mixed
from .units import Flags, Numbers, Units

SHINGLE = 3
"""Words."""
SHARE = 0.05
"""Of all documents, that have to have a shingle that is common: what some of a large archive share by chance is not."""
NOTHING = np.uint64(2**64 - 1)
"""A number that stands for none."""
SPREAD = np.uint64(0xD1342543DE82EF95)
"""Of a multiplicative congruential generator of 64 bits (Steele and Vigna, 2021): the order of words matters by it."""
COUNTED_BITS = 20
"""Of a number, by which it is counted at first: a million counts, as many as two hundred long documents have words."""
MOST = 0.5
"""The share of a unit's shingles that have to be common, where its words as a whole are not the same everywhere."""


def boilerplate(documents: Sequence[Units]) -> list[frozenset[int]]:
    """Return, of each document, the numbers of its units that too many documents have: in these very words, in whatever
    order, or in much the same words, as where each opens with the same greeting of others.
    """
    if len(documents) <= MOST_SHARING:
        return [frozenset() for _ in documents]
    words = [_words(document) for document in documents]
    digests = [_digests(*some, len(document)) for some, document in zip(words, documents, strict=True)]
    same = _common(digests, MOST_SHARING)
    shingles = [_shingles(*some) for some in words]
    common = _common([numbers for numbers, _ in shingles], max(MOST_SHARING, int(SHARE * len(documents))))
    much_the_same = (
        _mostly(some, units, len(document))
        for some, (_, units), document in zip(common, shingles, documents, strict=True)
    )
    return [frozenset(np.flatnonzero(one | other).tolist()) for one, other in zip(same, much_the_same, strict=True)]


def _common(numbers: Sequence[NDArray[np.uint64]], most: int) -> Iterator[Flags]:
    """Yield, for each document, which of its numbers stand in more documents than so many."""
    crowded = _crowded(numbers, most)
    every = np.sort(np.concatenate([_once(np.sort(each[some])) for each, some in zip(numbers, crowded, strict=True)]))
    starts = np.flatnonzero(_new(every))
    holders = np.diff(starts, append=len(every))
    common = np.append(every[starts[holders > most]], NOTHING)
    for each, some in zip(numbers, crowded, strict=True):
        likely = each[some]
        some[some] = common[np.searchsorted(common[:-1], likely)] == likely
        yield some


def _crowded(numbers: Sequence[NDArray[np.uint64]], most: int) -> list[Flags]:
    """Return which numbers could stand more often than so many times: as many have their upper bits.

    Few could, and to put only these into order takes a fifth of the time.
    """
    shift = np.uint64(64 - COUNTED_BITS)
    upper = [(each >> shift).astype(np.int64) for each in numbers]
    crowded = np.bincount(np.concatenate(upper), minlength=1 << COUNTED_BITS) > most
    return [crowded[each] for each in upper]


def _once(ordered: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return numbers that are in order, each once."""
    return ordered[_new(ordered)]


def _new(ordered: NDArray[np.uint64]) -> Flags:
    """Return which of numbers that are in order differ from the one before."""
    return np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]


def _mostly(common: Flags, units: Numbers, size: int) -> Flags:
    """Return which units have mostly common shingles."""
    all_, those = np.bincount(units, minlength=size), np.bincount(units[common], minlength=size)
    return (those > 0) & (those >= MOST * all_)


def _words(document: Units) -> tuple[NDArray[np.uint64], Numbers]:
    """Return a number for each word, whose bits are spread, and its unit."""
    lengths = np.frombuffer(document.lengths, np.uint32)
    words = mixed(document.table()[:, 0])[np.frombuffer(document.words, np.uint32)]
    return words, np.repeat(np.arange(len(lengths)), lengths)


def _digests(words: NDArray[np.uint64], units: Numbers, size: int) -> NDArray[np.uint64]:
    """Return a number for the words of each unit, whatever their order."""
    digests = np.zeros(size, np.uint64)
    np.add.at(digests, units, words)
    return digests


def _shingles(words: NDArray[np.uint64], units: Numbers) -> tuple[NDArray[np.uint64], Numbers]:
    """Return a number for every few words that follow each other in a unit, and the unit."""
    within = units[SHINGLE - 1 :] == units[: len(units) - SHINGLE + 1]
    digests = np.zeros(len(within), np.uint64)
    for place in range(SHINGLE):
        digests = digests * SPREAD + words[place : place + len(within)]
    return digests[within], units[: len(within)][within]
