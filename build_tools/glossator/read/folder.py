"""`seeds/`: which files are sources, and which are the sidecars and ledgers that tell of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ..files import FILE_BYTES, LEDGER_BYTES, LEDGER_ENDING, SIDECAR_ENDING, read_file, stem, walk
from ..model import Problem
from .sidecar import SidecarFile

FOLDER = "seeds"


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """The place and the bytes of a ledger of passages, beside the seed."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Seed:
    """A source's file, with the sidecar that tells of it, and the ledger of its passages."""

    path: str
    data: bytes
    sidecar: SidecarFile | None
    ledger: LedgerFile | None = None


def load_seeds(root: Path, max_bytes: int) -> tuple[tuple[Seed, ...], tuple[Problem, ...]]:
    """Return the seeds of the archive at `root` with their sidecars, by their paths, and what was refused.

    Of a source with more than `max_bytes` bytes only so many are read as it takes to see that.
    """
    paths, problems = walk(root, FOLDER)
    ledgers = {stem(path): path for path in paths if path.endswith(LEDGER_ENDING)}
    sidecars = {stem(path): path for path in paths if path.endswith(SIDECAR_ENDING)}
    sources = [path for path in paths if is_source(path)]
    named = Counter(map(stem, sources))
    seeds = tuple(
        Seed(
            path,
            read_file(root, path, max_bytes),
            _sidecar(root, sidecars.get(stem(path))),
            _ledger(root, ledgers.get(stem(path))) if named[stem(path)] == 1 else None,
        )
        for path in sources
    )
    alone = tuple(_alone(path) for name, path in sorted(sidecars.items()) if name not in named)
    unclear = tuple(unclear_ledger(path, named[name]) for name, path in sorted(ledgers.items()) if named[name] != 1)
    return seeds, problems + alone + unclear


def is_source(path: str) -> bool:
    """Tell whether a file in the folder is a document's own, and not one that tells of it."""
    return not path.endswith((SIDECAR_ENDING, LEDGER_ENDING))


def _sidecar(root: Path, path: str | None) -> SidecarFile | None:
    return SidecarFile(path, read_file(root, path, FILE_BYTES)) if path else None


def _ledger(root: Path, path: str | None) -> LedgerFile | None:
    return LedgerFile(path, read_file(root, path, LEDGER_BYTES)) if path else None


def _alone(path: str) -> Problem:
    message = "this sidecar tells of no source: no other file has its name"
    return Problem("E110", "error", path, message, "give it the name of its source, or remove it")


def unclear_ledger(path: str, sources: int) -> Problem:
    """Return the problem that a ledger is whose source is not there, or not known among several."""
    if sources:
        message = f"this ledger of passages could be that of {sources} sources, which have the same name"
        return Problem("E172", "error", path, message, "give the sources different names, and the ledger one of them")
    message = "this ledger of passages belongs to no source: no other file has its name"
    return Problem("E172", "error", path, message, "give it the name of its source, or remove it")
