"""What is to be taken in: the files that were named, those of folders, and the pages of web archives."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..files import DEEPEST, SIDECAR_ENDING
from ..model import Problem
from ..read import ending_of

WARC_ENDINGS = (".warc", ".warc.gz")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may become a source."""

    path: Path
    """Where its bytes lie now."""
    name: str
    """What it is called in messages and in its sidecar: its path from the folder that was named."""
    collection: str = ""
    """The folder that it was found in, as a collection's name."""
    url: str = ""
    retrieved: str = ""
    """Of a page from a web archive: where and when (EDTF) it was taken."""
    encoding: str = ""
    """Of a page from a web archive: what only its server said its characters are encoded as."""


def find_candidates(paths: Sequence[Path], collection: str = "") -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    """Return the files that are meant, in a fixed order, and what was refused.

    A folder stands for the files in it and below it, and is a collection unless another is named. Hidden files are
    passed over, links are refused: they could take in what nobody meant.
    """
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    for path in paths:
        if path.is_symlink():
            problems.append(_link(str(path)))
        elif path.is_dir():
            candidates += _in_folder(path, collection, problems)
        elif path.is_file():
            candidates.append(Candidate(path, path.name, collection))
        else:
            problems.append(_missing(path))
    sidecars = {_stem(candidate.path) for candidate in candidates if not _is_sidecar(candidate.path)}
    return tuple(c for c in candidates if not (_is_sidecar(c.path) and _stem(c.path) in sidecars)), tuple(problems)


def _in_folder(folder: Path, collection: str, problems: list[Problem]) -> Iterator[Candidate]:
    """Yield a folder's files, by their names."""
    todo = [(folder, 0)]
    while todo:
        current, depth = todo.pop()
        deeper = []
        for entry in sorted(_entries(current, problems), key=lambda entry: entry.name):
            path = Path(entry.path)
            if entry.is_symlink():
                problems.append(_link(str(path)))
            elif entry.is_dir():
                deeper.append((path, depth + 1))
            elif entry.is_file():
                name = path.relative_to(folder.parent if folder.name else folder).as_posix()
                yield Candidate(path, name, collection or _collection(folder, current))
        if depth < DEEPEST:
            todo += reversed(deeper)
        else:
            problems += (_deep(str(path)) for path, _ in deeper)


def _entries(folder: Path, problems: list[Problem]) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        problems.append(unreadable(str(folder), error))


def _collection(folder: Path, current: Path) -> str:
    """Return the name of the collection that a folder is: its own, behind those of the folders that it is in."""
    name = folder.resolve().name
    steps = [name, *current.relative_to(folder).parts]
    return " / ".join(" ".join(re.split(r"[\s_]+", step)).strip() for step in steps if step)


def sidecar_beside(path: Path) -> Path | None:
    """Return the sidecar that lies beside a file that is taken in, if one does."""
    beside = path.with_name(_stem(path).rsplit("/", 1)[-1] + SIDECAR_ENDING)
    return beside if beside != path and beside.is_file() and not beside.is_symlink() else None


def is_web_archive(candidate: Candidate) -> bool:
    return ending_of(candidate.path.name) in WARC_ENDINGS


def _is_sidecar(path: Path) -> bool:
    return path.suffix.lower() == SIDECAR_ENDING


def _stem(path: Path) -> str:
    name = path.as_posix()
    return name[: len(name) - len(ending_of(path.name))]


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem that a file is which the system does not let be read."""
    message = f"it cannot be read: {error.strerror or error}"
    return Problem("E160", "error", path, message, "look at its permissions, or copy it elsewhere")


def _missing(path: Path) -> Problem:
    return Problem("E161", "error", str(path), "there is no such file or folder", "look at how its name is written")


def _link(path: str) -> Problem:
    message = "a symbolic link is not followed: it could take in what nobody meant"
    return Problem("E162", "error", path, message, "name the file that it leads to")


def _deep(path: str) -> Problem:
    return Problem("E163", "error", path, f"it lies more than {DEEPEST} folders deep", "name this folder by itself")
