"""The overview of the archive on a page that a person wrote: at its marker, else at the end of the home page."""

from __future__ import annotations

import re

MARKER = re.compile(r"(?:<p>\s*)?<!--\s*archive overview\s*-->(?:\s*</p>)?")
"""Python-Markdown leaves a comment on a line of its own as it is; one within a paragraph is a paragraph."""


def shows_overview(html: str, meta: object, *, home: bool) -> bool:
    """Tell whether a page is to show the overview: where it has the marker, and the home page unless it says no."""
    return bool(MARKER.search(html)) or (home and meta is not False)


def with_overview(html: str, overview: str) -> str:
    """Return the page's HTML with the overview at the first marker, or at the end; its own words are kept together."""
    before, after = _parted(html)
    return "\n".join([_own(before), overview, *([_own(after)] if after.strip() else [])])


def _parted(html: str) -> tuple[str, str]:
    found = MARKER.search(html)
    if not found:
        return html, ""
    return html[: found.start()], html[found.end() :]


def _own(html: str) -> str:
    return f'<div class="own-words">\n{html.strip()}\n</div>'
