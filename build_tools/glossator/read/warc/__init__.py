"""Web archives (WARC, ISO 28500): the pages in them, each as it was served."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...files import is_web_address
from ...model import Problem
from ..decoding import publishable
from ..extras import missing
from .coding import PageError, decoded
from .page import WarcPage, charset_of, day_of
from .records import BEGINNING, HEADERS_END, LONGEST_HEADERS, Record, records, unpacked

UNPACKED_TIMES = 8
"""How often the largest page's bytes a whole archive, and all its pages, may have when unpacked."""
MOST_KINDS, LONGEST_KIND = 100, 60
"""Kinds of records that are told apart, and code points of each one's name."""
MOST_PROBLEMS = 100
"""Problems with single pages that are told; a hostile archive may have millions."""

LONGEST_URL = 300
"""Code points of an address in a problem."""
REMEDY = "save the page anew from where it stands, if it matters"

PAGES = frozenset(("text/html", "application/xhtml+xml"))


@dataclass(slots=True)
class _Taken:
    """What is found, record by record."""

    left: int
    """Bytes of pages that may still be taken."""
    pages: list[WarcPage] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    untold: int = 0
    """How many more problems there are than are told."""
    kinds: Counter[str] = field(default_factory=Counter)

    def count(self, kind: str) -> None:
        kind = " ".join(kind.split())[:LONGEST_KIND] or "of no kind"
        self.kinds[kind if kind in self.kinds or len(self.kinds) < MOST_KINDS else "other"] += 1

    def tell(self, problem: Problem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.untold += 1


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
    whole, damage = unpacked(data, UNPACKED_TIMES * max_bytes)
    if not BEGINNING.match(whole):
        return (), (_no_warc(path, damage),), {}
    taken = _Taken(UNPACKED_TIMES * max_bytes)
    for record in records(whole):
        if isinstance(record, str):
            damage = damage or record
        else:
            _take(path, taken, record, parser, max_bytes)
    if taken.untold:
        taken.problems.append(_more(path, taken.untold))
    if damage:
        taken.problems.append(_damaged(path, damage, len(taken.pages)))
    return tuple(taken.pages), tuple(taken.problems), dict(sorted(taken.kinds.items()))


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
            raise PageError("it is kept in several records")
        packing = _header(http[0], "Transfer-Encoding"), _header(http[0], "Content-Encoding")
        data = decoded(bytes(http[1]), *packing, min(max_bytes, taken.left))
    except PageError as error:
        taken.count("response, page not taken")
        taken.tell(_not_taken(path, url, str(error)))
        return
    taken.left -= len(data)
    if cut := _header(headers, "WARC-Truncated"):
        taken.tell(_truncated(path, url, cut))
    day, record_id = day_of(_header(headers, "WARC-Date")), _header(headers, "WARC-Record-ID")
    taken.pages.append(WarcPage(url, day, record_id, data, charset_of(data, _header(http[0], "Content-Type"))))


def _header(headers: Any, name: str) -> str:
    """Return a header's value, as text that any page can hold; an empty string where it has none."""
    return publishable(str(headers.get_header(name) or "").strip())


def _http(block: memoryview, parser: Any) -> tuple[Any, memoryview] | None:
    """Return a response's headers and its body; None where it is none of HTTP."""
    begun = bytes(block[:LONGEST_HEADERS])
    end = HEADERS_END.search(begun)
    if not begun.startswith(b"HTTP/") or end is None:
        return None
    return parser.parse(io.BytesIO(begun[: end.end()])), block[end.end() :]


def _not_a_page(url: str, http: Any) -> str:
    """Return what a response is, where it is no page; else an empty string."""
    kind = _header(http, "Content-Type").partition(";")[0].strip().lower()
    status = http.statusline.split(" ", 1)[0]
    if status != "200":
        return f"status {status}"
    if kind not in PAGES:
        return kind or "of no type"
    return "" if is_web_address(url) else "from no address of the web"


def _more(path: str, count: int) -> Problem:
    message = f"{count:,} more pages of the archive are cut short or cannot be taken"
    return Problem("E152", "warning", path, message, REMEDY)


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
