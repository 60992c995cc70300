"""What a stage made, kept by what it was made from.

It lies outside the archive, so that no contribution can fill it.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from unicodedata import unidata_version

import msgspec
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_path

from . import __version__
from .files import remove_files, write_file

T = TypeVar("T")

DIGEST = hashlib.sha256().digest_size
"""Bytes before what is kept: the hash of its name and of itself, so that no file is taken for another."""

MADE_WITH = (
    "ahocorasick-rs babel beautifulsoup4 charset-normalizer edtf jinja2 justext lxml mammoth markdown-it-py markupsafe"
    " nh3 numpy pagefind pydantic pypdf rapidfuzz rensa ruamel.yaml selectolax sentencex spacy trafilatura"
).split()
"""The packages that what is kept went through: another version of one may make something else."""

FOLDER_VARIABLE = "GLOSSATOR_CACHE"
"""The environment variable that names another folder for everything kept."""


def key(*parts: bytes | str) -> str:
    """Return a key for what is made from the parts by this very program."""
    digest = hashlib.sha256(program_fingerprint().encode())
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def program_fingerprint() -> str:
    """Return a hash of the program's own files and of what it works with: what another version kept is never used."""
    digest = hashlib.sha256(f"{__version__} {sys.version_info} {unidata_version}".encode())
    digest.update(repr([(name, _version(name)) for name in MADE_WITH]).encode())
    package = Path(str(files(__package__)))
    for path in sorted(path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _version(package: str) -> str:
    """Return the version of a package, or nothing where it is an extra that is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


class Cache:
    """A folder of results. Whatever cannot be read is made anew; what one build did not use is dropped by `prune`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._used: set[str] = set()

    @classmethod
    def of(cls, root: Path) -> Cache:
        """Return the cache of the archive at `root`."""
        base = os.environ.get(FOLDER_VARIABLE)
        folder = Path(base) if base else user_cache_path("glossator")
        return cls(folder / hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16])

    def path(self, name: str) -> Path:
        """Return where a result is kept, and count it as used."""
        return Path(self._place(name))

    def _place(self, name: str) -> str:
        """Return the path as text: of thousands, making each a `Path` takes as long as reading it."""
        self._used.add(name)
        return f"{self.folder}/{name}"

    def write(self, name: str, data: bytes) -> None:
        """Keep the bytes as a file of their own. It appears whole or not at all; on a full disk none is."""
        path = self.path(name)
        beside = path.with_name(f".{os.getpid()}.{name}")
        with suppress(OSError):
            write_file(beside, data)
            beside.replace(path)

    def holds(self, name: str) -> bool:
        """Tell whether something is kept under the name, whole or not."""
        return os.path.exists(self._place(name))  # noqa: PTH110 - see `_place`

    def load(self, name: str) -> bytes | memoryview | None:
        """Return the kept bytes, not copied, or None where there are none or they are not what was kept."""
        try:
            with open(self._place(name), "rb") as file:  # noqa: PTH123 - see `_place`
                data = file.read()
        except OSError:
            return None
        kept = memoryview(data)[DIGEST:]
        return kept if _digest(name, kept) == data[:DIGEST] else None

    def store(self, name: str, data: bytes) -> None:
        """Keep the bytes, with a hash that tells whether they are whole."""
        self.write(name, _digest(name, data) + data)

    def get(self, name: str, type_: type[T]) -> T | None:
        """Return the kept result, or None where there is none of this type."""
        data = self.load(name)
        try:
            return None if data is None else msgspec.msgpack.decode(data, type=type_)
        except msgspec.DecodeError:
            return None

    def put(self, name: str, value: object) -> None:
        self.store(name, msgspec.msgpack.encode(value))

    def kept_or(self, name: str, type_: type[T], make: Callable[[], T]) -> T:
        """Return the kept result, else what `make` returns, which is then kept."""
        found = self.get(name, type_)
        if found is None:
            found = make()
            self.put(name, found)
        return found

    def templates(self) -> BytecodeCache:
        """Return where Jinja keeps the templates that it compiled; it tells by their sources whether they are right."""
        folder = self.folder / "templates"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        return _Templates(str(folder))

    def prune(self) -> None:
        """Drop everything that was not used since this object was made."""
        with suppress(OSError), os.scandir(self.folder) as kept:
            remove_files([entry.path for entry in kept if entry.name not in self._used and entry.is_file()])


def _digest(name: str, data: bytes | memoryview) -> bytes:
    digest = hashlib.sha256(name.encode() + b"\0")
    digest.update(data)
    return digest.digest()


class _Templates(FileSystemBytecodeCache):
    """Compiled templates; those that cannot be read or written are compiled anew."""

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
