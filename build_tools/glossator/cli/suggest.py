"""`glossator suggest`: tell which names the glossary lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..model import TYPE_FOLDERS, printable
from .archive import WrongUse, cache_of, configuration, gather_archive, tell, write_new_file

if TYPE_CHECKING:
    from ..config import Config
    from ..model import Archive


@click.command()
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="How many; 0 tells all.")
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice([*TYPE_FOLDERS.values()]),
    help="Only what is of this type. It can be given several times.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or a JSON object a line for programs.",
)
@click.option("--write", "name", metavar="NAME", help="Make the entry's file for this name or id.")
@click.pass_obj
def suggest(root: Path, limit: int, types: tuple[str, ...], style: str, name: str | None) -> None:
    """Tell which found names an entry would help most.

    They are names in the documents that the glossary does not have. Those come first that most documents name most
    often and most surely. Each is shown with the forms that are taken for the same, entries that may be the same, and
    some of the places where it stands.
    """
    from .. import suggest as suggestions
    from ..json_lines import as_line

    config = configuration(root)
    archive = gather_archive(config, cache_of(config))
    if name is not None:
        _write_entry(config, archive, name)
        return
    entries = {entity.id: entity.name for entity in archive.entities}
    found = suggestions.suggest(archive, types, limit)
    for suggestion in found:
        if style == "json":
            click.echo(as_line(suggestions.as_row(suggestion)))
        else:
            for line in suggestions.as_lines(suggestion, entries):
                click.echo(printable(line))
    tell(suggestions.as_sum(len(found), archive))


def _write_entry(config: Config, archive: Archive, name: str) -> None:
    """Write the file of the entry for a found name, and tell where it is."""
    from ..drafts import claimed_forms, entry_file
    from ..suggest import find, hint_at, taken_too, why_no_entry

    entity = find(archive, name)
    if entity is None:
        written = next((entry for entry in archive.entities if name in (entry.id, entry.name, *entry.aliases)), None)
        if written is not None:
            raise WrongUse(f"{name} is a name of the entry {written.path} already: write there what is new")
        raise WrongUse(f"no such name was found: {name}; {hint_at(archive, name)}")
    if wrong := why_no_entry(archive, entity):
        raise WrongUse(wrong)
    path, text = entry_file(entity, claimed_forms(archive), config.schema_address("entry"))
    write_new_file(config.root, path, text)
    tell("next: write its description, and look through its aliases")
    for line in taken_too(archive, entity):
        tell(line)
