"""Web archives (WARC, ISO 28500): the pages in them, each as it was served."""

from __future__ import annotations

import codecs
import importlib
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..files import is_web_address
from ..model import Problem
from .extras import missing

GZIP = b"\x1f\x8b"
UNPACKED_TIMES = 8
"""How often the largest page's bytes a whole archive, and all its pages, may have when unpacked."""
LONGEST_HEADERS = 64 * 1024
"""Bytes of a record's headers, and of those of HTTP within it."""
FIRST_STEP, STEP, UNPACKED_STEP = 1024, 64 * 1024, 1024 * 1024
"""Bytes of a member that are unpacked first, and at a time; and that they become at most. What is behind a member is
copied with it, and there may be millions of small ones."""
MOST_RECORDS = 500_000
"""An archive of a gigabyte has some 50,000."""
BROTLI_STEP = 32
"""The same for brotli, of which a few bytes may become some megabytes."""
MOST_CODINGS = 3
"""Of one page."""
DECLARED_WITHIN = 1024
"""Bytes of a page in which browsers look for its charset."""
MOST_KINDS, LONGEST_KIND = 100, 60
"""Kinds of records that are told apart, and code points of each one's name."""
MOST_PROBLEMS = 100
"""Problems with single pages that are told; a hostile archive may have millions."""

LONGEST_URL = 300
"""Code points of an address in a problem."""
TOO_LARGE = "it is larger than what is read"
CUT_SHORT = "it is cut short"
REMEDY = "save the page anew from where it stands, if it matters"

PAGES = frozenset(("text/html", "application/xhtml+xml"))
BEGINNING = re.compile(rb"WARC/\d\.\d+\s")
HEADERS_END = re.compile(rb"\r?\n\r?\n")
LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
CHUNK = re.compile(rb"\r?\n?([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
BETWEEN = re.compile(rb"[\r\n]*")
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d-])", re.ASCII)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
NOT_HTML = re.compile("[\0\ud800-\udfff]")
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
DECLARATION = re.compile(rb"charset\s*=|<\?xml[^>]*encoding\s*=", re.IGNORECASE)


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


class _PageError(Exception):
    """A page cannot be taken; the message says why."""


@dataclass(slots=True)
class _Taken:
    """What is found, record by record."""

    left: int
    """Bytes of pages that may still be taken."""
    pages: list[WarcPage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def count(self, kind: str) -> None:
        kind = " ".join(kind.split())[:LONGEST_KIND] or "of no kind"
        self.kinds[kind if kind in self.kinds or len(self.kinds) < MOST_KINDS else "other"] += 1


Record = tuple[bytes, memoryview]
"""A record's headers, and its block."""


def pages(
    path: str, data: bytes, max_bytes: int
) -> tuple[tuple[WarcPage, ...], tuple[Problem, ...], Mapping[str, int]]:
    """Return the pages in a `.warc` or `.warc.gz`, what was wrong, and how many other records there are of each kind.

    A page is a response with status 200 and an HTML content type, at most `max_bytes` bytes long. What stands before
    damage is taken.
    """
    try:
        from warcio.statusandheaders import StatusAndHeadersParser  # type: ignore[import-untyped]
    except ImportError:
        return (), (missing(path, "WARC", "warcio", "warc"),), {}
    parser = StatusAndHeadersParser([], verify=False)
    unpacked, damage = _unpacked(data, UNPACKED_TIMES * max_bytes)
    if not BEGINNING.match(unpacked):
        return (), (_no_warc(path, damage),), {}
    taken = _Taken(UNPACKED_TIMES * max_bytes)
    for record in _records(unpacked):
        if isinstance(record, str):
            damage = damage or record
        else:
            _take(path, taken, record, parser, max_bytes)
    told = (*_few(path, taken.problems), *([_damaged(path, damage, len(taken.pages))] if damage else []))
    return tuple(taken.pages), told, dict(sorted(taken.kinds.items()))


def _unpacked(data: bytes, most: int) -> tuple[bytes | bytearray, str]:
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


def _records(data: bytes | bytearray) -> Iterator[Record | str]:
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


def _take(path: str, taken: _Taken, record: Record, parser: Any, max_bytes: int) -> None:
    """Take the record's page, or count what it is, or say why its page cannot be taken."""
    head, block = record
    headers = parser.parse(io.BytesIO(head))
    kind, url = _header(headers, "WARC-Type").lower(), _header(headers, "WARC-Target-URI").strip("<>")
    http = _http(block, parser) if kind == "response" else None
    reason = _not_a_page(url, http[0]) if http else "not of HTTP"
    if http is None or reason:
        taken.count(f"{kind}, {reason}" if kind == "response" else kind)
        return
    try:
        if _header(headers, "WARC-Segment-Number"):
            raise _PageError("it is kept in several records")
        data = _decoded(http, min(max_bytes, taken.left))
    except _PageError as error:
        taken.count("response, page not taken")
        taken.problems.append(_not_taken(path, url, str(error)))
        return
    taken.left -= len(data)
    if cut := _header(headers, "WARC-Truncated"):
        taken.problems.append(_truncated(path, url, cut))
    day, record_id = _day(_header(headers, "WARC-Date")), _header(headers, "WARC-Record-ID")
    taken.pages.append(WarcPage(url, day, record_id, data, _charset(data, _header(http[0], "Content-Type"))))


def _header(headers: Any, name: str) -> str:
    """Return a header's value, as text that any page can hold; an empty string where it has none."""
    return NOT_HTML.sub("\ufffd", str(headers.get_header(name) or "").strip())


def _http(block: memoryview, parser: Any) -> tuple[Any, bytes] | None:
    """Return a response's headers and its body; None where it is none of HTTP."""
    begun = bytes(block[:LONGEST_HEADERS])
    end = HEADERS_END.search(begun)
    if not begun.startswith(b"HTTP/") or end is None:
        return None
    return parser.parse(io.BytesIO(begun[: end.end()])), bytes(block[end.end() :])


def _not_a_page(url: str, http: Any) -> str:
    """Return what a response is, where it is no page; else an empty string."""
    kind = _header(http, "Content-Type").partition(";")[0].strip().lower()
    status = http.statusline.split(" ", 1)[0]
    if status != "200":
        return f"status {status}"
    if kind not in PAGES:
        return kind or "of no type"
    return "" if is_web_address(url) else "from no address of the web"


def _decoded(http: tuple[Any, bytes], most: int) -> bytes:
    """Return a page as it is without its transfer- and content-encoding."""
    headers, body = http
    if "chunked" in _header(headers, "Transfer-Encoding").lower():
        body = _joined(body)
    codings = [each.strip().lower() for each in _header(headers, "Content-Encoding").split(",")]
    for coding in reversed(codings[:MOST_CODINGS]):
        body = _without(coding, body, most)
    if len(body) > most:
        raise _PageError(TOO_LARGE)
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
            raise _PageError(CUT_SHORT)
        made.append(body[start : start + size])
        position = start + size
    if position < len(body.rstrip()) and position:
        raise _PageError("its chunks are damaged")
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
    if coding in ("", "identity"):
        return body
    raise _PageError(f"it is packed in a way that is not known ({coding[:LONGEST_KIND]})")


def _inflated(body: bytes, bits: int, most: int) -> bytes:
    unpacker = zlib.decompressobj(bits)
    try:
        made = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise _PageError("what is packed in it is damaged") from error
    if len(made) > most:
        raise _PageError(TOO_LARGE)
    if not unpacker.eof:
        raise _PageError(CUT_SHORT)
    return made


def _without_brotli(body: bytes, most: int) -> bytes:
    try:
        brotli: Any = importlib.import_module("brotli")
    except ImportError as error:
        raise _PageError("it is packed by brotli, whose package is not installed") from error
    unpacker, made = brotli.Decompressor(), bytearray()
    try:
        for start in range(0, len(body), BROTLI_STEP):
            made += unpacker.process(body[start : start + BROTLI_STEP])
            if len(made) > most:
                raise _PageError(TOO_LARGE)
    except brotli.error as error:
        raise _PageError("what is packed in it is damaged") from error
    if not unpacker.is_finished():
        raise _PageError(CUT_SHORT)
    return bytes(made)


def _day(moment: str) -> str:
    """Return the day of a moment, or the month or year where it tells no more; an empty string where it is none."""
    match = DAY.match(moment)
    if not match:
        return ""
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return ""
    return match[0]


def _charset(data: bytes, content_type: str) -> str:
    """Return what the server says of a page's encoding, where nothing in the page does."""
    said = CHARSET.search(content_type)
    if not said or data.startswith(MARKS) or DECLARATION.search(data, 0, DECLARED_WITHIN):
        return ""
    try:
        data.decode()
    except UnicodeDecodeError:
        return said[1]
    return ""


def _few(path: str, problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST_PROBLEMS:
        return problems
    message = f"{len(problems) - MOST_PROBLEMS:,} more pages of the archive are cut short or cannot be taken"
    return [*problems[:MOST_PROBLEMS], Problem("E152", "warning", path, message, REMEDY)]


def _not_taken(path: str, url: str, reason: str) -> Problem:
    return Problem("E152", "warning", path, f"the page {url[:LONGEST_URL]} was not taken: {reason}", REMEDY)


def _truncated(path: str, url: str, reason: str) -> Problem:
    message = f"the crawler cut the page {url[:LONGEST_URL]} short ({reason[:LONGEST_KIND]})"
    return Problem("E152", "warning", path, message, REMEDY)


def _damaged(path: str, damage: str, count: int) -> Problem:
    message = f"the web archive is damaged: {damage}; the {count} pages before that are taken"
    return Problem("E150", "warning", path, message, "take the file again from where it comes from")


def _no_warc(path: str, damage: str) -> Problem:
    message = "the file is no web archive (WARC)" + (f": {damage}" if damage else "")
    return Problem("E151", "error", path, message, "give it its true ending, or take it again from where it comes from")
