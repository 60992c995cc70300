"""Sources and sidecars to disk: first all of them beside the archive's own, then into place, one step a file."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..files import sidecar_path


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

    Whatever interrupts this, everything that was put into place goes again, and no file is ever there in part.
    """
    try:
        with TemporaryDirectory(prefix=".glossator-add-", dir=root) as name:
            staged = Path(name)
            for number, placing in enumerate(placings):
                _stage(placing, staged / f"{number}.source", staged / f"{number}.sidecar")
            with _undone_if_interrupted() as done:
                for number, placing in enumerate(placings):
                    source = root / placing.path
                    _move(staged / f"{number}.source", source, done)
                    _move(staged / f"{number}.sidecar", root / sidecar_path(placing.path), done)
    except OSError as error:
        raise PlacingError(f"nothing was taken in: {error}") from error


def _stage(placing: Placing, source: Path, beside: Path) -> None:
    shutil.copyfile(placing.origin, source)
    if hashlib.sha256(source.read_bytes()).hexdigest() != placing.sha256:
        raise PlacingError(f"nothing was taken in: {placing.origin} changed while it was read. Try again")
    beside.write_bytes(placing.sidecar)


def _move(staged: Path, target: Path, done: list[Path]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() or target.is_symlink():
        raise PlacingError(f"nothing was taken in: {target} is there already. Try again")
    done.append(target)
    staged.rename(target)


@contextmanager
def _undone_if_interrupted() -> Iterator[list[Path]]:
    """Collect the files that come into place, and remove them again where not all of them do."""
    done: list[Path] = []
    try:
        yield done
    except BaseException:
        for path in reversed(done):
            with suppress(OSError):
                path.unlink(missing_ok=True)
            with suppress(OSError):
                path.parent.rmdir()
        raise
