"""A key for all that a finished page is made from besides its own file: settings, theme, and the pages by hand."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

INSTALLED = "site-packages"
"""What lies below such a folder is told by its package's version, and is not read."""


def surroundings(
    settings: Mapping[str, Any], versions: Iterable[str], folders: Iterable[Path], pages: Iterable[tuple[str, bytes]]
) -> str:
    """Return the key.

    `settings` are those that every page can show, `versions` those of the packages that make the theme, `folders` the
    theme's (the user's own overrides among them), and `pages` those by hand, whose titles stand in the navigation.
    """
    plain = json.dumps(sorted(settings.items()), default=_as_text, sort_keys=True)
    digest = hashlib.sha256(f"{plain} {list(versions)} {os.environ.get('SOURCE_DATE_EPOCH', '')}".encode())
    for folder in folders:
        if INSTALLED not in folder.parts:
            digest.update(_contents(folder))
    for uri, data in pages:
        digest.update(uri.encode() + b"\0" + data)
    return digest.hexdigest()


def _as_text(value: object) -> str:
    """Return a setting that is no plain value as a text without any address of this process's memory."""
    name = getattr(value, "__qualname__", None)
    return f"{getattr(value, '__module__', '')}.{name}" if name else re.sub(r" at 0x[0-9a-f]+", "", repr(value))


def _contents(folder: Path) -> bytes:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return b"".join(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() for path in found)
