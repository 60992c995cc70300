"""The folders that MkDocs reads: what a link leads to is not published, and what the build writes is not watched."""

from __future__ import annotations

from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from ..annotate import FOLDER as NOTES_FOLDER
from ..config import Config
from ..glossary import FOLDER as GLOSSARY_FOLDER
from ..read import FOLDER as SEEDS_FOLDER
from ..render import FOLDER


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
