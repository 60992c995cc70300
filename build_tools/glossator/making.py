"""How results are made: those that are kept are taken, the others are made, by several processes where it is much."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
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


def kept_or_made(
    names: Sequence[str], items: Sequence[T], make: Callable[[Sequence[str], Sequence[T]], list[bytes]], cache: Cache
) -> list[Kept]:
    """Return the result for each item: what is kept under its name, else what is made and then kept."""
    kept = [cache.load(name) for name in names]
    missing = [number for number, result in enumerate(kept) if result is None]
    made = make([names[number] for number in missing], [items[number] for number in missing])
    results: dict[int, Kept] = dict(zip(missing, made, strict=True))
    return [results[number] if result is None else result for number, result in enumerate(kept)]


def keep(cache: Cache, name: str, made: object) -> bytes:
    """Keep a result where it was made, and return it as it is kept."""
    data = encode(made)
    cache.store(name, data)
    return data


encode = msgspec.msgpack.Encoder().encode
"""How everything is kept, and sent to other processes: to pickle so many objects takes longer than to make them."""


def map_chunks(
    function: Callable[[C, Sequence[T]], list[R]],
    common: C,
    items: Sequence[T],
    weights: Sequence[int],
    work: Work,
    what: str,
) -> list[R]:
    """Return what the function makes of the items, in order: here where it is little work, else by the executor."""
    if sum(weights) < PARALLEL_BYTES:
        work.progress(what, 0, len(items))
        return function(common, items)
    size = max(1, -(-len(items) // CHUNKS))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    futures = [work.executor.submit(function, common, chunk) for chunk in chunks]
    results: list[R] = []
    for future in futures:
        results += future.result()
        work.progress(what, len(results), len(items))
    return results


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
