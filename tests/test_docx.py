"""Word files: what becomes text, what is left out, and what is refused before anything is unpacked."""

from __future__ import annotations

import io
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.config import Options
from glossator.model import Problem
from glossator.read.docx import read_docx
from glossator.read.docx.scan import MOST_ELEMENTS
from glossator.read.reading import Reading

PATH = "seeds/a.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:m="urn:math"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
RELS = "word/_rels/document.xml.rels"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{title}</dc:title><dc:creator>Ada Lovelace</dc:creator>'
    "<dcterms:created>{created}</dcterms:created></cp:coreProperties>"
)


def part(kind: str, body: str) -> str:
    return f"<w:{kind} {NAMES}>{body}</w:{kind}>"


def paragraph(words: str, style: str = "", runs: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r>{runs}<w:t>{words}</w:t></w:r></w:p>"


def packed(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, words in files.items():
            archive.writestr(zipfile.ZipInfo(name), words, compression)
    return made.getvalue()


def word(body: str, **files: str | bytes) -> bytes:
    """Return a Word file; other parts by their names, `__` for `/` and `_` for `.`."""
    names = {
        RELS if name == "rels" else name.replace("__", "/").replace("_", "."): words for name, words in files.items()
    }
    return packed({"word/document.xml": part("document", f"<w:body>{body}</w:body>"), **names})


def relationships(*targets: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{target}" TargetMode="External"/>'
        for name, kind, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def make(data: bytes) -> Reading:
    """Read a Word file that must become a text."""
    reading = read_docx(PATH, data, Options())
    assert isinstance(reading, Reading), str(reading)
    lawful(reading)
    return reading


def lawful(reading: Reading) -> None:
    """Blocks are in order, never overlap, lie in the text, and leave nothing but white space between them."""
    reading.text.encode()
    edges = [0, *(edge for block in reading.blocks for edge in (block.span.start, block.span.end)), len(reading.text)]
    assert edges == sorted(edges)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert not reading.text[start:end].strip()
    for mark in reading.marks:
        assert sum(block.span.contains(mark.span) for block in reading.blocks) == 1


def named(value: object) -> str | None:
    """Return a test case's name, or none: bytes make long ones."""
    return None if isinstance(value, str) else "data"


def refusal(data: bytes) -> Problem:
    begun = time.process_time()
    problem = read_docx(PATH, data, Options())
    assert time.process_time() - begun < 10
    assert isinstance(problem, Problem)
    assert problem.remedy
    return problem


def blocks(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.text[block.span.start : block.span.end]) for block in reading.blocks]


def marked(reading: Reading) -> list[tuple[str, str, str]]:
    return [(mark.kind, reading.text[mark.span.start : mark.span.end], mark.target) for mark in reading.marks]


def test_paragraphs_headings_and_quotes_are_told_apart() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in (("T", "Title"), ("H", "heading 2"), ("Q", "Quote"))
    )
    body = (
        paragraph("Engines", "T") + paragraph("One", "H") + paragraph("Words &amp; more") + paragraph("She said", "Q")
    )
    reading = make(word(body, word__styles_xml=part("styles", styles)))
    assert blocks(reading) == [
        ("title", "Engines"),
        ("heading", "One"),
        ("paragraph", "Words & more"),
        ("quote", "She said"),
    ]
    assert reading.encoding.startswith("Office Open XML (DOCX), text taken by mammoth 1.")
    assert reading.line_ends == "between paragraphs, as Word shows them: the file has no lines of its own"


def test_marks_links_and_tables_are_kept() -> None:
    link = '<w:p><w:hyperlink r:id="a"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>'
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("a", "b"))
    body = paragraph("bold", runs="<w:rPr><w:b/></w:rPr>") + link + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    rels = relationships(("a", "hyperlink", "https://example.org/x"))
    reading = make(word(body, rels=rels))
    assert [(kind, words.split()) for kind, words in blocks(reading)] == [
        ("paragraph", ["bold"]),
        ("paragraph", ["there"]),
        ("row", ["a", "b"]),
    ]
    assert marked(reading) == [("strong", "bold", ""), ("link", "there", "https://example.org/x")]


def test_properties_become_the_record() -> None:
    core = CORE.format(title=" The  engine ", created="2020-02-29T23:59:00Z")
    assert [
        (datum.name, datum.value, datum.origin)
        for datum in make(word(paragraph("x"), docProps__core_xml=core)).metadata
    ] == [
        ("title", "The engine", "DOCX properties"),
        ("author", "Ada Lovelace", "DOCX properties"),
        ("date", "2020-02-29", "DOCX properties, inferred"),
    ]


@pytest.mark.parametrize("created", ["", "soon", "2020-02-30T00:00:00Z", "20200229", "２０２０-02-02"])
def test_a_wrong_date_is_none(created: str) -> None:
    core = CORE.format(title="", created=created)
    assert [datum.name for datum in make(word(paragraph("x"), docProps__core_xml=core)).metadata] == ["author"]


def test_notes_stand_at_the_end_without_the_converter_s_arrows() -> None:
    body = '<w:p><w:r><w:t>Words</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnote w:id="2">{paragraph("A note.")}</w:footnote>'
    reading = make(word(body, word__footnotes_xml=part("footnotes", notes)))
    assert blocks(reading) == [("paragraph", "Words[1]"), ("item", "A note.")]


def test_what_is_no_text_is_left_out_and_said() -> None:
    picture = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="p" descr="An engine"/><a:graphic><a:graphicData><pic:pic>'
        '<pic:blipFill><a:blip r:link="i"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing>"
    )
    deleted = (
        '<w:del w:author="B"><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins>'
    )
    moved = "<w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
    body = f'<w:p>{deleted}{moved}<w:r>{picture}</w:r><m:oMath/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    comments = f'<w:comment w:id="1" w:author="Charles">{paragraph("Really?")}</w:comment>'
    reading = make(
        word(
            body,
            word__comments_xml=part("comments", comments),
            word__header1_xml=part("hdr", paragraph("Secret") + paragraph("page")),
            rels=relationships(("i", "image", "http://127.0.0.1:9/x.png")),
        )
    )
    assert reading.text == "new"
    assert [(each.reason, each.text) for each in reading.left_out] == [
        ("pictures", "1: An engine"),
        ("comment", "Charles: Really?"),
        ("deleted, with changes tracked", "old"),
        ("moved from here", "gone"),
        ("the pages' header", "Secret page"),
        ("elements that mammoth does not read", "{urn:math}oMath (1)"),
    ]


def test_nothing_is_opened_but_the_file_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("something was opened")

    make(word(paragraph("warm")))
    monkeypatch.setattr("mammoth.docx.files.urlopen", never)
    monkeypatch.setattr("builtins.open", never)
    picture = (
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="i"/>'
        "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing><w:t>x</w:t></w:r></w:p>"
    )
    rels = relationships(("i", "image", "file:///etc/passwd"), ("j", "attachedTemplate", "http://127.0.0.1:9/"))
    assert make(word(picture, rels=rels)).text == "x"


def test_the_document_may_have_the_name_that_word_online_gives_it() -> None:
    rels = relationships(("a", "officeDocument", "/word/document2.xml"))
    data = packed({"_rels/.rels": rels, "word/document2.xml": part("document", f"<w:body>{paragraph('x')}</w:body>")})
    assert make(data).text == "x"


def test_a_style_map_within_the_file_is_not_obeyed() -> None:
    assert blocks(make(word(paragraph("x"), mammoth__style_map="p => h1"))) == [("paragraph", "x")]


@pytest.mark.parametrize("body", ["", "<w:p/>", paragraph(" ")])
def test_a_file_without_text_is_refused(body: str) -> None:
    problem = refusal(word(body))
    assert (problem.code, problem.message) == ("E142", "the Word file holds no text")


def test_an_old_word_file_is_to_be_saved_as_docx() -> None:
    problem = refusal(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5000))
    assert problem.code == "E140"
    assert "before 2007" in problem.message
    assert "save it as .docx" in problem.remedy


def test_without_mammoth_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    assert refusal(word(paragraph("x"))).code == "E120"


def flagged(data: bytes) -> bytes:
    """Return a ZIP file whose members say that they are encrypted."""
    changed = bytearray(data)
    position = data.find(b"PK\x01\x02")
    while position >= 0:
        changed[position + 8] |= 1
        position = data.find(b"PK\x01\x02", position + 4)
    return bytes(changed)


def twice() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("word/document.xml", "<b/>")
    return made.getvalue()


DOCTYPE = '<!DOCTYPE a [<!ENTITY b "c">]>' + part("document", f"<w:body>{paragraph('&b;')}</w:body>")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"words", "it cannot be unpacked"),
        (b"PK\x03\x04" + bytes(100), "it cannot be unpacked"),
        (packed({"a.txt": "x"}), "holds no word/document.xml"),
        (packed({"word/document.xml": ""}), "its part word/document.xml is damaged"),
        (packed({"word/document.xml": "<a><b>"}), "its part word/document.xml is damaged"),
        (packed({"word/document.xml": DOCTYPE}), "declares a document type"),
        (packed({"word/document.xml": DOCTYPE.encode("utf-16")}), "is not in UTF-8"),
        (word(paragraph("x"), docProps__core_xml=DOCTYPE), "declares a document type"),
        (packed({"word/document.xml": "<a/>"}, zipfile.ZIP_LZMA), "packed in a way that Word does not know"),
        (flagged(word(paragraph("x"))), "is encrypted"),
        (twice(), "two files of the same name"),
        (word('<w:p><w:r><w:footnoteReference w:id="9"/></w:r></w:p>'), "mammoth says KeyError"),
        (word('<w:p><w:r><w:sym w:char="zz"/></w:r></w:p>'), "mammoth says ValueError"),
    ],
    ids=named,
)
def test_what_is_no_whole_word_file_is_refused(data: bytes, reason: str) -> None:
    problem = refusal(data)
    assert problem.code == "E140"
    assert reason in problem.message


def lying(data: bytes, size: int) -> bytes:
    """Return a ZIP file whose members say that they unpack to another size, in a ZIP64 field."""
    (offset,) = struct.unpack_from("<I", data, data.rfind(b"PK\x05\x06") + 16)
    entry = bytearray(data[offset : data.rfind(b"PK\x05\x06")])
    (name,) = struct.unpack_from("<H", entry, 28)
    struct.pack_into("<I", entry, 24, 0xFFFFFFFF)
    struct.pack_into("<H", entry, 30, 12)
    entry[46 + name : 46 + name] = struct.pack("<HHQ", 1, 8, size)
    end = bytearray(data[data.rfind(b"PK\x05\x06") :])
    struct.pack_into("<I", end, 12, len(entry))
    return data[:offset] + bytes(entry) + bytes(end)


def overlapping() -> bytes:
    """Return a ZIP file in which a thousand names stand for one packed member."""
    packed_words = zlib.compress(b" " * 900_000)[2:-4]
    name = b"word/document.xml"
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, 0, len(packed_words), 900_000, len(name), 0)
    body, entries = local + name + packed_words, b""
    for number in range(1000):
        other = name if number == 0 else f"word/media/{number}".encode()
        sizes = (len(packed_words), 900_000, len(other))
        entries += (
            struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, 0, *sizes, 0, 0, 0, 0, 0, 0) + other
        )
    return body + entries + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1000, 1000, len(entries), len(body), 0)


def deep(depth: int) -> str:
    return "<w:smartTag>" * depth + "</w:smartTag>" * depth


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (packed({"word/document.xml": b" " * (8 << 20)}), "200 times larger"),
        (word(paragraph("x"), word__media__a_png=b"\0" * (8 << 20)), "200 times larger"),
        (packed({"word/document.xml": b" " * (33 << 20)}, zipfile.ZIP_STORED), "larger than 32 MB"),
        (lying(packed({"word/document.xml": "<a/>"}), 1 << 40), "larger than 32 MB"),
        (packed({"word/document.xml": "<a/>", **{f"{n}": "" for n in range(10_001)}}), "more than 10,000 files"),
        (overlapping(), "overlap"),
        (word(deep(2000)), "too many within one another"),
        (word(deep(240)), "nest too deep"),
        (packed({"word/document.xml": f"<a>{'<b/>' * 600_000}</a>"}, zipfile.ZIP_STORED), "too many elements"),
        (word(f"<w:p {' ' * (2 << 20)}/>"), "200 times larger"),
        (packed({"word/document.xml": f"<a {' ' * (2 << 20)}/>"}, zipfile.ZIP_STORED), "a tag that is too long"),
        (packed({"word/document.xml": f"<a><!--{'<' * (2 << 20)}--></a>"}, zipfile.ZIP_STORED), "a comment"),
        (
            word(
                '<w:p><w:hyperlink r:id="a"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>' * 2000,
                rels=relationships(("a", "hyperlink", "http://a/" + "b" * 90_000)),
            ),
            "repeated so often",
        ),
        (
            word(
                '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' * 2000,
                word__footnotes_xml=part("footnotes", f'<w:footnote w:id="2">{paragraph("b" * 90_000)}</w:footnote>'),
            ),
            "repeated so often",
        ),
        (
            word(
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "'
                + "b" * 90_000
                + '"</w:instrText>'
                '<w:fldChar w:fldCharType="separate"/></w:r>' + "<w:r><w:t>x</w:t></w:r>" * 2000 + "</w:p>"
            ),
            "repeated so often",
        ),
        (word('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 5000), "too many within one another"),
    ],
    ids=named,
)
def test_bombs_are_refused_soon(data: bytes, reason: str) -> None:
    problem = refusal(data)
    assert problem.code == "E141"
    assert reason in problem.message


def test_a_size_that_is_a_lie_is_damage() -> None:
    assert refusal(lying(packed({"word/document.xml": "<a>b</a>"}), 3)).code == "E140"


WHOLE = word(
    paragraph("Words") + '<w:p><w:r><w:t>more</w:t><w:footnoteReference w:id="2"/></w:r></w:p>',
    word__footnotes_xml=part("footnotes", f'<w:footnote w:id="2">{paragraph("A note.")}</w:footnote>'),
    docProps__core_xml=CORE.format(title="a", created="2020-02-29T23:59:00Z"),
)


def check(data: bytes) -> None:
    reading = read_docx(PATH, data, Options())
    if isinstance(reading, Reading):
        lawful(reading)
    else:
        assert reading.code.startswith("E14")


def test_a_file_cut_anywhere_is_a_problem() -> None:
    for end in range(0, len(WHOLE), 7):
        assert refusal(WHOLE[:end]).code == "E140"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_problem(data: bytes) -> None:
    check(data)
    check(b"PK\x03\x04" + data)
    check(packed({"word/document.xml": data}))


@settings(max_examples=300)
@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE) - 1), st.integers(0, 255))
def test_any_damage_is_a_text_or_a_problem(place: int, byte: int, other: int, another: int) -> None:
    data = bytearray(WHOLE)
    data[place], data[other] = byte, another
    check(bytes(data))


TAGS = (
    "p r t pPr rPr b br tab tbl tr tc hyperlink ins del fldChar instrText sdt sdtContent numPr footnoteReference"
).split()


@given(
    st.recursive(
        st.text(alphabet="a &lt;\t\n\xa0é", max_size=5),
        lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)),
        max_leaves=20,
    )
)
def test_any_tree_of_elements_is_a_text_or_a_problem(tree: object) -> None:
    def shown(node: object) -> str:
        if isinstance(node, tuple):
            return f'<w:{node[0]} w:id="1" w:fldCharType="begin">{"".join(map(shown, node[1]))}</w:{node[0]}>'
        return str(node).replace("&", "&amp;").replace("<", "&lt;")

    check(word(shown(tree)))


def test_the_caps_leave_room_for_a_book() -> None:
    assert MOST_ELEMENTS >= 150_000
    reading = make(word((paragraph("word " * 20) + paragraph("x", runs="<w:rPr><w:i/></w:rPr>")) * 1000))
    assert len(reading.blocks) == 2000


def test_what_leads_to_nothing_in_the_file_does_not_cost_its_words() -> None:
    blips = '<a:blip r:embed="none"/><a:blip r:embed="there"/>'
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="An engine"/><a:graphic><a:graphicData><pic:pic>'
        f"<pic:blipFill>{blips}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    links = "".join(
        f'<w:hyperlink r:id="{name}"><w:r><w:t xml:space="preserve">{name} </w:t></w:r></w:hyperlink>'
        for name in ("lost", "whole")
    )
    rels = relationships(("whole", "hyperlink", "https://example.org/?a&amp;b"), ("there", "image", "media/a.png"))
    reading = make(word(f"<w:p>{links}{picture}</w:p>", rels=rels))
    assert reading.text == "lost whole"
    assert ("link", "whole", "https://example.org/?a&b") in [
        (kind, said.strip(), to) for kind, said, to in marked(reading)
    ]
    assert [(each.reason, each.text) for each in reading.left_out] == [
        ("pictures", "2: An engine · An engine"),
        ("links and pictures that lead to nothing in the file", "2"),
    ]
    assert make(word('<w:p><w:hyperlink r:id="none"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>')).text == "x"


FIELD = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>{}</w:instrText>{}</w:r>'
ENDS = '<w:fldChar w:fldCharType="separate"/>' * 10_000


@pytest.mark.parametrize(
    "data",
    [
        word(
            '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' * 1000,
            word__footnotes_xml=part("footnotes", f'<w:footnote w:id="2">{"<w:p/>" * 1000}</w:footnote>'),
        ),
        word(f"<w:p>{FIELD.format('b' * 90_000, ENDS)}</w:p>"),
        word(f"<w:p>{FIELD.format('<w:x>' + 'b' * 90_000 + '</w:x>', ENDS)}</w:p>"),
        word(
            "<w:p/>" * 60_000,
            rels=relationships(*((f"a{n}", "styles", "document.xml") for n in range(5))),
        ),
        word("<w:sdt><w:sdtContent>" * 20 + "</w:sdtContent></w:sdt>" * 20),
        word(
            '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>' * 10_000,
            word__numbering_xml=part("numbering", '<w:abstractNum><w:numStyleLink w:val="a"/></w:abstractNum>' * 800),
        ),
    ],
    ids=["notes of many elements", "instructions", "nested words", "a part that is all parts", "controls", "lists"],
)
def test_what_is_read_over_and_over_is_counted_as_often(data: bytes) -> None:
    assert refusal(data).code == "E141"
