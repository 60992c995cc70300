"""What has gone through in such programs before, each with the words that did it; and the caps, at their edges."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from detector import watching
from glossator import contributed
from glossator.config import Options
from glossator.contributed import find_links, to_html
from glossator.files import FILE_BYTES, walk
from glossator.frontmatter import load_markdown, load_yaml
from glossator.model import Datum
from glossator.read import SidecarFile, read
from glossator.render.page import environment, fill
from glossator.schemas import LONGEST_QUOTE, EntryFields, NoteFields, Sidecar
from glossator.yaml_tree import YAML_BYTES
from helpers import (
    TINY,
    Built,
    WriteFiles,
    build,
    chromium,
    copy_archive,
    documents_of,
    files_of,
    glossator_here,
    pages_of,
    parse,
    served,
    words,
    write_files,
)
from timing import assert_linear

OPTIONS = Options()

# What may stand in a stranger's text, as the rules name it; the program has its own list.

ELEMENTS = frozenset(
    """p br hr h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code kbd em strong i b s del ins mark sub sup small abbr
    a table thead tbody tfoot tr th td caption figure figcaption details summary div span q cite""".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open"},
}


def test_the_program_allows_what_the_rules_allow() -> None:
    assert set(contributed.TAGS) == ELEMENTS
    assert contributed.ATTRIBUTES == ATTRIBUTES
    assert {"http", "https", "mailto"} == contributed.SCHEMES
    assert set(contributed.REL.split()) == {"noopener", "noreferrer", "nofollow", "ugc"}


@pytest.mark.parametrize("address", ["//a.example", "\\\\a.example", "/\\a.example", "\\/a.example", "/a", "a", "#a"])
def test_only_whole_addresses_lead_out(address: str) -> None:
    assert to_html(f"[words](<{address}>)", lambda _: None) == "<p>words</p>"


# What stopped a build, or read something that it was not given.

STOPPERS = {
    "seeds/no-template.md": "---\ntemplate: nope.html\nicon: ../..\nhide: [toc]\n---\nWords under a template.\n",
    "seeds/bytes.md": b"---\ntitle: caf\xe9\n---\nA caf\xe9 in Vienna, and words enough to guess by.\n",
    "seeds/marked.txt": "A marked <![CDATA[ section ]]> and <![if lt IE 9]> and <!\n\n<![\n",
    "seeds/marked.yml": "title: 'Title <![CDATA[ x <!'\nauthor: '<!['\n",
    "seeds/placeholder.txt": "Before \x02wzxhzdk:0\x03 and \x02klzzwxh:0\x03 and \x02amp\x03 after.\n",
    "seeds/braces.txt": "{{ config.site_name }} {% include 'nope.html' %} {{ 1/0 }} {% raw %}\n",
    "seeds/braces.yml": "title: \"{{ 1/0 }}{% include 'nope.html' %}\"\n",
    "glossary/people/marked.md": "---\nname: Marked <![CDATA[\ndescription: '<!['\n---\nA body <![CDATA[ x\n\n<![\n",
    "glossary/people/placeholder.md": "---\nname: Placeholder\n---\n\x02wzxhzdk:0\x03 {{ 1/0 }}\n",
    "annotations/marked/note.md": "---\nquote: '<![CDATA[ section ]]>'\nauthor: '<!['\n---\n<![ \x02wzxhzdk:1\x03\n",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = copy_archive(tmp_path_factory.mktemp("stoppers"), TINY)
    write_files(root, STOPPERS)
    write_files(root, {"seeds/saved.html": SAVED, "seeds/plain.svg.txt": "<svg onload=alert(1)></svg> is a drawing.\n"})
    return Built(root, root / "site", build(root))


SAVED = """<!doctype html><html><head><title>Saved</title><script>alert('saved')</script>
<meta http-equiv="refresh" content="0;url=https://elsewhere.example/"></head><body onload="alert('loaded')">
<article><h1>Saved</h1><p onclick="alert(1)">A saved page with words enough to be read as an article by anyone.</p>
<p><a href="javascript:alert('led')">A link</a> and <img src="https://elsewhere.example/x.gif" onerror="alert(2)">
a picture, and a second paragraph of ordinary words that are the text.</p></article></body></html>
"""


@pytest.mark.browser
@pytest.mark.xdist_group("stoppers")
@pytest.mark.parametrize("name", [name for name in STOPPERS if name.endswith((".txt", ".md")) and "seeds" in name])
def test_a_source_that_stops_other_builds_is_shown_word_for_word(name: str, stopped: Built) -> None:
    data = STOPPERS[name]
    text = data.decode("latin-1") if isinstance(data, bytes) else data
    said = text.rpartition("---\n")[2]
    shown = documents_of(stopped.site)[Path(name).stem]
    assert "".join("".join(passage.words for passage in shown.passages).split()).endswith("".join(said.split()))


@pytest.mark.browser
@pytest.mark.xdist_group("stoppers")
def test_titles_that_stop_other_builds_are_shown_word_for_word(stopped: Built) -> None:
    pages = pages_of(stopped.site)
    for page, title in {
        "archive/documents/marked/index.html": "Title <![CDATA[ x <!",
        "archive/documents/braces/index.html": "{{ 1/0 }}{% include 'nope.html' %}",
        "archive/people/marked/index.html": "Marked <![CDATA[",
    }.items():
        (heading,) = parse(pages[page]).iter("h1")
        assert words(heading) == title


@pytest.mark.browser
@pytest.mark.xdist_group("stoppers")
def test_no_copy_of_a_source_is_a_page_of_the_site(stopped: Built, browser: Browser) -> None:
    """A saved page with its scripts would run on the site's own origin."""
    copies = {path for path, data in files_of(stopped.site).items() if data == SAVED.encode()}
    assert [Path(path).suffix for path in copies] == [".txt"]
    active = {path for path in files_of(stopped.site) if path.endswith((".html", ".svg", ".xml", ".xhtml", ".js"))}
    named = {path for path in active if "saved" in path or "plain" in path}
    assert {page for page in named if not page.startswith("archive/compared/")} == {
        "archive/documents/saved/index.html",
        "archive/documents/plain-svg/index.html",
    }
    with served(stopped.site) as root, watching(browser.new_context(), root) as detector:
        for page in sorted(named):
            assert detector.open(page.removesuffix("index.html")) == []


@pytest.mark.browser
@pytest.mark.xdist_group("stoppers")
def test_data_within_pages_cannot_end_its_element(stopped: Built) -> None:
    for page, text in pages_of(stopped.site).items():
        for element in parse(text).iter("script"):
            said = "".join(element.itertext())
            if "json" in element.get("type", "") and element.get("id") != "__config":
                assert not set(said) & set("<>&\u2028\u2029"), page
                json.loads(said)


# Templates.


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_whatever_a_template_is_given_comes_out_as_text(text: str) -> None:
    made = environment().from_string("<p title='{{ text }}'>{{ text }}</p>").render(text=text)
    inside = made.removeprefix("<p title='").removesuffix("</p>")
    assert not set(inside.replace("'>", "", 1)) & set("<>\"'`{}[]*_\\=")
    assert [html.unescape(said) for said in inside.split("'>")] == [text, text]


def test_every_template_escapes() -> None:
    assert environment().autoescape is True
    page = fill("merged.jinja", title="<b>", target={"address": "<i>", "name": "<s>"}, sources=[("<u>", "")])
    assert not [tag for tag in ("<b>", "<i>", "<s>", "<u>") if tag in page]


# Markdown that takes other parsers long: each is read in time that grows as it does.

SLOW = {
    "brackets": "[",
    "closed brackets": "[]",
    "pictures": "![",
    "addresses": "[a](",
    "angles": "[a](<b",
    "stars": "*a ",
    "mixed marks": "*_~",
    "backticks and letters": "`a``b",
    "backslashes": "\\[",
    "quotes": "> ",
    "quotes on lines": "> > > a\n",
    "lists": "- a\n",
    "indented lists": "- - - a\n",
    "abbreviations": "*[a]: b\n",
    "references": "[a]: b\n",
    "tables": "|a|b|\n|-|-|\n",
    "one table": "|a",
    "setext headings": "a\n=\n",
    "sections of SGML": "<![CDATA[",
    "comments": "<!-- ",
    "tags": "<a ",
    "elements": "<div>",
    "entities": "&a;&#",
    "archive links": "[[a|b]]",
    "unfinished archive links": "[[a|",
    "fences": "```\n",
    "tabs": "\t",
    "blank lines": "\n",
    "spaces": " ",
    "spaces and letters": "a  \n",
    "placeholders": "\x02wzxhzdk:0\x03",
}


@pytest.mark.parametrize("piece", SLOW.values(), ids=SLOW)
def test_any_markdown_takes_time_as_it_is_long(piece: str) -> None:
    def work(text: str) -> None:
        to_html(text, lambda _: None)
        find_links(text)

    assert_linear(work, piece, 2_000)


# Caps, before parsers, at their edges.


def test_a_file_at_its_cap_is_read_and_one_byte_more_is_not() -> None:
    front = b"---\nname: A\n---\n"
    whole = front + b"b" * (FILE_BYTES - len(front))
    assert load_markdown("a.md", whole, EntryFields)[0] is not None
    assert [problem.code for problem in load_markdown("a.md", whole + b"b", EntryFields)[1]] == ["E402"]


def test_front_matter_at_its_cap_is_read_and_one_byte_more_is_not() -> None:
    said = f"title: {'b' * (YAML_BYTES - 8)}\n"
    assert len(said) == YAML_BYTES
    assert load_yaml("a.yml", said.encode(), Sidecar)[0] is not None
    assert [problem.code for problem in load_yaml("a.yml", f"{said}\n".encode(), Sidecar)[1]] == ["E402"]


@pytest.mark.parametrize("name", ["quote", "prefix", "suffix"])
def test_a_quote_at_its_cap_is_read_and_one_character_more_is_not(name: str) -> None:
    for length, problems in ((LONGEST_QUOTE, []), (LONGEST_QUOTE + 1, ["E409"])):
        given = {"quote": "a"} | {name: "é" * length}
        front = "".join(f"{key}: {value}\n" for key, value in given.items())
        found = load_markdown("a.md", f"---\n{front}---\n".encode(), NoteFields)[1]
        assert [problem.code for problem in found] == problems


# Characters that turn the words after them around.

TURNING = [*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
FREE = ("title", "author", "source", "language", "license", "collection", "description", "taken_from")


@pytest.mark.parametrize("name", [*FREE, "tags"])
@pytest.mark.parametrize("character", TURNING, ids=ascii)
def test_no_value_of_a_sidecar_turns_words_around(name: str, character: str) -> None:
    value = json.dumps(f"exe{character}txt", ensure_ascii=False)
    data = f"{name}: {f'[{value}]' if name == 'tags' else value}\n".encode()
    document, problems = read("seeds/a.txt", b"words", SidecarFile("seeds/a.yml", data), OPTIONS)
    assert document is not None, "the document stands without it"
    assert [str(problem) for problem in problems] == [
        f"seeds/a.yml:1:{len(name) + 3}: E409 `{name}` is wrong: it holds U+{ord(character):04X},"
        " which turns the words after it around\n    remedy: change the value"
    ]


@pytest.mark.parametrize("name", FREE)
def test_hebrew_and_arabic_stand_in_sidecars(name: str) -> None:
    said = "שלום \u200fעולם\u200e مرحبا"
    loaded, problems = load_yaml("a.yml", f"{name}: {said}\n".encode(), Sidecar)
    assert problems == ()
    assert loaded is not None
    assert getattr(loaded.fields, name) == said


def test_the_title_of_a_taken_in_page_is_written_without_such_characters() -> None:
    from glossator.add.sidecars import sidecar

    found = [Datum("title", "".join(["a", *TURNING, "b"]), "text")]
    loaded, problems = load_yaml("x.yml", sidecar(found, "x"), Sidecar)
    assert problems == ()
    assert loaded is not None
    assert loaded.fields.title == "ab"


@pytest.mark.parametrize(
    ("name", "told", "code"),
    [
        ("\u202etxt.exe.txt", "\\u202etxt.exe.txt", "202E"),
        ("a\u2066b.txt", "a\\u2066b.txt", "2066"),
        ("a\nseeds/b.txt", "a\\nseeds/b.txt", "000A"),
        ("a\x1b[31m.txt", "a\\x1b[31m.txt", "001B"),
        ("a\x85b.txt", "a\\x85b.txt", "0085"),
        ("a\u2028b.txt", "a\\u2028b.txt", "2028"),
    ],
)
def test_a_name_that_looks_like_another_is_refused(name: str, told: str, code: str, write_files: WriteFiles) -> None:
    root = write_files({"seeds/good.txt": "Good.", f"seeds/{name}": "Bad."})
    paths, problems = walk(root, "seeds")
    assert paths == ("seeds/good.txt",)
    assert [str(problem) for problem in problems] == [
        f"seeds/{told}: E109 the file's name holds U+{code}, which is not seen and changes how the name looks\n"
        "    remedy: give it another name, of a-z, 0-9 and -"
    ]


LEFT_TO_RIGHT = """
(element) => {
  const range = document.createRange();
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  const at = (place) => {
    range.setStart(text, place);
    range.setEnd(text, place + 1);
    return range.getBoundingClientRect().left;
  };
  return at(0) < at(2);
}
"""
"""Whether the first letters of an element's words stand from left to right."""


@pytest.mark.browser
@pytest.mark.xdist_group("stoppers")
def test_what_a_source_says_turns_nothing_around_but_itself(browser: Browser, tmp_path: Path) -> None:
    """The titles of saved pages are theirs; on pages that list them, the words behind them stay as they are."""
    root = copy_archive(tmp_path, TINY)
    title = "Title \u202eturned"
    page = SAVED.replace("Saved", title)
    note = (
        '---\nquote: ordinary words\nsee: ["[[letter-1843|see \\u202eturned]]"]\nauthor: Ann\n---\nBody \u202e turned\n'
    )
    write_files(root, {"seeds/saved.html": page, "seeds/saved.yml": "date: 1999\nsource: Source\n"})
    write_files(root, {"annotations/saved/note.md": note})
    build(root)
    with served(root / "site") as address:
        tab = browser.new_page(bypass_csp=True)  # else the page takes no style from the test either
        tab.goto(f"{address}archive/documents/")
        item = tab.locator("li", has_text="turned").first
        assert title in item.inner_text()
        for behind in item.locator("span").all():
            assert behind.evaluate(LEFT_TO_RIGHT), behind.inner_text()
        assert item.locator("span").count() > 0
        inline = "<p id=inline><a>words \u202e turned</a> <span>behind</span></p>"
        tab.locator(".glossator").evaluate("(element, html) => element.insertAdjacentHTML('beforeend', html)", inline)
        assert tab.locator("#inline span").evaluate(LEFT_TO_RIGHT)
        tab.add_style_tag(content="* { unicode-bidi: normal !important }")
        assert not tab.locator("#inline span").evaluate(LEFT_TO_RIGHT), "the style sheet does it"
        assert not tab.locator("h1").evaluate(LEFT_TO_RIGHT.replace("at(0) < at(2)", "at(2) < at(0)"))
        tab.goto(f"{address}archive/documents/saved/")
        assert tab.locator(".note-author").evaluate(LEFT_TO_RIGHT)
        tab.close()


# Links out of the project.


@pytest.mark.parametrize("folder", ["seeds", "glossary/people", "annotations/letter-1843"])
def test_a_link_to_a_secret_publishes_nothing(folder: str, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    write_files(
        tmp_path, {"outside/secret.md": "---\nname: A\nquote: A\n---\nA secret.\n", "outside/x.txt": "A secret."}
    )
    for name in ("secret.md", "x.txt"):
        (root / folder / name).symlink_to(tmp_path / "outside" / name)
    (root / folder / "folder").symlink_to(tmp_path / "outside")
    if folder == "seeds":
        (root / folder / "letter.yml").unlink()
        (root / folder / "letter.yml").symlink_to(tmp_path / "outside" / "x.txt")
    done = glossator_here(root, "build")
    assert not any(b"A secret" in data for data in files_of(root / "docs").values())
    assert done.stderr.count("E105 a symbolic link is not read") == (4 if folder == "seeds" else 3)
