"""Pages to disk: `docs/archive/` holds what the archive holds, and only what changed is written."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from .config import Config
from .files import remove_folder, write_file
from .making import Work
from .pipeline import Built, gather, make_pages
from .render import FOLDER, page_file
from .standing import Standing
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
    return built, write_pages(config, built, Standing(work.cache, config.docs))


def write_pages(config: Config, built: Built, standing: Standing, *, verify: bool = True) -> Written:
    """Write the pages that changed, and remove what is no longer the archive's.

    `verify` is False where the caller checks the finished pages, which are made of these.
    """
    documents = {document.id: document for document in built.archive.documents}
    pages = {page.page.uri: page for page in built.pages}
    removed = _remove_others(config.docs, built.keys)
    written = 0
    for uri, made_from in built.keys.items():
        if standing.holds(uri, made_from):
            continue
        page = pages.get(uri)
        data = page_file(page.whole()) if page else built.sources[uri]
        if _read(config.docs / uri) == data:
            continue
        if page and verify:
            verify_finished(page.whole(), page.whole().body, documents)
        write_file(config.docs / uri, data)
        written += 1
    standing.remember(built.keys)
    return Written(written, len(built.keys) - written, removed)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _remove_others(docs: Path, wanted: Container[str]) -> int:
    """Remove whatever else lies in the folder, which is the build's alone, and return how many files that was.

    Symbolic links are removed too, so that nothing is written through one. Raises BuildError where the folder itself is
    one, which somebody made on purpose.
    """
    folder = docs / FOLDER
    if folder.is_symlink():
        raise BuildError(f"{folder} is a symbolic link; remove it: the build writes its pages there")
    removed = 0
    for top, folders, names in os.walk(folder, topdown=False):
        inside = f"{Path(top).relative_to(docs).as_posix()}/"
        others = [name for name in names if f"{inside}{name}" not in wanted]
        links = [name for name in (*folders, *names) if os.path.islink(f"{top}/{name}")]  # noqa: PTH114 - of thousands
        for name in {*others, *links}:
            Path(top, name).unlink()
            removed += 1
        if not os.listdir(top):  # noqa: PTH208 - of thousands
            Path(top).rmdir()
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
    remove_folder(new)


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
