"""How much of two texts is the same: a sketch of each, small enough to compare with all others.

Broder's bottom-k sketches ("On the resemblance and containment of documents", 1997): of the hashes of all rows of words
in a text, the smallest are a random sample of them, and what two samples share tells what the texts do.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

ROW = 4
"""Words."""
SAMPLE = 200
"""Hashes a text."""
MOST_WORDS = 500_000
"""So much of a text is looked at."""
ALIKE = 0.9
"""The share of the shorter text's rows that stand in the other, from which one is a version of the other."""
OVERLAP = 0.4
"""The share of both texts' rows that they have in common, at least: an excerpt is no version."""
FEW_ROWS = 20
"""Texts with fewer are too short to be told apart by so much."""
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text, as it is compared with others."""

    rows: int
    """How many different rows of words it has."""
    sample: tuple[int, ...]
    """The smallest of their hashes, in order."""


def sketch(text: str) -> Sketch:
    words = [match[0] for match, _ in zip(WORD.finditer(text.casefold()), range(MOST_WORDS), strict=False)]
    hashes = {_hash(" ".join(words[n : n + ROW])) for n in range(max(1, len(words) - ROW + 1))} if words else set()
    return Sketch(len(hashes), tuple(heapq.nsmallest(SAMPLE, hashes)))


def _hash(row: str) -> int:
    """Return 64 bits that are the same on every machine."""
    return int.from_bytes(blake2b(row.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def resemblance(one: Sketch, other: Sketch) -> tuple[float, float]:
    """Return, from 0 to 1, what share of all rows both texts have, and what share of the shorter one's."""
    both = heapq.nsmallest(SAMPLE, {*one.sample, *other.sample})
    if not both:
        return 0.0, 0.0
    shared = len(set(both) & set(one.sample) & set(other.sample)) / len(both)
    common = shared * (one.rows + other.rows) / (1 + shared)
    return shared, min(1.0, common / max(1, min(one.rows, other.rows)))


class Alike:
    """Finds, among texts that it was told of, the one that a text is a version of."""

    def __init__(self) -> None:
        self._sketches: dict[str, Sketch] = {}
        self._by_hash: Mapping[int, list[str]] = defaultdict(list)

    def add(self, name: str, text: Sketch) -> None:
        self._sketches[name] = text
        for value in text.sample:
            self._by_hash[value].append(name)

    def nearest(self, text: Sketch) -> tuple[str, float] | None:
        """Return the name of the text that is most alike, and how much of the shorter one stands in the other."""
        if text.rows < FEW_ROWS:
            return None
        counts = Counter(name for value in text.sample for name in self._by_hash.get(value, ()))
        found = [(*resemblance(text, self._sketches[name]), name) for name, _ in counts.most_common(10)]
        alike = [(held, shared, name) for shared, held, name in found if held >= ALIKE and shared >= OVERLAP]
        if not alike:
            return None
        held, _, name = max(alike, key=lambda each: (each[0], each[1], each[2]))
        return name, held
