"""E-mail: which part is the text, what its headers say, what is left out, and what cannot be read."""

from __future__ import annotations

import time
from email.message import EmailMessage
from email.policy import SMTP
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.config import Options
from glossator.model import Problem
from glossator.read import read
from glossator.read.mail import read_mail
from glossator.read.mail.parts import MOST_PARTS
from glossator.read.reading import Reading

PATH = "seeds/a.eml"
HEAD = b"From: Ada Lovelace <ada@example.org>\nTo: Charles <c@example.org>\nSubject: The engine\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def message(text: str = "Dear Charles,\n\nit works.\n") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ada Lovelace <ada@example.org>"
    made["To"] = "charles@example.org"
    made["Subject"] = "The engine"
    made["Date"] = "Fri, 21 Nov 2025 23:30:00 -0500"
    if text:
        made.set_content(text)
    return made


def make(data: bytes | EmailMessage) -> Reading:
    """Read a message that must become a text."""
    reading = read_mail(PATH, data if isinstance(data, bytes) else data.as_bytes(), Options())
    assert isinstance(reading, Reading), str(reading)
    lawful(reading)
    return reading


def lawful(reading: Reading) -> None:
    """Blocks are in order, never overlap, lie in the text, and leave nothing but white space between them."""
    reading.text.encode()
    assert "\0" not in reading.text
    edges = [0, *(edge for block in reading.blocks for edge in (block.span.start, block.span.end)), len(reading.text)]
    assert edges == sorted(edges)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert not reading.text[start:end].strip()
    for block in reading.blocks:
        words = reading.text[block.span.start : block.span.end]
        assert words
        assert words == words.strip()
    for mark in reading.marks:
        assert sum(block.span.contains(mark.span) for block in reading.blocks) == 1
        assert len(mark.span)


def refusal(data: bytes) -> Problem:
    problem = read_mail(PATH, data, Options())
    assert isinstance(problem, Problem)
    assert problem.remedy
    return problem


def record(reading: Reading) -> dict[str, tuple[str, str]]:
    return {datum.name: (datum.value, datum.origin) for datum in reading.metadata}


def blocks(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.text[block.span.start : block.span.end]) for block in reading.blocks]


def left_out(reading: Reading, reason: str) -> list[str]:
    return [each.text for each in reading.left_out if each.reason == reason]


def test_headers_become_the_record() -> None:
    reading = make(message())
    assert record(reading) == {
        "title": ("The engine", "Subject header"),
        "author": ("Ada Lovelace", "From header"),
        "date": ("2025-11-21", "Date header"),
    }
    assert "To: charles@example.org" in left_out(reading, "header")
    assert "From: Ada Lovelace <ada@example.org>" in left_out(reading, "header")
    assert not any("MIME-Version" in text or "Subject" in text for text in left_out(reading, "header"))
    assert reading.text == "Dear Charles,\n\nit works.\n"
    assert reading.encoding == "UTF-8, as the Content-Type header declares"


@pytest.mark.parametrize(
    ("header", "name", "value"),
    [
        ("Subject: =?utf-8?q?Caf=C3=A9_?= =?utf-8?b?8J2UmA==?=", "title", "Café 𝔘"),
        ("Subject: =?utf-8?b?w4M=?= =?utf-8?b?4pw=?= =?UTF-8?B?hQ==?=", "title", "Ã✅"),
        ("Subject: =?koi8-r?B?8NLJ18XU?= all", "title", "Привет all"),
        ("Subject: =?no-such?q?ok=20?=", "title", "ok"),
        ("Subject: =?utf-8?b?!?= x", "title", "x"),
        ("Subject: =?utf-8?b?abcde?= x", "title", "abcde x"),
        ("Subject: a\n  long\n\tone", "title", "a long one"),
        ("From: ada@example.org", "author", "ada@example.org"),
        ('From: "Lovelace, Ada" <a@b.c>, Charles <c@d.e>', "author", "Lovelace, Ada, Charles"),
        ("From: =?utf-8?q?Andr=C3=A9?= <a@b.c>", "author", "André"),
        ("Date: 1 Jan 99 00:00 +0000", "date", "1999-01-01"),
        ("Date: Tue, 31 Feb 2020 00:00:00 +0000", "date", ""),
        ("Date: soon", "date", ""),
        ("Date: 99999999999999999999", "date", ""),
        ("Subject: ???", "title", ""),
    ],
)
def test_headers_are_decoded(header: str, name: str, value: str) -> None:
    reading = make(f"To: x@example.org\n{header}\n\nHello\n".encode())
    assert record(reading).get(name, ("", ""))[0] == value


def test_a_byte_order_mark_before_the_headers_is_no_header() -> None:
    assert record(make(b"\xef\xbb\xbfSubject: Engine\n\nx"))["title"][0] == "Engine"


def test_a_header_that_is_not_ascii_is_read_all_the_same() -> None:
    assert record(make("Subject: Café\n\nx".encode()))["title"][0] == "Café"
    assert record(make("Subject: Café\n\nx".encode("cp1252")))["title"][0] == "Café"


def test_quoted_lines_are_quotes_and_what_stands_between_is_not() -> None:
    text = "Hi,\n\nOn Monday, Ada wrote:\n> one\n> two\n>\n> three\n>> four\nanswer\n\n>From here on\n-- \nAda\n"
    assert blocks(make(HEAD + b"\n" + text.encode())) == [
        ("paragraph", "Hi,"),
        ("paragraph", "On Monday, Ada wrote:"),
        ("quote", "> one\n> two\n>"),
        ("quote", "> three"),
        ("quote", ">> four"),
        ("paragraph", "answer"),
        ("paragraph", ">From here on\n-- \nAda"),
    ]


def test_only_marks_of_quoting_belong_to_a_quote() -> None:
    assert blocks(make(HEAD + b"\n>\n>\n> a\n>\n>\n> b\n")) == [("quote", ">\n>\n> a\n>\n>"), ("quote", "> b")]


def test_a_paragraph_that_fills_its_lines_is_wrapped_and_verse_is_not() -> None:
    full = (
        "The engine might act upon other things besides number, were objects\nfound whose mutual relations could be\n"
    )
    quoted = "".join(f"> {line}\n" for line in full.splitlines())
    verse = "Roses are red\nViolets are blue and very long indeed\nSugar\n"
    reading = make(HEAD + f"\n{full}\n{verse}\n{quoted}".encode())
    assert [block.wrapped for block in reading.blocks] == [True, False, False]


def test_line_ends_become_lf_and_nothing_else_changes() -> None:
    reading = make(message("One \n\ttwo  \n").as_bytes(policy=SMTP))
    assert reading.text == "One \n\ttwo  \n"
    assert reading.line_ends == "CRLF (2 of them), read as LF"


def test_flowed_lines_are_not_joined() -> None:
    data = HEAD + b"Content-Type: text/plain; format=flowed\n\nsome \nwords\n"
    assert make(data).text == "some \nwords\n"


@pytest.mark.parametrize(
    ("charset", "body", "text", "encoding"),
    [
        ("iso-8859-1", b"\x93caf\xe9\x94", "“café”", "CP1252, as the Content-Type header declares"),
        ("us-ascii", b"plain", "plain", "ASCII, as the Content-Type header declares"),
        ("us-ascii", "café".encode(), "café", "UTF-8"),
        ("iso-2022-jp", b'\x1b$B$"\x1b(B', "あ", "ISO2022_JP, as the Content-Type header declares"),
        ("utf-8", b"caf\xe9 is", "café is", "cp1252, guessed: the bytes are no UTF-8"),
        ("unicode_escape", b"\\ud800", "\\ud800", "UTF-8"),
        ("punycode", b"abc-", "abc-", "UTF-8"),
        ("base64", b"abcd", "abcd", "UTF-8"),
        ("\udc80", b"abcd", "abcd", "UTF-8"),
    ],
)
def test_the_charset_is_what_is_declared_else_utf8_else_a_guess(
    charset: str, body: bytes, text: str, encoding: str
) -> None:
    head = f"Content-Type: text/plain; charset={charset}\n\n".encode("utf-8", "surrogateescape")
    reading = make(HEAD + head + body)
    assert (reading.text, reading.encoding) == (text, encoding)
    assert [problem.code for problem in reading.problems] == (["I111"] if "guessed" in encoding else [])


@pytest.mark.parametrize(
    ("charset", "body", "wrong"),
    [("utf-8", b"a" * 500 + b"\xff\xfe", 2), ("utf-8", b"a\0b\0", 2), ("utf-7", b"a" * 500 + b"+2AA-", 1)],
)
def test_what_does_not_fit_stands_as_a_replacement_and_is_counted(charset: str, body: bytes, wrong: int) -> None:
    reading = make(HEAD + f"Content-Type: text/plain; charset={charset}\n\n".encode() + body)
    assert reading.text.count("\ufffd") == wrong
    (problem,) = reading.problems
    assert (problem.code, problem.severity) == ("I112", "info")
    assert problem.message.startswith(f"{wrong} bytes ")


def test_of_text_and_html_the_text_is_read() -> None:
    made = message()
    made.add_alternative("<p>Dear Charles,</p><p>it works.</p>", subtype="html")
    reading = make(made)
    assert reading.text == "Dear Charles,\n\nit works.\n"
    assert left_out(reading, "the same message as HTML") == ["text/html, 37 bytes"]
    assert not left_out(reading, "HTML beside the text")


def test_of_html_and_an_empty_text_the_html_is_read() -> None:
    made = message("\n")
    made.add_alternative("<h1>Engine</h1><p>It <b>works</b>.</p>", subtype="html")
    reading = make(made)
    assert reading.text == "Engine\n\nIt works."
    assert [(mark.kind, reading.text[mark.span.start : mark.span.end]) for mark in reading.marks] == [
        ("strong", "works")
    ]


def test_a_message_in_html_alone_is_read_as_that() -> None:
    made = message("")
    made.set_content("<p>Caf&eacute; &#0;&#xD800;<script>x</script></p>", subtype="html")
    assert make(made).text.startswith("Café")


def test_what_is_attached_is_listed() -> None:
    made = message()
    made.add_attachment(b"%PDF" * 3000, maintype="application", subtype="pdf", filename="Bericht é.pdf")
    made.add_attachment("notes", filename="notes.txt")
    made.add_attachment(PNG, maintype="image", subtype="png", disposition="inline")
    inner = message("within")
    made.add_attachment(inner)
    reading = make(made)
    assert reading.text == "Dear Charles,\n\nit works.\n"
    assert left_out(reading, "attachment") == [
        "Bericht é.pdf, application/pdf, 12,000 bytes",
        "notes.txt, text/plain, 6 bytes",
        "The engine, message/rfc822",
    ]
    assert left_out(reading, "inline picture") == ["image/png, 108 bytes"]


def test_several_parts_of_text_are_one_text() -> None:
    data = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\nnone\n--b\n\none\n--b\n\ntwo\n--b\n"
    reading = make(data + b"Content-Type: text/html\n\n<p>three</p>\n--b--\n")
    assert reading.text == "one\n\ntwo"
    assert left_out(reading, "HTML beside the text") == ["three"]
    assert left_out(reading, "shown only by programs that know no attachments") == ["none"]


def test_a_message_without_text_is_refused() -> None:
    made = message("")
    made.set_content(PNG, maintype="image", subtype="png")
    problem = refusal(made.as_bytes())
    assert (problem.code, problem.message) == ("E130", "the message holds no text")
    assert problem.remedy == "save what is attached to it as a source of its own"


@pytest.mark.parametrize("data", [b"", b"\n", b"Hello\n\nworld", b"Note: this is a text.\n\nYes.", b"\0\xff" * 100])
def test_what_has_no_headers_is_no_mail(data: bytes) -> None:
    assert refusal(data).code == "E131"


def nested(depth: int) -> bytes:
    parts = (f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return HEAD + "".join(parts).encode() + b"\nx\n"


@pytest.mark.parametrize(
    "data",
    [
        nested(MOST_PARTS + 5),
        nested(100_000),
        nested(150) + b"\n" * 1_000_000,
        HEAD + b"Content-Type: message/rfc822\n\n" * 50_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 10_000,
    ],
    ids=["parts", "nesting", "boundaries", "messages", "siblings"],
)
def test_bombs_are_refused_soon(data: bytes) -> None:
    begun = time.process_time()
    assert refusal(data).code == "E132"
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    "header",
    [
        b'Content-Type: text/plain;"' + b'";' * 100_000,
        b"Content-Type: text/plain " + b"(" * 100_000,
        b"Content-Type: text/plain;" + b" a=b;" * 100_000,
        b"Content-Type: text/plain; charset*0*=" + b"%" * 1000,
        b"Content-Type: text/plain; charset=utf-8''x",
        b"Content-Transfer-Encoding: base64",
        b"Content-Transfer-Encoding: x-uuencode",
        b"Content-Disposition: ;;;===",
        b"From: " + b"<" * 100_000,
        b"From: " + b'"(' * 100_000,
        b"Date: " + b"," * 100_000,
        b"Subject: " + b"=?utf-8?q?" * 100_000,
        b"Content-Type:",
        b"Content-Type: /",
    ],
    ids=lambda header: header[:30].decode(),
)
def test_hostile_headers_end_soon(header: bytes) -> None:
    begun = time.process_time()
    read_mail(PATH, b"To: x@example.org\n" + header + b"\n\nwords\n", Options())
    assert time.process_time() - begun < 5


def test_a_file_cut_anywhere_is_a_text_or_a_problem() -> None:
    made = message("> quoted\n\nand é\n")
    made.add_alternative("<p>Dear <i>Charles</i></p>", subtype="html")
    made.add_attachment(PNG, maintype="image", subtype="png", filename="a.png")
    whole = made.as_bytes()
    for end in range(len(whole)):
        check(whole[:end])


def check(data: bytes) -> None:
    reading = read_mail(PATH, data, Options())
    if isinstance(reading, Reading):
        lawful(reading)
        assert all(one.span <= other.span for one, other in pairwise(reading.blocks))
    else:
        assert reading.code.startswith("E13")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_problem(data: bytes) -> None:
    check(data)
    check(HEAD + data)
    check(HEAD + b"\n" + data)
    check(HEAD + b"Content-Type: text/html\n\n" + data)
    check(HEAD + b"Content-Type: multipart/alternative; boundary=b\n\n--b\n" + data)


PIECES = (
    "Content-Type: multipart/mixed; boundary=b\n|Content-Type: multipart/alternative; boundary=c\n|--b\n|--b--\n"
    "|--c\n|--c--\n|Content-Type: text/html; charset=koi8-r\n|Content-Transfer-Encoding: base64\n"
    "|Content-Type: message/rfc822\n|Content-Transfer-Encoding: quoted-printable\n|\n|> > a\n|>\n|words \r\n"
    "|=E9=\n|<p>a<br>b\n|\x1c\n| |:|;|é|\x85|\u2028"
).split("|")


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_message_of_these_pieces_is_a_text_or_a_problem(pieces: list[str]) -> None:
    check(HEAD + "".join(pieces).encode())


@given(st.text(alphabet="ab > \n\r\t.\x1c\u2028é", max_size=200))
def test_the_text_is_what_was_sent(text: str) -> None:
    data = HEAD + b"Content-Type: text/plain; charset=utf-8\n\n" + text.encode()
    reading = read_mail(PATH, data, Options())
    if text.strip():
        assert isinstance(reading, Reading)
        assert reading.text == text.replace("\r\n", "\n")
        lawful(reading)


def alternatives(depth: int) -> bytes:
    """Return a message in which the only other version of a message is such a message."""
    parts = (f"Content-Type: multipart/alternative; boundary=b{n}\n\n--b{n}\n" for n in range(depth))
    return HEAD + "".join(parts).encode() + b"\nx\n"


def test_alternatives_within_alternatives_and_many_headers_end_soon() -> None:
    begun = time.process_time()
    assert make(alternatives(100)).text == "x"
    assert make(alternatives(50)[:-3] + b"a:b\n" * 200_000 + b"\nx\n").text == "x"
    assert time.process_time() - begun < 10


def test_a_message_that_is_forwarded_whole_is_no_other_version_of_the_text() -> None:
    data = HEAD + b"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
    assert make(data + HEAD + b"\nold\n--b\nContent-Type: text/html\n\n<p>new</p>\n--b--\n").text == "new"


def test_a_sender_whom_the_parser_cannot_read_does_not_cost_the_message() -> None:
    assert make(b"Subject: a\nFrom: " + b"(" * 3000 + b"\n\nwords\n").text == "words\n"


SAVED_PAGE = b"""From: <Saved by Blink>
Snapshot-Content-Location: https://news.example.com/a/b
Subject: A page
Date: Fri, 21 Nov 2025 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="xx"

--xx
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<html><body><nav>Home</nav><article><h1>A page</h1>
<p>Words with a <a href=3D"/x">link</a>.</p></article></body></html>

--xx--
"""


def test_a_page_that_a_browser_saved_as_a_message_is_a_page_and_no_letter() -> None:
    document, problems = read("seeds/a.mhtml", SAVED_PAGE, None, Options())
    assert document is not None, problems
    assert document.text == "Words with a link."
    assert {datum.name: datum.value for datum in document.metadata} == {
        "title": "A page",
        "url": "https://news.example.com/a/b",
    }
    assert ("navigation", "Home") in [(part.reason, part.text) for part in document.left_out]
