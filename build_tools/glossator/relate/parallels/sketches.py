"""Which documents are nearly the same as a whole: MinHash of their shingles, and bands of it that two share.

Broder, "On the resemblance and containment of documents", 1997; Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", chapter 3, for the bands.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

SHINGLE = 4
"""Words."""
PERMUTATIONS, ROWS = 64, 4
"""Of MinHash, and of them in a band. Of two documents with half of their shingles in common, 64 of 100 share a band;
with three quarters, 99.8.
"""
SEED = 1
NEXT = 4
"""Documents with the same band that one is paired with: those that follow it in the archive's order."""
_NUMBER = 4
"""Bytes."""


def sketch(words: NDArray[np.uint32]) -> bytes:
    """Return the MinHash of the shingles of a document's words, or nothing where it is shorter than one."""
    if len(words) < SHINGLE:
        return b""
    data, length = words.tobytes(), _NUMBER * SHINGLE
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update([data[at : at + length] for at in range(0, len(data) - length + 1, _NUMBER)])
    return np.array(minhash.digest(), np.uint32).tobytes()


def alike(sketches: Sequence[bytes]) -> Counter[tuple[int, int]]:
    """Return pairs of documents, by their numbers, that share bands, and how many.

    Of a hundred with the same band, each is paired with the next few only, so that there are never more pairs than a
    few times the documents.
    """
    shared: Counter[tuple[int, int]] = Counter()
    length = _NUMBER * ROWS
    for band in range(0, _NUMBER * PERMUTATIONS, length):
        holders: dict[bytes, list[int]] = defaultdict(list)
        for document, digest in enumerate(sketches):
            if digest:
                holders[digest[band : band + length]].append(document)
        for some in holders.values():
            for at, document in enumerate(some):
                shared.update((document, other) for other in some[at + 1 : at + 1 + NEXT])
    return shared
