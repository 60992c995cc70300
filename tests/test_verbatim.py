"""A page says what its source says, character for character, whatever stands in the source."""

from __future__ import annotations

import hashlib
import json
import string
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from markdown import Markdown

from glossator.config import Config
from glossator.model import (
    Anchor,
    Archive,
    Block,
    DateExpression,
    Document,
    Entity,
    Mark,
    MarkKind,
    Mention,
    Note,
    Position,
    Quotation,
    Quote,
    Span,
)
from glossator.relate import contexts
from glossator.render import make_site, render_document, view_documents, with_listed
from glossator.render.verbatim import Encoded, Noted, render_block
from glossator.structure import structure
from glossator.verify import verify_pieces
from helpers import (
    TINY,
    Shown,
    build,
    copy_archive,
    documents_of,
    export,
    files_of,
    mkdocs,
    parse,
    replace_in,
    words,
    write_files,
)

GENERATED = 150
SEED = 20251121
"""Of the generated documents: they are the same at every run."""

EXTENSIONS = (
    "abbr admonition attr_list def_list footnotes md_in_html tables toc pymdownx.arithmatex pymdownx.betterem"
    " pymdownx.details pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.magiclink pymdownx.smartsymbols"
    " pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde"
).split()

PLACEHOLDERS = [
    "\x02wzxhzdk:0\x03",
    "\x02klzzwxh:0001\x03",
    "klzzwxh:0",
    "wzxhzdk:1",
    "\x02amp\x03",
    "\x02",
    "\x03",
    "\x1a",
]
MARKUP = [
    *(
        "<![",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?php",
        "?>",
        "</p>",
        "</article>",
        "<script>",
        "</script>",
        "<p",
        "&amp;",
    ),
    *(
        "&#38;",
        "&lt",
        "&",
        "<",
        ">",
        '"',
        "'",
        "<div markdown=1>",
        "</div>",
        "<textarea>",
        "</textarea>",
        "<pre>",
        "&nbsp;",
    ),
    *(
        "#",
        "##",
        "---",
        "***",
        "* * *",
        "- ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "```",
        "~~~",
        "`",
        "``",
        "**",
        "_",
        "~~",
        "\\",
        "|",
    ),
    *(
        "| a | b |",
        "|---|---|",
        "![",
        "](",
        ")",
        "[x]: y",
        "[^1]",
        "[^1]: note",
        "*[HTML]: a",
        "!!! note",
        "??? x",
        ": b",
    ),
    *(
        '--8<-- "mkdocs.yml"',
        ";--8<--",
        "{{ page.title }}",
        "{% raw %}",
        "{# x #}",
        "[TOC]",
        "[[people/ada]]",
        "$x$",
        "\\(",
    ),
    *(
        "{: #__config }",
        "{.a onclick=alert(1)}",
        ":smile:",
        "=== 't'",
        "++ctrl++",
        "{++ a ++}",
        "{== b ==}",
        "^^u^^",
        "http://a.b",
    ),
    *("---\ntitle: x\n---", "Title: x", "title: [", "---\n{{{{\n---", "%TAG", "template: redirect.html"),
]
CONTROLS = [chr(code) for code in (*range(1, 32), 0x7F)]
SPACES = [
    *(
        "\x85",
        "\xa0",
        "\u1680",
        "\u2003",
        "\u2028",
        "\u2029",
        "\u202f",
        "\u3000",
        "\u200b",
        "\ufeff",
        "\u2060",
        "\u00ad",
    ),
    *("\n", "\n\n", "\r", "\r\n", "\n\r", " \n", "\n ", "  "),
]
LETTERS = [
    *(
        "Ada Lovelace",
        "Babbage",
        "Charles Babbage",
        "ADA LOVELACE",
        "a",
        "word",
        "É",
        "e\u0301",
        "\u0301",
        "ﬁ",
        "İ",
        "ß",
        "文字",
    ),
    *(
        "עברית",
        "العربية",
        "\u202eRTL\u202c",
        "\u2066x\u2069",
        "😀",
        "👩‍👩‍👧",
        "🇺🇦",
        "𝒜",
        "\U0010ffff",
        "\ufffe",
        "\uffff",
        "\ufdd0",
        "\ufffd",
    ),
    *(chr(code) for code in range(0x80, 0xA0)),
]

QUOTED = "the quoted words"
"""Where they stand once in a document, a note is about them."""

NAMED = {
    "one_letter": "x",
    "no_break_spaces_at_the_edges": "\u00a0\u00a0edge\u00a0\n\n\u00a0edge\u2003",
    "blank_lines_of_spaces": "a\n   \nb\n\t\nc\n \n\n \nd",
    "leading_and_trailing_spaces": "   a  \n\n    b    \n\n\tc\t",
    "every_ascii_character": "".join(map(chr, range(1, 128))),
    "every_c1_control": "x" + "".join(map(chr, range(0x80, 0xA0))) + "x",
    "lone_carriage_returns": "\ra\rb\r\rc\r",
    "windows_line_ends": "a\r\nb\r\n\r\nc",
    "unicode_line_ends": "a\x85b\u2028c\u2029d\x0be\x0cf\x1cg\x1dh\x1ei",
    "a_byte_order_mark_within": "a\ufeffb\n\n\ufeffc",
    "a_byte_order_mark_at_the_start": "\ufeffa",
    "two_byte_order_marks": "\ufeff\ufeffa",
    "marked_sections": "<![ \n\n<![CDATA[ x ]]>\n\n<![endif]-->",
    "placeholders": "\n\n".join(PLACEHOLDERS),
    "placeholder_in_a_mention": f"Ada {PLACEHOLDERS[0]} Lovelace Ada Lovelace{PLACEHOLDERS[1]}",
    "all_markup_in_lines": "\n".join(MARKUP),
    "all_markup_in_paragraphs": "\n\n".join(MARKUP),
    "front_matter_lookalike": "---\ntitle: x\ntemplate: redirect.html\n---\nbody",
    "metadata_lookalike": "Title: x\nTemplate: nope.html\n\nbody",
    "entities": "&lt;b&gt; &amp;amp; &#60; &notanentity; &AMP &#x110000; &#128;",
    "deep_brackets": "[" * 5000,
    "many_stars": "*" * 3001 + "a" + "_" * 3001,
    "a_long_line": "word " * 20_000,
    "nested_tags": "<div>" * 1000,
    "right_to_left": "עברית (Ada Lovelace) \u202eabc\u202c العربية",
    "combining_edges": "\u0301Ada Lovelace\u0301 \u200dBabbage\u200d",
    "astral": "𝒜𝒹𝒶 😀😀 Ada Lovelace 😀 👩‍👩‍👧",
    "a_note_over_markup": f"**Ada Lovelace** <b>{QUOTED}</b> &amp; {{: .x}}",
    "a_note_across_mentions": "one Ada Lovelace two",
    "transcript": "Ada Lovelace: <b>\n\nCharles Babbage: {{ x }}\n\nAda Lovelace: `c`\n\nCharles Babbage: \u00a0",
    "markdown_seed.md": "---\nsource: Tests\n---\n# *Ada Lovelace* {: onclick=x }\n\n"
    "| a | b |\n|---|---|\n| <![ | \x02wzxhzdk:0\x03 |\n",
    "markdown_seed_with_odd_front_matter.md": "---\n\ttemplate: [\n---\n# x\n",
}

EXPECTED_PROBLEMS = {"markdown_seed_with_odd_front_matter.md"}


def soups() -> list[str]:
    """Return the same documents at every run: arbitrary text, and what Markdown, HTML and their parsers care about."""
    anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=120)
    token = st.sampled_from([*PLACEHOLDERS, *MARKUP, *CONTROLS, *SPACES, *LETTERS, QUOTED, *string.punctuation])
    soup = st.lists(token | st.sampled_from(SPACES) | st.sampled_from(LETTERS), min_size=1, max_size=60).map("".join)
    lines = st.lists(soup | anything, min_size=1, max_size=6).map("\n\n".join)
    found: dict[str, None] = {}

    @seed(SEED)
    @settings(
        database=None,
        max_examples=4 * GENERATED,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(soup | lines | anything)
    def collect(text: str) -> None:
        if text.removeprefix("\ufeff").strip():
            found[text] = None

    collect()
    # The last ones: the generator begins with the simplest.
    return list(found)[-GENERATED:]


def expected_text(name: str, text: str) -> str:
    """Return what the page must say: the source's text but for the two changes that the provenance page tells."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return text.removeprefix("---\nsource: Tests\n---\n") if name.endswith(".md") else text


on_one_worker = pytest.mark.xdist_group("soup")
"""The site of so many documents is built once then, and not by each worker."""


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    """The documents, by their ids."""
    generated = {f"soup-{number:03}": text for number, text in enumerate(soups())}
    return {name.replace("_", "-"): text for name, text in NAMED.items()} | generated


@pytest.fixture(scope="module")
def archive(sources: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_archive(tmp_path_factory.mktemp("soup"), TINY)
    (root / "seeds" / "diary.md").unlink()
    for name, text in sources.items():
        write_files(root / "seeds", {name if name.endswith(".md") else f"{name}.txt": text})
        if expected_text(name, text).count(QUOTED) == 1:
            note = f"---\nquote: {QUOTED}\n---\nA note with `code`.\n"
            write_files(root / "annotations", {f"{name.removesuffix('.md')}/words.md": note})
    across = "---\nquote: one Ada Lovelace two\n---\n"
    write_files(root / "annotations", {"a-note-across-mentions/across.md": across, "diary/engine.md": ""})
    (root / "annotations" / "diary" / "engine.md").unlink()
    (root / "annotations" / "letter-1843" / "numbers.md").unlink()
    return root


@pytest.fixture(scope="module", params=["plain", "extensions"])
def site(request: pytest.FixtureRequest, archive: Path) -> Path:
    config = archive / "mkdocs.yml"
    plain = config.read_text(encoding="utf-8")
    if request.param == "extensions":
        config.write_text(f"{plain}markdown_extensions: {json.dumps(EXTENSIONS)}\n", encoding="utf-8")
    try:
        build(archive, "--site-dir", request.param)
    finally:
        config.write_text(plain, encoding="utf-8")
    return archive / request.param


def assert_says(article_sha256: str, spans: Iterator[tuple[int, int, str]], text: str) -> None:
    assert article_sha256 == hashlib.sha256(text.encode()).hexdigest()
    position = 0
    for start, end, said in spans:
        assert not text[position:start].strip(), "text between two passages is left out"
        assert position <= start < end
        assert said == text[start:end]
        position = end
    assert not text[position:].strip(), "the end of the text is left out"


@pytest.fixture(scope="module")
def shown(site: Path) -> dict[str, Shown]:
    return documents_of(site)


@on_one_worker
def test_the_published_page_of_every_document_says_what_its_source_says(
    shown: dict[str, Shown], sources: dict[str, str]
) -> None:
    assert sorted(shown) == sorted([*(name.removesuffix(".md") for name in sources), "letter-1843"])
    for name, text in sources.items():
        page = shown[name.removesuffix(".md")]
        assert_says(
            page.sha256,
            ((passage.start, passage.end, passage.words) for passage in page.passages),
            expected_text(name, text),
        )


@on_one_worker
def test_the_soup_has_mentions_and_notes_laid_over_it(shown: dict[str, Shown]) -> None:
    mentions = sum("mention" in e.get("class", "") for page in shown.values() for e in page.article.iter("a"))
    noted = {name for name, page in shown.items() for e in page.article.iter() if e.get("id", "").startswith("note-")}
    assert mentions > GENERATED / 10
    assert {"a-note-over-markup", "a-note-across-mentions"} <= noted


@on_one_worker
def test_every_sentence_on_other_pages_says_what_its_document_says(site: Path, archive: Path) -> None:
    texts = {row["document"]: row["text"] for row in export(archive, "text")}
    found = 0
    for path in site.rglob("people/*/index.html"):
        for around in parse(path.read_bytes().decode()).iter():
            for element in around.iter() if "data-document" in around.attrib else ():
                if "data-start" in element.attrib:
                    text = texts[around.attrib["data-document"]]
                    assert words(element) == text[int(element.attrib["data-start"]) : int(element.attrib["data-end"])]
                    found += 1
    assert found > GENERATED / 10


@on_one_worker
def test_exported_text_and_download_are_the_source(site: Path, archive: Path, sources: dict[str, str]) -> None:
    rows = {row["document"]: row for row in export(archive, "text")}
    downloads = {path.read_bytes() for path in site.rglob("files/*.txt")}
    for name, text in sources.items():
        row = rows[name.removesuffix(".md")]
        assert row["text"] == expected_text(name, text)
        assert row["source_sha256"] == hashlib.sha256(text.encode()).hexdigest()
        assert text.encode() in downloads


@on_one_worker
@pytest.mark.parametrize("extensions", [(), EXTENSIONS], ids=["plain", "extensions"])
def test_python_markdown_gives_every_page_on_disk_back_as_it_is(
    site: Path, archive: Path, sources: dict[str, str], extensions: tuple[str, ...]
) -> None:
    """Other builders read the same files with Python-Markdown, which the plugin passes by."""
    pages = sorted((archive / "docs" / "archive").rglob("*.md"))
    assert len(pages) > len(sources)
    for page in pages:
        body = page.read_bytes().decode().split("\n---\n", 1)[1].strip()
        made = Markdown(extensions=["toc", "tables", "fenced_code", *extensions]).convert(body)
        assert made == body, page


TAMPERING = {
    "hook": {"hooks/tamper.py": 'def on_page_content(html, **_):\n    return html.replace("pleased", "displeased")\n'},
    "late_hook": {
        "hooks/tamper.py": "from mkdocs.plugins import event_priority\n\n\n@event_priority(-99)\n"
        'def on_post_page(output, **_):\n    return output.replace("pleased", "displeased")\n'
    },
    "hook_that_drops_the_text": {"hooks/tamper.py": 'def on_page_content(html, **_):\n    return "<h1>Nothing</h1>"\n'},
    "hook_that_puts_the_text_where_nobody_reads_it": {
        "hooks/tamper.py": 'def on_page_content(html, **_):\n    return f"<h1>A</h1><template>{html}</template>"\n'
    },
    "template": {"theme/partials/content.html": '{{ page.content | replace("pleased", "displeased") }}\n'},
}


@pytest.mark.parametrize("way", TAMPERING)
def test_a_build_that_would_publish_other_words_stops_and_leaves_the_old_site(way: str, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    (root / "seeds" / "copy.txt").write_bytes((root / "seeds" / "letter.txt").read_bytes())
    build(root)
    before = files_of(root / "site")
    write_files(root, TAMPERING[way])
    if way == "template":
        replace_in(root / "mkdocs.yml", "  name: material", "  name: material\n  custom_dir: theme")
    else:
        replace_in(root / "mkdocs.yml", "plugins:", "hooks: [hooks/tamper.py]\nplugins:")
    done = mkdocs("build", cwd=root)
    assert done.returncode != 0
    if "the_text" in way:
        assert "/copy/index.md: it does not show all the words of documents that were made for it" in done.stderr
    else:
        place = (root / "seeds" / "letter.txt").read_bytes().decode().index("pleased")
        message = f"index.md: at {place} it says 'displeased.', but seeds/letter.txt says 'pleased.'"
        assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(root / "site") == before
    assert sorted(path.name for path in root.iterdir() if "site" in path.name) == ["site"]


ADA = Entity("people/ada", "person", "Ada", "glossary/people/ada.md")
TARGETS = ["http://a.example/?b=c&d", "mailto:a@b.example", "javascript:x", "x\" onclick='y'>", ""]


def spans_in(length: int) -> st.SearchStrategy[list[Span]]:
    """Return stretches of a text, which overlap as they like."""
    edges = st.tuples(st.integers(0, length), st.integers(0, length))
    return st.lists(edges.filter(lambda edge: edge[0] != edge[1]), max_size=12).map(
        lambda found: [Span(*sorted(edge)) for edge in found]
    )


def within_one(spans: Sequence[Span], around: Sequence[Span]) -> Iterator[Span]:
    """Yield the parts of spans that lie in one of those around them."""
    for span in sorted(spans):
        for other in around:
            if other.overlaps(span):
                yield Span(max(span.start, other.start), min(span.end, other.end))


@st.composite
def laid_over(draw: st.DrawFn) -> Document:
    """Make a document with marks, mentions, dates, quotations and notes that lie over its text as they like."""
    token = st.sampled_from([*MARKUP, *SPACES, *LETTERS, *string.punctuation, "Ada Lee: ", "\n\n", "word "])
    text = draw(st.lists(token, min_size=1, max_size=30).map("".join).filter(str.strip))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    document = structure(Document("d", "seeds/d.txt", text, sha256, "", 0, "UTF-8", "LF"))
    blocks, spans = [block.span for block in document.blocks], spans_in(len(text))
    kinds, targets = st.sampled_from(get_args(MarkKind)), st.sampled_from(TARGETS)
    marks = [Mark(draw(kinds), span, draw(targets)) for span in within_one(draw(spans), blocks)]
    mentions: list[Mention] = []
    for span in within_one(draw(spans), document.sentences):
        if not mentions or mentions[-1].span.end <= span.start:
            mentions.append(Mention(span, ADA.id, "person", "name", 1.0))
    dates = [DateExpression(span, "19XX", "year", 0.9) for span in within_one(draw(spans), blocks)]
    speakers = st.sampled_from(["", ADA.id, "people/unknown"])
    quotations = [Quotation(span, draw(speakers), span, None, "turn", 0.5) for span in within_one(draw(spans), blocks)]
    anchors = [Anchor(f"d/n{number}", "exact", span, 1.0) for number, span in enumerate(draw(spans))]
    anchors = [anchor for anchor in anchors if anchor.span and any(map(anchor.span.overlaps, blocks))]
    return replace(
        document,
        marks=tuple(sorted(marks, key=lambda mark: (mark.span.start, -mark.span.end))),
        mentions=tuple(mentions),
        dates=tuple(sorted(dates, key=lambda date: date.span)),
        quotations=tuple(sorted(quotations, key=lambda quotation: quotation.span)),
        anchors=tuple(anchors),
    )


@settings(max_examples=300)
@given(laid_over())
def test_whatever_lies_over_a_text_its_page_says_the_text(document: Document) -> None:
    notes = tuple(Note(each.note, "d", Quote("x"), "", "", _FIRST, 1) for each in document.anchors)
    archive = Archive((document,), (ADA,), notes=notes)
    site = make_site(Config(Path(), Path("docs")), archive, lambda _: None, {})
    (view,) = view_documents(site)
    pages = render_document(with_listed(site, view), contexts(document))
    assert verify_pieces("d.md", [pages.page.body], {"d": document}, "d") >= len(document.blocks)
    verify_pieces("d.md", [html for _, html, _ in (*pages.mentions, *pages.said)], {"d": document})


def over(text: str, *marks: Mark, mentions: Sequence[Span] = (), notes: Sequence[Noted] = ()) -> str:
    """Return the inside of the block that a text is, with what lies over it."""
    named = tuple(Mention(span, "people/ada", "person", "name", 1.0) for span in mentions)
    document = replace(structure(Document("d", "seeds/d.txt", text, "", "", 0, "UTF-8", "LF")), mentions=named)
    block = Block("p1", "paragraph", Span(0, len(text)))
    html = render_block(Encoded(replace(document, marks=marks)), block, lambda _: "ADA", notes)
    return html.partition(">")[2].removesuffix("</p>").replace(_MENTION, "<a>").replace(_LINK, "<a link>")


_FIRST = Position(1, 1)
_MENTION = '<a class="mention" data-entity="people/ada" data-type="person" data-found-by="name" href="ADA">'
_LINK = '<a class="source-link" href="http://a.example/" rel="noopener noreferrer nofollow">'


@pytest.mark.parametrize(
    ("marks", "html"),
    [
        ([Mark("strong", Span(0, 3))], "<strong>one</strong> two three"),
        ([Mark("emphasis", Span(4, 7)), Mark("code", Span(4, 7))], "one <code><em>two</em></code> three"),
        (
            [Mark("strong", Span(0, 7)), Mark("emphasis", Span(4, 13))],
            "<strong>one </strong><em><strong>two</strong></em><em> three</em>",
        ),
        ([Mark("superscript", Span(0, 1)), Mark("subscript", Span(1, 2))], "<sup>o</sup><sub>n</sub>e two three"),
        ([Mark("link", Span(4, 7), "http://a.example/")], "one <a link>two</a> three"),
        ([Mark("link", Span(4, 7), "javascript:x")], 'one <span class="link">two</span> three'),
        ([Mark("link", Span(4, 7), "data:text/html,x")], 'one <span class="link">two</span> three'),
        ([Mark("link", Span(4, 7), "a/relative/one")], 'one <span class="link">two</span> three'),
        ([Mark("line-end-hyphen", Span(4, 5))], 'one <span class="line-end-hyphen">t</span>wo three'),
    ],
)
def test_marks_become_elements(marks: list[Mark], html: str) -> None:
    assert over("one two three", *marks) == html


def test_a_link_of_the_source_is_none_within_a_mention() -> None:
    link, strong = Mark("link", Span(0, 7), "http://a.example/"), Mark("strong", Span(4, 13))
    assert over("one two three", link, strong, mentions=[Span(4, 7)]) == (
        "<a link>one </a><a><strong>two</strong></a><strong> three</strong>"
    )


def test_notes_lie_over_marks_and_within_mentions() -> None:
    notes = [Noted(Span(2, 6), "n"), Noted(Span(4, 13), "m")]
    assert over("one two three", Mark("strong", Span(0, 3)), mentions=[Span(4, 7)], notes=notes) == (
        '<strong>on</strong><mark class="noted" data-notes="n"><strong>e</strong></mark>'
        '<mark class="noted" data-notes="n"> </mark><a><mark class="noted" data-notes="n m">tw</mark>'
        '<mark class="noted" data-notes="m">o</mark></a><mark class="noted" data-notes="m"> three</mark>'
    )


def test_many_notes_on_the_same_words_do_not_make_a_page_grow_with_their_square() -> None:
    def size(count: int) -> int:
        text = "ab " * 2 * count
        notes = [Noted(Span(3 * n, 3 * (n + count)), f"note-{n:04}", n + 1) for n in range(count)]
        return len(over(text, notes=notes))

    assert size(800) < 3 * size(400)


def test_a_speakers_label_lies_around_its_marks() -> None:
    text = "Ann Lee: Yes."
    block = Block("p1", "turn", Span(0, len(text)), Span(0, 7))
    document = Document("d", "seeds/d.txt", text, "", "", 0, "UTF-8", "LF", marks=(Mark("strong", Span(0, 8)),))
    html = render_block(Encoded(document), block, lambda _: "")
    assert '<span class="speaker"><strong>Ann Lee</strong></span><strong>&#58;</strong> Yes' in html
