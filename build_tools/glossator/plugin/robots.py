"""What crawlers are told: everything may be read, and where the list of pages is."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

NAME = "robots.txt"


def robots(site_url: str) -> bytes | None:
    """Return the file for crawlers; None where they would not look for it: it counts at the root of a host alone."""
    if not site_url or urlsplit(site_url).path not in ("", "/"):
        return None
    return f"User-agent: *\nAllow: /\n\nSitemap: {urljoin(site_url, '/sitemap.xml')}\n".encode()
