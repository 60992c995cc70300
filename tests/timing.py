"""Whether work grows with a text's length as it should: what a stage does may not be quadratic."""

from __future__ import annotations

import time
from collections.abc import Callable

from expressions import GROWTH

LONGER = 4
"""The longer of two texts is so many times as long as the shorter one."""
INSTANT = 0.02
"""Seconds of the processor that a machine may lose to something else."""
TIMES = 3
"""The shortest of so many counts: what else the machine does only adds to it."""


def assert_linear(work: Callable[[str], object], piece: str, size: int) -> None:
    """See that work on a text of so many code points, and on a longer one, takes time as their length."""
    short, long = (piece * (length // len(piece)) for length in (size, LONGER * size))
    assert _seconds(work, long) < GROWTH * _seconds(work, short) + INSTANT


def _seconds(work: Callable[[str], object], text: str) -> float:
    return min(_once(work, text) for _ in range(TIMES))


def _once(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun
