"""`glossator export`: print what the archive holds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import configuration, read_archive, show, tell
from .published import NOTES, addresses, published_at

if TYPE_CHECKING:
    from ..model import Archive

ANNOTATIONS = "annotations"
KINDS = ("text", "blocks", "mentions", "quotes", "dates", "anchors", ANNOTATIONS)


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.pass_obj
def export(root: Path, kind: str) -> None:
    """Print what the archive holds as JSON Lines, one thing a line.

    KIND is text (a row a document), blocks (a passage), mentions (a name), quotes (a quotation with its speaker), dates
    or anchors (a note). Offsets are Unicode code points of the document's text, the end exclusive.

    KIND can also be annotations: all notes as one JSON-LD document, a W3C AnnotationCollection.
    """
    from ..export import rows

    archive = read_archive(root)
    output = sys.stdout.buffer
    if kind == ANNOTATIONS:
        output.write(_collection(root, archive).encode())
    else:
        for row in rows(archive, kind):
            output.write(row.encode() + b"\n")
    show(archive.problems)


def _collection(root: Path, archive: Archive) -> str:
    """Return the notes as JSON-LD."""
    import json

    from ..export.annotations import annotation_collection

    config = configuration(root)
    if not config.site_url:
        tell("mkdocs.yml sets no site_url: the addresses are relative, and right for a file at the site's root")
    home = published_at(config, NOTES)
    collection = annotation_collection(archive, addresses(config), home=home, language=config.options.language)
    return f"{json.dumps(collection, ensure_ascii=False, indent=2)}\n"
