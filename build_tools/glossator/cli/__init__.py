"""The command line: the only package that prints. Results go to stdout, messages to stderr."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from .. import __version__
from ..model import TYPE_FOLDERS, printable
from .formats import FORMATS, as_plan, as_sum
from .terminal import interrupted_well, progress_shown

if TYPE_CHECKING:
    from ..cache import Cache
    from ..config import Config
    from ..model import Archive, Problem

WELL, PROBLEMS_FOUND, WRONG_USE = 0, 1, 2
"""What the program's exit code tells."""

KINDS = ("text", "blocks", "mentions", "quotes", "dates", "anchors")


class WrongUse(click.ClickException):
    """Something about how the program was called; the message says how to do it right."""

    exit_code = WRONG_USE


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


@main.command()
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
    _tell(f"{directory} is an archive now; next: cd {shlex.quote(str(directory))} && mkdocs serve")


@main.command()
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

    config = _config(root)
    cache = _cache(config)
    if not dry_run and (finished := finish_or_clear(config.root)):
        _tell(f"an earlier run was killed while it put files in place; that is finished now (files: {finished:,})")
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
    _show((*config.problems, *planned.problems))
    for line in as_plan(planned):
        _tell(line)
    for addition in planned.additions:
        click.echo(addition.path)
    _tell(as_sum(planned, dry_run))
    sys.exit(PROBLEMS_FOUND if any(problem.severity == "error" for problem in planned.problems) else WELL)


@main.command()
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

    config = _config(root)
    cache = _cache(config)
    with progress_shown() as progress, executor(config.options.jobs if jobs is None else jobs, cache) as workers:
        try:
            built, written = build_pages(config, Work(workers, cache, progress))
        except (BuildError, NotVerbatimError) as error:
            raise click.ClickException(str(error)) from error
    problems = built.archive.problems
    _show(problems)
    _tell(
        f"{len(built.archive.documents)} documents, {len(built.pages)} pages in {config.docs / 'archive'}:"
        f" {written.written} files written, {written.unchanged} unchanged, {written.removed} removed"
    )
    if strict and any(problem.severity != "info" for problem in problems):
        sys.exit(PROBLEMS_FOUND)


@main.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How problems are told: for people, for programs, or as annotations of a GitHub workflow.",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Check a built site instead: its links, anchors and headings, and its words against the sources.",
)
@click.pass_obj
def check(root: Path, style: str, site: Path | None) -> None:
    """Check what people contribute, or a built site."""
    from ..cache import Cache
    from ..check import check_archive, check_site

    compared = site is None or (root / "mkdocs.yml").is_file()
    if site is None:
        problems = tuple(check_archive(_archive(root)))
    else:
        with TemporaryDirectory(prefix="glossator-") as folder:  # what is kept is what is to be checked, too
            problems = tuple(check_site(site, _archive(root, Cache(Path(folder))) if compared else None))
    for line in FORMATS[style](problems):
        click.echo(line)
    wrong = [problem for problem in problems if problem.severity != "info"]
    passed_over = "" if compared else "; the words were compared with nothing, as there is no mkdocs.yml here"
    _tell(f"{len(wrong) or 'no'} problem{'s' * (len(wrong) != 1)}{passed_over}")
    sys.exit(PROBLEMS_FOUND if wrong else WELL)


@main.command()
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

    archive = _archive(root)
    if name is not None:
        _write_entry(root, archive, name)
        return
    entries = {entity.id: entity.name for entity in archive.entities}
    found = suggestions.suggest(archive, types, limit)
    for suggestion in found:
        if style == "json":
            click.echo(json.dumps(suggestions.as_row(suggestion), ensure_ascii=False))
        else:
            for line in suggestions.as_lines(suggestion, entries):
                click.echo(printable(line))
    _tell(suggestions.as_sum(len(found), archive))


def _write_entry(root: Path, archive: Archive, name: str) -> None:
    """Write the file of the entry for a found name, and tell where it is."""
    from ..drafts import claimed_forms, entry_file, write_new
    from ..suggest import find, hint_at, taken_too, why_no_entry

    entity = find(archive, name)
    if entity is None:
        written = next((entry for entry in archive.entities if name in (entry.id, entry.name, *entry.aliases)), None)
        if written is not None:
            raise WrongUse(f"{name} is a name of the entry {written.path} already: write there what is new")
        raise WrongUse(f"no such name was found: {name}; {hint_at(archive, name)}")
    if wrong := why_no_entry(archive, entity):
        raise WrongUse(wrong)
    path, text = entry_file(entity, claimed_forms(archive))
    try:
        write_new(root / path, text)
    except OSError as error:
        raise click.ClickException(f"the entry was not written: {error}") from error
    click.echo(path)
    _tell("next: write its description, and look through its aliases")
    for line in taken_too(archive, entity):
        _tell(line)


@main.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.pass_obj
def export(root: Path, kind: str) -> None:
    """Print what the archive holds as JSON Lines, one thing a line.

    KIND is text (a row a document), blocks (a passage), mentions (a name), quotes (a quotation with its speaker), dates
    or anchors (a note). Offsets are Unicode code points of the document's text, the end exclusive.
    """
    from ..export import rows

    archive = _archive(root)
    output = sys.stdout.buffer
    for row in rows(archive, kind):
        output.write(row.encode() + b"\n")
    _show(archive.problems)


def _config(root: Path) -> Config:
    from ..config import ConfigError
    from ..plugin import read_config

    if not (root / "mkdocs.yml").is_file():
        raise WrongUse(
            f"{root} is no archive: it has no mkdocs.yml. Name one with --root, or make one: glossator init DIR"
        )
    try:
        return read_config(root)
    except ConfigError as error:
        raise WrongUse(str(error)) from error


def _cache(config: Config) -> Cache:
    from ..cache import Cache

    return Cache.of(config.root)


def _archive(root: Path, cache: Cache | None = None) -> Archive:
    """Return what the archive at `root` holds, with what is kept of it, or with what this cache keeps."""
    from ..making import Work
    from ..pipeline import gather
    from ..processes import executor

    config = _config(root)
    cache = cache or _cache(config)
    with progress_shown() as progress, executor(config.options.jobs, cache) as workers:
        return gather(config, Work(workers, cache, progress)).archive


def _show(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(f"{problem.severity}: {problem}", err=True)


def _tell(message: str) -> None:
    click.echo(message, err=True)
