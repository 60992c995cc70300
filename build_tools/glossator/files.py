"""The archive's folders: what lies in them, without ever following a link out."""

from __future__ import annotations

import os
import re
import shlex
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from .model import Problem, printable

SIDECAR_ENDING = ".yml"
"""Of the file beside a seed that tells of it."""

LEDGER_ENDING = ".passages.json"
"""Of the file beside a seed that knows its passages by their ids."""

LEDGER_BYTES = 8 * 1024 * 1024
"""The largest ledger of passages that is read: one of 50,000 passages has 5 MB."""

FILE_BYTES = 64 * 1024
"""The largest file of a person's own words that is read: an entry, a note, a sidecar."""

ID_STEP = re.compile(r"[a-z0-9-]{1,80}\Z")
"""One step of an id: what is safe as a file name, in an address and in HTML, on every system."""

MAILBOX = re.compile(r"mailto:[^\s@\"'<>\\`?&]+@[\w.-]+\Z", re.ASCII)

TURNING = "\u202a-\u202e\u2066-\u2069"
"""Unicode's bidirectional embeddings, overrides and isolates, as a range of a regular expression. They turn around the
words after them: a stranger's name would look like another. Hebrew and Arabic need none of them, and U+200E and U+200F
stay allowed."""

_UNSEEN = re.compile(f"[\x00-\x1f\x7f-\x9f\u2028\u2029{TURNING}]")
"""What no name of a file may hold: it would not look like what it is, or be two lines of a log."""

DEEPEST = 32
"""Folders within folders that are looked into."""

RESERVED = frozenset(
    ["assets", "search", "tags", "404", "index", "con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)]
)
"""Names that the site or Windows keeps for itself."""


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address with http or https that can be linked to as it is."""
    try:
        parts = urlsplit(text)
        whole = bool(parts.scheme in ("http", "https") and parts.hostname)
    except ValueError:
        return False
    return whole and text.isprintable() and not set(text) & set(" \"'<>\\`")


def is_link_address(text: str) -> bool:
    """Tell whether a text is an address that a page may link to: of the web, or somebody's mailbox."""
    return is_web_address(text) or bool(MAILBOX.match(text))


def is_id_step(name: str) -> bool:
    """Tell whether a name may be one step of an id."""
    return bool(ID_STEP.match(name)) and name not in RESERVED


def reserved_in(steps: Iterable[str]) -> str:
    """Return what a remedy says of a step that is reserved, as its letters do not tell; nothing where none is."""
    name = next((step for step in steps if step in RESERVED), "")
    return f"; the site or Windows keeps the name `{name}` for itself" if name else ""


def slug(name: str) -> str:
    """Return the name as one step of an id; `document` where nothing of it can stay."""
    kept = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80].strip("-") or "document"
    return kept if is_id_step(kept) else f"{kept}-1"


def stem(path: str) -> str:
    """Return a path without its ending, which a source shares with its sidecar and its ledger."""
    if path.endswith(LEDGER_ENDING):
        return path.removesuffix(LEDGER_ENDING)
    return path[: len(path) - len(PurePosixPath(path).suffix)]


def sidecar_path(path: str) -> str:
    """Return where a source's sidecar lies, or would lie."""
    return stem(path) + SIDECAR_ENDING


def ledger_path(path: str) -> str:
    """Return where the ledger of a source's passages lies, or would lie."""
    return stem(path) + LEDGER_ENDING


def walk(root: Path, folder: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Return the files below a folder of the archive, as sorted paths from its root, and what was refused.

    Hidden files are passed over; symbolic links, special files and what may not be read are refused.
    """
    paths: list[str] = []
    problems: list[Problem] = []
    start = root / folder
    if start.is_symlink():
        return (), (_refused(folder, "symbolic link"),)
    above = len(str(start))
    for entry in _entries(start, problems, root):
        path = f"{folder}{entry.path[above:].replace(os.sep, '/')}"
        mode = entry.stat(follow_symlinks=False).st_mode
        if not _is_unicode(path):
            problems.append(_unreadable_name(path))
        elif unseen := _UNSEEN.search(path):
            problems.append(_misleading_name(path, unseen[0]))
        elif stat.S_ISLNK(mode):
            problems.append(_refused(path, "symbolic link"))
        elif not stat.S_ISREG(mode):
            problems.append(_refused(path, "special file"))
        elif os.access(entry.path, os.R_OK):
            paths.append(path)
        else:
            problems.append(_forbidden(path, "file", "chmod u+r"))
    return tuple(sorted(paths)), tuple(sorted(problems, key=lambda problem: problem.path))


def _entries(start: Path, problems: list[Problem], root: Path) -> Iterator[os.DirEntry[str]]:
    todo = [(start, 0)] if start.is_dir() else []
    while todo:
        folder, depth = todo.pop()
        if not os.access(folder, os.R_OK | os.X_OK):
            problems.append(_forbidden(folder.relative_to(root).as_posix(), "folder", "chmod u+rx"))
            continue
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
        for entry in found:
            if not entry.is_dir(follow_symlinks=False):
                yield entry
            elif depth < DEEPEST:
                todo.append((Path(entry.path), depth + 1))
            else:
                problems.append(_refused(Path(entry.path).relative_to(root).as_posix(), "folder this deep"))


def read_file(root: Path, path: str, cap: int) -> bytes:
    """Return the bytes of a file of the archive, and of one that is larger than `cap` bytes only one byte too many."""
    with open(f"{root}/{path}", "rb") as file:  # noqa: PTH123 - of thousands
        return file.read(cap + 1)


def write_file(path: Path, data: bytes) -> None:
    """Write the bytes, and make the file's folder where it is missing."""
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


REMOVERS = 16
"""Threads that remove files: each waits for the file system most of the time, which takes milliseconds for some."""


def remove_folder(folder: Path) -> None:
    """Remove a folder with all that it holds, several things at a time; links are removed, and never followed.

    Raises NotADirectoryError where the folder itself is a link.
    """
    if folder.is_symlink():
        raise NotADirectoryError(f"{folder} is a link")
    files: list[str] = []
    depths: list[list[str]] = [[str(folder)]]
    while depths[-1]:
        inner: list[str] = []
        for path in depths[-1]:
            with os.scandir(path) as entries:
                for entry in entries:
                    (inner if entry.is_dir(follow_symlinks=False) else files).append(entry.path)
        depths.append(inner)
    remove_files(files)
    for some in reversed(depths):
        _remove(os.rmdir, some)


def remove_files(paths: Sequence[str]) -> None:
    """Remove files, several at a time. What is not there any more is passed over."""
    _remove(os.unlink, paths)


def _remove(remove: Callable[[str], None], paths: Sequence[str]) -> None:
    def remove_share(number: int) -> None:
        for path in paths[number::REMOVERS]:
            with suppress(FileNotFoundError):
                remove(path)

    with ThreadPoolExecutor(REMOVERS) as removers:
        list(removers.map(remove_share, range(min(REMOVERS, len(paths)))))


def _is_unicode(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _unreadable_name(path: str) -> Problem:
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return Problem("E109", "error", name, "the file's name is not UTF-8", "give it another name, of a-z, 0-9 and -")


def _misleading_name(path: str, unseen: str) -> Problem:
    message = f"the file's name holds U+{ord(unseen):04X}, which is not seen and changes how the name looks"
    return Problem("E109", "error", printable(path), message, "give it another name, of a-z, 0-9 and -")


def refused_link(path: str) -> Problem:
    """Return the problem that a symbolic link is."""
    return _refused(path, "symbolic link")


def _forbidden(path: str, what: str, command: str) -> Problem:
    message = f"the {what} cannot be read: its permissions do not let you"
    return Problem("E100", "error", printable(path), message, f"let yourself read it: {command} {shlex.quote(path)}")


def _refused(path: str, what: str) -> Problem:
    return Problem(
        code="E105",
        severity="error",
        path=path,
        message=f"a {what} is not read: it could publish a file from outside the archive",
        remedy="put the file itself here, as a plain copy",
    )
