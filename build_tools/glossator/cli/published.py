"""Where the site has what the archive holds: whole addresses where mkdocs.yml sets `site_url`, else from the root."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..config import Config
    from ..model import Target

NOTES = "archive/notes/index.md"
"""The page of all notes, as in `docs/`."""


def published_at(config: Config, uri: str) -> str:
    """Return the address of a page that is given as in `docs/`."""
    from ..render import Addresses

    return f"{config.site_url}{Addresses(config.use_directory_urls).url(uri)}"


def addresses(config: Config) -> Callable[[Target], str]:
    """Return what tells where a document, an entry or a part of it is published."""
    from ..render.addresses import target_uri

    def address(target: Target) -> str:
        fragment = f"#{target.fragment}" if target.fragment else ""
        return f"{published_at(config, target_uri(target))}{fragment}"

    return address
