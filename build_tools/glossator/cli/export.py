"""`glossator export`: print what the archive holds."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .archive import read_archive, show

KINDS = ("text", "blocks", "mentions", "quotes", "dates", "anchors")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.pass_obj
def export(root: Path, kind: str) -> None:
    """Print what the archive holds as JSON Lines, one thing a line.

    KIND is text (a row a document), blocks (a passage), mentions (a name), quotes (a quotation with its speaker), dates
    or anchors (a note). Offsets are Unicode code points of the document's text, the end exclusive.
    """
    from ..export import rows

    archive = read_archive(root)
    output = sys.stdout.buffer
    for row in rows(archive, kind):
        output.write(row.encode() + b"\n")
    show(archive.problems)
