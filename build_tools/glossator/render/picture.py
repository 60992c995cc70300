"""The archive as a picture for links to it: a page of lines, a document each, with marks where it names somebody.

PNG is written here, as nothing else needs a library for pictures. It has no words: letters would need a font.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence

from ..model import Document, EntityType

WIDTH, HEIGHT = 1200, 630
"""What OpenGraph's readers ask for."""
LINES = 12
"""Documents that are shown, as evenly taken from the archive's order as can be."""
MARGIN, LINE, STEP = 96, 18, 37
"""Pixels: around the lines, the height of one, and from one to the next."""
MARK = 14
"""Pixels that a mark is wide at least."""
MOST_MARKS = 200
"""Of a document: more would lie on one another."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"

PAPER, TEXT = 0, 1
COLORS: Sequence[tuple[int, int, int]] = (
    (0xFB, 0xFA, 0xF7),
    (0xD5, 0xD1, 0xC7),
    (0x9A, 0x3B, 0x26),
    (0x2B, 0x5F, 0x8A),
    (0x3F, 0x7A, 0x4B),
    (0x8A, 0x5A, 0x9A),
    (0xA8, 0x7A, 0x1F),
    (0x5A, 0x5A, 0x5A),
)
"""Of paper, of text, and of each type of entity."""
INKS: dict[EntityType, int] = {"person": 2, "organization": 3, "place": 4, "event": 5, "work": 6, "term": 7}


def archive_picture(documents: Sequence[Document]) -> bytes:
    """Return the picture, as PNG: the same for the same documents."""
    shown = documents[:: -(-len(documents) // LINES)] if documents else ()
    longest = max([1, *(len(document.text) for document in shown)])
    empty = bytes(WIDTH)
    rows = [empty] * HEIGHT
    for number, document in enumerate(shown):
        top = MARGIN + number * STEP
        rows[top : top + LINE] = [_line(document, longest)] * LINE
    return _png(rows)


def _line(document: Document, longest: int) -> bytes:
    """Return a row of pixels: the document's text as long as it is beside the longest, with its marks."""
    room = WIDTH - 2 * MARGIN
    width = max(MARK, len(document.text) * room // longest)
    row = bytearray(WIDTH)
    row[MARGIN : MARGIN + width] = bytes([TEXT]) * width
    for mention in document.mentions[:: 1 + len(document.mentions) // MOST_MARKS]:
        left = MARGIN + min(mention.span.start * room // longest, width - MARK)
        row[left : left + MARK] = bytes([INKS[mention.type]]) * MARK
    return bytes(row)


def _png(rows: Sequence[bytes]) -> bytes:
    """Return rows of numbers of colors as a PNG with a palette."""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    palette = bytes(part for color in COLORS for part in color)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b""))
    return SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
