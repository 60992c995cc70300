"""Web archives: which records are pages, how they are unpacked, and what stands before damage."""

from __future__ import annotations

import gzip
import io
import sys
import time
import types
import zlib
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from glossator.model import Problem
from glossator.read.warc import WarcPage, pages

MOST = 1_000_000
PATH = "in.warc"
HTML = "<p>Größe</p>".encode()
TYPE = ("Content-Type", "text/html; charset=utf-8")


def packed_by_gzip(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def named(value: object) -> str | None:
    """Return a test case's name, or none: bytes make long ones."""
    return None if isinstance(value, str) else "data"


def archive(*records: tuple[str, list[tuple[str, str]], bytes], packed: bool = False) -> bytes:
    """Return a web archive by warcio's own writer: (status line, headers of HTTP, body) each."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "tests"}))
    for number, (status, headers, body) in enumerate(records):
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        said = {"WARC-Date": f"2025-11-{number + 1:02}T23:59:59Z"}
        url = f"https://example.org/{number}"
        asked = StatusAndHeaders(f"GET /{number} HTTP/1.1", [("Host", "example.org")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=said
            )
        )
    return made.getvalue()


def taken(data: bytes, most: int = MOST) -> tuple[WarcPage, ...]:
    """Return the pages of an archive with which nothing is wrong."""
    found, problems, _ = pages(PATH, data, most)
    assert problems == ()
    return found


def one(headers: list[tuple[str, str]], body: bytes) -> WarcPage:
    (page,) = taken(archive(("200 OK", headers, body)))
    return page


def wrong(headers: list[tuple[str, str]], body: bytes, most: int = MOST) -> Problem:
    found, (problem,), kinds = pages(PATH, archive(("200 OK", headers, body)), most)
    assert found == ()
    assert kinds["response, page not taken"] == 1
    return problem


def record(block: bytes, kind: str = "response", url: str = "https://example.org/", more: str = "") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n{more}Content-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_has_its_address_its_day_and_its_bytes(packed: bool) -> None:
    found, problems, kinds = pages(
        PATH, archive(("200 OK", [TYPE], HTML), ("200 OK", [TYPE], b"<p>b"), packed=packed), MOST
    )
    assert problems == ()
    assert [(page.url, page.retrieved, page.data, page.charset) for page in found] == [
        ("https://example.org/0", "2025-11-01", HTML, ""),
        ("https://example.org/1", "2025-11-02", b"<p>b", ""),
    ]
    assert all(page.record_id.startswith("<urn:uuid:") for page in found)
    assert kinds == {"request": 2, "warcinfo": 1}


def test_a_whole_archive_packed_as_one_is_read() -> None:
    assert [page.data for page in taken(packed_by_gzip(archive(("200 OK", [TYPE], HTML))))] == [HTML]


def test_records_that_are_no_pages_are_counted_by_kind() -> None:
    data = archive(
        ("404 Not Found", [TYPE], HTML),
        ("200 OK", [("Content-Type", "image/png")], b"x"),
        ("200 OK", [], b"x"),
        ("301 Moved", [TYPE], b""),
    )
    others = (
        record(b"words", "metadata")
        + record(b"12.0.0.1", "response", "dns:example.org")
        + record(RESPONSE, url="file:///etc/passwd")
        + record(b"", "")
    )
    found, problems, kinds = pages(PATH, data + others, MOST)
    assert (found, problems) == ((), ())
    assert kinds == {
        "metadata": 1,
        "of no kind": 1,
        "request": 4,
        "response, from no address of the web": 1,
        "response, image/png": 1,
        "response, not of HTTP": 1,
        "response, of no type": 1,
        "response, status 301": 1,
        "response, status 404": 1,
        "warcinfo": 1,
    }


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ([("Content-Encoding", "gzip")], packed_by_gzip(HTML)),
        ([("Content-Encoding", "GZip")], HTML),
        ([("Content-Encoding", "deflate")], zlib.compress(HTML)),
        ([("Content-Encoding", "deflate")], zlib.compress(HTML)[2:-4]),
        ([("Content-Encoding", "deflate")], HTML),
        ([("Content-Encoding", "identity")], HTML),
        ([("Content-Encoding", "deflate, gzip")], packed_by_gzip(zlib.compress(HTML))),
        ([("Transfer-Encoding", "chunked")], b"4\r\n" + HTML[:4] + b"\r\nA;x=y\r\n" + HTML[4:] + b"\r\n0\r\n\r\n"),
        ([("Transfer-Encoding", "chunked")], b"E\r\n" + HTML + b"\r\n"),
        ([("Transfer-Encoding", "chunked")], HTML),
    ],
    ids=named,
)
def test_a_page_is_unpacked(headers: list[tuple[str, str]], body: bytes) -> None:
    assert one([TYPE, *headers], body).data == HTML


def test_chunks_may_be_packed() -> None:
    packed = packed_by_gzip(HTML)
    body = f"{len(packed):x}\r\n".encode() + packed + b"\r\n0\r\n\r\n"
    assert one([TYPE, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")], body).data == HTML


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        ([("Content-Encoding", "gzip")], packed_by_gzip(HTML)[:-9], "it is cut short"),
        ([("Content-Encoding", "gzip, " * 4)], HTML, "it is packed over and over"),
        ([("Content-Encoding", "gzip")], packed_by_gzip(HTML)[:10] + b"\x07" * 30, "what is packed in it is damaged"),
        ([("Content-Encoding", "deflate")], b"\x07\xff", "what is packed in it is damaged"),
        ([("Content-Encoding", "zstd")], HTML, "it is packed in a way that is not known (zstd)"),
        ([("Transfer-Encoding", "chunked")], b"FF\r\n" + HTML, "it is cut short"),
        ([("Transfer-Encoding", "chunked")], b"4\r\nabcd\r\nzz\r\n", "its chunks are damaged"),
        ([], b"a" * (MOST + 1), "it is larger than what is read"),
        ([("Content-Encoding", "gzip")], packed_by_gzip(bytes(MOST + 1)), "it is larger than what is read"),
    ],
    ids=named,
)
def test_a_page_that_cannot_be_unpacked_is_named(headers: list[tuple[str, str]], body: bytes, reason: str) -> None:
    problem = wrong([TYPE, *headers], body)
    assert (problem.code, problem.severity) == ("E152", "warning")
    assert problem.message == f"the page https://example.org/0 was not taken: {reason}"


class FakeBrotli(types.ModuleType):
    """A package whose packed bytes are the bytes."""

    error = ValueError

    class Decompressor:
        def process(self, data: bytes) -> bytes:
            if b"!" in data:
                raise ValueError
            return data * 100

        def is_finished(self) -> bool:
            return True


def test_brotli_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    headers = [TYPE, ("Content-Encoding", "br")]
    monkeypatch.setitem(sys.modules, "brotli", None)
    assert "brotli, whose package is not installed" in wrong(headers, b"ab").message
    monkeypatch.setitem(sys.modules, "brotli", FakeBrotli("brotli"))
    assert one(headers, b"ab").data == b"ab" * 100
    assert "larger" in wrong(headers, b"ab" * 10_000).message
    assert "damaged" in wrong(headers, b"!").message


@pytest.mark.parametrize(
    ("content_type", "body", "charset"),
    [
        ("text/html; charset=koi8-r", b"<p>\xf0\xd2", "koi8-r"),
        ('text/html;CHARSET="KOI8-R"', b"<p>\xf0\xd2", "KOI8-R"),
        ("text/html", b"<p>\xf0\xd2", ""),
        ("text/html; charset=koi8-r", HTML, ""),
        ("text/html; charset=koi8-r", b"<meta charset=cp1251><p>\xf0\xd2", ""),
        ("application/xhtml+xml; charset=koi8-r", b'<?xml version="1.0" encoding="x"?><p>\xf0\xd2', ""),
        ("text/html; charset=koi8-r", b" " * 1024 + b"<meta charset=cp1251><p>\xf0\xd2", "koi8-r"),
        ("text/html; charset=koi8-r", b"\xff\xfea\0", ""),
        ("text/html; charset=\x1b[31m", b"<p>\xf0\xd2", ""),
    ],
    ids=named,
)
def test_the_server_s_charset_is_kept_where_the_page_has_none(content_type: str, body: bytes, charset: str) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: " + content_type.encode() + b"\r\n\r\n" + body
    (page,) = taken(record(block))
    assert page.charset == charset


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2025-11-21T23:59:59Z", "2025-11-21"),
        ("2025-11-21T23:59:59.123456Z", "2025-11-21"),
        ("2025-11", "2025-11"),
        ("2025", "2025"),
        ("2025-02-30T00:00:00Z", ""),
        ("20251121235959", ""),
        ("soon", ""),
    ],
)
def test_the_day_is_that_of_the_record(moment: str, day: str) -> None:
    (page,) = taken(record(RESPONSE, more=f"WARC-Date: {moment}\r\n"))
    assert page.retrieved == day


def test_a_page_that_the_crawler_cut_is_taken_and_named() -> None:
    found, (problem,), _ = pages(PATH, record(RESPONSE, more="WARC-Truncated: length\r\n"), MOST)
    assert [page.data for page in found] == [HTML]
    assert problem.message == "the crawler cut the page https://example.org/ short (length)"


def test_an_address_in_angle_brackets_and_bare_line_feeds_are_read() -> None:
    data = record(RESPONSE, url="<https://example.org/a>").replace(b"\r\n", b"\n")
    length = len(RESPONSE.replace(b"\r\n", b"\n"))
    data = data.replace(f"Content-Length: {len(RESPONSE)}".encode(), f"Content-Length: {length}".encode())
    assert [(page.url, page.data) for page in taken(data)] == [("https://example.org/a", HTML)]


@pytest.mark.parametrize(
    "data", [b"", b"words", HTML, packed_by_gzip(HTML), b"\x1f\x8b", b"WARC", b"WARC/1.0"], ids=named
)
def test_what_is_no_web_archive_is_refused(data: bytes) -> None:
    found, (problem,), kinds = pages(PATH, data, MOST)
    assert (found, kinds, problem.code) == ((), {}, "E151")


def test_without_warcio_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "warcio.statusandheaders", None)
    _, (problem,), _ = pages(PATH, record(RESPONSE), MOST)
    assert problem.code == "E120"


@pytest.mark.parametrize(
    ("rest", "damage"),
    [
        (record(RESPONSE)[:-20], "is cut short"),
        (b"rubbish", "no record begins that is whole"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "no record begins that is whole"),
        (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "does not tell its length"),
        (b"WARC/1.0\r\nContent-Length: -5\r\n\r\n", "does not tell its length"),
        (b"WARC/1.0\r\nContent-Length: 999999999999\r\n\r\n", "is cut short"),
        (b"WARC/1.0\r\na: " + b"b" * 100_000 + b"\r\n\r\n", "no record begins that is whole"),
    ],
    ids=named,
)
def test_what_stands_before_damage_is_taken(rest: bytes, damage: str) -> None:
    found, (problem,), _ = pages(PATH, record(RESPONSE) + rest, MOST)
    assert [page.data for page in found] == [HTML]
    assert (problem.code, problem.severity) == ("E150", "warning")
    assert damage in problem.message
    assert problem.message.endswith("; the 1 pages before that are taken")


@pytest.mark.parametrize(
    ("rest", "damage"),
    [
        (packed_by_gzip(record(RESPONSE))[:-20], "it is cut short"),
        (packed_by_gzip(record(RESPONSE))[:10] + b"\x07" * 40, "what is packed in it is damaged"),
        (b"more", "it goes on with something else"),
        (packed_by_gzip(b"\r\n" * 10 * MOST), "larger than the 8,000,000 bytes that are read"),
    ],
    ids=named,
)
def test_what_stands_before_damage_in_what_is_packed_is_taken(rest: bytes, damage: str) -> None:
    found, (problem,), _ = pages(PATH, packed_by_gzip(record(RESPONSE)) + rest, MOST)
    assert [page.data for page in found] == [HTML]
    assert damage in problem.message


def test_zeros_behind_an_archive_are_no_damage() -> None:
    assert len(taken(packed_by_gzip(record(RESPONSE)) + bytes(512))) == 1


def timed(data: bytes) -> Mapping[str, int]:
    begun = time.process_time()
    _, problems, kinds = pages(PATH, data, MOST)
    assert time.process_time() - begun < 10
    assert len(problems) <= 102
    return kinds


def test_bombs_end_soon() -> None:
    empty = packed_by_gzip(b"")
    timed(packed_by_gzip(record(RESPONSE)) + packed_by_gzip(bytes(1 << 26)))
    timed(packed_by_gzip(record(RESPONSE)) + empty * 200_000)
    bomb = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed_by_gzip(bytes(MOST))
    timed(record(bomb) * 200)
    timed(record(b"HTTP/1.1 200 OK\r\n" + b"a:\r\n" * 10_000 + b"\r\n") * 50)
    assert len(timed(b"".join(record(b"", f"k{n}") for n in range(1000)))) <= 101


def test_all_pages_together_are_bounded() -> None:
    bomb = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed_by_gzip(bytes(MOST))
    found, problems, kinds = pages(PATH, record(bomb) * 200, MOST)
    assert sum(len(page.data) for page in found) <= 8 * MOST
    assert kinds["response, page not taken"] == 192
    assert len(problems) == 101


WHOLE = archive(("200 OK", [TYPE, ("Content-Encoding", "gzip")], packed_by_gzip(HTML)), ("200 OK", [TYPE], HTML))
PACKED = archive(("200 OK", [TYPE, ("Content-Encoding", "gzip")], packed_by_gzip(HTML)), packed=True)


def check(data: bytes) -> tuple[WarcPage, ...]:
    found, problems, kinds = pages(PATH, data, MOST)
    assert all(problem.code in ("E150", "E151", "E152") and problem.remedy for problem in problems)
    for page in found:
        page.url.encode()
        page.charset.encode()
        page.record_id.encode()
    for kind in kinds:
        kind.encode()
    return found


def test_a_file_cut_anywhere_gives_what_is_whole() -> None:
    for whole in (WHOLE, PACKED):
        counts = [len(check(whole[:end])) for end in range(len(whole))]
        assert counts == sorted(counts)
        assert counts[-1] == len(check(whole))


@given(st.binary(max_size=300))
def test_any_bytes_are_pages_or_problems(data: bytes) -> None:
    check(data)
    check(b"WARC/1.0\r\n" + data)
    check(packed_by_gzip(b"WARC/1.0\r\n" + data) + data)
    check(record(data))
    check(record(b"HTTP/1.1 200 OK\r\n" + data))
    for coding in ("gzip", "deflate", "br", "x"):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {coding}\r\n\r\n"
        check(record(head.encode() + data))
    check(record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + data))


@settings(max_examples=300)
@given(st.sampled_from([WHOLE, PACKED]), st.data())
def test_any_damage_gives_pages_or_problems(whole: bytes, data: st.DataObject) -> None:
    changed = bytearray(whole)
    for _ in range(3):
        changed[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    check(bytes(changed))


@given(st.lists(st.binary(min_size=1, max_size=20), max_size=8))
def test_chunks_make_what_they_were_made_of(pieces: list[bytes]) -> None:
    body = b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"
    assert one([TYPE, ("Transfer-Encoding", "chunked")], body).data == b"".join(pieces)
