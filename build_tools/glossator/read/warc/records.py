"""A web archive's bytes to its records: without gzip, and cut where each one says that it ends."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

GZIP = b"\x1f\x8b"
LONGEST_HEADERS = 64 * 1024
"""Bytes of a record's headers, and of those of HTTP within it."""
FIRST_STEP, STEP, UNPACKED_STEP = 1024, 64 * 1024, 1024 * 1024
"""Bytes of a member that are unpacked first, and at a time; and that they become at most. What is behind a member is
copied with it, and there may be millions of small ones."""
MOST_RECORDS = 500_000
"""An archive of a gigabyte has some 50,000."""

BEGINNING = re.compile(rb"WARC/\d\.\d+\s")
HEADERS_END = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
BETWEEN = re.compile(rb"[\r\n]*")

Record = tuple[bytes, memoryview]
"""A record's headers, and its block."""


def unpacked(data: bytes, most: int) -> tuple[bytes | bytearray, str]:
    """Return the archive without gzip, one member or many, at most so many bytes; and what was wrong with it."""
    if not data.startswith(GZIP):
        return data, ""
    made, position = bytearray(), 0
    while position < len(data):
        if not data.startswith(GZIP, position):
            return made, "" if not data[position:].strip(b"\0") else "it goes on with something else"
        unpacker, step = zlib.decompressobj(zlib.MAX_WBITS | 16), FIRST_STEP
        try:
            while not unpacker.eof and position < len(data) and len(made) <= most:
                fed, step = data[position : position + step], min(2 * step, STEP)
                position += len(fed)
                made += unpacker.decompress(fed, UNPACKED_STEP)
                position -= len(unpacker.unconsumed_tail) + len(unpacker.unused_data)
        except zlib.error:
            return made, "what is packed in it is damaged"
        if len(made) > most:
            return made, f"unpacked, it is larger than the {most:,} bytes that are read"
        if not unpacker.eof:
            return made + unpacker.flush(), "it is cut short"
    return made, ""


def records(data: bytes | bytearray) -> Iterator[Record | str]:
    """Yield each record; in the end, where one is damaged, what is wrong with it."""
    position, whole = 0, memoryview(data)
    for _ in range(MOST_RECORDS):
        if position >= len(data):
            return
        end = HEADERS_END.search(data, position, position + LONGEST_HEADERS)
        if not BEGINNING.match(data, position) or end is None:
            yield f"at byte {position:,}, no record begins that is whole"
            return
        length = LENGTH.search(data, position, end.start())
        if length is None:
            yield f"the record at byte {position:,} does not tell its length"
            return
        stop = end.end() + int(length[1])
        if stop > len(data):
            yield f"the record at byte {position:,} is cut short"
            return
        yield bytes(data[position : end.end()]), whole[end.end() : stop]
        between = BETWEEN.match(data, stop)
        position = between.end() if between else stop
    yield f"it has more than {MOST_RECORDS:,} records"
