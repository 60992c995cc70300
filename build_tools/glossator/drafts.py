"""The glossary file that a person would begin with, for what was found and has no entry yet."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .forms import last_name
from .glossary import FOLDER
from .model import FoundEntity

COMMENT = "# one line that says who or what this is, and that can be checked"


def entry_file(entity: FoundEntity) -> tuple[str, str]:
    """Return the path of the entry's file, from the archive's root, and what stands in it."""
    lines = ["---", f"name: {_scalar(entity.name)}"]
    aliases = list(_aliases(entity))
    if aliases:
        lines += ["aliases:", *(f"  - {_scalar(alias)}" for alias in aliases)]
    lines += [f'description: ""  {COMMENT}', "---", ""]
    return f"{FOLDER}/{entity.id}.md", "\n".join(lines)


def _aliases(entity: FoundEntity) -> Iterator[str]:
    """Yield the other forms; those in capitals are found without being told.

    A person's last name alone is left to the rule that knows who else bears it.
    """
    seen = {entity.name.casefold()}
    if entity.type == "person":
        seen.add(last_name(entity.name).casefold())
    for form, _ in sorted(entity.forms, key=lambda pair: (pair[0].isupper(), pair[0])):
        if form.casefold() not in seen:
            seen.add(form.casefold())
            yield form


def _scalar(text: str) -> str:
    """Return the text as a double-quoted YAML scalar on one line; JSON's strings are such."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
