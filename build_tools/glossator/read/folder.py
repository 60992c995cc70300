"""`seeds/`: which files are sources, and which are the sidecars that tell of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..files import FILE_BYTES, SIDECAR_ENDING, read_file, stem, walk
from ..model import Problem
from .sidecar import SidecarFile

FOLDER = "seeds"


@dataclass(frozen=True, slots=True)
class Seed:
    """A source's file, with the sidecar that tells of it."""

    path: str
    data: bytes
    sidecar: SidecarFile | None


def load_seeds(root: Path, max_bytes: int) -> tuple[tuple[Seed, ...], tuple[Problem, ...]]:
    """Return the seeds of the archive at `root` with their sidecars, by their paths, and what was refused.

    Of a source with more than `max_bytes` bytes only so many are read as it takes to see that.
    """
    paths, problems = walk(root, FOLDER)
    sidecars = {stem(path): path for path in paths if path.endswith(SIDECAR_ENDING)}
    sources = [path for path in paths if not path.endswith(SIDECAR_ENDING)]
    seeds = tuple(
        Seed(path, read_file(root, path, max_bytes), _sidecar(root, sidecars.get(stem(path)))) for path in sources
    )
    taken = {stem(path) for path in sources}
    alone = tuple(_alone(path) for name, path in sorted(sidecars.items()) if name not in taken)
    return seeds, problems + alone


def _sidecar(root: Path, path: str | None) -> SidecarFile | None:
    return SidecarFile(path, read_file(root, path, FILE_BYTES)) if path else None


def _alone(path: str) -> Problem:
    message = "this sidecar tells of no source: no other file has its name"
    return Problem("E110", "error", path, message, "give it the name of its source, or remove it")
