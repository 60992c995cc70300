"""The likeliest way to pair the units of two documents in their order: dynamic programming over their similarities.

As sentences are aligned in bilingual texts (Gale and Church, "A program for aligning sentences in bilingual corpora",
1993), with what the units have in common in the place of their lengths.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .similarity import Similarity

CHANCE = 0.1
"""So alike (as a cosine) are units that have nothing to do with one another."""
JOINING = 0.3
"""What each joined unit costs, in the weight of words."""
ROUNDS = 3
"""After the pairs in order, those that are left over are paired in order among themselves, so often: retellings move
what they tell.
"""
NEVER = -1e9

Taken = NDArray[np.bool_]
Table = NDArray[np.float64]
Gains = Mapping[tuple[int, int], Table]


@dataclass(frozen=True, slots=True)
class Link:
    """Units that are paired: `a` to before `a_end` of the first document, `b` to before `b_end` of the other."""

    a: int
    a_end: int
    b: int
    b_end: int
    round: int

    @property
    def joined(self) -> tuple[int, int]:
        return self.a_end - self.a, self.b_end - self.b


def chain(similarities: Mapping[tuple[int, int], Similarity]) -> list[Link]:
    """Return the links of every round."""
    gains = {joined: _gain(joined, similarity) for joined, similarity in similarities.items()}
    rows, columns = gains[1, 1].shape
    links: list[Link] = []
    taken, theirs = np.zeros(rows, bool), np.zeros(columns, bool)
    for round_ in range(ROUNDS):
        found = list(_in_order(_free(gains, taken, theirs) if links else gains, round_))
        if not found:
            break
        for link in found:
            taken[link.a : link.a_end] = True
            theirs[link.b : link.b_end] = True
        links += found
    return links


def _gain(joined: tuple[int, int], similarity: Similarity) -> Table:
    """Return what it is worth to pair units, where they end: what they are more alike than chance, by their weight."""
    total = similarity.first[:, None] + similarity.second[None, :]
    gain = (similarity.cosine - CHANCE).astype(np.float64) * total - JOINING * (sum(joined) - 2)
    gain[: joined[0] - 1] = NEVER
    gain[:, : joined[1] - 1] = NEVER
    return gain


def _free(gains: Gains, taken: Taken, theirs: Taken) -> Gains:
    """Return the gains of pairs of which no unit is taken."""
    found = {}
    for joined, gain in gains.items():
        ours, other = (
            np.convolve(some, np.ones(many))[: len(some)] > 0
            for some, many in zip((taken, theirs), joined, strict=True)
        )
        found[joined] = np.where(ours[:, None] | other[None, :], NEVER, gain)
    return found


def _in_order(gains: Gains, round_: int) -> Iterator[Link]:
    """Yield the pairs in order that gain most together, from the last."""
    rows, columns = gains[1, 1].shape
    best = np.zeros((rows + 1, columns + 1))
    for row, useful in enumerate(_useful(gains, rows), 1):
        here = best[row - 1].copy()
        for (ones, others), gain in useful:
            paired = best[row - ones, : columns + 1 - others] + gain[row - 1, others - 1 :]
            np.maximum(here[others:], paired, out=here[others:])
        np.maximum.accumulate(here, out=best[row])
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            ones, others = _step(gains, best, row, column)
            yield Link(row - ones, row, column - others, column, round_)
            row, column = row - ones, column - others


def _useful(gains: Gains, rows: int) -> list[list[tuple[tuple[int, int], Table]]]:
    """Return, of each row, the tables in which something is to be gained."""
    useful: list[list[tuple[tuple[int, int], Table]]] = [[] for _ in range(rows)]
    for joined, gain in gains.items():
        for row in np.flatnonzero((gain > 0).any(1)).tolist():
            useful[row].append((joined, gain))
    return useful


def _step(gains: Gains, best: Table, row: int, column: int) -> tuple[int, int]:
    """Return how many units of each document are paired where nothing is left out."""
    return next(
        (ones, others)
        for (ones, others), gain in gains.items()
        if row >= ones
        and column >= others
        and best[row - ones, column - others] + gain[row - 1, column - 1] == best[row, column]
    )
