"""Sources and sidecars to disk: first all of them beside the archive's own, then into place, one step a file."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from ..files import sidecar_path, walk
from ..read import FOLDER

STAGING = ".glossator-add-"
"""How the folder's name begins in which files wait, laid out as in the archive."""
WHOLE = "whole"
"""The file in it that tells that all files of a run are there, and that they may have begun to go into place."""


ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that ask a program to end."""


@dataclass(frozen=True, slots=True)
class Placing:
    """A source that is put into the archive."""

    path: str
    """From the archive's root."""
    origin: Path
    sha256: str
    """Of the bytes that were looked at."""
    sidecar: bytes


class PlacingError(Exception):
    """Nothing was put into the archive; the message says why."""


def put_in_place(root: Path, placings: Sequence[Placing]) -> None:
    """Copy the sources into the archive, each with its sidecar. Raises PlacingError, and after it nothing is changed.

    A signal that would end the program waits until a file is done; then everything that was put into place goes again,
    and no file is ever there in part. Where nothing can be done any more, because the process was killed,
    `finish_or_clear` does it the next time.
    """
    if not placings:
        return
    try:
        with (
            _alone(root, wait=True),
            _interrupted_between_files() as between,
            TemporaryDirectory(prefix=STAGING, dir=root) as name,
        ):
            staged = Path(name)
            for placing in placings:
                between()
                _stage(placing, staged)
            (staged / WHOLE).touch()
            with _undone_if_not_all(staged) as done:
                for placing in placings:
                    between()
                    for path in (placing.path, sidecar_path(placing.path)):
                        _move(root, staged, path, done)
    except OSError as error:
        raise PlacingError(f"nothing was taken in: {error}") from error


def finish_or_clear(root: Path) -> int:
    """Remove what runs left that were killed, and return how many files are put into place for them first.

    Those of a run are, if it had all of them together: some may be in place already. Another run that works right now
    keeps its own.
    """
    finished = 0
    with _alone(root, wait=False) as alone:
        left = [path for path in sorted(root.glob(f"{STAGING}*")) if path.is_dir() and not path.is_symlink()]
        for staged in left if alone else ():
            for path in walk(staged, FOLDER)[0] if (staged / WHOLE).is_file() else ():
                with suppress(PlacingError, OSError):
                    _move(root, staged, path, _Done())
                    finished += 1
            shutil.rmtree(staged, ignore_errors=True)
    return finished


@contextmanager
def _alone(root: Path, wait: bool) -> Iterator[bool]:
    """Keep other runs from putting anything into this archive, and yield whether that is so.

    The lock is on the archive's folder itself, so that no file is left of it; it ends with the process. Windows knows
    no such lock, and there what a killed run left stays.
    """
    if sys.platform == "win32":
        yield False
        return
    import fcntl

    folder = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            alone = True
        except OSError:  # another run has it, or it is on a disk that knows no locks
            alone = False
        yield alone
    finally:
        os.close(folder)


def _stage(placing: Placing, staged: Path) -> None:
    source = staged / placing.path
    source.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(placing.origin, source)
    with source.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != placing.sha256:
            raise PlacingError(f"nothing was taken in: {placing.origin} changed while it was read. Try again")
    (staged / sidecar_path(placing.path)).write_bytes(placing.sidecar)


@dataclass(slots=True)
class _Done:
    """What was made in the archive, in order."""

    folders: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)


def _move(root: Path, staged: Path, path: str, done: _Done) -> None:
    target = root / path
    for folder in reversed(target.relative_to(root).parents[:-1]):
        _make_folder(root / folder, done)
    if target.exists() or target.is_symlink():
        raise PlacingError(f"nothing was taken in: {target} is there already. Try again")
    done.files.append(target)
    (staged / path).rename(target)


def _make_folder(folder: Path, done: _Done) -> None:
    if folder.is_symlink():
        raise PlacingError(f"nothing was taken in: {folder} is a symbolic link, which could lead out of the archive")
    if not folder.is_dir():
        done.folders.append(folder)
        folder.mkdir()


@contextmanager
def _undone_if_not_all(staged: Path) -> Iterator[_Done]:
    """Collect what comes into place, and remove it again where not all of it does."""
    done = _Done()
    try:
        yield done
    except BaseException:
        (staged / WHOLE).unlink(missing_ok=True)
        for path in done.files:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in reversed(done.folders):
            with suppress(OSError):
                folder.rmdir()
        raise


class _InterruptedError(BaseException):
    """A signal came that ends the program; it is given again when all is put back."""


@contextmanager
def _interrupted_between_files() -> Iterator[Callable[[], None]]:
    """Hold back the signals that end a program, and yield what raises where one came; at the end it is given again.

    An exception that a signal raises can come between any two instructions, and so between making a thing and knowing
    that it was made; no order of `try` and `with` is safe from that.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None
        return
    came: list[int] = []

    def stop_if_one_came() -> None:
        if came:
            raise _InterruptedError

    kinds = [kind for kind in ENDING if signal.getsignal(kind) is not signal.SIG_IGN]
    kept = [(kind, signal.signal(kind, lambda number, _: came.append(number))) for kind in kinds]
    try:
        yield stop_if_one_came
    finally:
        for kind, handler in kept:
            signal.signal(kind, handler)
        if came:
            signal.raise_signal(came[0])
