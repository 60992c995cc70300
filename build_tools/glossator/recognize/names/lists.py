"""Names in a row ("A, B and C") are mostly of one type: what each of them sees of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .features import Chunk

TIES = frozenset([",", "and", "or", ";", "/"])
LONGEST_TIE = 2
"""Tokens, as in ", and"."""
HINTS = {
    "most:LOC": "LOC", "territory": "LOC", "city": "LOC", "loc": "LOC",
    "most:ORG": "ORG", "org": "ORG",
    "most:PER": "PER", "given": "PER", "person": "PER",
}  # fmt: skip
"""What kind of a word hints at which type."""


def list_features(words: Sequence[str], kinds: Sequence[str], found: Sequence[Chunk]) -> dict[int, list[str]]:
    """Return, by a chunk's first token, the features of those chunks of a block that stand in a row with others."""
    features: dict[int, list[str]] = {}
    begin = 0
    for index in range(1, len(found) + 1):
        if index == len(found) or not _tied(words, found[index - 1], found[index]):
            if index - begin > 1:
                features |= _row_features(kinds, found[begin:index])
            begin = index
    return features


def _tied(words: Sequence[str], before: Chunk, after: Chunk) -> bool:
    gap = after.first - before.end
    return 0 < gap <= LONGEST_TIE and all(words[token] in TIES for token in range(before.end, after.first))


def _row_features(kinds: Sequence[str], row: Sequence[Chunk]) -> dict[int, list[str]]:
    heads = [kinds[chunk.end + 1] for chunk in row]
    hints = [HINTS.get(head) or HINTS.get(kinds[chunk.first + 2], "") for chunk, head in zip(row, heads, strict=True)]
    lengths = [chunk.end - chunk.first for chunk in row]
    votes = Counter(hints)
    size, total = min(len(row), 5), sum(lengths)
    found: dict[int, list[str]] = {}
    for index, chunk in enumerate(row):
        others = votes.copy()
        others[hints[index]] -= 1
        share = [f"{kind}{min(others[kind], 3)}" for kind in ("PER", "ORG", "LOC") if others[kind]]
        other = total - lengths[index]
        found[chunk.first] = [
            f"lv={' '.join(share)}",
            f"lh={hints[index]}|{' '.join(share)}",
            f"lp={heads[index - 1] if index else ''}",
            f"ln={heads[index + 1] if index + 1 < len(row) else ''}",
            f"ll={size}|{min(lengths[index], 4)}|{min(4, round(2 * other / (len(row) - 1)) / 2)}",
        ]
    return found
