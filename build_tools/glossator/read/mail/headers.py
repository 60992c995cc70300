"""A message's headers: as text, as metadata, and as what is left out."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator, Sequence
from datetime import date
from email.utils import getaddresses, parsedate_tz
from itertools import groupby

from ...model import Datum, LeftOut
from .words import LONGEST, codec_of, told

MOST_HEADERS = 200
"""Headers that are listed as left out."""
STRUCTURE = frozenset(("mime-version", "content-type", "content-transfer-encoding", "content-disposition"))
"""Headers that tell how the file is made, and nothing of the message."""
ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bqBQ])\?([^?\s]*)\?=")
ENCODED_RUN = re.compile(rf"{ENCODED_WORD.pattern}(?:\s*{ENCODED_WORD.pattern})*")

Headers = Sequence[tuple[str, str]]
"""Their names and values, as they stand in the file."""


def mail_record(headers: Headers) -> Iterator[Datum]:
    """Yield what the message says of itself."""
    found = {name.lower(): unfolded(value) for name, value in reversed(headers)}
    title = decoded(found.get("subject", ""))
    if any(map(str.isalnum, title)):
        yield Datum("title", title, "Subject header")
    if authors := ", ".join(dict.fromkeys(_names(found.get("from", "")))):
        yield Datum("author", authors[:LONGEST], "From header")
    if day := _day(found.get("date", "")):
        yield Datum("date", day, "Date header")


def _names(value: str) -> list[str]:
    """Return the names that an address header gives, or the addresses where it gives none."""
    try:
        addresses = getaddresses([value])
    except (RecursionError, ValueError, LookupError, TypeError):
        return []
    return [name for pair in addresses if (name := decoded(pair[0]) or decoded(pair[1]))]


def _day(value: str) -> str:
    """Return the day that a Date header gives, in its own time zone, as EDTF; an empty string where it is none."""
    try:
        parsed = parsedate_tz(value)
        return date(*parsed[:3]).isoformat() if parsed else ""
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def unfolded(value: str) -> str:
    """Return a header's value as one line; bytes beyond ASCII as UTF-8, else as cp1252."""
    data = value.encode("utf-8", "surrogateescape")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return " ".join(text.split())


def decoded(value: str) -> str:
    """Return a header's value with its encoded words (RFC 2047) decoded."""
    return told(ENCODED_RUN.sub(lambda run: _encoded(run[0]), value))


def _encoded(run: str) -> str:
    """Decode encoded words that follow one another: a character may be cut in two between them."""
    pieces = ((word[1].partition("*")[0].lower(), _word_bytes(word[2], word[3])) for word in ENCODED_WORD.finditer(run))
    joined = (
        (charset, b"".join(data for _, data in group)) for charset, group in groupby(pieces, lambda each: each[0])
    )
    return "".join(data.decode(codec_of(charset) or "utf-8", "replace") for charset, data in joined)


def _word_bytes(kind: str, word: str) -> bytes:
    data = word.encode("utf-8", "replace")
    if kind in "qQ":
        return quopri.decodestring(data, header=True)
    try:
        return base64.b64decode(data + b"=" * (-len(data) % 4))
    except binascii.Error:
        return data


def headers_left_out(headers: Headers) -> Iterator[LeftOut]:
    """Yield the headers, but those that became the title or tell how the file is made."""
    shown = [(name, value) for name, value in headers if name.lower() not in STRUCTURE | {"subject"}]
    for name, value in shown[:MOST_HEADERS]:
        yield LeftOut("header", told(f"{name}: {decoded(unfolded(value))}"))
    if len(shown) > MOST_HEADERS:
        yield LeftOut("header", f"and {len(shown) - MOST_HEADERS} more")
