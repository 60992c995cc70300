"""What kind of file some bytes are, whatever their name says."""

from __future__ import annotations

import re
import zlib

HEAD = 4096
"""Bytes that are looked at."""
MAGIC = (
    (b"%PDF-", ".pdf"),
    (b"PK\x03\x04", ".docx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"WARC/1.", ".warc"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"{\\rtf", ".rtf"),
    (b"\x1f\x8b", ".gz"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
    (b"Rar!\x1a\x07", ".rar"),
)
"""How files of each kind begin. A ZIP is a DOCX as far as its first bytes tell."""
BINARY = frozenset(ending for _, ending in MAGIC) | {".warc.gz"}
"""Kinds that no reader of text can read."""

PAGE = re.compile(
    rb"\s*+(?>(?:<\?xml[^>]*>|<!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
HEADER = re.compile(
    rb"^(?:From|To|Cc|Subject|Date|Message-ID|Received|Return-Path|MIME-Version|Delivered-To):", re.I | re.M
)
HEADERS = 3
"""So many lines of an e-mail's head make one."""


def kind_of(data: bytes) -> str:
    """Return the ending that the bytes deserve; an empty string for text, which may be anything."""
    head = data[:HEAD]
    for magic, ending in MAGIC:
        if head.startswith(magic):
            return _unpacked(head) if ending == ".gz" else ending
    plain = head.removeprefix(b"\xef\xbb\xbf")
    if PAGE.match(plain):
        return ".html"
    if len(HEADER.findall(re.split(rb"\r?\n\r?\n", plain, maxsplit=1)[0])) >= HEADERS:
        return ".eml"
    return ""


def _unpacked(head: bytes) -> str:
    """Return what gzip's first bytes unpack to: a WARC, or anything."""
    try:
        begun = zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        return ".gz"
    return ".warc.gz" if begun.startswith(b"WARC/1.") else ".gz"


def ending_of(name: str) -> str:
    """Return a file name's ending in small letters: `.html`, `.warc.gz`, or an empty string."""
    name = name.lower()
    if name.endswith(".warc.gz"):
        return ".warc.gz"
    stem, dot, ending = name.rpartition(".")
    return f".{ending}" if dot and stem and "/" not in ending else ""
