"""PDF: its pages' text, what makes a paragraph, a running head or a broken word of lines, and what is refused."""

from __future__ import annotations

import logging
import sys
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from glossator.config import Options
from glossator.model import Block, LeftOut, Problem

pypdf = pytest.importorskip("pypdf")

from glossator.read.pdf import meter, read_pdf  # noqa: E402
from glossator.read.reading import Reading  # noqa: E402

PATH = "seeds/a.pdf"
LEADING = 14
Row = str | tuple[str, int]
"""A line of a page: its words, and the size of its letters, which is 11 if not given. An empty line is a gap."""

PROSE = (
    "The commission met on the fourth day and heard the report of",
    "the two engineers, who had measured the river above the mill",
    "and found the bed a foot lower than in the spring of that",
    "year. They asked for a second boat.",
    "Nobody spoke against it, and so the secretary was told to write",
    "to the harbor for a boat with a keel of no more than two feet,",
    "to be returned at the end of the month.",
)


def pdf(objects: Sequence[bytes], trailer: bytes = b"", version: bytes = b"1.7") -> bytes:
    """Return a PDF of the objects, numbered from 1; the first is the catalog."""
    data, offsets = b"%PDF-" + version + b"\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return (
        data + head + b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(data))
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def escaped(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def content(rows: Sequence[Row]) -> bytes:
    """Return a page's content: each line below the one before, an empty one as a gap."""
    shown, y = b"BT\n", 780
    for row in rows:
        words, size = (row, 11) if isinstance(row, str) else row
        indent = len(words) - len(words.lstrip(" "))
        if words.strip():
            shown += b"/F1 %d Tf 1 0 0 1 %d %d Tm (%b) Tj\n" % (size, 72 + 6 * indent, y, escaped(words.strip()))
        y -= max(LEADING, size + 3)
    return shown + b"ET"


def document(
    *pages: Sequence[Row], catalog: bytes = b"", information: bytes = b"", page: bytes = b"", xobjects: bytes = b""
) -> bytes:
    """Return a PDF of such pages."""
    numbers = range(5, 5 + 2 * len(pages), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        b"<< /Type /Pages /Kids [%b] /Count %d /MediaBox [0 0 595 842] >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %b >>" % information,
    ]
    for number, rows in zip(numbers, pages, strict=True):
        resources = b"<< /Font << /F1 3 0 R >> %b >>" % xobjects
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /Resources %b /Contents %d 0 R %b >>" % (resources, number + 1, page)
        )
        objects.append(stream(content(rows)))
    return pdf(objects, b"/Info 4 0 R")


def page_with(shown: bytes, resources: bytes = b"/Font << /F1 3 0 R >>", *more: bytes, entries: bytes = b"") -> bytes:
    """Return a PDF of one page with this content; more objects are numbered from 6."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /Page /Parent 2 0 R /Resources << %b >> /Contents 5 0 R >>" % resources,
            stream(shown, entries),
            *more,
        ]
    )


def read(data: bytes) -> Reading:
    """Read a PDF that must be readable."""
    reading = read_pdf(PATH, data, Options())
    assert isinstance(reading, Reading), reading
    keeps_the_law(reading)
    return reading


def refused(data: bytes) -> Problem:
    problem = read_pdf(PATH, data, Options())
    assert isinstance(problem, Problem), problem
    assert (problem.severity, problem.path) == ("error", PATH)
    assert problem.remedy
    return problem


def keeps_the_law(reading: Reading) -> None:
    """Blocks tile the text, and each mark lies in one of them."""
    end = 0
    for block in reading.blocks:
        assert end <= block.span.start < block.span.end <= len(reading.text)
        assert not reading.text[end : block.span.start].strip()
        assert block.id == ""
        end = block.span.end
    assert not reading.text[end:].strip()
    for mark in reading.marks:
        assert any(block.span.contains(mark.span) for block in reading.blocks)
    reading.text.encode()
    assert "\0" not in reading.text


def told(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.text[block.span.start : block.span.end]) for block in reading.blocks]


def words_of(reading: Reading, kind: str) -> list[str]:
    return [words for found, words in told(reading) if found == kind]


def blocks_of(reading: Reading, kind: str) -> list[Block]:
    return [block for block in reading.blocks if block.kind == kind]


def record(reading: Reading) -> Mapping[str, tuple[str, str]]:
    return {datum.name: (datum.value, datum.origin) for datum in reading.metadata}


def test_the_lines_of_a_page_are_its_text_and_a_short_line_ends_a_paragraph() -> None:
    reading = read(document(PROSE))
    assert reading.text.split("\n") == list(PROSE)
    assert words_of(reading, "paragraph") == ["\n".join(PROSE[:4]), "\n".join(PROSE[4:])]
    assert all(block.wrapped for block in reading.blocks)
    assert reading.encoding == f"PDF 1.7, text taken by pypdf {pypdf.__version__}"
    assert reading.line_ends == "line feeds at the ends of lines, form feeds between pages"
    assert reading.problems == reading.left_out == reading.marks == ()


def test_a_gap_parts_paragraphs() -> None:
    full = [*PROSE[:3], "", *PROSE[4:6]]
    assert words_of(read(document(full)), "paragraph") == ["\n".join(PROSE[:3]), "\n".join(PROSE[4:6])]


def test_an_indented_line_begins_a_paragraph() -> None:
    rows = [*PROSE[:3], "   Nobody spoke against it, and the secretary was told to send", *PROSE[5:6]]
    first, second = words_of(read(document(rows)), "paragraph")
    assert first == "\n".join(PROSE[:3])
    assert second.startswith("Nobody spoke")


def test_a_short_line_goes_on_where_the_next_begins_with_a_small_letter() -> None:
    (paragraph,) = words_of(read(document([PROSE[0], "the engineers", *PROSE[1:3]])), "paragraph")
    assert paragraph.count("\n") == 3


def test_larger_letters_and_capitals_alone_are_headings_and_the_largest_is_the_title() -> None:
    rows: list[Row] = [("The River Commission", 22), ("Fourth day", 14), *PROSE[:4], "THE SECOND BOAT", *PROSE[4:]]
    reading = read(document(rows))
    assert [kind for kind, _ in told(reading)] == ["title", "heading", "paragraph", "heading", "paragraph"]
    assert words_of(reading, "title") == ["The River Commission"]
    assert words_of(reading, "heading") == ["Fourth day", "THE SECOND BOAT"]


def test_bullets_and_numbers_begin_items() -> None:
    rope = ("• a rope of forty feet, of the kind that the harbor had", "in store;")
    rows = ["They asked for:", "• a boat;", *rope, "1. Food."]
    reading = read(document(rows))
    assert words_of(reading, "item") == ["• a boat;", "\n".join(rope), "1. Food."]


def test_form_feeds_stand_between_pages_and_are_blocks_that_name_the_page() -> None:
    reading = read(document(PROSE[:4], PROSE[4:], PROSE[:2]))
    assert reading.text.count("\n\f\n") == 2
    assert [(words, block.marker) for block, words in zip(blocks_of(reading, "page"), "\f\f", strict=True)] == [
        ("\f", "page 2"),
        ("\f", "page 3"),
    ]
    assert words_of(reading, "page") == ["\f", "\f"]


def test_page_labels_name_the_pages() -> None:
    labels = b"/PageLabels << /Nums [0 << /S /r >> 2 << /S /D /P (A-) /St 5 >>] >>"
    reading = read(document(PROSE, PROSE[:4], PROSE[4:], PROSE, catalog=labels))
    assert [block.marker for block in blocks_of(reading, "page")] == ["page ii", "page A-5", "page A-6"]


def test_broken_page_labels_leave_the_numbers() -> None:
    reading = read(document(PROSE, PROSE[:4], catalog=b"/PageLabels 17"))
    assert [block.marker for block in blocks_of(reading, "page")] == ["page 2"]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pages = [["The River Commission", "", *PROSE[number : number + 3], "", str(number + 7)] for number in range(4)]
    reading = read(document(*pages))
    assert words_of(reading, "furniture") == [
        words for number in range(4) for words in ("The River Commission", str(number + 7))
    ]
    assert len(words_of(reading, "paragraph")) >= 4


def test_heads_that_count_the_pages_are_furniture_whatever_their_words() -> None:
    heads = ["The Mill 41", "42 The River", "The Boat 43", "44 A Rope", "The End 45"]
    reading = read(document(*([head, "", line] for head, line in zip(heads, PROSE[:5], strict=True))))
    assert words_of(reading, "furniture") == heads


def test_the_title_that_the_running_heads_repeat_is_no_furniture() -> None:
    title: list[Row] = [("The River Commission", 22), "", *PROSE[:3]]
    reading = read(document(title, *(["The River Commission", "", line] for line in PROSE[3:6])))
    assert words_of(reading, "title") == ["The River Commission"]
    assert words_of(reading, "furniture") == ["The River Commission"] * 3


@pytest.mark.parametrize("foot", ["7", "- 7 -", "Page 7 of 12", "xii", "[7]"])
def test_page_numbers_are_known_by_their_looks(foot: str) -> None:
    assert words_of(read(document([*PROSE, "", foot])), "furniture") == [foot]


@pytest.mark.parametrize("foot", ["1);", "1984", "civil", "Seven", "7 boats"])
def test_what_only_looks_like_a_page_number_is_text(foot: str) -> None:
    assert words_of(read(document([*PROSE, "", foot])), "furniture") == []


def test_a_line_that_two_of_many_pages_end_with_is_text() -> None:
    ends = ["and so on", "and so on", "the end", "the rest", "the last", "the whole", "all"]
    reading = read(document(*([line, "", end] for line, end in zip(PROSE, ends, strict=True))))
    assert words_of(reading, "furniture") == []


def test_a_word_broken_at_a_line_end_is_marked_and_not_mended() -> None:
    reading = read(
        document(["The commission met on the fourth day and heard the engi-", "neers, who had measured it."])
    )
    (mark,) = reading.marks
    assert mark.kind == "line-end-hyphen"
    assert reading.text[mark.span.start : mark.span.end] == "-\n"
    assert "engi-\nneers" in reading.text
    assert len(reading.blocks) == 1


def test_a_hyphen_that_stands_elsewhere_within_a_line_is_a_real_one() -> None:
    rows = ["It was a well-known fact that the boat had leaked, a well-", "known and much told tale."]
    assert read(document(rows)).marks == ()


def test_no_hyphen_is_marked_before_a_capital_or_after_a_figure() -> None:
    rows = [
        "They took the road that led from the mill to the town of Anglo-",
        "Saxon fame, in the years that all of them remembered, of 1914-",
        "to the last.",
    ]
    assert read(document(rows)).marks == ()


def test_the_record_tells_what_the_document_says_of_itself() -> None:
    information = b"/Title (The River) /Author (A. Clerk) /CreationDate (D:20240229120000+01'00')"
    reading = read(document(PROSE, information=information, catalog=b"/Lang (de-AT)"))
    assert record(reading) == {
        "title": ("The River", "PDF information"),
        "author": ("A. Clerk", "PDF information"),
        "date": ("2024-02-29", "PDF information, inferred"),
        "language": ("de-AT", "PDF catalog"),
    }


@pytest.mark.parametrize(
    "information",
    [
        b"/Title (Microsoft Word - x.doc)",
        b"/Title (untitled)",
        b"/Title (report-final.PDF)",
        b"/Title (17)",
        b"/Author (Administrator)",
        b"/CreationDate (D:20230230)",
        b"/CreationDate (D:00010101)",
        b"/CreationDate (yesterday)",
        b"/Title 17 0 R",
        b"/Title [1 2]",
    ],
)
def test_a_programs_own_filling_is_not_taken_for_what_the_document_says(information: bytes) -> None:
    assert record(read(document(PROSE, information=information))) == {}


def test_what_is_no_text_is_counted_and_named() -> None:
    notes = b"/Annots [<< /Subtype /Text /Contents (Mind!) >> << /Subtype /Link >>]"
    catalog = b"/AcroForm << /Fields [<< /T (a) >> << /T (b) >>] >> /Names << /JavaScript << /Names [(x) 4 0 R] >> >>"
    reading = read(document(PROSE, [], PROSE[:3], page=notes, catalog=catalog))
    assert reading.left_out == (
        LeftOut("pages that hold no text", "page 2"),
        LeftOut("comments and other annotations", "3 annotations on pages 1-3"),
        LeftOut("form fields", "2 fields"),
        LeftOut("scripts, which are not run", "JavaScript of the document"),
    )


def test_pictures_are_counted() -> None:
    shown = b"BT /F1 11 Tf 72 700 Td (A river.) Tj ET /Im Do /Im Do"
    picture = stream(b"\xff", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /Filter /JBIG2Decode")
    reading = read(page_with(shown, b"/Font << /F1 3 0 R >> /XObject << /Im 6 0 R >>", picture))
    assert reading.left_out == (LeftOut("pictures, which are not text", "2 pictures on page 1"),)


def test_what_no_page_can_hold_is_replaced_and_told() -> None:
    reading = read(page_with(b"BT /F1 11 Tf 72 700 Td (a\\000b) Tj ET"))
    assert reading.text.strip() == "a\ufffdb"
    (problem,) = reading.problems
    assert str(problem) == (
        "seeds/a.pdf: I112 1 character stands as U+FFFD: the PDF does not tell which, or no web page can hold it\n"
        "    remedy: look at them; where they matter, take the text from elsewhere"
    )


def encrypted(user: str, algorithm: str = "RC4-128") -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(document(PROSE)))
    writer.encrypt(user, "owner", algorithm=algorithm)
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


def test_a_password_is_asked_for_in_words() -> None:
    assert str(refused(encrypted("secret"))) == (
        "seeds/a.pdf: E121 the PDF is encrypted with a password\n    remedy: save a copy without the password"
    )


def test_what_is_encrypted_without_a_password_is_read() -> None:
    assert read(encrypted("")).text.split("\n") == list(PROSE)


def test_a_reader_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert str(refused(document(PROSE))) == (
        "seeds/a.pdf: E120 PDF files need pypdf, which is not installed\n    remedy: pip install 'glossator[pdf]'"
    )


def test_scanned_pages_are_refused() -> None:
    assert str(refused(document([], []))) == (
        "seeds/a.pdf: E123 the PDF holds no text: its 2 pages may be scanned pictures\n"
        "    remedy: recognize its text first, for example with ocrmypdf"
    )


@pytest.mark.parametrize(
    "data",
    [
        b"A letter.",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(range(256)) * 20,
        b"%PDF-1.7\n" + b"[" * 100_000,
        b"%PDF-1.7\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF",
        pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        page_with(b"[" * 50_000 + b" (a) Tj"),
    ],
    ids=["no PDF", "a header", "garbage", "brackets", "no objects", "no pages", "nested content"],
)
def test_damaged_files_are_refused(data: bytes) -> None:
    assert refused(data).code == "E122"


def test_a_file_cut_short_anywhere_is_refused_or_reported() -> None:
    data = document(PROSE, PROSE[:4], PROSE[4:])
    whole = read(data).text
    for end in range(0, len(data) - 200, 7):
        reading = read_pdf(PATH, data[:end], Options())
        if isinstance(reading, Problem):
            assert reading.code in ("E122", "E123"), end
        else:
            keeps_the_law(reading)
            assert [problem.code for problem in reading.problems] == ["E122"], end
            assert reading.text == whole or len(reading.text) < len(whole)


def test_a_page_tree_that_holds_itself_ends() -> None:
    tree = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"
    page = b"<< /Type /Page /Parent 2 0 R >>"
    assert refused(pdf([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page])).code in ("E122", "E123")


def test_a_bomb_is_too_large() -> None:
    bomb = zlib.compress(b" " * (2 * meter.STREAM_BYTES), 9)
    problem = refused(page_with(bomb, entries=b"/Filter /FlateDecode"))
    assert str(problem) == (
        "seeds/a.pdf: E124 the PDF is too large: one of its parts is larger than what is read\n"
        "    remedy: split it, or save its text alone as .txt"
    )


def test_many_pages_of_one_content_are_metered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meter, "MAX_WORK", 100_000)
    shown = b"BT /F1 11 Tf 72 700 Td (a) Tj ET" + b" " * 20_000
    kids = b"4 0 R " * 10
    data = page_with(shown).replace(b"/Kids [4 0 R] /Count 1", b"/Kids [%b] /Count 10" % kids)
    assert refused(data).message == "the PDF is too large: its pages take more work than is given to one document"


def test_a_part_that_shows_itself_over_and_over_is_metered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meter, "MAX_WORK", 1_000_000)
    form = b"/Type /XObject /Subtype /Form /Resources << /XObject << /Next %d 0 R >> >>"
    forms = [stream(b"/Next Do " * 50, form % number) for number in (7, 8, 9)]
    last = stream(b"BT (a) Tj ET " * 50, b"/Type /XObject /Subtype /Form /Resources << /Font << /F1 3 0 R >> >>")
    resources = b"/Font << /F1 3 0 R >> /XObject << /Next 6 0 R >>"
    assert refused(page_with(b"/Next Do " * 50, resources, *forms, last)).code == "E124"


def test_a_name_as_long_as_a_page_is_refused() -> None:
    font = b"<< /Type /Font /Subtype /Type1 /Encoding << /Differences [97 /%b] >> >>" % (b"x" * 300)
    shown = b"BT /F2 11 Tf (%b) Tj ET" % (b"a" * 50_000)
    problem = refused(page_with(shown, b"/Font << /F2 6 0 R >>", font))
    assert problem.message == "the PDF is too large: a name has more than 255 characters"


@pytest.mark.parametrize(("limit", "value"), [("MAX_PAGES", 1), ("MAX_CHARACTERS", 300)])
def test_too_many_pages_or_characters_are_refused(monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    from glossator.read.pdf import pages

    monkeypatch.setattr(pages, limit, value)
    assert refused(document(PROSE, PROSE)).code == "E124"


def test_pypdf_says_nothing_and_its_log_is_as_before(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("pypdf")
    before = (logger.level, logger.propagate, list(logger.handlers))
    read_pdf(PATH, document(PROSE)[:900], Options())
    assert (logger.level, logger.propagate, list(logger.handlers)) == before
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


def test_two_readings_are_the_same() -> None:
    data = document(PROSE, PROSE[:4], information=b"/Title (The River)")
    assert read(data) == read(data)


@given(st.binary(max_size=2000))
@example(b"1 0 obj <<>> stream\nendstream endobj trailer <</Root 1 0 R>>")
def test_arbitrary_bytes_give_a_reading_or_a_problem(data: bytes) -> None:
    assert isinstance(read_pdf(PATH, b"%PDF-1.4\n" + data, Options()), Reading | Problem)


@settings(max_examples=60)
@given(st.data())
def test_a_pdf_with_wrong_bytes_gives_a_lawful_reading_or_a_problem(data: st.DataObject) -> None:
    changed = bytearray(document(PROSE, PROSE[:4], catalog=b"/PageLabels << /Nums [0 << /S /r >>] >>"))
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(9, len(changed) - 1))] = data.draw(st.integers(0, 255))
    reading = read_pdf(PATH, bytes(changed), Options())
    if isinstance(reading, Reading):
        keeps_the_law(reading)


WORDS = st.text(st.characters(codec="cp1252", exclude_categories=("Cc", "Cs")), max_size=70)


@settings(max_examples=60)
@given(st.lists(st.lists(WORDS, max_size=12), min_size=1, max_size=6))
def test_whatever_the_lines_are_the_blocks_tile_the_text(pages: list[list[str]]) -> None:
    reading = read_pdf(PATH, document(*pages), Options())
    if isinstance(reading, Reading):
        keeps_the_law(reading)
    else:
        assert reading.code == "E123"
