"""`glossator export`: print what the archive holds."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import cache_of, configuration, gather_archive, show, tell
from .published import NOTES, addresses, published_at

if TYPE_CHECKING:
    from ..config import Config
    from ..model import Archive

ANNOTATIONS = "annotations"
GRAPHML = "graphml"
CONNECTED = ("passages", "timeline", "network", GRAPHML)
"""Kinds that tell what documents have to do with one another."""
KINDS = (
    "text",
    "blocks",
    "mentions",
    "quotes",
    "dates",
    "passages",
    "anchors",
    "timeline",
    "network",
    ANNOTATIONS,
    GRAPHML,
)


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.pass_obj
def export(root: Path, kind: str) -> None:
    """Print what the archive holds as JSON Lines, one thing a line.

    KIND is text (a row a document), blocks (a passage), mentions (a name), quotes (a quotation with its speaker), dates
    (those that a text mentions), timeline (the same in the order of time, and the documents' own), passages (two that
    say the same), anchors (a note) or network (two names that the same passages have). Offsets are Unicode code points
    of the document's text, the end exclusive.

    KIND can also be annotations: all notes as one JSON-LD document, a W3C AnnotationCollection; or graphml: the network
    as one GraphML document.
    """
    from ..export import rows
    from ..export.network import network_graphml

    config = configuration(root)
    archive = gather_archive(config, cache_of(config), connected=kind in CONNECTED)
    if kind == ANNOTATIONS:
        _print([_collection(config, archive)])
    else:
        _print(network_graphml(archive) if kind == GRAPHML else rows(archive, kind))
    show(archive.problems)


def _print(lines: Iterable[str]) -> None:
    """Print lines as UTF-8; raises ClickException where there is no room for them."""
    output = sys.stdout.buffer
    try:
        for line in lines:
            output.write(line.encode() + b"\n")
        output.flush()
    except BrokenPipeError:
        raise  # whoever reads has enough, which click knows
    except OSError as error:
        raise click.ClickException(f"not all could be written: {error.strerror or error}. Make room for it") from error


def _collection(config: Config, archive: Archive) -> str:
    """Return the notes as JSON-LD."""
    import json

    from ..export.annotations import annotation_collection

    if not config.site_url:
        tell("mkdocs.yml sets no site_url: the addresses are relative, and right for a file at the site's root")
    home = published_at(config, NOTES)
    collection = annotation_collection(archive, addresses(config), home=home, language=config.options.language)
    return json.dumps(collection, ensure_ascii=False, indent=2)
