"""How results are made: those that are kept are taken, the others are made, by several processes where it is much."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from . import cache as caching
from .cache import Cache
from .files import FILE_BYTES, read_file, walk
from .model import Document, Problem

C = TypeVar("C")
T = TypeVar("T")
R = TypeVar("R")

PARALLEL_BYTES = 500_000
"""Less work than this (bytes of text) is done in this process: to start others takes longer than to do it."""
CHUNKS = 16
"""Into so many pieces work is cut at most: enough to share it evenly, few enough to send little twice."""
CHUNK_BYTES = 100_000
"""A piece has as much, where there is as much: to load what does it takes a process as long as that."""

Kept = bytes | memoryview
"""A result as it is kept."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a seed."""

    document: Document | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """How the work is done: by whom, what is kept, and who is told."""

    executor: Executor
    cache: Cache
    progress: Progress = lambda what, done, total: None


Begun = Callable[[], list[bytes]]
"""Work that was begun: it returns the results once they are there."""


@dataclass(frozen=True, slots=True)
class Kind(Generic[T, R]):
    """A kind of results: how one is looked for, read, made, and understood, by its name and what it is made of."""

    holds: Callable[[str], bool]
    """Tells whether a result seems to be kept."""
    load: Callable[[str, T], R | None]
    """Returns a kept result, or None where it is damaged."""
    begin: Callable[[Sequence[str], Sequence[T]], Begun]
    decode: Callable[[bytes, str, T], R]
    """Returns a result that was made."""


def kept_or_made(kind: Kind[T, R], names: Sequence[str], items: Sequence[T]) -> list[R]:
    """Return the result for each item: what is kept under its name, else what is made and then kept.

    What is not there is begun first, and while others make it, what is kept is read.
    """
    every = list(zip(names, items, strict=True))
    there = [kind.holds(name) for name in names]
    finish = _begin(kind, {number: every[number] for number, held in enumerate(there) if not held})
    loaded = {number: kind.load(*every[number]) for number, held in enumerate(there) if held}
    kept = {number: result for number, result in loaded.items() if result is not None}
    again = _begin(kind, {number: every[number] for number in loaded.keys() - kept.keys()})
    found = kept | finish() | again()
    return [found[number] for number in range(len(every))]


def _begin(kind: Kind[T, R], missing: Mapping[int, tuple[str, T]]) -> Callable[[], dict[int, R]]:
    """Begin to make what is missing, and return what gives it."""
    names, items = [name for name, _ in missing.values()], [item for _, item in missing.values()]
    begun = kind.begin(names, items) if missing else list
    return lambda: {number: kind.decode(data, *missing[number]) for number, data in zip(missing, begun(), strict=True)}


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
    *,
    loaded: bool = False,
) -> Begun:
    """Begin to make something of the items, which comes in their order.

    The executor does it; but where little work would only have it start processes, it is done here, when it is needed.
    So is what would only have processes that wait load what is `loaded` here already.
    """
    if sum(weights) < PARALLEL_BYTES and (loaded or not isinstance(work.executor, Waiting)):
        work.progress(what, 0, len(items))
        return lambda: function(common, items)
    count = min(CHUNKS, max(1, sum(weights) // CHUNK_BYTES))
    size = max(1, -(-len(items) // count))
    chunks = [items[start : start + size] for start in range(0, len(items), size)]
    futures = [work.executor.submit(function, common, chunk) for chunk in chunks]

    def finish() -> list[bytes]:
        results: list[bytes] = []
        for future in futures:
            results += future.result()
            work.progress(what, len(results), len(items))
        return results

    return finish


def of_all(
    cache: Cache, label: str, names: Sequence[str], make: Callable[[Sequence[int]], Sequence[bytes]]
) -> list[msgspec.Raw]:
    """Return a small result for each name: all of them are kept as one, as to open thousands of files takes long.

    `make` gets the places of the names whose results are not kept, and returns those as they are kept.
    """
    kept = cache.get(label, dict[str, msgspec.Raw]) or {}
    missing = [place for place, name in enumerate(names) if name not in kept]
    made = dict(zip(missing, map(msgspec.Raw, make(missing)), strict=True))
    every = {name: made[place] if place in made else kept[name] for place, name in enumerate(names)}
    if every.keys() != kept.keys():
        cache.put(label, every)
    return [every[name] for name in names]


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


Source = tuple[str, bytes]
"""A contributed file: its path from the archive's root, and its bytes."""


def begin_files(
    root: Path,
    folder: str,
    read: Callable[[None, Sequence[Source]], list[bytes]],
    type_: type[tuple[tuple[T, ...], tuple[Problem, ...]]],
    work: Work,
) -> Callable[[], tuple[tuple[T, ...], tuple[Problem, ...]]]:
    """Begin to read the files of a folder that are not kept, and return what gives all that the folder holds.

    Each is read and kept by itself, so that where one of thousands changes, the others are not read again; all are kept
    together, as to open thousands takes longer than to decode them. `read` returns what each file holds, encoded.
    """
    paths, refused = walk(root, folder)
    read_now = ((path, read_file(root, path, FILE_BYTES)) for path in paths)
    sources = {caching.key(folder, *source): source for source in read_now}
    name = caching.key("files of", folder)
    kept = work.cache.get(name, dict[str, msgspec.Raw]) or {}
    missing = {file: source for file, source in sources.items() if file not in kept}
    made = _begin_files(read, list(missing.values()), work, f"reading {folder}")

    def finish() -> tuple[tuple[T, ...], tuple[Problem, ...]]:
        known = kept | dict(zip(missing, map(msgspec.Raw, made()), strict=True))
        every = {file: known[file] for file in sources}
        if every.keys() != kept.keys():
            work.cache.put(name, every)
        decode = msgspec.msgpack.Decoder(type_).decode
        held = [decode(data) for data in every.values()]
        found = tuple(one for some, _ in held for one in some)
        return found, refused + tuple(problem for _, problems in held for problem in problems)

    return finish


def _begin_files(
    read: Callable[[None, Sequence[Source]], list[bytes]], some: list[Source], work: Work, what: str
) -> Begun:
    """Begin to read files, a few of them here: another process would take longer to load what reads them."""
    weights = [len(data) for _, data in some]
    if sum(weights) < PARALLEL_BYTES:
        return lambda: read(None, some) if some else []
    return begin_chunks(read, None, some, weights, work, what)
