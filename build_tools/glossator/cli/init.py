"""`glossator init`: make a new archive."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from .archive import WrongUse, tell


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def init(directory: Path) -> None:
    """Make a new archive in DIRECTORY that builds at once."""
    from ..scaffold import ScaffoldError, make_archive_folder

    try:
        made = make_archive_folder(directory)
    except ScaffoldError as error:
        raise WrongUse(str(error)) from error
    for path in made:
        click.echo(str(directory / path))
    tell(f"{directory} is an archive now; next: cd {shlex.quote(str(directory))} && mkdocs serve")
