"""The glossary file that a person would begin with, for what was found and has no entry yet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from .forms import person_name
from .glossary import FOLDER
from .model import Archive, FoundEntity

COMMENT = "# one line that says who or what this is, and that can be checked"


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
    lines = ["---", *modeline(schema), f"name: {_scalar(entity.name)}"]
    aliases = [alias for alias in _aliases(entity) if alias not in claimed]
    if aliases:
        lines += ["aliases:", *(f"  - {_scalar(alias)}" for alias in aliases)]
    lines += [f'description: ""  {COMMENT}', "---", ""]
    return f"{FOLDER}/{entity.id}.md", "\n".join(lines)


def write_new(target: Path, text: str) -> None:
    """Write an entry's file. Raises OSError where a file is there, or where a symbolic link could lead elsewhere."""
    if any(folder.is_symlink() for folder in (target.parent, target.parent.parent)):
        raise OSError(f"{target.parent} is or lies in a symbolic link, which could lead out of the archive")
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


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


def _scalar(text: str) -> str:
    """Return the text as a double-quoted YAML scalar on one line; JSON's strings are such."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
