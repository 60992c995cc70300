"""Reading: bytes to text, what the record says of it, and the words in which a seed is refused."""

from __future__ import annotations

import codecs
import gzip
import hashlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.config import Options
from glossator.files import sidecar_path
from glossator.model import Document, LeftOut, Problem
from glossator.read import READERS, SidecarFile, default_language, guess_from_name, kind_of, load_seeds, read
from glossator.read.decoding import BYTE_ORDER_MARKS, decode
from glossator.read.reading import Reading
from glossator.structure import structure
from helpers import WriteFiles

OPTIONS = Options()

RUSSIAN = (
    "Сегодня утром в городе прошло заседание совета, на котором обсуждались важные вопросы развития. "
    "Председатель открыл заседание и предоставил слово докладчику. После доклада участники задавали вопросы, "
    "а затем приняли решение продолжить работу на следующей неделе. "
) * 8
FRENCH = (
    "L’été dernier, à l’hôtel de ville, le maire a présenté « le projet » : créer une bibliothèque, "
    "rénover l’école et protéger la forêt – un coût élevé, a-t-il reconnu, mais nécessaire. "
) * 8


def make(
    data: bytes | str, path: str = "seeds/a.txt", sidecar: str | None = None
) -> tuple[Document, tuple[Problem, ...]]:
    """Read a seed that must become a document."""
    beside = None if sidecar is None else SidecarFile("seeds/a.yml", sidecar.encode())
    document, problems = read(path, data.encode() if isinstance(data, str) else data, beside, OPTIONS)
    assert document is not None, problems
    return document, problems


def refusal(data: bytes, path: str = "seeds/a.txt", options: Options = OPTIONS) -> str:
    document, problems = read(path, data, None, options)
    assert document is None
    (problem,) = problems
    return str(problem)


def record(document: Document) -> Mapping[str, tuple[str, str]]:
    return {datum.name: (datum.value, datum.origin) for datum in document.metadata}


def test_utf8_is_read_as_it_stands() -> None:
    data = "Zażółć “gęślą” jaźń\u00a0\u2028.\n\ttab \n".encode()
    document, problems = make(data)
    assert problems == ()
    assert document.text.encode() == data
    assert (document.id, document.path) == ("a", "seeds/a.txt")
    assert (document.encoding, document.line_ends, document.source_bytes) == ("UTF-8", "LF", len(data))
    assert document.sha256 == document.source_sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("mark", "encoding", "said"),
    [
        (codecs.BOM_UTF8, "utf-8", "UTF-8, by its byte order mark"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16-LE, by its byte order mark"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16-BE, by its byte order mark"),
        (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32-LE, by its byte order mark"),
        (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32-BE, by its byte order mark"),
    ],
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(mark: bytes, encoding: str, said: str) -> None:
    document, _ = make(mark + "naïve 𝔘\n".encode(encoding))
    assert (document.text, document.encoding) == ("naïve 𝔘\n", said)


@pytest.mark.parametrize(("text", "encoding"), [(FRENCH, "cp1252"), (RUSSIAN, "koi8-r"), (RUSSIAN, "cp1251")])
def test_other_encodings_are_guessed_and_the_record_says_so(text: str, encoding: str) -> None:
    document, _ = make(text.encode(encoding))
    assert document.text == text
    name, _, how = document.encoding.partition(", ")
    assert codecs.lookup(name).decode(text.encode(encoding))[0] == text
    assert how == "guessed: the bytes are no UTF-8"


def test_crlf_becomes_lf_and_the_record_says_so() -> None:
    document, _ = make("one\r\ntwo\r\nthree\n")
    assert document.text == "one\ntwo\nthree\n"
    assert document.line_ends == "CRLF (2 of them), read as LF"
    assert document.sha256 == hashlib.sha256(b"one\ntwo\nthree\n").hexdigest()
    assert document.source_sha256 == hashlib.sha256(b"one\r\ntwo\r\nthree\n").hexdigest()


def test_a_lone_carriage_return_stays() -> None:
    document, _ = make("one\rtwo\n\rthree\r")
    assert (document.text, document.line_ends) == ("one\rtwo\n\rthree\r", "LF")


REFUSED = {
    "nul": (
        b"one\ntwo\0three",
        "seeds/a.txt:2:1: E101 the source holds a NUL character at byte 7, which no web page can hold\n"
        "    remedy: take the source again as text, or remove the character and say so in the sidecar's description",
    ),
    "nul_among_bytes_that_are_no_utf8": (
        b"caf\xe9 \0",
        "seeds/a.txt:1:1: E101 the source holds a NUL character at byte 5, which no web page can hold\n"
        "    remedy: take the source again as text, or remove the character and say so in the sidecar's description",
    ),
    "nul_in_utf16_is_counted_in_bytes": (
        codecs.BOM_UTF16_LE + "ab\0c".encode("utf-16-le"),
        "seeds/a.txt:1:1: E101 the source holds a NUL character at byte 6, which no web page can hold\n"
        "    remedy: take the source again as text, or remove the character and say so in the sidecar's description",
    ),
    "undecodable": (
        b"one\ntwo " + bytes(range(128, 256)),
        "seeds/a.txt:2:1: E102 the source is no text in UTF-8 (byte 8 is 0x80) nor in any encoding that fits\n"
        "    remedy: save it as UTF-8 text",
    ),
    "half_a_surrogate_in_utf16": (
        codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00",
        "seeds/a.txt:1:1: E102 the source is no text in UTF-8 (byte 4 is 0x00) nor in any encoding that fits\n"
        "    remedy: save it as UTF-8 text",
    ),
    "empty": (
        b"",
        "seeds/a.txt: E103 the source is empty\n    remedy: put the document's text in it, or remove it",
    ),
    "white_space_only": (
        b" \n\t\r\n",
        "seeds/a.txt: E103 the source is empty\n    remedy: put the document's text in it, or remove it",
    ),
    "byte_order_mark_only": (
        codecs.BOM_UTF8,
        "seeds/a.txt: E103 the source is empty\n    remedy: put the document's text in it, or remove it",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    data, words = REFUSED[case]
    assert refusal(data) == words


def test_refused_as_too_large() -> None:
    assert refusal(b"x" * 11, options=Options(max_source_bytes=10)) == (
        "seeds/a.txt: E107 the source has more than the 10 bytes that are read\n"
        "    remedy: split it, or raise `max_source_bytes` in mkdocs.yml"
    )
    assert read("seeds/a.txt", b"x" * 10, None, Options(max_source_bytes=10))[0] is not None


def test_refused_for_a_line_that_is_too_long() -> None:
    assert refusal(b"short\n" + b"x" * 11 + b"\nshort", options=Options(max_line_bytes=10)) == (
        "seeds/a.txt: E108 a line has 11 bytes, more than the 10 that are read\n"
        "    remedy: break the line, or raise `max_line_bytes` in mkdocs.yml"
    )
    assert read("seeds/a.txt", b"x" * 10 + b"\n" + b"x" * 10, None, Options(max_line_bytes=10))[0] is not None


@pytest.mark.parametrize("path", ["seeds/a.xyz", "seeds/a"])
def test_refused_for_an_unknown_ending(path: str) -> None:
    said = refusal(b"words", path)
    assert said.startswith(f"{path}: E106 no reader takes this kind of file; known are .txt, .md")
    assert said.endswith("\n    remedy: convert or remove it")


def test_an_ending_in_capitals_is_known() -> None:
    assert make("words", "seeds/A.TXT")[0].id == "a"


def test_front_matter_of_markdown_becomes_the_record_and_leaves_the_text() -> None:
    head = '---\ntitle: "A: B"\ndate: 2025\ntags: [x, y]\ninferred: [date]\n---\n'
    document, problems = make(head + "# Words\n", "seeds/a.md")
    assert problems == ()
    assert document.text == "# Words\n"
    assert document.left_out == (LeftOut("front matter, read as metadata", head),)
    assert record(document) == {
        "title": ("A: B", "front matter"),
        "date": ("2025", "front matter, inferred"),
        "tag": ("y", "front matter"),
    }
    assert document.values("tag") == ("x", "y")


def test_front_matter_that_cannot_be_read_stays_in_the_text() -> None:
    text = "---\ntitle: A\ndate: lately\n---\nWords.\n"
    document, problems = make(text, "seeds/a.md")
    assert document.text == text
    assert (document.metadata, document.left_out) == ((), ())
    assert [(problem.code, problem.line, problem.column) for problem in problems] == [("E409", 3, 7)]


def test_front_matter_of_other_programs_is_read_as_far_as_it_is_known() -> None:
    head = "---\ntitle: A\nlayout: post\ncategories: [x]\ndraft: true\n---\n"
    document, problems = make(f"{head}Words.\n", "seeds/a.md")
    assert document.text == "Words.\n"
    assert [str(problem) for problem in problems] == [
        "seeds/a.md: I118 of the front matter these keys are not read: `layout`, `categories`, `draft`\n"
        "    remedy: correct a key that is mistyped; leave another program's as they are"
    ]
    assert record(document) == {"title": ("A", "front matter")}
    assert document.left_out == (LeftOut("front matter, read as metadata", head),)


@pytest.mark.parametrize("error", [ValueError("no"), RecursionError(), AttributeError("x")], ids=repr)
def test_a_reader_that_fails_is_one_problem(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: str, data: bytes, options: Options) -> Reading | Problem:
        raise error

    monkeypatch.setitem(READERS, ".txt", fail)
    assert refusal(b"words").startswith(f"seeds/a.txt: E117 the reader failed: {type(error).__name__}")


def test_front_matter_alone_is_an_empty_source() -> None:
    assert refusal(b"---\ntitle: A\n---\n\n", "seeds/a.md").startswith("seeds/a.md: E103 the source is empty")


def test_front_matter_is_for_markdown_only() -> None:
    document, _ = make("---\ntitle: A\n---\nWords.\n")
    assert document.text == "---\ntitle: A\n---\nWords.\n"


def test_the_sidecar_goes_before_front_matter_and_both_before_the_text() -> None:
    document, _ = make("---\ntitle: B\nauthor: Bo\n---\nText.\n", "seeds/a.md", sidecar="title: A\nlanguage: fr\n")
    document = structure(default_language(document, OPTIONS))
    assert record(document) == {
        "title": ("A", "sidecar"),
        "language": ("fr", "sidecar"),
        "author": ("Bo", "front matter"),
    }
    read_alone, _ = make(
        "The Title\n\nBy Ann Lee\n\nROME (Reuters). Words.", sidecar="source: ANSA\ninferred: [source]\n"
    )
    assert record(structure(default_language(read_alone, OPTIONS))) == {
        "source": ("ANSA", "sidecar, inferred"),
        "language": ("en", "the archive's default"),
        "title": ("The Title", "text"),
        "author": ("Ann Lee", "byline"),
    }


def test_the_sidecar_gives_the_id() -> None:
    assert make("words", sidecar="id: letter-1\n")[0].id == "letter-1"


def test_values_of_the_record_stand_in_a_fixed_order() -> None:
    document, _ = make("words", sidecar="tags: [t]\ndescription: d\ntitle: x\nurl: https://example.org/\n")
    assert [datum.name for datum in document.metadata] == ["title", "url", "description", "tag"]


SIDECARS = {
    "wrong_date": (
        "title: A\ndate: 21 Nov 2025\n",
        "seeds/a.yml:2:7: E409 `date` is wrong: it is no EDTF date such as 2025-11-21, 2025-11, 1890~ or 1914/1918\n"
        "    remedy: change the value",
    ),
    "day_that_no_month_has": (
        "date: 2025-11-32\n",
        "seeds/a.yml:1:7: E409 `date` is wrong: it is no EDTF date such as 2025-11-21, 2025-11, 1890~ or 1914/1918\n"
        "    remedy: change the value",
    ),
    "day_that_this_year_has_not": (
        "date: 2025-02-29\n",
        "seeds/a.yml:1:7: E409 `date` is wrong: there is no such day\n    remedy: change the value",
    ),
    "interval_from_a_day_that_this_year_has_not": (
        "date: 2025-02-29/2025-03-01\n",
        "seeds/a.yml:1:7: E409 `date` is wrong: there is no such day\n    remedy: change the value",
    ),
    "interval_that_ends_before_it_begins": (
        "date: 1918~/1914\n",
        "seeds/a.yml:1:7: E409 `date` is wrong: it ends before it begins\n    remedy: change the value",
    ),
    "wrong_id": (
        "id: Letter One\n",
        "seeds/a.yml:1:5: E409 `id` is wrong: an id matches [a-z0-9-]{1,80} and is no reserved name\n"
        "    remedy: change the value",
    ),
    "blank_title": (
        'title: " "\n',
        "seeds/a.yml:1:8: E409 `title` is wrong: it has no character that is seen\n    remedy: change the value",
    ),
    "unseen_collection": (
        'title: "…"\ncollection: "\\u200b"\n',
        "seeds/a.yml:2:13: E409 `collection` is wrong: it has no character that is seen\n    remedy: change the value",
    ),
    "reserved_id": (
        "id: search\n",
        "seeds/a.yml:1:5: E409 `id` is wrong: an id matches [a-z0-9-]{1,80} and is no reserved name\n"
        "    remedy: change the value",
    ),
    "wrong_address": (
        "url: javascript:alert(1)\n",
        "seeds/a.yml:1:6: E409 `url` is wrong: it is no address that begins with http:// or https://\n"
        "    remedy: change the value",
    ),
    "unknown_key": (
        "titel: A\n",
        "seeds/a.yml:1:1: E408 `titel` is no key; did you mean `title`?\n    remedy: the keys are `id`, `title`,"
        " `author`, `source`, `url`, `date`, `retrieved`, `language`, `license`, `collection`, `tags`, `description`,"
        " `encoding`, `taken_from`, `version_of`, `former_ids`, `names`, `inferred`",
    ),
}


@pytest.mark.parametrize("case", SIDECARS)
def test_a_sidecar_that_is_wrong_leaves_the_document_standing(case: str) -> None:
    sidecar, words = SIDECARS[case]
    document, problems = make("words", sidecar=sidecar)
    assert [str(problem) for problem in problems] == [words]
    assert (document.id, document.text, document.metadata) == ("a", "words", ())


@pytest.mark.parametrize(
    "date", ["2025", "2025-11", "2025-11-21", "1890~", "1914/1918", "199X", "2025-11-21T10:00:00Z"]
)
def test_dates_are_edtf(date: str) -> None:
    document, problems = make("words", sidecar=f"date: {date}\n")
    assert (problems, document.value("date")) == ((), date)


@given(st.binary(max_size=200), st.sampled_from(["seeds/a.txt", "seeds/a.md"]))
def test_any_bytes_give_a_document_or_a_problem(data: bytes, path: str) -> None:
    document, problems = read(path, data, None, OPTIONS)
    if document is None:
        assert [problem.severity for problem in problems] == ["error"]
    else:
        assert document.text.strip()
        assert "\0" not in document.text
        document.text.encode()
        assert document.source_sha256 == hashlib.sha256(data).hexdigest()


@given(st.binary(max_size=200))
def test_any_sidecar_leaves_the_document_standing(data: bytes) -> None:
    document, _ = read("seeds/a.txt", b"words", SidecarFile("seeds/a.yml", data), OPTIONS)
    assert document is not None


@given(st.text(alphabet=st.sampled_from("0129-/~?%XuyT:Z+.,{}[] ')ë"), max_size=25))
def test_any_date_of_a_sidecar_is_known_or_refused(date: str) -> None:
    sidecar = SidecarFile("seeds/a.yml", f'date: "{date}"\n'.encode())
    document, problems = read("seeds/a.txt", b"words", sidecar, OPTIONS)
    assert document is not None
    assert document.value("date") == ("" if problems else date)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=1))
def test_decoding_round_trips(text: str) -> None:
    assert decode("seeds/a.txt", text.encode()) == (text, "UTF-8")
    for mark, encoding in BYTE_ORDER_MARKS:
        said = f"{encoding.upper()}, by its byte order mark"
        assert decode("seeds/a.txt", mark + text.encode(encoding)) == (text, said)


@given(st.text(alphabet=st.sampled_from("a\r\n")))
def test_only_crlf_changes(text: str) -> None:
    document, _ = read("seeds/a.txt", f"a{text}".encode(), None, OPTIONS)
    assert document is not None
    assert document.text == f"a{text}".replace("\r\n", "\n")


def test_seeds_come_with_their_sidecars(write_files: WriteFiles) -> None:
    root = write_files({"seeds/b.txt": "b", "seeds/a.md": "a", "seeds/a.yml": "id: x", "seeds/more/b.yml": "id: y"})
    seeds, problems = load_seeds(root, 1000)
    assert [(seed.path, seed.data, seed.sidecar) for seed in seeds] == [
        ("seeds/a.md", b"a", SidecarFile("seeds/a.yml", b"id: x")),
        ("seeds/b.txt", b"b", None),
    ]
    assert [str(problem) for problem in problems] == [
        "seeds/more/b.yml: E110 this sidecar tells of no source: no other file has its name\n"
        "    remedy: give it the name of its source, or remove it"
    ]
    assert sidecar_path("seeds/more.parts/b.txt") == "seeds/more.parts/b.yml"


def test_of_a_source_that_is_too_large_no_more_is_read_than_it_takes_to_see_that(write_files: WriteFiles) -> None:
    (seed,), _ = load_seeds(write_files({"seeds/a.txt": "x" * 100}), 10)
    assert len(seed.data) == 11
    assert refusal(seed.data, options=Options(max_source_bytes=10)).startswith("seeds/a.txt: E107 ")


def test_front_matter_gives_the_id_where_the_sidecar_does_not() -> None:
    text = "---\nid: letter-1\n---\nWords.\n"
    assert make(text, "seeds/a.md")[0].id == "letter-1"
    assert make(text, "seeds/a.md", sidecar="id: letter-2\n")[0].id == "letter-2"


def test_an_archive_without_seeds_has_none(write_files: WriteFiles) -> None:
    assert load_seeds(write_files({"mkdocs.yml": ""}), 1000) == ((), ())


DOCX = b"PK\x03\x04" + bytes(40)
MAIL = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nWords.\r\n"


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"%PDF-1.7\n", ".pdf"),
        (DOCX, ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
        (b"\x89PNG\r\n\x1a\n", ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"GIF89a", ".gif"),
        (b"{\\rtf1", ".rtf"),
        (b"WARC/1.0\r\n", ".warc"),
        (gzip.compress(b"WARC/1.0\r\n", mtime=0), ".warc.gz"),
        (gzip.compress(b"words", mtime=0), ".gz"),
        (b"\x1f\x8bwords", ".gz"),
        (b"<!DOCTYPE html><p>x", ".html"),
        (b"\xef\xbb\xbf \n<HTML lang=en>", ".html"),
        (b"<?xml version='1.0'?>\n<!-- x --><!-- y -->\n<html>", ".html"),
        (b"<!-- x -->" * 400 + b"<p>", ""),
        (b"<p>A paragraph alone", ""),
        (MAIL, ".eml"),
        (b"From: a\nTo: b\n\nSubject: x\n", ""),
        (b"plain words", ""),
        (b"", ""),
    ],
)
def test_the_kind_of_a_file_is_told_by_its_bytes(data: bytes, ending: str) -> None:
    assert kind_of(data) == ending


@pytest.mark.parametrize(
    ("path", "data", "message", "remedy"),
    [
        ("a.txt", b"%PDF-1.7\n", "its name says .txt, and by its bytes it is .pdf", "give it the ending .pdf"),
        ("a.md", DOCX, "its name says .md, and by its bytes it is .docx", "give it the ending .docx"),
        ("a.html", b"GIF89a", "its name says .html, and by its bytes it is .gif", "convert or remove it"),
        ("a.eml", b"{\\rtf1", "its name says .eml, and by its bytes it is .rtf", "convert or remove it"),
        ("a.pdf", b"words", "its name says .pdf, and by its bytes it is text", "convert or remove it"),
        ("a.pdf", b"<html>", "its name says .pdf, and by its bytes it is .html", "give it the ending .html"),
        ("a.docx", b"%PDF-1.7\n", "its name says .docx, and by its bytes it is .pdf", "give it the ending .pdf"),
    ],
)
def test_refused_for_a_name_that_lies(path: str, data: bytes, message: str, remedy: str) -> None:
    assert refusal(data, f"seeds/{path}") == f"seeds/{path}: E113 {message}\n    remedy: {remedy}"


@pytest.mark.parametrize("data", [b"<html><p>x</p>", MAIL, b"words"])
def test_text_may_be_named_as_any_text(data: bytes) -> None:
    assert make(data)[0].text == data.decode().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("name", "date", "title"),
    [
        ("1945-Truman", "1945", "1945 Truman"),
        ("report_2016-09", "2016-09", "report 2016 09"),
        ("20160903-press_briefing", "2016-09-03", "press briefing"),
        ("2016-09-03 Press  briefing", "2016-09-03", "Press briefing"),
        ("2016.09.03", "2016-09-03", "2016.09.03"),
        ("Speech 1999_05_17", "1999-05-17", "Speech 1999 05 17"),
        ("chapter-12", "", "chapter 12"),
        ("A1945", "", "A1945"),
        ("21001-x", "", "21001 x"),
        ("2016-13-40", "2016", "2016 13 40"),
        ("---", "", ""),
        ("-Hello-", "", "Hello"),
    ],
)
def test_a_files_name_tells_what_the_document_does_not(name: str, date: str, title: str) -> None:
    found = record(guess_from_name(make("words", f"seeds/{name}.txt")[0]))
    origin = "file name, inferred"
    expected = {"date": (date, origin), "title": (title, origin)}
    assert found == {key: value for key, value in expected.items() if value[0]}


def test_a_files_name_tells_nothing_that_is_known() -> None:
    document = guess_from_name(make("words", "seeds/1945-x.txt", sidecar="title: A\ndate: 1946\n")[0])
    assert record(document) == {"title": ("A", "sidecar"), "date": ("1946", "sidecar")}


@pytest.mark.parametrize(
    ("quote", "end", "encoding"),
    [
        ("“", "”", "big5"),
        ("“", "”", "cp1252"),
        ("“", "”", "mac_roman"),
        ("—", "’", "cp1252"),
    ],
)
def test_an_english_text_is_read_by_its_quotation_marks(quote: str, end: str, encoding: str) -> None:
    said = f"He said {quote}a few words{end} to all of us, "
    text = f"{said}and then he said nothing more for quite a long while, since it was late. " * 30
    document, problems = make(text.encode(encoding))
    assert document.text == text
    assert document.encoding == f"{encoding}, guessed: the bytes are no UTF-8"
    assert [problem.code for problem in problems] == ["I111"]
