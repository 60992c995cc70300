"""`glossator build`: write the archive's pages."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .archive import PROBLEMS_FOUND, cache_of, configuration, show, tell
from .terminal import progress_shown


@click.command()
@click.option("--jobs", type=click.IntRange(0), default=None, help="How many processes; 0 takes one for each core.")
@click.option("--strict", is_flag=True, help="Exit with 1 where anything is wrong.")
@click.pass_obj
def build(root: Path, jobs: int | None, strict: bool) -> None:
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
    tell(
        f"{len(built.archive.documents)} documents, {len(built.pages)} pages in {config.docs / 'archive'}:"
        f" {written.written} files written, {written.unchanged} unchanged, {written.removed} removed"
    )
    if strict and any(problem.severity != "info" for problem in problems):
        sys.exit(PROBLEMS_FOUND)
