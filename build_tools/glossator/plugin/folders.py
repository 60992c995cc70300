"""The folders that MkDocs reads and writes.

What a link leads to is not published, what the build writes is not watched, and two builds never publish a mixture.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from mkdocs.livereload import LiveReloadServer

from ..annotate import FOLDER as NOTES_FOLDER
from ..config import Config
from ..files import write_file
from ..glossary import FOLDER as GLOSSARY_FOLDER
from ..model import Problem
from ..read import FOLDER as SEEDS_FOLDER
from ..render import FOLDER

CLAIM = ".claim"
"""In the folder of a site that is being built: which build's it is. It goes before the site is published."""

TWO_BUILDS = Problem(
    "E004",
    "error",
    "mkdocs.yml",
    "another build of this archive wrote its site at the same time; this one's is not published",
    "build again when no other build runs",
)


def claim(site: Path) -> str:
    """Claim the folder of a site for this build, which has emptied it, and return the claim: the last one counts."""
    claimed = uuid4().hex
    write_file(site / CLAIM, claimed.encode())
    return claimed


def has_claimed(site: Path, claimed: str) -> bool:
    """Tell whether the folder is this build's still: one that began later emptied it, and may have moved it away."""
    with suppress(OSError):
        return (site / CLAIM).read_bytes() == claimed.encode()
    return False


def is_behind_link(docs: Path, uri: str) -> bool:
    """Tell whether a file, or a folder on the way to it, is a symbolic link: MkDocs would publish what it leads to.

    The build's own folder has none: it removes them before it writes.
    """
    steps = () if uri.startswith(f"{FOLDER}/") else Path(uri).parts
    return any((docs / Path(*steps[:count])).is_symlink() for count in range(1, len(steps) + 1))


def watch(server: LiveReloadServer, config: Config) -> None:
    """Watch what people write, and not the folder that the build writes: one edit is one rebuild."""
    server.unwatch(str(config.docs))
    server.watch(str(config.docs), recursive=False)
    by_hand = [path for path in sorted(config.docs.iterdir()) if path.is_dir() and path.name != FOLDER]
    for folder in [*by_hand, *(config.root / name for name in (SEEDS_FOLDER, GLOSSARY_FOLDER, NOTES_FOLDER))]:
        if folder.is_dir():
            server.watch(str(folder))
