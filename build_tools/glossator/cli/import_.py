"""`glossator import`: take notes in from other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .archive import (
    PROBLEMS_FOUND,
    WELL,
    cache_of,
    configuration,
    document_named,
    gather_archive,
    show,
    tell,
    write_new_file,
)
from .published import addresses

if TYPE_CHECKING:
    from ..config import Config
    from ..importing import Draft, Imported, Known
    from ..model import Archive, Problem


@click.command("import")
@click.argument("kind", type=click.Choice(["hypothesis", "w3c"]))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--document", metavar="ID", default="", help="The document where none has the address, or several.")
@click.option("--dry-run", is_flag=True, help="Tell what would be taken in, and write nothing.")
@click.pass_obj
def import_notes(root: Path, kind: str, file: Path, document: str, dry_run: bool) -> None:
    """Take notes in from a file of another program.

    Each becomes a new file below annotations/. KIND is hypothesis (what its API gives) or w3c (Web Annotations in
    JSON-LD). The document of each is found by its address: `url` in the sidecar, or the page of this site. Nothing that
    is there is overwritten, and what was taken in before is passed over. What is private, or about no words, is not
    taken in, and told.
    """
    from ..importing import IMPORTERS, MOST_BYTES, note_file

    config = configuration(root)
    archive = gather_archive(config, cache_of(config))
    known = _known(config, archive, document)
    with file.open("rb") as opened:
        data = opened.read(MOST_BYTES + 1)
    imported = IMPORTERS[kind](file.name, data, known)
    problems = (*imported.problems, *_check(archive, imported.notes))
    show(problems)
    for draft in imported.notes:
        if dry_run:
            click.echo(draft.path)
        else:
            write_new_file(root, draft.path, note_file(draft, config.schema_address("note")))
    tell(_sum(imported, dry_run))
    sys.exit(PROBLEMS_FOUND if any(problem.severity == "error" for problem in problems) else WELL)


def _known(config: Config, archive: Archive, document: str) -> Known:
    """Return what the import needs to know of the archive."""
    from ..files import walk
    from ..importing import know
    from ..model import Target

    if document:
        document_named(archive, document)
    address = addresses(config)
    paths, _ = walk(config.root, "annotations")
    return know(archive.documents, lambda id_: address(Target("document", id_)), paths, document)


def _check(archive: Archive, drafts: Iterable[Draft]) -> Iterator[Problem]:
    """Yield what `glossator check` will say of the new notes: where they stand, and what cannot be shown."""
    from ..annotate import annotate, check_notes, load_notes
    from ..importing import note_file

    notes, problems = load_notes([(draft.path, note_file(draft).encode()) for draft in drafts])
    yield from problems
    wanted = {note.document for note in notes}
    documents = [replace(each, anchors=()) for each in archive.documents if each.id in wanted]
    yield from check_notes([annotate(document, notes) for document in documents], notes, failed=())


def _sum(imported: Imported, dry_run: bool) -> str:
    """Return what was done in one line, and what to do next."""
    count = len(imported.notes)
    there = f", {len(imported.there):,} there already" * bool(imported.there)
    told = f"{count:,} note{'s' * (count != 1)} {'would be ' * dry_run}taken in{there}"
    return f"{told}; next: look through them, then commit them" if count and not dry_run else told
