"""How results are made: those that are kept are taken, the others are made, by several processes where it is much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from . import cache as caching
from .cache import Cache
from .files import FILE_BYTES, read_file, walk
from .model import Problem

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

PARALLEL_BYTES = 500_000
"""Less work than this (bytes of text) is done in this process: to start others takes longer than to do it."""
CHUNKS = 16
"""Into so many pieces work is cut for an executor: enough to share it evenly, few enough to send little twice."""

Kept = bytes | memoryview
"""A result as it is kept."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is done: by whom, what is kept, and who is told."""

    executor: Executor
    cache: Cache
    progress: Progress = lambda what, done, total: None


Begun = Callable[[], list[bytes]]
"""Work that was begun: it returns the results once they are there."""


def kept_or_made(
    names: Sequence[str],
    items: Sequence[T],
    begin: Callable[[Sequence[str], Sequence[T]], Begun],
    decode: Callable[[Kept], R],
    cache: Cache,
) -> list[tuple[Kept, R]]:
    """Return the result for each item, encoded and decoded: what is kept under its name, else what is made and kept.

    What is not there is begun first, and while others make it, what is kept is read.
    """
    there = [cache.holds(name) for name in names]
    missing = [number for number, held in enumerate(there) if not held]
    begun = begin([names[number] for number in missing], [items[number] for number in missing])
    kept = {number: cache.load(names[number]) for number, held in enumerate(there) if held}
    found = {number: (data, decode(data)) for number, data in kept.items() if data is not None}
    found |= {number: (data, decode(data)) for number, data in zip(missing, begun(), strict=True)}
    damaged = [number for number in range(len(names)) if number not in found]
    again = begin([names[number] for number in damaged], [items[number] for number in damaged]) if damaged else list
    found |= {number: (data, decode(data)) for number, data in zip(damaged, again(), strict=True)}
    return [found[number] for number in range(len(names))]


def keep(cache: Cache, name: str, made: object) -> bytes:
    """Keep a result where it was made, and return it as it is kept."""
    data = encode(made)
    cache.store(name, data)
    return data


encode = msgspec.msgpack.Encoder().encode
"""How everything is kept, and sent to other processes: to pickle so many objects takes longer than to make them."""


class Waiting(ProcessPoolExecutor):
    """Processes that run already and wait for work: little of it is done by them, too, beside what is done here."""


def begin_chunks(
    function: Callable[[C, Sequence[T]], list[bytes]],
    common: C,
    items: Sequence[T],
    weights: Sequence[int],
    work: Work,
    what: str,
) -> Begun:
    """Begin to make something of the items, which comes in their order.

    The executor does it; but where little work would only have it start processes, it is done here, when it is needed.
    """
    if not items or (sum(weights) < PARALLEL_BYTES and not isinstance(work.executor, Waiting)):
        work.progress(what, 0, len(items))
        return lambda: function(common, items)
    size = max(1, -(-len(items) // CHUNKS))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    futures = [work.executor.submit(function, common, chunk) for chunk in chunks]

    def finish() -> list[bytes]:
        results: list[bytes] = []
        for future in futures:
            results += future.result()
            work.progress(what, len(results), len(items))
        return results

    return finish


def load_folder(
    root: Path,
    folder: str,
    load: Callable[[Sequence[tuple[str, bytes]]], tuple[tuple[T, ...], tuple[Problem, ...]]],
    type_: type[tuple[tuple[T, ...], tuple[Problem, ...]]],
    cache: Cache,
) -> tuple[tuple[T, ...], tuple[Problem, ...]]:
    """Return what a folder of contributed files holds: what is kept of these very files, else what is loaded now."""
    paths, refused = walk(root, folder)
    sources = [(path, read_file(root, path, FILE_BYTES)) for path in paths]
    name = caching.key(folder, *(part for source in sources for part in source))
    kept = cache.get(name, type_)
    if kept is None:
        kept = load(sources)
        cache.put(name, kept)
    found, problems = kept
    return found, refused + problems
