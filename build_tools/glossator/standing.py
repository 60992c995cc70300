"""Which files stand as a build wrote them, so that the next one need neither write nor read them.

A file is remembered with a key of what it was made from, and with what the system knows of it: whatever changes a file
changes its times, its size, or the inode that its name leads to. That misses a change of the same size within one step
of the file system's clock, which is some milliseconds; where the steps are whole seconds, no file is taken to stand.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from .cache import Cache, key

Known = dict[str, tuple[str, tuple[int, int, int, int]]]
"""By a file's path in the folder: (key of what it was made from, what the system knew of it)."""


SECOND = 1_000_000_000
"""Nanoseconds."""


class Standing:
    """The files of a folder that a build wrote and remembered."""

    def __init__(self, cache: Cache, folder: Path) -> None:
        self._cache = cache
        self._folder = str(folder)
        self._name = key("standing", self._folder)
        self._known: Known = cache.get(self._name, Known) or {}

    def holds(self, path: str, made_from: str) -> bool:
        """Tell whether the file stands as it was written, from what the key stands for."""
        known, signature = self._known.get(path, ("", None))
        return known == made_from and signature == _signature(f"{self._folder}/{path}")

    def remember(self, keys: Mapping[str, str]) -> None:
        """Remember these files, as they are now, and no others."""
        self._cache.put(self._name, dict(self._signed(keys)))

    def _signed(self, keys: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, tuple[int, int, int, int]]]]:
        for path, made_from in keys.items():
            signature = _signature(f"{self._folder}/{path}")
            if signature is not None:
                yield path, (made_from, signature)


def source_key(path: str) -> str:
    """Return a key for a file as it is now, without reading it; empty where there is none."""
    signature = _signature(os.path.realpath(path))
    return f"{path} {signature}" if signature else ""


def take_over(old: Path | str, new: Path | str) -> None:
    """Let a file stand in another place too: as the same file where the system can, else as a copy."""
    try:
        os.link(old, new)
    except OSError:
        os.makedirs(os.path.dirname(new), exist_ok=True)  # noqa: PTH103, PTH120 - of thousands
        _take_over(old, new)


def _take_over(old: Path | str, new: Path | str) -> None:
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def _signature(path: str) -> tuple[int, int, int, int] | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if found.st_mtime_ns % SECOND == 0:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
