"""What a passage is known by when it comes again, without its words: a hash, and a sample of its runs of letters.

The sample is Broder's ("On the resemblance and containment of documents", 1997): of the hashes of all runs, the
smallest are a random choice. So the share of them that stands in another text tells what share of the passage does, be
it corrected, cut in two, or joined with others.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from heapq import nsmallest
from itertools import islice
from zlib import crc32

SAMPLE = 16
"""Hashes a passage: a share is then told to an eighth or so (the standard error is at most 1 / (2 · √16)). With 8, four
times as many ids were given up where one letter in twenty was wrong; 24 gained nothing (tests/benchmarks/passages.py).
"""
HASH_BYTES = 3
"""Of each hash in a sample. A passage of 5,000 letters holds one of 2^24 by mere chance once in 3,000 times."""
EXACT_BYTES = 6
"""Of a passage's own hash: among 100,000 passages, two that differ have the same once in 50,000 documents."""
RUN, SHORT_RUN = 5, 2
"""Letters of a run. An error of recognition spoils five runs of five, and few runs of five stand in any text. Of 7,
five times as many ids were given up where one letter in ten was wrong; of 4, some were another passage's.
"""
SHORT = 40
"""Letters. In a shorter passage a single error would spoil too large a share of the longer runs."""

EDGE = 4 * SHORT
"""Code points at each end of a passage among which a short one is looked for."""
AT_ONCE = 100_000
"""Runs that are held at a time: a passage may be a whole book."""

NO_LETTERS = re.compile(r"[\W_]+")
_SPREAD = 0x9E3779B1
"""2^32 divided by the golden ratio: Knuth's multiplier, which spreads what checksums leave side by side."""


@dataclass(frozen=True, slots=True)
class Print:
    """What a passage is known by."""

    exact: str
    """A hash of its words with single spaces, as base64 for addresses."""
    letters: int
    sample: tuple[int, ...]
    """The smallest hashes of its runs, in order; empty where it has fewer letters than a run."""


def fingerprint(words: str) -> Print:
    letters = letters_of(words)
    found = runs(letters, run_of(len(letters)))
    sample: list[int] = []
    while some := set(islice(found, AT_ONCE)):
        sample = nsmallest(SAMPLE, some.union(sample))
    return Print(exact_hash(words), len(letters), tuple(sample))


def exact_hash(words: str) -> str:
    """Return what only the same words have, whatever the white space between them."""
    folded = " ".join(words.split()).encode("utf-8", "surrogatepass")
    return urlsafe_b64encode(blake2b(folded, digest_size=EXACT_BYTES).digest()).decode()


def letters_of(words: str) -> str:
    """Return the letters and digits in small: spaces, hyphens and quotation marks are what readings differ in most."""
    return NO_LETTERS.sub("", words.casefold())


def run_of(letters: int) -> int:
    """Return how long the runs are by which a passage of so many letters is known."""
    return SHORT_RUN if letters < SHORT else RUN


def runs(letters: str, length: int) -> Iterator[int]:
    """Yield the hash of each run of so many letters, in their order."""
    data = memoryview(letters.encode("utf-32-le", "surrogatepass"))
    shift = 32 - 8 * HASH_BYTES
    for end in range(4 * length, len(data) + 1, 4):  # of four bytes each
        yield (crc32(data[end - 4 * length : end]) * _SPREAD & 0xFFFFFFFF) >> shift


def stands_at_an_end(known: Print, words: str) -> bool:
    """Tell whether a short passage begins or ends these words: a heading and what it heads may become one passage.

    Its runs tell nothing of that, as a long text has most runs of two.
    """
    head, tail = words[:EDGE].split(), words[-EDGE:].split()
    heads = (" ".join(head[:count]) for count in range(1, len(head)))
    tails = (" ".join(tail[-count:]) for count in range(1, len(tail)))
    return any(len(letters_of(each)) == known.letters and exact_hash(each) == known.exact for each in (*heads, *tails))
