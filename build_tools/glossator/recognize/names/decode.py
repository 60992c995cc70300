"""Scores of labels to labels: the best path (Viterbi), and how likely each name on it is (forward-backward).

Labels are BILOU over three types: a name is one `U`, or a `B`, any `I`, and an `L`. Rabiner, "A Tutorial on Hidden
Markov Models", 1989, tells both algorithms, with the scaling used here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

TYPES = ("PER", "ORG", "LOC")
LABELS = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BILU"))
COUNT = len(LABELS)
STARTS = tuple(index for index, label in enumerate(LABELS) if label[0] in "OBU")
"""The labels that a run can begin with."""
ENDS = tuple(index for index, label in enumerate(LABELS) if label[0] in "OLU")

INDEX_BITS = 4
INDEX_MASK = (1 << INDEX_BITS) - 1
"""A score on a path holds its label in its lowest bits, so that the greatest score tells where it came from."""


def may_follow(before: str, after: str) -> bool:
    """Tell whether a label can stand after another."""
    if before[0] in "OLU":
        return after[0] in "OBU"
    return after[0] in "IL" and before[2:] == after[2:]


@dataclass(frozen=True, slots=True)
class Steps:
    """The weights of one label after another, laid out for decoding."""

    into: tuple[tuple[tuple[int, int], ...], ...]
    """By a label: each label that it can follow, and the step's score, shifted as on a path."""
    into_factors: tuple[tuple[tuple[int, float], ...], ...]
    from_factors: tuple[tuple[tuple[int, float], ...], ...]
    factor: Mapping[tuple[int, int], float]
    unit: float
    """What a score of 1 is, as a logarithm."""


def steps_of(scores: Mapping[tuple[str, str], int], unit: float) -> Steps:
    """Return the steps that can be, of their scores in whole units."""
    allowed = [
        (i, j, scores.get((before, after), 0))
        for i, before in enumerate(LABELS)
        for j, after in enumerate(LABELS)
        if may_follow(before, after)
    ]
    factor = {(i, j): exp(score * unit) for i, j, score in allowed}
    return Steps(
        tuple(tuple((i, score << INDEX_BITS) for i, j, score in allowed if j == label) for label in range(COUNT)),
        tuple(tuple((i, factor[i, j]) for i, j, _ in allowed if j == label) for label in range(COUNT)),
        tuple(tuple((j, factor[i, j]) for i, j, _ in allowed if i == label) for label in range(COUNT)),
        factor,
        unit,
    )


def best_path(scores: Sequence[Sequence[int]], steps: Steps) -> list[int]:
    """Return the best label of each token."""
    first = scores[0]
    if len(scores) == 1:
        return [max(SINGLE, key=first.__getitem__)]
    floor = -(1 << 40)
    path = [((first[label] if label in STARTS else floor) << INDEX_BITS) | label for label in range(COUNT)]
    columns: list[list[int]] = []
    for row in scores[1:]:
        came = [max([path[i] + step for i, step in into]) for into in steps.into]
        columns.append(came)
        path = [
            (((best >> INDEX_BITS) + score) << INDEX_BITS) | label
            for label, (best, score) in enumerate(zip(came, row, strict=True))
        ]
    label = max(ENDS, key=path.__getitem__)
    found = [label]
    for came in reversed(columns):
        label = came[label] & INDEX_MASK
        found.append(label)
    return found[::-1]


SINGLE = tuple(index for index, label in enumerate(LABELS) if label[0] in "OU")


def factors(scores: Sequence[int], unit: float) -> list[float]:
    """Return the factors exp(score) of a token's labels, the greatest one 1."""
    top = max(scores)
    return [exp((score - top) * unit) for score in scores]


@dataclass(frozen=True, slots=True)
class Lattice:
    """How likely the labels of a run are."""

    weights: list[list[float]]
    """Of each token, each label's factor, divided so that a token's `before` sums to 1."""
    before: list[list[float]]
    after: list[list[float]]


def lattice(scores: Sequence[Sequence[int]], steps: Steps) -> Lattice:
    """Return the forward and the backward weights of a run."""
    if len(scores) == 1:
        return _single(scores[0], steps.unit)
    weights: list[list[float]] = []
    before: list[list[float]] = []
    for row in scores:
        local = factors(row, steps.unit)
        if before:
            last = before[-1]
            come = [
                factor * sum([last[i] * step for i, step in into])
                for factor, into in zip(local, steps.into_factors, strict=True)
            ]
        else:
            come = [local[label] if label in STARTS else 0.0 for label in range(COUNT)]
        total = sum(come) or 1.0
        before.append([value / total for value in come])
        weights.append([value / total for value in local])
    ends = sum(before[-1][label] for label in ENDS) or 1.0
    after = [[(1.0 / ends if label in ENDS else 0.0) for label in range(COUNT)]]
    for row_weights in reversed(weights[1:]):
        next_after = [weight * value for weight, value in zip(row_weights, after[-1], strict=True)]
        after.append([sum([next_after[j] * step for j, step in out]) for out in steps.from_factors])
    return Lattice(weights, before, after[::-1])


def _single(scores: Sequence[int], unit: float) -> Lattice:
    """Return the lattice of a run of one token: most runs are, and few labels can stand alone."""
    top = max([scores[label] for label in SINGLE])
    local = [0.0] * COUNT
    after = [0.0] * COUNT
    for label in SINGLE:
        local[label] = exp((scores[label] - top) * unit)
        after[label] = 1.0
    total = sum(local)
    before = [value / total for value in local]
    return Lattice([before], [before], [after])


def likelihood(found: Lattice, path: Sequence[int], first: int, end: int, steps: Steps) -> float:
    """Return how likely it is that the tokens from `first` to before `end` have just the labels of the path."""
    value = found.before[first][path[first]]
    for token in range(first + 1, end):
        value *= steps.factor[path[token - 1], path[token]] * found.weights[token][path[token]]
    return min(1.0, value * found.after[end - 1][path[end - 1]])


def names_on(path: Sequence[int]) -> list[tuple[int, int, str]]:
    """Return the names of a path: the first token, the one past the last, and the type."""
    found: list[tuple[int, int, str]] = []
    first = 0
    for token, label in enumerate(path):
        part, kind = LABELS[label][0], LABELS[label][2:]
        if part in "BU":
            first = token
        if part in "LU":
            found.append((first, token + 1, kind))
    return found
