"""`glossator check`: tell what is wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from .archive import PROBLEMS_FOUND, WELL, read_archive, tell
from .formats import FORMATS


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
        problems = tuple(check_archive(read_archive(root)))
    else:
        with TemporaryDirectory(prefix="glossator-") as folder:  # what is kept is what is to be checked, too
            problems = tuple(check_site(site, read_archive(root, Cache(Path(folder))) if compared else None))
    for line in FORMATS[style](problems):
        click.echo(line)
    wrong = [problem for problem in problems if problem.severity != "info"]
    passed_over = "" if compared else "; the words were compared with nothing, as there is no mkdocs.yml here"
    tell(f"{len(wrong) or 'no'} problem{'s' * (len(wrong) != 1)}{passed_over}")
    sys.exit(PROBLEMS_FOUND if wrong else WELL)
