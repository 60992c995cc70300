"""The glossary file that a person would begin with, for what was found and has no entry yet."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from .forms import person_name
from .glossary import FOLDER
from .model import Archive, FoundEntity

COMMENT = "# one line that says who or what this is, and that can be checked"


def scalar(value: str) -> str:
    """Return a value as YAML reads it back: on one line in double quotes, whose escapes JSON shares.

    What is not seen (a soft hyphen, U+2028 ...) is written out, for people and for what YAML takes for ends of lines.
    """
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" if c > "\uffff" else f"\\u{ord(c):04x}" for c in quoted)


def modeline(schema: str) -> tuple[str, ...]:
    """Return the comment by which editors find the schema of a YAML file; none where it is not published.

    Those that look for one in front matter find it there, too.
    """
    return (f"# yaml-language-server: $schema={schema}",) if schema else ()


def entry_file(entity: FoundEntity, claimed: Collection[str] = (), schema: str = "") -> tuple[str, str]:
    """Return the path of the entry's file, from the archive's root, and what stands in it.

    `claimed` are forms that others have, too: a person must decide whose they are. `schema` is where that of entries is
    published.
    """
    lines = ["---", *modeline(schema), f"name: {_line(entity.name)}"]
    aliases = [alias for alias in _aliases(entity) if alias not in claimed]
    if aliases:
        lines += ["aliases:", *(f"  - {_line(alias)}" for alias in aliases)]
    lines += [f'description: ""  {COMMENT}', "---", ""]
    return f"{FOLDER}/{entity.id}.md", "\n".join(lines)


class NotWrittenError(Exception):
    """A new file cannot be written; the message says why, and what to do."""


def write_new(root: Path, path: str, text: str) -> None:
    """Write a new file of the archive at `root`, whole or not at all; raises NotWrittenError.

    Nothing is overwritten, and no symbolic link is followed: it could lead out of the archive.
    """
    target = root / path
    for folder in (target.parent.parent, target.parent):
        shown = folder.relative_to(root).as_posix()
        if folder.is_symlink():
            raise NotWrittenError(
                f"{path} cannot be written: {shown} is a symbolic link, which could lead out of the archive."
                " Put the folder itself there"
            )
        if folder.exists() and not folder.is_dir():
            raise NotWrittenError(f"{path} cannot be written: {shown} is a file, and no folder. Move it away")
    if os.path.lexists(target):
        raise NotWrittenError(f"{path} is there already, and nothing is overwritten. Edit it, or choose another name")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(target, text.encode())
    except OSError as error:
        raise NotWrittenError(
            f"{path} cannot be written: {error.strerror or error}. See whether you may write there, and have room"
        ) from error


def _write_whole(target: Path, data: bytes) -> None:
    """Write a file that is not there; what cannot be written to its end is taken away again. Raises OSError."""
    with target.open("xb", buffering=0) as file:
        try:
            while data:
                data = data[file.write(data) :]
        except OSError:
            target.unlink()
            raise


def claimed_forms(archive: Archive) -> frozenset[str]:
    """Return the forms that several entries or found entities have."""
    forms = [form for entity in archive.found for form in {entity.name, *dict(entity.forms)}]
    forms += [form for entity in archive.entities for form in {entity.name, *entity.aliases}]
    return frozenset(form for form, count in Counter(forms).items() if count > 1)


def _aliases(entity: FoundEntity) -> Iterator[str]:
    """Yield the other forms; those in capitals are found without being told.

    Of a person only full names: a first or last name alone is left to the rules that know who else bears it.
    """
    seen = {entity.name.casefold()}
    for form, _ in sorted(entity.forms, key=lambda pair: (pair[0].isupper(), pair[0])):
        if form.casefold() not in seen and (entity.type != "person" or person_name(form).full):
            seen.add(form.casefold())
            yield form


def _line(text: str) -> str:
    """Return a name, which may go over an end of line in the document, as a scalar."""
    return scalar(" ".join(text.split()))
