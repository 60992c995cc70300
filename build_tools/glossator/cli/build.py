"""`glossator build`: write the archive's pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import PROBLEMS_FOUND, cache_of, configuration, show, tell
from .terminal import progress_shown

if TYPE_CHECKING:
    from ..model import Archive, Problem


@click.command()
@click.option("--jobs", type=click.IntRange(0), default=None, help="How many processes; 0 takes one for each core.")
@click.option(
    "--keep-passages",
    is_flag=True,
    help="Write which passages each document has beside it, so that their numbers stay when the text is corrected.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 where anything is wrong.")
@click.pass_obj
def build(root: Path, jobs: int | None, keep_passages: bool, strict: bool) -> None:
    """Write the archive's pages to docs/archive/.

    Only those that changed are written. `mkdocs build` does this by itself.
    """
    from ..build import BuildError
    from ..build import build as build_pages
    from ..making import Work
    from ..processes import executor
    from ..verify import NotVerbatimError

    config = configuration(root)
    cache = cache_of(config)
    with progress_shown() as progress, executor(config.options.jobs if jobs is None else jobs, cache) as workers:
        try:
            built, written = build_pages(config, Work(workers, cache, progress))
        except (BuildError, NotVerbatimError) as error:
            raise click.ClickException(str(error)) from error
    problems = built.archive.problems
    show(problems)
    documents = _many(len(built.archive.documents), "document")
    tell(
        f"{documents}, {_many(len(built.pages), 'page')} in {config.docs / 'archive'}:"
        f" {_many(written.written, 'file')} written, {written.unchanged} unchanged, {written.removed} removed"
    )
    if keep_passages:
        problems += _keep(config.root, built.archive)
    if strict and any(problem.severity != "info" for problem in problems):
        sys.exit(PROBLEMS_FOUND)


def _keep(root: Path, archive: Archive) -> tuple[Problem, ...]:
    """Write the ledgers of passages, and return what was wrong with them that was not told before."""
    from ..ledgers import keep_passages

    kept = keep_passages(root, archive)
    show(kept.problems)
    left = f", {len(kept.left)} not written, as told above" if kept.left else ""
    tell(f"passages kept: {_many(kept.written, 'ledger')} written, {kept.unchanged} unchanged{left}")
    return kept.problems


def _many(count: int, one: str) -> str:
    return f"{count} {one}{'s' * (count != 1)}"
