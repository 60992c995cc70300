"""`glossator init`: a new archive that builds at once, copied from `files/`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ..model import TYPE_FOLDERS

GLOSSARY = "glossary"

HIDDEN = "dot-"
"""How a name in `files/` begins that begins with a dot in an archive: packaging tools pass hidden files over."""


class ScaffoldError(Exception):
    """The folder cannot become a new archive; the message says why and what to do."""


def make_archive_folder(folder: Path) -> tuple[str, ...]:
    """Make a new archive, and return the paths of its files; raises ScaffoldError where one is there already."""
    if folder.exists() and any(folder.iterdir()):
        raise ScaffoldError(f"{folder} is not empty. Name a new folder: glossator init my-archive")
    source = Path(str(files(__name__) / "files"))
    made = []
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        name = path.relative_to(source).as_posix().replace(HIDDEN, ".")
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        made.append(name)
    for kind in TYPE_FOLDERS:
        (folder / GLOSSARY / kind).mkdir(parents=True, exist_ok=True)
    return tuple(made)
