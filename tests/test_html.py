"""Saved web pages: what on them is the text, how it is marked, what it says of itself, and what is left out."""

from __future__ import annotations

import codecs
import encodings.aliases
import json
import re
import signal
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.cache import Cache
from glossator.config import Config, Options, SiteRule
from glossator.model import Block, Document, Problem
from glossator.pipeline import Work, gather, make_pages
from glossator.processes import executor
from glossator.read import read
from glossator.read.html import read_fragment
from glossator.structure import structure
from helpers import TINY, Golden, copy_archive, write_files
from test_structure import check_sentences, check_tiling

OPTIONS = Options()
CASES = Path(__file__).parent / "cases" / "html"
PAGES = sorted(CASES.glob("*.html"))
LONG = "The harbour was quiet that morning, and the boats lay side by side along the wall, waiting for the tide. " * 3
"""Enough to be an article's text."""
SHOWN = 70
"""Code points of a block that a golden shows."""


def make(page: str | bytes, options: Options = OPTIONS) -> tuple[Document, tuple[Problem, ...]]:
    """Read a page that must become a document."""
    data = page.encode() if isinstance(page, str) else page
    document, problems = read("seeds/a.html", data, None, options)
    assert document is not None, problems
    return structure(document), problems


def text_of(html: str) -> str:
    return read_fragment(html, "UTF-8").text


def blocks_of(html: str) -> list[tuple[str, str, str, int]]:
    """Return (kind, words, marker, level) of each block."""
    reading = read_fragment(html, "UTF-8")
    return [(b.kind, reading.text[b.span.start : b.span.end], b.marker, b.level) for b in reading.blocks]


def kinds_of(html: str) -> list[tuple[str, str]]:
    return [(kind, words) for kind, words, _, _ in blocks_of(html)]


def marks_of(html: str) -> list[tuple[str, str]]:
    reading = read_fragment(html, "UTF-8")
    return [(mark.kind, reading.text[mark.span.start : mark.span.end]) for mark in reading.marks]


def record_of(page: str, options: Options = OPTIONS) -> Mapping[str, tuple[str, str]]:
    document, _ = make(page, options)
    return {datum.name: (datum.value, datum.origin) for datum in document.metadata}


def page_of(head: str = "", body: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}<article><p>{LONG}</p></article></body></html>"


# Text and blocks


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>  a \n\t b  </p>", "a b"),
        ("<p>a<b> b </b> c</p>", "a b c"),
        ("<p>a <b> b</b></p>", "a b"),
        ("<p>a&nbsp;&nbsp;b\u2003 c</p>", "a\u00a0\u00a0b\u2003 c"),
        ("<p>a<!-- x -->b</p>", "ab"),
        ("<p>a<!-- x --> <!-- y --> b</p>", "a b"),
        ("<p>a</p>  \n  <p>b</p>", "a\n\nb"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<p>a <br> b</p>", "a\nb"),
        ("<p>a<br><br>b</p>", "a\n\nb"),
        ("<p>a<br> <br/><br>b</p>", "a\n\nb"),
        ("<p><br>a<br></p>", "a"),
        (f"<p>{LONG}<br>{LONG}</p>", f"{LONG.strip()}\n\n{LONG.strip()}"),
        ("<pre>a  b\n\tc</pre>", "a  b\n\tc"),
        ("<pre>a<br>  b</pre>", "a\n  b"),
        ("<p>&lt;b&gt; &amp; &quot;&#8217;</p>", '<b> & "\u2019'),
        ("<p>a&#0;b&#xD800;c</p>", "a\ufffdb\ufffdc"),
        ("<p>a<wbr>b&shy;c</p>", "ab\u00adc"),
    ],
)
def test_white_space_is_folded_as_a_browser_shows_it(html: str, text: str) -> None:
    assert text_of(html) == text


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<h1>a</h1><h6>b</h6>c", [("heading", "a"), ("heading", "b"), ("paragraph", "c")]),
        ("<blockquote>a<p>b</p></blockquote>", [("quote", "a"), ("quote", "b")]),
        ("<blockquote><ul><li>a</ul></blockquote>", [("item", "a")]),
        ("<pre>a\nb</pre>", [("paragraph", "a\nb")]),
        ("<figure>a<figcaption>b</figcaption></figure>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<form>a<label>b</label><button>c</button></form>", [("paragraph", "abc")]),
        ("<details><summary>a</summary>b</details>", [("paragraph", "a"), ("paragraph", "b")]),
        ("a<hr>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<address>a</address><section>b</section>", [("paragraph", "a"), ("paragraph", "b")]),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", [("row", "a\tb"), ("row", "c\td")]),
        ("<table><tr><td>a<br>b<td><p>c<p>d</table>", [("row", "a b\tc d")]),
        ("<table><caption>x</caption><tr><td>a<td>b</table>", [("paragraph", "x"), ("row", "a\tb")]),
        ("<table><tr><td>a<tr><td>b</table>", [("paragraph", "a"), ("paragraph", "b")]),
        (
            f"<table><tr><td>a<td>{LONG}</table>",
            [("paragraph", "a"), ("paragraph", LONG.strip())],
        ),
        (
            "<table><tr><td><h2>a</h2><td><table><tr><td>b<td>c</table></table>",
            [("heading", "a"), ("row", "b\tc")],
        ),
    ],
)
def test_each_element_becomes_its_kind_of_block(html: str, blocks: list[tuple[str, str]]) -> None:
    assert kinds_of(html) == blocks


@pytest.mark.parametrize(
    ("html", "items"),
    [
        ("<ul><li>a<li>b</ul>", [("a", "•", 0), ("b", "•", 0)]),
        ("<ol><li>a<li>b</ol>", [("a", "1.", 0), ("b", "2.", 0)]),
        ("<ol start=3><li>a<li value=9>b<li>c</ol>", [("a", "3.", 0), ("b", "9.", 0), ("c", "10.", 0)]),
        ("<ol start=x><li value=y>a</ol>", [("a", "1.", 0)]),
        ("<ol start=-1><li>a<li>b</ol>", [("a", "-1.", 0), ("b", "0.", 0)]),
        ("<ol start=99999999999999999999><li>a</ol>", [("a", "1.", 0)]),
        (
            "<ol><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ol>",
            [("a", "1.", 0), ("b", "•", 1), ("c", "1.", 2), ("d", "2.", 0)],
        ),
        ("<ul><li><p>a</p><p>b</p></ul>", [("a", "•", 0), ("b", "", 0)]),
        ("<ul><li><ul><li>a</ul></ul>", [("a", "•", 1)]),
        ("<li>a", [("a", "•", 0)]),
        ("<dl><dt>a<dd>b</dl>", [("a", "", 0), ("b", "", 1)]),
    ],
)
def test_items_of_lists_have_their_markers_and_levels(html: str, items: list[tuple[str, str, int]]) -> None:
    assert [found[1:] for found in blocks_of(html) if found[0] == "item"] == items


def test_items_and_rows_stand_on_lines_of_their_own() -> None:
    table = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
    assert text_of(f"<ul><li>x<li>y</ul>{table}<p>z") == "x\ny\n\na\tb\nc\td\n\nz"


def test_a_definition_list_that_is_a_transcript_becomes_turns() -> None:
    html = "<dl><dt>Ann Lee:<dd>One.<dt>Tom Roe<dd>Two.<dd>More.<dt>Ann Lee:<dd>Three.</dl>"
    reading = read_fragment(html, "UTF-8")
    assert [
        (block.kind, reading.text[block.label.start : block.label.end] if block.label else None)
        for block in reading.blocks
    ] == [("turn", "Ann Lee"), ("turn", "Tom Roe"), ("paragraph", None), ("turn", "Ann Lee")]
    assert reading.text == "Ann Lee:\nOne.\n\nTom Roe\nTwo.\n\nMore.\n\nAnn Lee:\nThree."


def test_an_answer_that_is_hidden_becomes_no_turn() -> None:
    reading = read_fragment("<dl><dt>Ann<dd>One.<dt>Ann<dd hidden>Two.</dl>", "UTF-8")
    assert "Two." not in reading.text
    assert [(part.reason, part.text) for part in reading.left_out] == [("hidden", "Two.")]


# Marks


@pytest.mark.parametrize(
    ("html", "marks"),
    [
        ("<p><b>a</b> <strong>b</strong></p>", [("strong", "a b")]),
        ("<p><i>a</i><em>b</em></p>", [("emphasis", "ab")]),
        ("<p><i>a</i>, <em>b</em></p>", [("emphasis", "a"), ("emphasis", "b")]),
        ("<p>x<sup>2</sup><sub>3</sub></p>", [("superscript", "2"), ("subscript", "3")]),
        ("<p><code>a</code> b <kbd>c</kbd></p>", [("code", "a"), ("code", "c")]),
        ("<pre>a\nb</pre>", [("code", "a\nb")]),
        ("<p><b>a <i>b</i></b></p>", [("strong", "a b"), ("emphasis", "b")]),
        ("<p><b>a <b>b</b> c</b></p>", [("strong", "a b c")]),
        ("<p>x<b> a </b>y</p>", [("strong", "a")]),
        ("<p><b></b><i> </i>x</p>", []),
        ("<b><div>a</div><div>b</div></b>c", [("strong", "a"), ("strong", "b")]),
        ("<p><b>a<br><br>b</b></p>", [("strong", "a"), ("strong", "b")]),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", [("strong", "a"), ("strong", "b")]),
        ("<p><a>x</a> <a name=y>z</a></p>", []),
        ("<p><a name=y>z <a href='http://a.example/'>x</a></p>", [("link", "x")]),
        ("<p><a href='http://a.example/'>x <i>y</i></a></p>", [("link", "x y"), ("emphasis", "y")]),
    ],
)
def test_inline_elements_become_marks(html: str, marks: list[tuple[str, str]]) -> None:
    assert marks_of(html) == marks


@pytest.mark.parametrize(
    ("head", "href", "target"),
    [
        ("<link rel=canonical href='https://a.example/b/c'>", "d", "https://a.example/b/d"),
        ("<link rel=canonical href='https://a.example/b/c'>", "/d?e=f#g", "https://a.example/d?e=f#g"),
        ("<link rel=canonical href='https://a.example/b/c'>", "//x.example/", "https://x.example/"),
        ("<link rel=canonical href='https://a.example/b/c'>", "http://x.example/", "http://x.example/"),
        ("<link rel=canonical href='https://a.example/b/c'><base href='/z/'>", "d", "https://a.example/z/d"),
        ("<base href='https://a.example/z/'>", "d", "https://a.example/z/d"),
        ("", "d", "d"),
        ("", " mailto:a@b.example ", "mailto:a@b.example"),
        ("<link rel=canonical href='https://a.example/'>", "http://[", "http://["),
    ],
)
def test_links_lead_from_the_address_of_the_page(head: str, href: str, target: str) -> None:
    document, _ = make(page_of(head, "").replace("<p>", f'<p><a href="{href}">There.</a> '))
    assert [mark.target for mark in document.marks if mark.kind == "link"] == [target]


HOSTILE = ["javascript:alert(1)", " JaVaScRiPt:alert(1)", "java&#9;script:alert(1)", "data:text/html,x", "vbscript:x"]


# What is not shown


@pytest.mark.parametrize(
    "html",
    [
        "<p>a</p><script>x()</script>",
        "<style>x</style><p>a</p>",
        "<p>a<!-- x --></p>",
        "<p>a<template>x</template></p>",
        "<title>x</title><p>a</p>",
        "<p>a<input value=x><img alt=x></p>",
        "<?x y?><![CDATA[x]]><p>a</p>",
    ],
)
def test_what_no_reader_sees_is_neither_text_nor_left_out(html: str) -> None:
    reading = read_fragment(html, "UTF-8")
    assert (reading.text, reading.left_out, reading.visible) == ("a", (), 1)


def test_formulas_are_text_and_words_in_drawings_are_listed() -> None:
    reading = read_fragment("<p>a <math><mi>x</mi>=42</math><svg><text>drawn</text></svg></p>", "UTF-8")
    assert reading.text == "a x=42"
    assert [(part.reason, part.text) for part in reading.left_out] == [
        ("words in drawings, which are not shown", "drawn")
    ]


@pytest.mark.parametrize("attribute", ["hidden", "style='display: none'", "style='VISIBILITY:hidden;color:red'"])
def test_what_is_hidden_is_left_out_and_told(attribute: str) -> None:
    reading = read_fragment(f"<p>a</p><p {attribute}>b <b>c</b></p>", "UTF-8")
    assert reading.text == "a"
    assert [(part.reason, part.text) for part in reading.left_out] == [("hidden", "b c")]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<nav>x y</nav>", "navigation"),
        ("<div role=navigation>x y</div>", "navigation"),
        ("<button>x y</button>", "controls"),
        ("<noscript>x y</noscript>", "shown only where scripts do not run"),
        ("<div class='share-buttons'>x y</div>", "sharing buttons"),
        ("<div id=related>x y</div>", "other pages"),
        ("<div class=comments>x y</div>", "readers' comments"),
        ("<div class='ad banner'>x y</div>", "advertisements"),
        ("<div class=newsletter>x y</div>", "appeals"),
        ("<figure>x y</figure>", "captions of pictures, which are not shown"),
    ],
)
def test_furniture_within_the_text_is_left_out_with_its_reason(html: str, reason: str) -> None:
    document, _ = make(f"<body><div itemprop=articleBody><p>{LONG}</p>{html}<p>{LONG}</p></div>")
    assert document.text == f"{LONG.strip()}\n\n{LONG.strip()}"
    assert [(part.reason, part.text) for part in document.left_out] == [(reason, "x y")]


# The main content


@pytest.mark.parametrize(
    "around",
    [
        "<div itemprop=articleBody>{}</div>",
        "<div class=h-entry><p>Above it.</p><div class=e-content>{}</div></div>",
        "<div class=hentry><div class=entry-content>{}</div><p>Below it.</p></div>",
        "<article>{}</article>",
        "<main>{}</main>",
        "<div><div><div>{}</div></div></div>",
    ],
)
def test_the_text_is_what_the_page_marks_as_such(around: str) -> None:
    text = around.format(f"<p>{LONG}</p><p>{LONG.upper()}</p>")
    links = "<ul><li><a href=a>Home</a></li><li><a href=b>About us</a></li></ul>"
    document, _ = make(f"<html><body>{links}{text}<footer><p>Imprint</p></footer></body></html>")
    assert document.text == f"{LONG.strip()}\n\n{LONG.upper().strip()}"
    left_out = " ".join(part.text for part in document.left_out)
    assert all(words in left_out for words in ("Home", "About us", "Imprint"))


def test_of_several_articles_none_is_the_text() -> None:
    document, _ = make(f"<body><article><p>{LONG}</p></article><article><p>{LONG.upper()}</p></article></body>")
    assert LONG.strip() in document.text
    assert LONG.upper().strip() in document.text


RULE = SiteRule("a.example", ".body, .more", "h2.t", "span.d", ".out")
RULED = """<html><head><link rel=canonical href="https://www.a.example/x"><title>Other</title></head><body>
<h2 class=t>Right</h2><span class=d>May 3, 2020</span><p>Outside.</p>
<div class=body><p>One.</p><p class=out>Two.</p><nav>Three.</nav></div><div class=more>Four.</div></body></html>"""


def test_a_rule_of_the_options_tells_a_sites_text_title_and_date() -> None:
    options = Options(sites=(RULE,))
    document, _ = make(RULED, options)
    assert document.text == "One.\n\nFour."
    assert [(part.reason, part.text) for part in document.left_out] == [
        ("outside the main text", "Right · May 3, 2020 · Outside."),
        ("left out by the site's rule", "Two."),
        ("navigation", "Three."),
    ]
    record = record_of(RULED, options)
    assert record["title"] == ("Right", "the site's rule")
    assert record["date"] == ("2020-05-03", "the site's rule")


def test_a_rule_that_matches_nothing_is_as_none() -> None:
    rule = SiteRule("a.example", ".nothing", ".nothing", ".nothing", ".nothing")
    assert make(RULED, Options(sites=(rule,)))[0] == make(RULED)[0]


def test_a_rule_is_for_its_host_alone() -> None:
    rules = tuple(SiteRule(host, ".body") for host in ("b.example", "ww.a.example", "xa.example", "example.a"))
    assert make(RULED, Options(sites=rules))[0] == make(RULED)[0]


def test_a_rule_of_the_options_goes_before_one_of_the_programs_own() -> None:
    page = RULED.replace("www.a.example", "en.kremlin.ru").replace("class=more", "class=entry-content")
    assert make(page)[0].text == "Four."
    assert make(page, Options(sites=(SiteRule("kremlin.ru", ".body"),)))[0].text == "One.\n\nTwo."


# The record


def linked(*objects: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in objects)


ARTICLE = {"@type": "NewsArticle", "headline": "Told", "datePublished": "2020-02-03T23:00:00+10:00"}


@pytest.mark.parametrize(
    ("head", "body", "name", "value", "origin"),
    [
        ("<title>Told</title>", "", "title", "Told", "title"),
        ("<meta property=og:title content=Told><title>x</title>", "", "title", "Told", "og:title"),
        ("<meta property=og:title content=x>", "<h1>Told</h1>", "title", "Told", "h1"),
        ("<title>x</title>", "<h1 itemprop=headline>Told</h1>", "title", "Told", "schema.org headline"),
        (linked(ARTICLE), "", "title", "Told", "JSON-LD"),
        (linked({"@graph": [{"@type": "Person"}, ARTICLE]}), "", "title", "Told", "JSON-LD"),
        (linked([{"@type": "Person", "headline": "x"}, ARTICLE]), "", "title", "Told", "JSON-LD"),
        ("<script type=application/ld+json>{'no'</script>" + linked(ARTICLE), "", "title", "Told", "JSON-LD"),
        ("<meta property=og:site_name content=Site><title>Told | Site</title>", "", "title", "Told", "title"),
        ("<meta property=og:site_name content=Site><title>Site - Told</title>", "", "title", "Told", "title"),
        ("<title>A | B</title>", "", "title", "A | B", "title"),
        ("<meta name=author content='Ann Lee'>", "", "author", "Ann Lee", "author"),
        (linked(ARTICLE | {"author": "Ann Lee"}), "", "author", "Ann Lee", "JSON-LD"),
        (linked(ARTICLE | {"author": [{"name": "A B"}, {"name": "C"}]}), "", "author", "A B, C", "JSON-LD"),
        ("", "<i itemprop=author><b itemprop=name>Ann</b> x</i>", "author", "Ann", "schema.org author"),
        ("", "<a rel=author>Ann Lee</a>", "author", "Ann Lee", "rel=author"),
        ("<meta property=og:site_name content=Site>", "", "source", "Site", "og:site_name"),
        (linked(ARTICLE | {"publisher": {"name": "Site"}}), "", "source", "Site", "JSON-LD"),
        ("<meta name=application-name content=Site>", "", "source", "Site", "application-name"),
        (linked(ARTICLE), "", "date", "2020-02-03", "JSON-LD"),
        (
            "<meta property=article:published_time content=2020-02-03T01:00Z>",
            "",
            "date",
            "2020-02-03",
            "article:published_time",
        ),
        ("<meta name=pubdate content=20200203>", "", "date", "2020-02-03", "pubdate"),
        (
            "",
            "<meta itemprop=datePublished content=2020-02-03>",
            "date",
            "2020-02-03",
            "schema.org datePublished",
        ),
        ("", "<time pubdate>3rd February 2020</time>", "date", "2020-02-03", "time"),
        ("", "<time datetime=2020-02-03>x</time>", "date", "2020-02-03", "time, inferred"),
        ("", "<p class=dateline>Feb. 3, 2020</p>", "date", "2020-02-03", "the text, inferred"),
        (
            "<link rel=canonical href=http://a.example/2020/02/03/x>",
            "",
            "date",
            "2020-02-03",
            "the address, inferred",
        ),
        ("<link rel=canonical href=http://a.example/2020/02/x>", "", "date", "2020-02", "the address, inferred"),
        ("<link rel=canonical href=http://a.example/x>", "", "url", "http://a.example/x", "rel=canonical"),
        ("<meta property=og:url content=http://a.example/x>", "", "url", "http://a.example/x", "og:url"),
        (linked(ARTICLE | {"url": "http://a.example/x"}), "", "url", "http://a.example/x", "JSON-LD"),
        (
            linked(ARTICLE | {"mainEntityOfPage": {"@id": "http://a.example/x"}}),
            "",
            "url",
            "http://a.example/x",
            "JSON-LD",
        ),
        (
            "<!-- saved from url=(0018)http://a.example/x -->",
            "",
            "url",
            "http://a.example/x",
            "the comment of the program that saved it",
        ),
        (
            "<link rel=license href=http://a.example/by>",
            "",
            "license",
            "http://a.example/by",
            "rel=license",
        ),
        ("<meta property=og:locale content=pt_BR>", "", "language", "pt-BR", "og:locale"),
    ],
)
def test_the_record_tells_each_value_with_its_place(head: str, body: str, name: str, value: str, origin: str) -> None:
    assert record_of(page_of(head, body))[name] == (value, origin)


def test_the_language_of_the_page_is_told() -> None:
    assert record_of(page_of().replace("<html>", "<html lang=de-AT>"))["language"] == ("de-AT", "html lang")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<meta name=date content='2020-13-01'>", "date"),
        ("<meta name=date content='someday'>", "date"),
        ("<meta name=author content='https://a.example/ann'>", "author"),
        ("<link rel=canonical href='javascript:x'>", "url"),
        ("<link rel=license href='data:x'>", "license"),
        ("<meta property=og:locale content='not a code'>", "language"),
        (f"<title>{'x' * 501}</title>", "title"),
        ("<title>---</title>", "title"),
        (linked(ARTICLE | {"headline": {"x": ["y"]}}), "title"),
        (linked(ARTICLE | {"headline": True}), "title"),
        ('<script type=application/ld+json>{"@type": "Article", "headline": "\\ud800\\u0000"}</script>', "title"),
    ],
)
def test_what_is_no_value_stays_out_of_the_record(head: str, name: str) -> None:
    assert name not in record_of(page_of(head))


@pytest.mark.parametrize("key", ["@type", "headline", "author", "publisher", "url", "datePublished", "@graph"])
def test_structured_data_nested_very_deep_does_no_harm(key: str) -> None:
    deep = "[" * 900 + "]" * 900
    script = f'<script type="application/ld+json">{{"@type": "Article", "{key}": {deep}}}</script>'
    assert make(page_of(script))[0].text == LONG.strip()


# Encodings


ENCODED = "<p>In the old town: Über Größe, naïve café – «ça» “fin”, and so on, until the last page.</p>"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (f"<meta charset=utf-8>{ENCODED}".encode(), "UTF-8"),
        (f"<meta charset=windows-1252>{ENCODED}".encode("cp1252"), "CP1252, as the page declares"),
        (f"<meta charset=iso-8859-1>{ENCODED}".encode("cp1252"), "CP1252, as the page declares"),
        (
            f"<meta http-equiv=content-type content='text/html; charset=windows-1252'>{ENCODED}".encode("cp1252"),
            "CP1252, as the page declares",
        ),
        (f"<?xml version='1.0' encoding='windows-1252'?>{ENCODED}".encode("cp1252"), "CP1252, as the page declares"),
        (f"<meta charset=windows-1252>{ENCODED}".encode(), "UTF-8"),
        (codecs.BOM_UTF8 + ENCODED.encode(), "UTF-8, by its byte order mark"),
        (codecs.BOM_UTF16_LE + ENCODED.encode("utf-16-le"), "UTF-16-LE, by its byte order mark"),
        (f"<meta charset=nonsense>{ENCODED}".encode("cp1252"), "cp1252, guessed: the bytes are no UTF-8"),
        (f"<meta charset=base64>{ENCODED}".encode("cp1252"), "cp1252, guessed: the bytes are no UTF-8"),
        (f"<meta charset=utf-16>{ENCODED}".encode("cp1252"), "cp1252, guessed: the bytes are no UTF-8"),
        (f"<meta charset=utf-8>{ENCODED}".encode("cp1252"), "cp1252, guessed: the bytes are no UTF-8"),
        (ENCODED.encode("cp1252"), "cp1252, guessed: the bytes are no UTF-8"),
    ],
)
def test_the_encoding_is_what_the_bytes_bear_out(data: bytes, encoding: str) -> None:
    document, problems = make(data)
    assert (document.text, document.encoding) == (ENCODED[3:-4], encoding)
    assert [problem.code for problem in problems] == (["I111"] if "guessed" in encoding else [])


def test_a_page_with_some_broken_bytes_keeps_what_it_declares() -> None:
    document, problems = make(f"<meta charset=utf-8><p>{LONG} café</p>".encode() + b"<p>bro\xffken</p>")
    assert document.text.endswith("café\n\nbro\ufffdken")
    assert [str(problem) for problem in problems] == [
        "seeds/a.html: I112 1 bytes are no UTF-8 and stand as U+FFFD in the text\n"
        "    remedy: take the page again from where it came, if that is still there"
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<p>a\0b</p>", "E101"),
        (codecs.BOM_UTF16_LE + "<p>a\0b".encode("utf-16-le"), "E101"),
        (b"", "E103"),
        (b" \n", "E103"),
        (b"<html><body><script>x</script></body></html>", "E103"),
        (b"<!-- nothing -->", "E103"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    document, problems = read("seeds/a.html", data, None, Options())
    assert document is None
    assert [problem.code for problem in problems] == [code]


# Laws


INLINE = st.sampled_from("b i a span sup code button label font".split())
BLOCK = st.sampled_from(
    "div p ul ol li blockquote article main nav aside form figure figcaption h1 h2 section table tr td th dl dt dd"
    " header footer pre noscript details".split()
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        *(f" class='{name}'" for name in ("share", "related", "hidden", "h-entry e-content", "caption", "date")),
        *(" hidden", " style='display:none'", " itemprop='articleBody'", " href='x'", " role='navigation'"),
    ]
)
NUMBERED = st.integers(0, 40).map("w{} ".format)


def element(names: st.SearchStrategy[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, attributes, content: f"<{name}{attributes}> {content} </{name}>", names, ATTRIBUTES, inner
    )


WORDS = st.lists(NUMBERED | element(INLINE, NUMBERED) | st.just("<br> "), max_size=8).map("".join)
BODIES = st.recursive(WORDS, lambda inner: element(BLOCK, st.lists(inner, max_size=4).map("".join)), max_leaves=12)


@settings(max_examples=300)
@given(BODIES, st.booleans())
def test_text_and_what_is_left_out_are_all_that_the_page_shows(body: str, article: bool) -> None:
    body = f"<article>{LONG}{body}</article>" if article else f"{body} <p>{LONG}"
    page = f"<html><head><title>w1</title><style>w2</style></head><body><!-- w3 --><script>w4</script>{body}</body>"
    document, _ = make(page)
    found = Counter([*document.text.split(), *(word for part in document.left_out for word in part.text.split())])
    found.pop("·", None)
    assert found == Counter(re.sub("<[^>]*>", " ", body).split())


OPENED = (
    "p div b i a ul ol li table tr td th dl dt dd pre br hr h1 svg math template title script style textarea frameset"
    " select option plaintext xmp noscript article main time base"
).split()
CLOSED = "p div b i a ul ol li table tr td dl dt pre h1 svg body html head script style title textarea".split()
TOKENS = [
    *(f"<{name}>" for name in OPENED),
    *(f"</{name}>" for name in CLOSED),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "<!doctype html>", "<", ">", "<b\0>", "<p class>", '<p a="'),
    *("<a href='http://a.example/'>", "<a href=//[>", "<a href='javascript:x'>", "<base href='http://['>"),
    *("<div itemprop=articleBody>", "<div class='h-entry e-content'>", "<ol start=-9>", "<li value='٣'>", "<p hidden>"),
    *("<link rel=canonical href='http://en.kremlin.ru/x'>", "<div class=entry-content>", "<meta charset=utf-16>"),
    *("<meta property=og:url content=http://[>", "<html lang='\ud7ff'>", "<x-y:z a=b a=c>"),
    *("&#0;", "&#xD800;", "&#x110000;", "&nbsp;", "&amp", "&lt;", "&#13;", "&zwj;", "\u00a0", "\u2028", "\x0c", "\x1c"),
    *("\x85", "\ufeff", "\ufffe", "😀", "e\u0301", "Ann Lee:", "<b>Tom Roe:</b>", "word ", " ", "\n", "\t", LONG),
    linked({"@type": "Article", "headline": "\ud800", "url": "http://[", "author": [["x"]], "datePublished": 1e9}),
]


def check(data: bytes, path: str = "seeds/a.html") -> Document | None:
    """Read bytes; a document that comes of them keeps all laws."""
    document, problems = read(path, data, None, Options())
    if document is None:
        assert [problem.severity for problem in problems].count("error") == 1
        return None
    document = structure(document)
    check_tiling(document)
    check_sentences(document)
    document.text.encode()
    assert "\0" not in document.text
    assert list(document.marks) == sorted(document.marks, key=lambda mark: (mark.span.start, -mark.span.end))
    for mark in document.marks:
        assert mark.span.start < mark.span.end
        assert any(block.span.contains(mark.span) for block in document.blocks)
    for datum in document.metadata:
        datum.value.encode()
    return document


@given(st.binary(max_size=300), st.sampled_from(["seeds/a.html", "seeds/a.htm", "seeds/a.xhtml"]))
def test_any_bytes_give_a_document_or_a_problem(data: bytes, path: str) -> None:
    check(data, path)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(TOKENS) | st.text(max_size=5), max_size=40).map("".join))
def test_any_soup_of_html_gives_a_document_that_keeps_the_laws(html: str) -> None:
    check(html.encode("utf-8", "replace"))


# Goldens


def shown(document: Document) -> str:
    """Write what became of a page as JSON, a line a thing: its record, blocks and marks, and what is left out."""
    tree = {
        "record": [f'{datum.name} "{datum.value}" ({datum.origin})' for datum in document.metadata],
        "blocks": [_block(document, block) for block in document.blocks],
        "marks": [f'{mark.kind} "{document.words_of(mark.span)}" {mark.target}'.strip() for mark in document.marks],
        "left out": [f"{part.reason}: {part.text}" for part in document.left_out],
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"


def _block(document: Document, block: Block) -> str:
    words = " ".join(document.words_of(block.span).split())
    label = f"[{document.words_of(block.label)}]" if block.label else ""
    level = f"level {block.level}" if block.level else ""
    words = f"{words[:SHOWN]}…" if len(words) > SHOWN else words
    return " ".join(filter(None, [block.id, block.kind, block.marker, level, label, words]))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_page(page: Path, golden: Golden) -> None:
    document = check(page.read_bytes())
    assert document is not None
    golden(page.with_suffix(".json"), shown(document))


def test_every_page_has_its_output() -> None:
    assert {path.stem for path in CASES.glob("*.json")} == {path.stem for path in PAGES}


# A whole build, and pages that would take it down


@contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail where something takes longer than that: it would not end."""

    def give_up(_: int, __: FrameType | None) -> None:
        pytest.fail(f"not done after {seconds} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


MANY = 100_000
FEWER = 30_000
"""Elements of the kinds that would take time in proportion to their square, and do not."""
DEEP: Mapping[str, Sequence[str]] = {
    "divisions": ("<div>",),
    "bold": ("<b>",),
    "bold_over_blocks": ("<b><div>x",),
    "links_over_blocks": ("<a href=http://a.example/{}><div>x",),
    "sharing_buttons": ("<div class=share>",),
    "cells": ("<table><tr>", "<td><div>"),
    "tables": ("<table><tr><td><td>",),
    "lists": ("<ul><li>x",),
    "quotes": ("<blockquote>x",),
    "times": ("<time pubdate>",),
    "headings": ("<div><h1 itemprop=headline>",),
    "authors": ("<span itemprop=author>",),
    "article_bodies": ("<div itemprop=articleBody>",),
    "entries": ("<div class='h-entry e-content'>",),
    "comments": ("<!-- x -->",),
}


@pytest.mark.parametrize("kind", DEEP)
def test_a_page_of_very_many_nested_elements_is_read(kind: str) -> None:
    *before, each = DEEP[kind]
    times = (MANY if kind in ("divisions", "bold") else FEWER) // each.count("<")
    html = "".join(before) + "".join(each.replace("{}", str(number)) for number in range(times)) + "words " * 120
    with within(120):
        assert make(html)[0].text.endswith("words")


BUILT: Mapping[str, str] = {
    "nested": "<div>" * MANY + "<p>Nested words.",
    "marked": "<p>" + "a <b>b</b>, <a href='http://a.example/{}'>c</a> " * (MANY // 10),
    "quoted": "<blockquote>x" * (MANY // 10),
    "structured": linked({"@type": "Article", "headline": "a\ud800\0\x1bb", "author": "\n---\n{{ x }}"}) + LONG,
    "linked": "<article>" + "".join(f'<p><a href="{href}">Hostile</a></p>' for href in HOSTILE) + LONG,
}


def test_such_pages_are_built_and_say_what_their_texts_say(tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(root, {f"seeds/{name}.html": html for name, html in BUILT.items()})
    cache = Cache(tmp_path / "cache")
    with within(240), executor(1, cache) as processes:
        config, work = Config(root, root / "docs"), Work(processes, cache)
        built = make_pages(config, gather(config, work), work)
    pages = {late.page.document: late.whole().body for late in built.pages if late.page.document}
    assert pages.keys() >= BUILT.keys()
    assert pages["marked"].count("<strong>") == MANY // 10
    assert 'class="source-link"' in pages["marked"]
    assert "source-link" not in pages["linked"]
    assert 'href="javascript' not in pages["linked"].lower()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            "<html lang=en><title>Web</title><article><h1>Web</h1><p>One <b>bold</b>, more.</p></article>",
            "One bold, more.",
        ),
        ("<body><nav>Home</nav><article><h1>Web</h1><p>A few words.</p></article>", "A few words."),
        ("<p hidden>Not shown.</p><p>Shown.</p>", "Shown."),
        ("Words alone", "Words alone"),
    ],
)
def test_a_page_of_a_few_words_keeps_those_that_are_its_text(page: str, text: str) -> None:
    document, _ = make(page)
    assert document.text == text


@pytest.mark.parametrize(
    "head",
    [
        '<base href="http://[x"><link rel=canonical href="http://ok.example/">',
        '<base href="http://a\u2100b/"><link rel=canonical href="http://ok.example/">',
    ],
)
def test_an_address_that_is_none_stops_nothing(head: str) -> None:
    document, _ = make(f"<html><head>{head}</head><body><p>Words <a href=y>there</a>.</p></body></html>")
    assert (document.text, document.value("url")) == ("Words there.", "http://ok.example/")


@pytest.mark.parametrize(
    "name", sorted(set(encodings.aliases.aliases.values()) | {"idna", "undefined", "unicode_escape"})
)
def test_any_name_of_an_encoding_is_survived(name: str) -> None:
    page = f'<html><head><meta charset="{name}"></head><body><p>Words here.</p></body></html>'.encode()
    document, problems = read("seeds/a.html", page.replace(b"here", b"h\xe9re \\ud800 \\x3c"), None, OPTIONS)
    assert document is None or "\\x3c" in document.text, problems


def test_many_lines_with_marks_are_parted_in_time() -> None:
    lines = "".join(f"<b>x</b> {'word ' * 26}.<br>" for _ in range(15_000))
    document, _ = make(f"<p>{lines}</p>")
    assert len(document.blocks) == len(document.marks) == 15_000


def test_the_date_of_a_sentence_is_no_date_of_the_page_that_is_sure() -> None:
    page = page_of(body="<article><p>On <time datetime=1969-07-20>that day</time> it was.</p></article>")
    assert record_of(page)["date"] == ("1969-07-20", "time, inferred")


@pytest.mark.parametrize(
    "body",
    [
        "<!-- Theme url: http://theme.example/evil -->",
        '<script type="application/ld+json">{"@type": "Review", "url": "http://other.example/"}</script>',
        "<div itemprop=comment><time itemprop=datePublished datetime=2020-01-02></time></div>",
    ],
)
def test_what_is_said_of_something_else_is_not_the_pages(body: str) -> None:
    record = record_of(page_of(body=body))
    assert not {name for name, (_, origin) in record.items() if "inferred" not in origin} & {"url", "date", "title"}
