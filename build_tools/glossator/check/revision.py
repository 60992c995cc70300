"""An archive's contributions as a revision of its git repository has them, written into another folder.

Only git's plumbing is called, which reads objects: no filter, hook, file system monitor, pager or external program that
the repository's configuration may name runs, and nothing is fetched.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..model import printable
from .changes import FOLDERS

SETTINGS = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "protocol.allow=never")
"""What git is told whatever the repository's configuration says: run nothing, fetch nothing."""
KEPT_VARIABLES = frozenset("GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CONFIG_NOSYSTEM GIT_CEILING_DIRECTORIES".split())
"""Of the variables that steer git: the others may name another repository than the folder's own, as hooks do."""
PATIENCE = 120
"""Seconds after which a call of git is given up."""
REGULAR, LINK = ("100644", "100755"), "120000"
"""git's modes of files."""
SHA1_DIGITS = 40
"""Of an object's name; those of a repository with SHA-256 have more."""


class RevisionError(Exception):
    """The revision cannot be read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a revision."""

    mode: str
    name: str
    """Of the object: a hash of its bytes."""
    path: str
    """From the archive's root."""


def write_revision(root: Path, revision: str, folder: Path) -> None:
    """Write the contributions into `folder`, as they were where the archive left the revision's line of history.

    Raises RevisionError.
    """
    commit = _starting_point(root, revision)
    if not commit:
        return
    entries = parse_tree(_git(root, "ls-tree", "-r", "-z", commit, *FOLDERS))
    try:
        _write_objects(root, folder, [entry for entry in entries if not _is_placed(root, folder, entry)])
    except OSError as error:
        raise RevisionError(f"`{printable(revision)}` cannot be written out: {error}. Make room on the disk") from error


def _is_placed(root: Path, folder: Path, entry: Entry) -> bool:
    """Put a file into the folder where that needs no git, and tell whether it was done."""
    target = folder / entry.path
    target.parent.mkdir(parents=True, exist_ok=True)
    if entry.mode == LINK:
        target.symlink_to("what a link leads to is never read")
    elif _is_unchanged(root / entry.path, entry.name):
        _copy(root / entry.path, target)
    else:
        return False
    return True


def parse_tree(listed: bytes) -> Iterator[Entry]:
    """Yield the files that `git ls-tree -z` listed, without any whose path leads out of the folders."""
    for line in listed.split(b"\0"):
        head, tab, path = line.partition(b"\t")
        if not tab:
            continue
        mode, _, name = head.decode("ascii", "replace").split(" ", 2)
        entry = Entry(mode, name, os.fsdecode(path))
        steps = entry.path.split("/")
        if steps[0] in FOLDERS and not {"", ".", ".."} & set(steps) and mode in (*REGULAR, LINK):
            yield entry


def _starting_point(root: Path, revision: str) -> str:
    """Return the commit from which the archive's state comes: where it left the revision's line, else the revision.

    An empty string for `HEAD` before the first commit, when a hook may ask already: nothing was there.
    """
    unknown = RevisionError(
        f"`{printable(revision)}` is no revision that the repository knows. Name a branch, a tag or a commit;"
        " in a shallow clone, fetch it first: git fetch origin NAME"
    )
    if revision.startswith("-") or "\0" in revision:
        raise unknown
    _git(root, "rev-parse", "--git-dir")
    commit = _try_git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}").stdout.decode().strip()
    if not commit and revision == "HEAD" and not _try_git(root, "symbolic-ref", "--quiet", "HEAD").returncode:
        return ""
    if not commit:
        raise unknown
    left_at = _try_git(root, "merge-base", commit, "HEAD").stdout.decode().strip()
    if not left_at and _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise RevisionError(
            f"the clone is shallow, and does not show where this state left `{printable(revision)}`. Fetch the"
            " repository whole: git fetch --unshallow"
        )
    return left_at or commit


def _is_unchanged(path: Path, name: str) -> bool:
    """Tell whether a file's bytes are those of the object. A link, and what a link leads through, is never the same."""
    if path.is_symlink() or not path.is_file():
        return False
    data = path.read_bytes()
    algorithm = "sha1" if len(name) == SHA1_DIGITS else "sha256"
    digest = hashlib.new(algorithm, f"blob {len(data)}\0".encode(), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest() == name


def _copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(source, target)


def _write_objects(root: Path, folder: Path, entries: list[Entry]) -> None:
    """Write the objects' bytes, all by one process of git."""
    if not entries:
        return
    with subprocess.Popen(  # noqa: S603 - git itself, with objects' names for its input
        _command(root, "cat-file", "--batch"),
        env=_environment(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as git:
        for entry in entries:
            (folder / entry.path).write_bytes(_object(git.stdin, git.stdout, entry))


def _object(stdin: IO[bytes] | None, stdout: IO[bytes] | None, entry: Entry) -> bytes:
    """Return an object's bytes: `cat-file --batch` answers `NAME TYPE SIZE`, the bytes, and an end of line."""
    if stdin is None or stdout is None:
        raise RevisionError("git cannot be asked")
    with suppress(BrokenPipeError):
        stdin.write(f"{entry.name}\n".encode())
        stdin.flush()
    size = stdout.readline().split()[-1:]
    if not size or not size[0].isdigit():
        raise RevisionError(
            f"git does not have {printable(entry.path)} as it was. Fetch the repository whole: git fetch --unshallow,"
            " or of a partial clone, git fetch --refetch --no-filter"
        )
    data = stdout.read(int(size[0]))
    stdout.read(1)
    return data


def _git(root: Path, *arguments: str) -> bytes:
    """Return what a command of git's prints; raises RevisionError with its own words where it fails."""
    done = _try_git(root, *arguments)
    if done.returncode:
        said = printable(done.stderr.decode(errors="replace").strip().split("\n")[0]) or f"exit code {done.returncode}"
        raise RevisionError(
            f"git cannot tell what changed: {said}. In a folder without its repository, name a copy of the archive as"
            " it was: --before FOLDER"
        )
    return done.stdout


def _try_git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - git itself, and no argument that begins with "-" is a stranger's
            _command(root, *arguments),
            env=_environment(os.environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RevisionError(f"git did not answer within {PATIENCE} seconds. Try again") from error


def _command(root: Path, *arguments: str) -> list[str]:
    program = shutil.which("git")
    if program is None:
        raise RevisionError(
            "git is not installed, and --changed-since asks it what changed. Install it, or name a copy of the archive"
            " as it was: --before FOLDER"
        )
    settings = (word for setting in SETTINGS for word in ("-c", setting))
    return [program, "--no-pager", "-C", str(root), *settings, *arguments]


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables without those that would lead git elsewhere, and with those that keep it from fetching."""
    kept = {name: value for name, value in variables.items() if not name.startswith("GIT_") or name in KEPT_VARIABLES}
    return kept | {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
