"""A page of a web archive, and what its record says of it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import date

DECLARED_WITHIN = 1024
"""Bytes of a page in which browsers look for its charset."""
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])", re.ASCII)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DECLARATION = re.compile(rb"charset\s*=|<\?xml[^>]{0,1000}encoding\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WarcPage:
    """A page of a web archive."""

    url: str
    retrieved: str
    """The day of WARC-Date, as EDTF (`2025-11-21`); only the year or the month where the record has no more."""
    record_id: str
    """WARC-Record-ID: `<urn:uuid:...>`."""
    data: bytes
    """The page as it was served, with nothing that only its transfer needed."""
    charset: str = ""
    """What the server said of its encoding, where the page itself leaves that open."""


def day_of(moment: str) -> str:
    """Return the day of a moment, or the month or year where it tells no more; an empty string where it is none."""
    match = DAY.match(moment)
    if not match:
        return ""
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return ""
    return match[0]


def charset_of(data: bytes, content_type: str) -> str:
    """Return what the server says of a page's encoding, where nothing in the page does."""
    said = CHARSET.search(content_type)
    if not said or data.startswith(MARKS) or DECLARATION.search(data, 0, DECLARED_WITHIN):
        return ""
    try:
        data.decode()
    except UnicodeDecodeError:
        return said[1]
    return ""
