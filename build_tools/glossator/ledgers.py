"""Ledgers of passages, beside the sources: documents get the ids that these keep, and builds write those that changed.

A document is kept without its ledger, too: to make it takes much longer than to give ids to what is there, and each
ledger that is written is another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from . import cache as caching
from .cache import Cache
from .files import ledger_path, stem, walk
from .making import Made, keep
from .model import Archive, Problem
from .passages import dump, keep_ids, load
from .read import FOLDER, LedgerFile, is_source, unclear_ledger

BEHIND = "-ledger-"
"""Stands in the key of a document with a ledger, behind the one that it would have without."""


def with_ledger(key: str, ledger: LedgerFile | None) -> str:
    """Return what a document is kept by, given what it would be kept by without its ledger."""
    return f"{key}{BEHIND}{caching.key(ledger.path, ledger.data)}" if ledger else key


def without_ledger(key: str) -> str:
    return key.partition(BEHIND)[0]


def processed(key: str, ledger: LedgerFile | None, cache: Cache, process: Callable[[], Made]) -> bytes:
    """Keep a document with the ids of its ledger, and return it as it is kept; what is kept without them is taken."""
    if ledger is None:
        return keep(cache, key, process())
    made = cache.get(without_ledger(key), Made)
    if made is None:
        made = process()
        keep(cache, without_ledger(key), made)
    if made.document is not None:
        document, told = keep_ids(made.document, ledger.path, ledger.data)
        made = Made(document, made.problems + told)
    return keep(cache, key, made)


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the ledgers."""

    written: int
    unchanged: int
    left: tuple[str, ...]
    """The paths of those that were not written, as a person has to look at them first."""
    problems: tuple[Problem, ...]
    """What was wrong with them that was not told before."""


def keep_passages(root: Path, archive: Archive) -> Kept:
    """Write the ledger of each document whose passages changed.

    One that cannot be read, or that could be another document's, is left: what it knows would be lost.
    """
    wrong = {problem.path for problem in archive.problems if problem.severity == "error"}
    named = Counter(stem(path) for path in walk(root, FOLDER)[0] if is_source(path))
    written, unchanged = 0, 0
    left: dict[str, Problem | None] = {}
    for document in archive.documents:
        path, data = ledger_path(document.path), dump(document)
        sources = named[stem(path)]
        if path in wrong:
            left[path] = None
        elif sources > 1:
            left[path] = unclear_ledger(path, sources)
        elif _read(root / path) == data:
            unchanged += 1
        elif isinstance(refused := load(path, data), Problem):
            left[path] = _too_much(refused)
        elif failed := _write(root, path, data):
            left[path] = failed
        else:
            written += 1
    return Kept(written, unchanged, tuple(left), tuple(problem for problem in left.values() if problem))


def _too_much(refused: Problem) -> Problem:
    message = f"this ledger of passages is not written, as it could not be read again: {refused.message}"
    return Problem("E173", "error", refused.path, message, "remove it, and the passages are numbered anew from p1")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _write(root: Path, path: str, data: bytes) -> Problem | None:
    """Write a file that appears whole or not at all. In the place of a link comes the file, never what it leads to.

    What a program left that was killed here is written over: it has the same name.
    """
    file = root / path
    beside = file.with_name(f".{file.name}")
    try:
        beside.unlink(missing_ok=True)
        with beside.open("xb") as opened:
            opened.write(data)
        beside.replace(file)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        message = f"this ledger of passages is not written: {error.strerror}"
        remedy = "make its place free: a file that may be written, with room on the disk"
        return Problem("E173", "error", path, message, remedy)
    return None
