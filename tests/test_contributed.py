"""The Markdown of strangers: what becomes of it, and what can never come out."""

from __future__ import annotations

import os
import re
from pathlib import Path

import html5lib
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.contributed import (
    ATTRIBUTES,
    CLASSES,
    REL,
    TAGS,
    Target,
    find_links,
    find_problems,
    find_words,
    parse_link,
    say,
    to_html,
    to_text,
)
from glossator.markdown_tokens import BODY_CHARACTERS
from glossator.model import Link, Position

CASES = Path(__file__).parent / "cases" / "contributed"
KNOWN = {
    "people/ada": Target("../../people/ada/", "Ada Lovelace"),
    "letters": Target("../letters/", "Letters"),
    "letters#p4": Target('../letters/?q="<&>#p4', "Letters, p4"),
}
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s/\\]", re.IGNORECASE)


def html(body: str) -> str:
    return to_html(body, KNOWN.get)


def check_safe(rendered: str) -> html5lib.treebuilders.base.Node:
    """Fail if a browser could find anything in the HTML that the rules do not allow; return what it finds."""
    assert "\n" not in rendered
    assert not re.search("[\x00-\x1f]", rendered)
    assert "<!" not in rendered
    tree = html5lib.parseFragment(rendered, namespaceHTMLElements=False)
    ours = {target.href for target in KNOWN.values()}
    for element in tree.iter():
        if element is tree:
            continue
        assert element.tag in TAGS
        allowed = ATTRIBUTES.get(element.tag, set()) | ({"class"} if element.tag in CLASSES else set())
        assert set(element.attrib) <= allowed | ({"rel"} if element.tag == "a" else set())
        assert set(element.get("class", "").split()) <= CLASSES.get(element.tag, set())
        if element.tag == "a":
            href = element.get("href", "")
            if element.get("class"):
                assert href in ours
                assert "rel" not in element.attrib
            else:
                assert ADDRESS.match(href)
                assert element.get("rel") == REL
    return tree


def texts(rendered: str) -> str:
    return "".join(check_safe(rendered).itertext())


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda case: case.stem)
def test_golden(case: Path) -> None:
    """A case is Markdown, a line of `=====`, and the HTML. REWRITE_GOLDEN=1 writes the HTML anew; review the diff."""
    body, _, expected = case.read_bytes().decode().partition("\n=====\n")
    rendered = html(body)
    check_safe(rendered)
    if os.environ.get("REWRITE_GOLDEN"):
        case.write_bytes(f"{body}\n=====\n{rendered}\n".encode())
        return
    assert f"{rendered}\n" == expected


PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)>",
    "svg": "<svg/onload=alert(1)>",
    "svg with a script": "<svg><script>alert&#40;1&#41;</script></svg>",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "frame with a document": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "clobbering by id": '<a id="__config" href="x:y">c</a><form name=getElementById><input id=attributes></form>',
    "mutation": "<listing>&lt;img onerror=alert(1) src=x&gt;</listing>",
    "noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "textarea and comment": "<textarea>x</textarea><!--</textarea><img src=x onerror=alert(1)>-->",
    "template": "<template><s><template><s><img src=x onerror=alert(1)>x</s></template>",
    "style": "<style>@import '//evil'</style><p style='background:url(//evil)'>x</p>",
    "base": "<base href=//evil><link rel=stylesheet href=//evil><meta http-equiv=refresh content='0;url=//evil'>",
    "unfinished tag": "<a href='javascript:alert(1)'",
    "processing instruction": "<?xml version='1.0'?><?php x ?>",
    "marked section": "<![CDATA[ x ]]> <![if IE]> <!DOCTYPE html> <!ENTITY x>",
    "javascript": "[x](javascript:alert(1)) <javascript:alert(1)>",
    "javascript in disguise": "[x](JaVaScRiPt&colon;alert(1)) [y](java&#x09;script:x) [z](<\x01javascript:x>)",
    "javascript by reference": "[x][r]\n\n[r]: javascript:alert(1)",
    "unicode spaces before javascript": "[x](\u2028javascript:alert(1)) [y](&#xA0;javascript:alert(1))",
    "data": "[x](data:text/html,<script>alert(1)</script>) ![y](data:image/svg+xml,x) [z](data:image/png;base64,AA)",
    "vbscript and file": "[x](vbscript:x) [y](file:///etc/passwd) [z](view-source:x) [w](blob:x) <ftp://x.y>",
    "other hosts": "[a](//evil) [b](\\\\evil) [c](/\\evil) [d](\\/evil) [e](https:evil) [f](https:/e) [g](http:\\\\e)",
    "relative": "[a](../../evil) [b](#p4) [c](?q) [d]() [e](evil.html) [f](/evil)",
    "mark in a title": "[a](https://x.y '<![CDATA[ \" onmouseover=alert(1) x=\"') [b](https://x.y '\"><script>')",
    "mark in an address": '[a](https://x.y/"onmouseover="alert(1)) [b](<https://x.y/ onclick=alert(1)>)',
    "mark in the words": "[[people/ada|<img src=x onerror=alert(1)>]] [[no|<script>alert(1)</script>]] [[<script>]]",
    "target with marks": '[[javascript:alert(1)]] [[" onclick="alert(1)]] [[../../evil]]',
    "attribute list": "x {: #__config .md-nav onclick=alert(1) }\n{: #__search }",
    "attribute list on a link": "[x](https://x.y){: onclick=alert(1) style=x }",
    "heading with an id": "# x {#__config}",
    "snippet": '--8<-- "mkdocs.yml"\n\n--8<--\nmkdocs.yml\n--8<--',
    "template language": "{{ config }} {% include 'x' %} ${{ github.token }}",
    "abbreviation and admonition": "*[x]: y\n\n!!! note\n    x\n\n??? note\n    x\n\n::: x",
    "python-markdown's placeholders": "\x02wzxhzdk:0\x03 \x02klzzwxh:0\x03 \x02amp\x03",
    "controls": "a\x00b\x01c\x0bd\x0ce\x1bf\x7fg",
    "controls by reference": "&#0; &#2;wzxhzdk:0&#3; &#13;&#13;&#10;&#10;&#12; `&#13;`",
    "blank lines in code": "```\na\n\n\nb\n```\n\n    c\n\n\n    d",
    "code with a language": '```js" onclick="alert(1)\nx\n```',
    "picture": "![<b>words</b> *here*](https://evil/track.gif 'x') [![in a link](x)](https://x.y)",
    "workflow command": "::set-output name=x::y\n::error::z",
    "right to left": "\u202etxt.exe \u2066x\u2069",
}


@pytest.mark.parametrize("body", PAYLOADS.values(), ids=PAYLOADS)
def test_payload(body: str) -> None:
    for written in (body, f"> - {body}", f"# {body}", f"*{body}*", f"|a|\n|-|\n|{body}|", f"[[people/ada|{body}]]"):
        check_safe(html(written))


@pytest.mark.parametrize(
    "shown",
    [
        "<script>alert(1)</script>",
        '<b id="x">q</b>',
        "{: #__config }",
        '--8<-- "mkdocs.yml"',
        "<![CDATA[ x ]]>",
        "{{ config }}",
        "<!-- x -->",
        "!!! note",
    ],
)
def test_is_shown_as_it_was_typed(shown: str) -> None:
    assert texts(html(shown)) == shown


@pytest.mark.parametrize("body", PAYLOADS.values(), ids=PAYLOADS)
def test_python_markdown_leaves_it_alone_in_a_raw_block(body: str) -> None:
    rendered = html(body)
    page = f'<div class="note">\n{rendered}\n</div>\n'
    extensions = ["attr_list", "md_in_html", "tables", "abbr", "pymdownx.superfences", "admonition"]
    assert markdown.markdown(page, extensions=extensions) == page.strip("\n")


def test_links_that_leave_the_site_say_so() -> None:
    assert html("[x](https://x.y/?a=1&b) <a@b.c>") == (
        f'<p><a href="https://x.y/?a=1&amp;b" rel="{REL}">x</a> <a href="mailto:a@b.c" rel="{REL}">a@b.c</a></p>'
    )


def test_links_within_the_archive_do_not() -> None:
    assert html("[[people/ada]] [[ people/ada | she & I ]]") == (
        '<p><a class="archive-link" href="../../people/ada/">Ada Lovelace</a>'
        ' <a class="archive-link" href="../../people/ada/">she &amp; I</a></p>'
    )


def test_a_stranger_cannot_write_an_address_of_ours() -> None:
    assert html("[[people/ada]] [x](../../people/ada/)").endswith(" x</p>")


def test_a_broken_link_keeps_its_words() -> None:
    assert html("[[people/eve]] [[people/eve|Eve]]") == (
        '<p><span class="broken-link">people/eve</span> <span class="broken-link">Eve</span></p>'
    )


@pytest.mark.parametrize(
    "body",
    [
        "`[[a]]`",
        "\\[[a]]",
        "[\\[a]]",
        "[[a\nb]]",
        "[[]]",
        "[[ ]]",
        "    [[a]]",
        "```\n[[a]]\n```",
        "![x [[a]]](y)",
        "[[a|]]",
    ],
)
def test_is_no_link(body: str) -> None:
    assert find_links(body) == ()
    assert "archive-link" not in to_html(body, lambda target: Target(target, target))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[[a]]", [("a", "", 1, 1)]),
        ("x [[a|b c]] y [[a]]", [("a", "b c", 1, 3), ("a", "", 1, 15)]),
        ("\n\n> > x\n> > y [[a]]\n", [("a", "", 4, 7)]),
        ("- x\n\n  1. y [[a]]\n     z [[a]]\n", [("a", "", 3, 8), ("a", "", 4, 8)]),
        ("-\tx\n\ty [[a]]", [("a", "", 2, 4)]),
        ("> x\nlazy [[a]]", [("a", "", 2, 6)]),
        ("## x [[a]] ##", [("a", "", 1, 6)]),
        ("x\n[[a]]\n===", [("a", "", 2, 1)]),
        ("`[[a]]` [[a]]", [("a", "", 1, 9)]),
        ("*[[a]]* **x [[b]]** ~~[[c]]~~", [("a", "", 1, 2), ("b", "", 1, 13), ("c", "", 1, 23)]),
        ("[x [[a]]](https://x.y)", [("a", "", 1, 4)]),
        ("![[a]] [[[b]]]", [("a", "", 1, 2), ("b", "", 1, 9)]),
        ("|x|y|\n|-|-|\n|[[a\\|b]]|`[[a]]` [[a]]|\n|[[a]]|[[a]]|", None),
        ("x\r\ny [[a]]\rz [[b]]", [("a", "", 2, 3), ("b", "", 3, 3)]),
        ("\U0001d400 [[a]]", [("a", "", 1, 3)]),
    ],
)
def test_finds_links_where_they_stand(body: str, expected: list[tuple[str, str, int, int]] | None) -> None:
    expected = expected or [("a", "b", 3, 2), ("a", "", 3, 19), ("a", "", 4, 2), ("a", "", 4, 8)]
    assert find_links(body) == tuple(Link(target, words, Position(*at)) for target, words, *at in expected)


def test_lines_of_links_are_the_file_s() -> None:
    assert find_links("\nx [[a]]", first_line=5) == (Link("a", "", Position(6, 3)),)


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        ("people/ada", "people/ada", ""),
        ("letters-1843#p4", "letters-1843#p4", ""),
        (" [[people/ada]] ", "people/ada", ""),
        ("[[letters#p4|the fourth]]", "letters#p4", "the fourth"),
    ],
)
def test_parses_a_link_of_the_front_matter(text: str, target: str, words: str) -> None:
    assert parse_link(text, Position(3, 5)) == Link(target, words, Position(3, 5))


@pytest.mark.parametrize(
    "text",
    ["", " ", "https://x.y", "Ada Lovelace", "a/b/c", "../a", "a#", "[[]]", "[[a]] b", "a|b", "[a]", "a\nb", "a" * 81],
)
def test_parses_no_link(text: str) -> None:
    assert parse_link(text, Position(1, 1)) is None


def test_text_is_one_line_without_marks() -> None:
    body = "# One *two*\n\n- three `[[four]]`\n- [five](x) ![six](y)\n\n```\nseven\n```\n[[a|eight]]\n[[nine]] &amp;"
    assert to_text(body) == "One two three [[four]] five six seven eight nine &"


PIECES = st.sampled_from(
    ["a", " ", "\n\n", "[[x]]", "[[x|y]]", "[a ", "](https://x.y)", "![", "*", "`", "| ", "|-|\n", "> "]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_words_stand_around_the_links_and_are_said_with_what_these_lead_to(body: str) -> None:
    links, found = find_links(body), find_words(body)
    assert len(found) == len(links) + 1
    shown = say(found, links, {"x": Target("../x/", "Exmouth")}.get)
    assert shown == to_text(body, lambda _: Target("../x/", "Exmouth"))
    assert shown.count("Exmouth") == sum(not link.words for link in links)


def test_links_without_words_are_said_by_what_they_lead_to_or_as_they_are_written() -> None:
    body = "See [[letters]], [[letters#p4|there]], ![[[letters]]](x) and [[nowhere]]."
    links, found = find_links(body), find_words(body)
    assert say(found, links, KNOWN.get) == "See Letters, there, letters and nowhere."


DEEP = {
    "quotes": ">" * 30_000 + "deepest",
    "quotes of lines": (">" * 98 + "a\n") * 600 + "deepest",
    "lists": "- " * 30_000 + "deepest",
    "indented lists": "\n".join("  " * level + "- a" for level in range(200)) + " deepest",
    "stars": "*a " * 9000 + " a*" * 9000 + "deepest",
    "double stars": "**a " * 7000 + " a**" * 7000 + "deepest",
}
MANY = {
    "stars": "*" * 60_000,
    "alternating marks": "*_" * 30_000,
    "unmatched stars": "a*" * 30_000,
    "brackets": "[" * 60_000,
    "pairs": "[]" * 30_000,
    "archive links that never close": "[[a|" * 16_000,
    "archive links": "[[people/ada]]" * 4000,
    "pictures": "![" * 30_000,
    "pictures in pictures": "![a" * 8000 + "](b)" * 8000,
    "addresses": "[a](" * 16_000,
    "backticks": "".join("`" * length + "a" for length in range(340)),
    "references": "[a]: b\n" * 9000,
    "nested references": ("[" * 100 + "a" + "]" * 100 + "\n\n") * 300,
    "lazy lines": "> " * 89 + "a\n" + "b\n" * 32_000,
    "lists": "- a\n" * 16_000,
    "tables": "a|b\n-|-\n" * 8000,
    "wide tables": "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + ("|a" * 200 + "|\n") * 150,
    "marked sections": "<![CDATA[" * 7000,
    "references to characters": "&" * 65_000,
    "blank lines": "\n" * 65_000,
}


@pytest.mark.parametrize("body", DEEP.values(), ids=DEEP)
def test_nothing_is_lost_however_deep_it_stands(body: str) -> None:
    rendered = html(body)
    assert rendered.startswith("<pre>")
    assert "deepest" in texts(rendered)
    assert to_text(body).endswith("deepest")
    assert find_links(body) == ()
    (problem,) = find_problems("a.md", body, first_line=7)
    assert (problem.code, problem.line) == ("E410", 7)


@pytest.mark.parametrize("body", MANY.values(), ids=MANY)
def test_sixty_four_kilobytes_end_soon(body: str) -> None:
    rendered = html(body[:BODY_CHARACTERS])
    assert "\n" not in rendered
    assert "<!" not in rendered


def test_a_body_over_the_cap_is_shown_as_it_was_typed() -> None:
    assert html("*a*\n" * BODY_CHARACTERS).startswith("<pre>*a*&#10;*a*")


@pytest.mark.parametrize("meant", ["[[memoir|]]", "[[|her memoir]]", "[[]]", "[[ ]]"])
def test_a_link_without_address_or_words_is_told(meant: str) -> None:
    body = f"See {meant}, `[[]]`, \\[\\[memoir\\]\\] and [[memoir]].\n"
    assert [str(problem) for problem in find_problems("a.md", body)] == [
        f"a.md:1: E414 `{meant}` is no link: it has no address, or no words behind its bar\n"
        "    remedy: write [[people/ada]] or [[people/ada|Ada]]; in code it stands as it is"
    ]


def test_words_about_what_cannot_be_shown() -> None:
    body = "Well.\n\n[x](../evil) ![y](https://x.y/z.png) [z](https://x.y)\n"
    assert [str(problem) for problem in find_problems("a.md", body, first_line=5)] == [
        "a.md:7: E411 the address `../evil` is left out: it is not http, https or mailto\n"
        "    remedy: write the whole address; within the archive write [[people/ada]] or [[DOCUMENT-ID#p4]]",
        "a.md:7: E412 a picture is left out; only its words are shown\n"
        "    remedy: link to the page that has the picture",
    ]
    assert [str(problem) for problem in find_problems("a.md", ">" * 200)] == [
        "a.md:1: E410 the text is nested too deeply or has too many marks, and is shown as it was typed\n"
        "    remedy: take brackets, stars and > out of it"
    ]
    assert find_problems("a.md", "A *good* note, [[people/ada]].") == ()


MARKS = (
    "a b [[ ]] [[people/ada]] [[letters#p4|x]] [[no]] [ ] ( ) ](https://x.y) ](javascript:x) ](//e) ![ | \\ ` ``` ~~~"
    " * ** _ ~~ # > - 1. + --- === <b> </b> <script> <![CDATA[ <!-- --> & &lt; &#2; &#10; &#13; {: #x } --8<--"
    " \x02 \x03 \xa0 |-| |a|b| \u2028 \x85 \x1c <https://x.y> <a@b.c> [r]: /e"
)
SOUP = st.lists(
    st.sampled_from(MARKS.split(" "))
    | st.sampled_from(["\n", "\n\n", "\r\n", "\r", " ", "  ", "    ", "\t", "\n> ", "\n- ", "\n|a|\n|-|\n|"]),
    max_size=50,
).map("".join)


@given(SOUP | st.text(max_size=100))
def test_soup_is_safe(body: str) -> None:
    check_safe(html(body))
    assert "\n" not in to_text(body)
    find_problems("a.md", body)


@given(SOUP)
def test_python_markdown_leaves_soup_alone_in_a_raw_block(body: str) -> None:
    page = f'<div class="note">\n{html(body)}\n</div>'
    assert markdown.markdown(page, extensions=["attr_list", "md_in_html", "tables"]) == page


@given(SOUP)
def test_every_link_that_is_found_is_shown_and_stands_there(body: str) -> None:
    links = find_links(body)
    rendered = check_safe(html(body))
    shown = [element for element in rendered.iter() if element.get("class")]
    assert len(shown) == len(links)
    lines = re.split("\r\n|\r|\n", body)
    for link in links:
        line = lines[link.position.line - 1][link.position.column - 1 :]
        assert line.startswith("[[")
        assert link.target in line


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_plain_words_come_out_as_they_went_in(words: str) -> None:
    assert to_text(words) == words
    assert texts(html(words)) == words
