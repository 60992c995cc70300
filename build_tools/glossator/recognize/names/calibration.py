"""What the tagger's likelihood is worth: how many of the names with it were right, in texts held out of training."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def worth(likelihood: float, known: Sequence[tuple[float, float]]) -> float:
    """Return the share of right names at a likelihood, between the two nearest of `known` (rising pairs)."""
    index = bisect_left(known, (likelihood, 0.0))
    if index == 0:
        return known[0][1]
    if index == len(known):
        return known[-1][1]
    (low, share), (high, next_share) = known[index - 1], known[index]
    return share + (next_share - share) * (likelihood - low) / (high - low)
