"""`glossator init`: a new archive that builds at once, copied from `files/`."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ..model import TYPE_FOLDERS

GLOSSARY = "glossary"

HIDDEN = "dot-"
"""How a name in `files/` begins that begins with a dot in an archive: packaging tools pass hidden files over."""

REPOSITORY = ".git"
"""What a folder may hold that becomes an archive: a repository made on a code host and cloned is such a folder."""


class ScaffoldError(Exception):
    """The folder cannot become a new archive; the message says why and what to do."""


def make_archive_folder(folder: Path) -> tuple[str, ...]:
    """Make a new archive, and return the paths of its files; raises ScaffoldError where one cannot be made."""
    try:
        _check_free(folder)
        return _copy(folder)
    except OSError as error:
        raise ScaffoldError(
            f"{folder} cannot be written: {error.strerror or error}."
            " Name a folder where you may make files: glossator init my-archive"
        ) from error


def _check_free(folder: Path) -> None:
    """Raise ScaffoldError where something stands at the folder's place, or in it."""
    standing = next((path for path in (folder, *folder.parents) if path.exists() or path.is_symlink()), None)
    if standing is not None and not standing.is_dir():
        raise ScaffoldError(f"{standing} is a file, not a folder. Name a new folder: glossator init my-archive")
    if standing == folder and any(path.name != REPOSITORY for path in folder.iterdir()):
        raise ScaffoldError(f"{folder} is not empty. Name a new folder: glossator init my-archive")


def _copy(folder: Path) -> tuple[str, ...]:
    """Copy the files of a new archive, and return their paths."""
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
