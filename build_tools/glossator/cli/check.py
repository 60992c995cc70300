"""`glossator check`: tell what is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from .archive import PROBLEMS_FOUND, WELL, WrongUse, cache_of, configuration, gather_archive, read_archive, tell
from .formats import FORMATS, as_verdict

if TYPE_CHECKING:
    from ..check import Changes, Judged
    from ..model import Archive

SUMMARY_VARIABLE = "GITHUB_STEP_SUMMARY"
"""The environment variable by which a GitHub workflow names the file that a step's summary is added to."""


@click.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How problems are told: for people, for programs, or as annotations of a GitHub workflow.",
)
@click.option(
    "--changed-since",
    "revision",
    metavar="REV",
    help="Tell first of the files that changed since this git revision; what was wrong before elsewhere counts not.",
)
@click.option(
    "--before",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Do the same without git: the folder holds seeds/, glossary/ and annotations/ as they were.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a report of the changes into this file, as Markdown: each note with its words in their passage.",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Check a built site instead: its links, anchors and headings, and its words against the sources.",
)
@click.pass_obj
def check(
    root: Path, style: str, revision: str | None, before: Path | None, report: Path | None, site: Path | None
) -> None:
    """Check what people contribute, or a built site.

    With --changed-since or --before, every problem of a file that changed has to be mended, and every one that was not
    there before; what else was wrong before is told, and the exit code is 0.
    """
    if sum(value is not None for value in (revision, before, site)) > 1:
        raise WrongUse("--changed-since, --before and --site exclude one another: give one of them")
    if site is not None:
        if report is not None:
            raise WrongUse("--report tells of contributions, not of a built site: leave out --report or --site")
        _check_site(root, site, style)
    else:
        _check_contributions(root, style, revision, before, report)


def _check_contributions(
    root: Path, style: str, revision: str | None, before: Path | None, report: Path | None
) -> None:
    from ..check import check_archive, judge, request_report

    summary = os.environ.get(SUMMARY_VARIABLE, "") if style == "github" else ""
    with _as_it_was(root, revision, before) as (changes, then):
        archive = read_archive(root)
        judged = judge(check_archive(archive), changes, check_archive(then) if then else ())
        told = request_report(archive, judged, changes, then) if report or summary else ""
    if report:
        _write(report, told, append=False)
    if summary:
        _write(Path(summary), told, append=True)
    _finish(judged, style, has_summary=bool(summary))


def _finish(judged: tuple[Judged, ...], style: str, *, has_summary: bool = False, note: str = "") -> None:
    """Print the problems and how many there are, and exit."""
    for line in FORMATS[style](judged, has_summary):
        click.echo(line)
    tell(as_verdict(judged) + note)
    sys.exit(PROBLEMS_FOUND if any(each.fails for each in judged) else WELL)


@contextmanager
def _as_it_was(
    root: Path, revision: str | None, before: Path | None
) -> Iterator[tuple[Changes | None, Archive | None]]:
    """Yield what changed, and the archive as it was before; nothing of either where neither is asked for."""
    from ..check import RevisionError, compare, write_revision

    if revision is None and before is None:
        yield None, None
        return
    config = configuration(root)
    with TemporaryDirectory(prefix="glossator-") as folder:
        then = before or Path(folder)
        if revision is not None:
            try:
                write_revision(root, revision, then)
            except RevisionError as error:
                raise WrongUse(str(error)) from error
        yield compare(then, root), gather_archive(replace(config, root=then), cache_of(config))


def _write(path: Path, text: str, *, append: bool) -> None:
    try:
        with path.open("a" if append else "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise WrongUse(
            f"the report cannot be written to {path}: {error.strerror or error}. Name another file"
        ) from None


def _check_site(root: Path, site: Path, style: str) -> None:
    from ..cache import Cache
    from ..check import check_site, judge

    compared = (root / "mkdocs.yml").is_file()
    with TemporaryDirectory(prefix="glossator-") as folder:  # what is kept is what is to be checked, too
        problems = tuple(check_site(site, read_archive(root, Cache(Path(folder))) if compared else None))
    note = "" if compared else "; the words were compared with nothing, as there is no mkdocs.yml here"
    _finish(judge(problems), style, note=note)
