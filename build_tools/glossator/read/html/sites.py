"""Rules for sites whose pages are in many archives; those of the archive's own options come first."""

from __future__ import annotations

from ...config import SiteRule

SITES = (
    SiteRule(
        host="kremlin.ru",
        body=".read__lead, .entry-content",
        title="h1.entry-title",
        date="time.read__published",
        drop=".read__tooltip, .read__bottommeta, .masha-ignore, .read__cut, figure, .media__title",
    ),
    SiteRule(
        host="wikipedia.org",
        body="#mw-content-text",
        title="#firstHeading",
        drop=".mw-editsection, .navbox, .metadata, .reference, .mw-jump-link, #toc, .toc, .catlinks",
    ),
)
