"""`glossator add`: take documents into the archive."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .archive import PROBLEMS_FOUND, WELL, cache_of, configuration, show, tell
from .formats import as_plan, as_sum
from .terminal import interrupted_well, progress_shown


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--collection", default="", help="Put all of it into this collection, and not each folder into its own.")
@click.option("--dry-run", is_flag=True, help="Tell what would be taken in, and write nothing.")
@click.pass_obj
def add(root: Path, paths: tuple[Path, ...], collection: str, dry_run: bool) -> None:
    """Take files into the archive, and folders with all in them.

    Each is copied into seeds/ as it is, under a name made from its date and title, with a sidecar that holds what was
    found in it, and what was guessed. What the archive has already is passed over, and a folder becomes a collection.
    """
    from ..add import add as put_in_place
    from ..add import finish_or_clear, plan
    from ..add.place import PlacingError
    from ..making import Work
    from ..processes import executor

    config = configuration(root)
    cache = cache_of(config)
    if not dry_run and (finished := finish_or_clear(config.root)):
        tell(f"an earlier run was killed while it put files in place; that is finished now (files: {finished:,})")
    with (
        progress_shown() as progress,
        executor(config.options.jobs, cache) as workers,
        interrupted_well(workers),
        plan(config, paths, collection, Work(workers, cache, progress)) as planned,
    ):
        try:
            if not dry_run:
                put_in_place(config, planned)
        except PlacingError as error:
            raise click.ClickException(str(error)) from error
    show((*config.problems, *planned.problems))
    for line in as_plan(planned):
        tell(line)
    for addition in planned.additions:
        click.echo(addition.path)
    tell(as_sum(planned, dry_run))
    sys.exit(PROBLEMS_FOUND if any(problem.severity == "error" for problem in planned.problems) else WELL)
