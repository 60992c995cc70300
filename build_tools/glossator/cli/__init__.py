"""The command line, a module a command: the only package that prints. Results go to stdout, messages to stderr."""

from __future__ import annotations

from pathlib import Path

import click

from .. import __version__
from . import add, annotate, build, check, export, import_, init, suggest


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="glossator")
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    show_default="this folder",
    help="The archive's folder, where mkdocs.yml stands.",
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Turn a folder of source documents into an annotated, citable, searchable archive on the web.

    Exit codes: 0 well, 1 problems found, 2 wrong use.
    """
    context.obj = root


for command in (
    *(init.init, add.add, build.build, check.check, suggest.suggest),
    *(annotate.annotate, import_.import_notes, export.export),
):
    main.add_command(command)
