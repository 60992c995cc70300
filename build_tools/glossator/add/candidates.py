"""What is to be taken in: the files that were named, those of folders, and the pages of web archives."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..files import DEEPEST, LEDGER_ENDING, SIDECAR_ENDING, stem
from ..model import Problem
from ..read import FOLDER, ending_of, kind_of

WARC_ENDINGS = (".warc", ".warc.gz")
HEAD = 4096
"""Bytes that tell a web archive."""
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f]")
"""What a file's name may hold and no sidecar."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may become a source."""

    path: Path
    """Where its bytes lie now."""
    name: str
    """What it is called in messages and in its sidecar: its path from the folder that was named."""
    collection: str = ""
    """The folder that it was found in, as a collection's name; or the one that was named for all."""
    named: bool = False
    """The collection was named, and is no folder."""
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
        try:
            mode = path.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            problems.append(_missing(path))
        except OSError as error:
            problems.append(unreadable(str(path), error))
        else:
            if stat.S_ISDIR(mode):
                candidates += _in_folder(path, collection, problems)
            elif stat.S_ISREG(mode):
                candidates.append(Candidate(path, shown(path.name), collection, bool(collection)))
            else:
                problems.append(_link(str(path)) if stat.S_ISLNK(mode) else _special(str(path)))
    ledgers = [candidate for candidate in candidates if candidate.path.name.endswith(LEDGER_ENDING)]
    candidates = [candidate for candidate in candidates if not candidate.path.name.endswith(LEDGER_ENDING)]
    sources = {_stem(candidate.path) for candidate in candidates if not _is_sidecar(candidate.path)}
    problems += (_ledger(each.name) for each in ledgers if stem(each.path.as_posix()) not in sources)
    return tuple(c for c in candidates if not (_is_sidecar(c.path) and _stem(c.path) in sources)), tuple(problems)


def without_own(root: Path, paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Return the paths without those that are the archive's own sources, or a folder that holds the archive."""
    own = tuple(path for path in paths if _is_own(root.resolve(), path))
    return tuple(path for path in paths if path not in own), tuple(_own(str(path)) for path in own)


def _is_own(root: Path, path: Path) -> bool:
    try:
        meant = path.resolve()
    except OSError:
        return False
    return root.is_relative_to(meant) or meant.is_relative_to(root / FOLDER)


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
                yield Candidate(path, shown(name), collection or _collection(folder, current), bool(collection))
            else:
                problems.append(_special(str(path)))
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
    return " / ".join(" ".join(re.split(r"[\s_]+", shown(step))).strip() for step in steps if step)


def shown(name: str) -> str:
    """Return a file's name as text: bytes that are no UTF-8, and characters that no text can hold, written out."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return UNWRITABLE.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def sidecar_beside(path: Path) -> Path | None:
    """Return the sidecar that lies beside a file that is taken in, if one does."""
    beside = path.with_name(_stem(path).rsplit("/", 1)[-1] + SIDECAR_ENDING)
    return beside if beside != path and beside.is_file() and not beside.is_symlink() else None


def is_web_archive(candidate: Candidate) -> bool:
    """Tell whether a file is a web archive by its name or by its bytes; what cannot be read is told later."""
    try:
        with candidate.path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return ending_of(candidate.path.name) in WARC_ENDINGS or kind_of(head) in WARC_ENDINGS


def _is_sidecar(path: Path) -> bool:
    return path.suffix == SIDECAR_ENDING


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


def _ledger(path: str) -> Problem:
    message = "it is a ledger of passages, which belongs to a source in an archive, and no document"
    return Problem("E168", "error", path, message, "name the document itself")


def _special(path: str) -> Problem:
    message = "it is no file and no folder but a special file, which may have no end"
    return Problem("E166", "error", path, message, "put what it gives into a file, and name that")


def _deep(path: str) -> Problem:
    return Problem("E163", "error", path, f"it lies more than {DEEPEST} folders deep", "name this folder by itself")


def _own(path: str) -> Problem:
    message = "it is the archive itself, or a part of its sources"
    return Problem(
        "E167", "error", path, message, "name the files that are to be taken in; those in seeds/ are already"
    )
