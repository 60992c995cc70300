"""A page's bytes without what only its transfer needed: chunks, gzip, deflate, brotli."""

from __future__ import annotations

import importlib
import re
import zlib
from typing import Any

from .records import GZIP

BROTLI_STEP = 32
"""Bytes that are unpacked at a time; a few may become some megabytes."""
MOST_CODINGS = 3
"""Of one page."""
LONGEST_CODING = 60
"""Code points of its name, where it is told."""
TOO_LARGE = "it is larger than what is read"
CUT_SHORT = "it is cut short"

CHUNK = re.compile(rb"\r?\n?([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


class PageError(Exception):
    """A page cannot be taken; the message says why."""


def decoded(body: bytes, transfer: str, content: str, most: int) -> bytes:
    """Return a page as it is without its transfer- and content-encoding, at most so many bytes."""
    if "chunked" in transfer.lower():
        body = _joined(body)
    codings = [name for each in content.lower().split(",") if (name := each.strip()) not in ("", "identity")]
    if len(codings) > MOST_CODINGS:
        raise PageError("it is packed over and over")
    for coding in reversed(codings):
        body = _without(coding, body, most)
    if len(body) > most:
        raise PageError(TOO_LARGE)
    return body


def _joined(body: bytes) -> bytes:
    """Return what chunks hold; the body itself where it is none: crawlers join them and leave the header as it was."""
    made: list[bytes] = []
    position = 0
    while chunk := CHUNK.match(body, position):
        size, start = int(chunk[1], 16), chunk.end()
        if size == 0:
            return b"".join(made)
        if start + size > len(body):
            raise PageError(CUT_SHORT)
        made.append(body[start : start + size])
        position = start + size
    if position < len(body.rstrip()) and position:
        raise PageError("its chunks are damaged")
    return b"".join(made) if position else body


def _without(coding: str, body: bytes, most: int) -> bytes:
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, zlib.MAX_WBITS | 16, most) if body.startswith(GZIP) else body
    if coding == "deflate":
        # RFC 9110 means zlib's format; many a server sent the bare one. A body begun by `<` is unpacked already.
        bare = not (len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0)
        unpacked = body.lstrip().startswith(b"<")
        return body if unpacked else _inflated(body, -zlib.MAX_WBITS if bare else zlib.MAX_WBITS, most)
    if coding == "br":
        return _without_brotli(body, most)
    raise PageError(f"it is packed in a way that is not known ({coding[:LONGEST_CODING]})")


def _inflated(body: bytes, bits: int, most: int) -> bytes:
    unpacker = zlib.decompressobj(bits)
    try:
        made = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise PageError("what is packed in it is damaged") from error
    if len(made) > most:
        raise PageError(TOO_LARGE)
    if not unpacker.eof:
        raise PageError(CUT_SHORT)
    return made


def _without_brotli(body: bytes, most: int) -> bytes:
    try:
        brotli: Any = importlib.import_module("brotli")
    except ImportError as error:
        raise PageError("it is packed by brotli, whose package is not installed") from error
    unpacker, made = brotli.Decompressor(), bytearray()
    try:
        for start in range(0, len(body), BROTLI_STEP):
            made += unpacker.process(body[start : start + BROTLI_STEP])
            if len(made) > most:
                raise PageError(TOO_LARGE)
    except brotli.error as error:
        raise PageError("what is packed in it is damaged") from error
    if not unpacker.is_finished():
        raise PageError(CUT_SHORT)
    return bytes(made)
