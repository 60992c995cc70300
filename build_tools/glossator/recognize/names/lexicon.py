"""What is known of single words: the names they were parts of, clusters of words that stand in like places, lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ROLE_BUCKETS = (1, 2, 5, 20)
"""Documents in which a word had a part in names, from so many on: once may be chance, twenty times is not."""

Roles = Mapping[str, int]
"""By a part that a word can have in names (`PER-first`), in how many documents it had it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the tagger knows of words, whatever their place."""

    clusters: Mapping[str, tuple[str, str]]
    """By a word in lower case: its fine and its coarse cluster."""
    roles: Mapping[str, tuple[str, ...]]
    """By a word as it stands: `part:bucket` for each part that it had in names, and out of names, in training."""
    listed: Mapping[str, str]
    """By a word in lower case: `territory`, `city`, `demonym` ... of Unicode's CLDR."""
    idle: frozenset[str]
    """Words with a capital that were never part of a name, and often might have been."""


def role_marks(roles: Roles) -> tuple[str, ...]:
    """Return the marks of a word's counts: each part with its bucket, and the type that prevails."""
    marks = [f"{part}:{_bucket(count)}" for part, count in sorted(roles.items()) if count > 0]
    by_type: dict[str, int] = {}
    for part, count in roles.items():
        by_type[part[:3]] = by_type.get(part[:3], 0) + max(count, 0)
    total = sum(by_type.values())
    marks += [f"most:{kind}" for kind, count in sorted(by_type.items()) if count and count >= PREVAILING * total]
    return tuple(marks)


PREVAILING = 0.8
"""The share of a word's documents from which on a type prevails."""


def _bucket(count: int) -> int:
    return sum(count >= least for least in ROLE_BUCKETS)
