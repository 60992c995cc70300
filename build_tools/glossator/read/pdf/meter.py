"""How much work one PDF may ask for: pypdf's reader, metered.

A PDF is a program for a printer, and a hostile one can ask for any amount of work. So all work is counted, in bytes of
decoded streams and never in seconds: the same bytes come to the same end on every machine.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    PdfObject,
    StreamObject,
)

MAX_PAGES = 10_000
MAX_CHARACTERS = 20_000_000
"""Of all pages together, in code points: some 7,000 printed pages."""
MAX_WORK = 64 * 1024 * 1024
"""Bytes of decoded streams, each counted as often as it is used: some 2,000 pages. pypdf does about 0.5 MB a second."""
STREAM_BYTES = 32 * 1024 * 1024
"""Of one stream, decoded: a page's content, or a part of it."""
RUN_BYTES = 256 * 1024
"""Of strings shown one after the other on one line; a byte may stand for up to 256 characters."""
NAME_LENGTH = 255
"""Code points; the format's own limit is 127. A font may let one byte stand for a name."""

LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": STREAM_BYTES,
    "lzw_maximum_output_length": STREAM_BYTES,
    "run_length_maximum_output_length": STREAM_BYTES,
    "brotli_maximum_output_length": STREAM_BYTES,
    "array_based_stream_maximum_output_length": STREAM_BYTES,
    "stream_decoding_work_maximum_length": 2 * STREAM_BYTES,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "xform_maximum_invocations_per_extraction": 2_000,
    "page_tree_maximum_entries": 2 * MAX_PAGES,
    # pypdf would run this program for a stream that says it is an image.
    "jbig2dec_binary": None,
}

LOST_PART = "Impossible to decode XFormObject"
"""How pypdf's warning begins that it left out a part of a page, and went on."""
REPAIRED = "ref repaired"
"""How pypdf's warning ends that it searched the whole file for an object."""
FONT_SHARE = 8
"""What is counted of a font's file that is used again. Few, since a page's content can be made to look like one."""
FEW = 16
"""Streams that are watched at a time, from when pypdf has them to when they are decoded."""


class TooMuchError(Exception):
    """The document asks for more than is given to one; the message says of what."""


@dataclass(slots=True)
class Meter:
    """Counts the work, and goes on refusing once it was too much: pypdf swallows exceptions of a page's parts."""

    size: int
    """Of the file, in bytes."""
    work: int = 0
    spent: str = ""
    pictures: int = 0
    pending: list[StreamObject] = field(default_factory=list)
    """Streams handed to pypdf that were not decoded yet, as far as is known."""
    fonts: dict[int, StreamObject] = field(default_factory=dict)
    """Those decoded before, by their identity, which the values hold."""
    warnings: list[str] = field(default_factory=list)

    def charge(self, count: int) -> None:
        self.work += count
        if self.work > MAX_WORK:
            self.refuse("its pages take more work than is given to one document")
        if self.spent:
            raise TooMuchError(self.spent)

    def refuse(self, reason: str) -> None:
        self.spent = self.spent or reason
        raise TooMuchError(self.spent)

    def _share(self, stream: StreamObject) -> int:
        """Return by what its bytes are divided: pypdf works a font out once, and compares its bytes after that."""
        known = id(stream) in self.fonts
        if _is_font(stream):
            self.fonts[id(stream)] = stream
        return FONT_SHARE if known else 1

    def settle(self) -> None:
        """Charge for the streams that were decoded since the last call."""
        waiting = [stream for stream in self.pending if _decoded(stream) is None]
        decoded = sum(len(_decoded(stream) or b"") // self._share(stream) for stream in self.pending)
        self.pending = waiting[-FEW:]
        self.charge(decoded)


def _decoded(stream: StreamObject) -> bytes | None:
    """Return what pypdf decoded the stream to, or None as long as it did not."""
    decoded = stream.decoded_self if isinstance(stream, EncodedStreamObject) else stream
    return None if decoded is None else decoded.get_data()


class MeteredReader(PdfReader):
    """pypdf's reader, which counts each object each time that it is looked up: nearly all work begins so."""

    def __init__(self, data: bytes, meter: Meter) -> None:
        self.meter = meter
        self.seen: set[tuple[int, int]] = set()
        super().__init__(BytesIO(data))

    def get_object(self, indirect_reference: int | IndirectObject) -> PdfObject | None:
        self.meter.settle()
        self.meter.charge(16)
        try:
            found = super().get_object(indirect_reference)
        except Exception:
            # It may have searched the whole file for the object.
            self.meter.charge(self.meter.size // 64)
            raise
        self._meter_found(indirect_reference, found)
        return found

    def _meter_found(self, reference: int | IndirectObject, found: PdfObject | None) -> None:
        key = (reference, 0) if isinstance(reference, int) else (reference.idnum, reference.generation)
        if key not in self.seen and found is not None:
            self.seen.add(key)
            self.meter.charge(_inspect(found, self.meter, encrypted=self.is_encrypted))
        if isinstance(found, StreamObject):
            self.meter.pending.append(found)
            self.meter.pictures += _is_picture(found)


def _inspect(found: PdfObject, meter: Meter, *, encrypted: bool) -> int:
    """Return what a new object costs. One that no honest program writes is refused: it would get past the meter."""
    cost = len(found._data) // (1 if encrypted else 8) if isinstance(found, StreamObject) else 0
    todo: list[Any] = [found]
    while todo:
        item = todo.pop()
        cost += 8
        if isinstance(item, StreamObject) and item is not found:
            meter.refuse("a stream stands inside another object")
        if isinstance(item, NameObject) and len(item) > NAME_LENGTH:
            meter.refuse(f"a name has more than {NAME_LENGTH} characters")
        if isinstance(item, DictionaryObject):
            todo += item.keys()
            todo += item.values()
        elif isinstance(item, ArrayObject):
            todo += item
    return cost


def _is_font(stream: StreamObject) -> bool:
    return "/Length1" in stream or dict.get(stream, "/Subtype") in ("/Type1C", "/CIDFontType0C", "/OpenType")


def _is_picture(stream: StreamObject) -> bool:
    return bool(dict.get(stream, "/Subtype") == "/Image")


class _Listener(logging.Handler):
    """Keeps what pypdf says of the file from the terminal, and counts what it costs."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.meter = meter

    def emit(self, record: logging.LogRecord) -> None:
        message = str(record.msg)
        if LOST_PART in message:
            self.meter.work += STREAM_BYTES // 16
        elif REPAIRED in message:
            self.meter.work += self.meter.size // 64
        if len(self.meter.warnings) < 1000:
            self.meter.warnings.append(message)


@contextmanager
def listening(meter: Meter) -> Iterator[None]:
    """Hear pypdf's warnings instead of whoever else would."""
    logger, listener = logging.getLogger("pypdf"), _Listener(meter)
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(listener)
    try:
        yield
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate
