"""Numbers made into others whose bits are spread, so that sums and parts of them hardly ever meet by accident."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2^64 divided by the golden ratio: Knuth's multiplier, which spreads numbers over the upper bits."""


def mixed(numbers: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return 64 bits for each number, the same on every machine."""
    bits = (numbers.astype(np.uint64) + np.uint64(1)) * _GOLDEN
    bits ^= bits >> np.uint64(29)
    bits *= _GOLDEN
    return bits
