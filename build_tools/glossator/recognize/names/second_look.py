"""A document's second look: what else the same words are in it moves what they are here.

The first look gives each chunk a likelihood for every type. A chunk that stands several times is then seen in the
light of its other places; a last name alone in the light of the full names that end in it. After the two-stage
approach of Krishnan and Manning, "An Effective Two-Stage Model for Exploiting Non-Local Dependencies", 2006.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from .cues import Passage
from .decode import LABELS, TYPES, Lattice
from .features import Chunk

WEIGHT = 1.0
"""How much the other places count, beside the place's own surroundings. Chosen on held-out texts."""
FLOOR = 0.02
"""The least likelihood that is reckoned with: nothing seen elsewhere excludes a type."""
HALF_SURE = 1.0
"""So many other places count half of what many would."""
SURE = 0.97
"""A likelihood from which on a chunk needs no other place that tells the same."""
FIRST_NAME, LAST_NAME = 0.5, 1.0
"""What a full name tells of its first and its last word alone."""

KINDS = ("O", *TYPES)
KIND_OF_LABEL = tuple(KINDS.index(label[2:] or "O") for label in LABELS)
Shares = tuple[float, float, float, float]
"""How likely each of `KINDS` is."""


@dataclass(slots=True)
class Pool:
    """What all places of a string told: the sum of their shares, and of their weights."""

    weight: float
    shares: list[float]

    def add(self, shares: Shares, weight: float) -> None:
        self.weight += weight
        for kind, share in enumerate(shares):
            self.shares[kind] += weight * share


Pools = dict[str, Pool]


def chunk_shares(found: Lattice, first: int, end: int) -> Shares:
    """Return how likely each kind is for the tokens of a run from `first` to before `end`, on the mean."""
    sums = [0.0] * len(KINDS)
    for token in range(first, end):
        for label, (before, after) in enumerate(zip(found.before[token], found.after[token], strict=True)):
            sums[KIND_OF_LABEL[label]] += before * after
    total = sum(sums) or 1.0
    return sums[0] / total, sums[1] / total, sums[2] / total, sums[3] / total


def chunk_string(passage: Passage, chunk: Chunk) -> str:
    return " ".join(passage.words[chunk.first + 2 : chunk.end + 2])


def votes(passage: Passage, chunk: Chunk, shares: Shares) -> Iterator[tuple[str, Shares, float]]:
    """Yield each string that a chunk tells something of, its shares and their weight."""
    yield chunk_string(passage, chunk), shares, 1.0
    if chunk.end - chunk.first > 1:
        person = shares[KINDS.index("PER")]
        for word, weight in ((passage.words[chunk.first + 2], FIRST_NAME), (passage.words[chunk.end + 1], LAST_NAME)):
            yield word, (0.0, 1.0, 0.0, 0.0), weight * person


def shift(pool: Pool | None, own: Shares, unit: float) -> list[int] | None:
    """Return what to add to each label's score, for a chunk whose first look gave `own`; None for nothing."""
    if pool is None or pool.weight <= 1.0:
        return None
    others = pool.weight - 1.0
    mean = [(total - share) / others for total, share in zip(pool.shares, own, strict=True)]
    if max(own) > SURE and mean.index(max(mean)) == own.index(max(own)):
        return None
    strength = WEIGHT * others / (others + HALF_SURE) / unit
    none = log(max(mean[0], 0.0) + FLOOR)
    by_kind = [0, *(round(strength * (log(max(share, 0.0) + FLOOR) - none)) for share in mean[1:])]
    return [by_kind[kind] for kind in KIND_OF_LABEL]


def shifted(scores: Sequence[Sequence[int]], shifts: Sequence[tuple[int, int, list[int]]]) -> list[list[int]]:
    """Return the scores of a run's tokens with what is added to those of some: (first, past the last, what)."""
    moved = [list(row) for row in scores]
    for first, end, what in shifts:
        for token in range(first, end):
            moved[token] = [score + more for score, more in zip(moved[token], what, strict=True)]
    return moved
