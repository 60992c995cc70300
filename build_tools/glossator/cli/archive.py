"""What the commands share: the archive that they work on, and how they tell what is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..model import printable
from .terminal import progress_shown

if TYPE_CHECKING:
    from ..cache import Cache
    from ..config import Config
    from ..model import Archive, Document, Problem

WELL, PROBLEMS_FOUND, WRONG_USE = 0, 1, 2
"""What the program's exit code tells."""


class WrongUse(click.ClickException):
    """Something about how the program was called; the message says how to do it right."""

    exit_code = WRONG_USE


def configuration(root: Path) -> Config:
    """Return the archive's configuration; raises WrongUse where there is none, or a broken one."""
    from ..config import ConfigError
    from ..plugin import read_config

    if not (root / "mkdocs.yml").is_file():
        raise WrongUse(
            f"{root} is no archive: it has no mkdocs.yml. Name one with --root, or make one: glossator init DIR"
        )
    try:
        return read_config(root)
    except ConfigError as error:
        raise WrongUse(str(error)) from error
    except OSError as error:
        raise WrongUse(
            f"{root / 'mkdocs.yml'} cannot be read: {error.strerror or error}. Let yourself read it"
        ) from error


def cache_of(config: Config) -> Cache:
    """Return the archive's own cache."""
    from ..cache import Cache

    return Cache.of(config.root)


def read_archive(root: Path, cache: Cache | None = None) -> Archive:
    """Return what the archive at `root` holds, with what is kept of it, or with what this cache keeps."""
    config = configuration(root)
    return gather_archive(config, cache or cache_of(config))


def gather_archive(config: Config, cache: Cache, *, connected: bool = False) -> Archive:
    """Return what the archive holds that is configured so; where `connected`, with its connections."""
    from ..making import Work
    from ..pipeline import gather
    from ..processes import executor

    with progress_shown() as progress, executor(config.options.jobs, cache) as workers:
        return gather(config, Work(workers, cache, progress), connected=connected).archive


def document_named(archive: Archive, name: str) -> Document:
    """Return the document that has that id, or had it; raises WrongUse where there is none."""
    by_id = {document.id: document for document in archive.documents}
    name = archive.former.get(name, name)
    if name in by_id:
        return by_id[name]
    near = next(iter(difflib.get_close_matches(name, by_id, n=1)), "")
    hint = f"; did you mean {near}?" if near else f". {WHERE_IDS_ARE}"
    raise WrongUse(printable(f"there is no document {name}{hint}"))


WHERE_IDS_ARE = (
    "A document's id is the last part of its page's address; if it could not be read, glossator check tells why"
)


def write_new_file(root: Path, path: str, text: str) -> None:
    """Write a new file of the archive, and print its path; raises ClickException where it cannot be written."""
    from ..drafts import NotWrittenError, write_new

    try:
        write_new(root, path, text)
    except NotWrittenError as error:
        raise click.ClickException(str(error)) from error
    click.echo(path)


def show(problems: Iterable[Problem]) -> None:
    """Print problems to stderr."""
    for problem in problems:
        click.echo(f"{problem.severity}: {problem}", err=True)


def tell(message: str) -> None:
    """Print a message to stderr."""
    click.echo(message, err=True)
