"""Pages to disk: `docs/archive/` holds what the archive holds, and only what changed is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .config import Config
from .files import write_file
from .pipeline import Built, Work, gather, make_pages
from .render import FOLDER, page_file
from .verify import verify_finished


class BuildError(Exception):
    """The pages cannot be written where they belong."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build changed on disk, in files."""

    written: int
    unchanged: int
    removed: int


def build(config: Config, work: Work) -> tuple[Built, Written]:
    """Make the archive, check its pages against their sources, and bring `docs/archive/` up to date.

    Raises NotVerbatimError where a page does not say what its source says, and BuildError where the folder is a link.
    """
    built = make_pages(config, gather(config, work), work)
    return built, write_pages(config, built)


def write_pages(config: Config, built: Built, *, verify: bool = True) -> Written:
    """Write the pages that changed, and remove what is no longer the archive's.

    `verify` is False where the caller checks the finished pages, which are made of these.
    """
    documents = {document.id: document for document in built.archive.documents}
    files = {page.uri: page_file(page) for page in built.pages} | dict(built.sources)
    _remove_links(config.docs)
    old = _read(config.docs, files)
    for page in built.pages:
        if verify and old.get(page.uri) != files[page.uri]:
            verify_finished(page, page.body, documents)
    changed = {uri: data for uri, data in files.items() if old.get(uri) != data}
    for uri, data in changed.items():
        write_file(config.docs / uri, data)
    return Written(len(changed), len(files) - len(changed), _remove_others(config.docs, files))


def _remove_links(docs: Path) -> None:
    """Remove every symbolic link from the folder, which is the build's alone: nothing is written through one.

    Raises BuildError where the folder itself is one, which somebody made on purpose.
    """
    folder = docs / FOLDER
    if folder.is_symlink():
        raise BuildError(f"{folder} is a symbolic link; remove it: the build writes its pages there")
    for path in [Path(top, name) for top, folders, names in os.walk(folder) for name in (*folders, *names)]:
        if path.is_symlink():
            path.unlink()


def _read(docs: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what lies on disk now, as far as the build wants something there."""
    return {uri: (docs / uri).read_bytes() for uri in files if (docs / uri).is_file()}


def _remove_others(docs: Path, files: Mapping[str, bytes]) -> int:
    """Remove whatever else lies in the folder, which is the build's alone, and return how many files that was."""
    removed = 0
    for path in sorted((docs / FOLDER).rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(docs).as_posix() not in files:
            path.unlink()
            removed += 1
    return removed


def replace_folder(new: Path, old: Path) -> None:
    """Put a finished folder in the place of another in one step, and remove the other."""
    old = old.resolve()
    if not old.exists():
        new.rename(old)
        return
    if not _exchange(new, old):
        aside = old.with_name(f".{old.name}.old")
        shutil.rmtree(aside, ignore_errors=True)
        old.rename(aside)
        new.rename(old)
        new = aside
    shutil.rmtree(new)


def _exchange(new: Path, old: Path) -> bool:
    """Exchange two folders in one step, where the system can: Linux' renameat2 with RENAME_EXCHANGE (2)."""
    import ctypes
    import os

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here = -100  # AT_FDCWD: paths are relative to the working directory
    return bool(renameat2(here, os.fsencode(new), here, os.fsencode(old), 2) == 0)
