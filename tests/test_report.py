"""The report on a request: what it tells, and that nothing which people wrote becomes more than words in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from glossator.check import Changes, Judged, judge, request_report
from glossator.check.report import MOST_BYTES
from glossator.model import (
    Anchor,
    AnchorState,
    Archive,
    Block,
    Datum,
    Document,
    Entity,
    Link,
    Note,
    Position,
    Problem,
    Quote,
    Span,
)
from helpers import parse, words

TEXT = "A first passage.\n\nThe engine weaves algebraical patterns, she wrote.\n"
SPAN = Span(22, 28)


def document(text: str = TEXT, *anchors: Anchor, title: str = "A letter", path: str = "seeds/letter.txt") -> Document:
    middle = text.find("\n\n") + 2
    blocks = (Block("p1", "paragraph", Span(0, middle - 2)), Block("p2", "paragraph", Span(middle, len(text))))
    return Document(
        "letter", path, text, "", "", 0, "UTF-8", "LF", (Datum("title", title, "text"),), blocks=blocks, anchors=anchors
    )


def note(name: str = "engine", quote: str = "engine", body: str = "Hers.", **told: object) -> Note:
    path = str(told.pop("path", f"annotations/letter/{name}.md"))
    made = Note(f"letter/{name}", "letter", Quote(quote), body, path, Position(2, 8), 4)
    return replace(made, **told)  # type: ignore[arg-type]


def anchor(name: str = "engine", state: AnchorState = "exact", span: Span | None = SPAN) -> Anchor:
    return Anchor(f"letter/{name}", state, span, 1.0)


def entity(name: str = "Ada Lovelace", path: str = "glossary/people/ada.md", merged_into: str = "") -> Entity:
    return Entity("people/ada", "person", name, path, merged_into=merged_into)


REQUEST = """\
## What the check found

Notes: 2 · entries: 1 · documents: 1 · removed files: 1

### To mend (1)

<pre>annotations/letter/lost.md:2:8: E203 nowhere
    remedy: copy the words</pre>

### Worth knowing (1)

<pre>glossary/people/ada.md: I602 no document names Ada
    remedy: add a form</pre>

### There before, in files that this does not change (1)

<pre>annotations/letter/old.md: E203 nowhere
    remedy: copy the words</pre>

### Removed files

<pre>seeds/gone.txt</pre>

### Documents (1)

- `seeds/letter.txt`: `A letter`, 69 characters (before: 60); notes: 1 exact, 1 orphan (before: 2 exact)

### Entries (1)

- `glossary/people/ada.md`: `Ada Lovelace`, named 3 times in 2 documents (before: once in 1 document)

### Notes (2)

#### `annotations/letter/lost.md`

commenting

In `A letter`: **not placed: its words were not found, or only with other words around them**.

<pre>lost words</pre>

The note says:

<pre>Hers.</pre>

#### `annotations/letter/engine.md`

questioning · by `A reader` · `2026-11-22` · tags `looms` `algebra`

In `A letter`, passage `p2`: its words stand there exactly.

<pre>The <b>engine</b> weaves algebraical patterns, she wrote.
</pre>

The note says:

<pre>Hers.</pre>
"""


def test_a_report_shows_what_a_request_changes_and_how_it_stands() -> None:
    engine = note(motivation="questioning", author="A reader", date="2026-11-22", tags=("looms", "algebra"))
    now = Archive(
        documents=(document(TEXT, anchor(), anchor("lost", "orphan", None)),),
        entities=(entity(),),
        notes=(engine, note("lost", "lost words"), note("old", path="annotations/letter/old.md")),
        named_in={"people/ada": (("letter", 2), ("diary", 1))},
    )
    before = replace(
        now,
        documents=(document(TEXT[:60], anchor(), anchor("lost")),),
        named_in={"people/ada": (("letter", 1),)},
    )
    changed = {"annotations/letter/engine.md", "annotations/letter/lost.md", "glossary/people/ada.md"}
    changes = Changes(frozenset(changed), frozenset({"seeds/letter.txt"}), frozenset({"seeds/gone.txt"}))
    old = Problem("E203", "error", "annotations/letter/old.md", "nowhere", "copy the words")
    problems = [
        old,
        Problem("E203", "error", "annotations/letter/lost.md", "nowhere", "copy the words", 2, 8),
        Problem("I602", "info", "glossary/people/ada.md", "no document names Ada", "add a form"),
        Problem("I602", "info", "glossary/people/another.md", "no document names Ida", "add a form"),
    ]
    assert request_report(now, judge(problems, changes, [old]), changes, before) == REQUEST


def test_without_changes_the_report_is_on_everything() -> None:
    report = request_report(Archive(documents=(document(),), entities=(entity(),), notes=(note(),)), ())
    assert "Notes: 1 · entries: 1 · documents: 1 · removed files: 0" in report
    assert "**Nothing has to be mended.**" in report


STATES: dict[AnchorState, str] = {
    "exact": "its words stand there exactly",
    "moved": "with other words around them",
    "folded": "but for white space and quotation marks",
    "near": "placed by the most similar words: look whether they are meant",
    "ambiguous": "not placed: its words, or words like them, stand in several places",
    "orphan": "not placed: its words were not found, or only with other words around them",
}


@pytest.mark.parametrize("state", STATES)
def test_each_state_is_told_in_words(state: AnchorState) -> None:
    span = None if state in ("ambiguous", "orphan") else SPAN
    archive = Archive(documents=(document(TEXT, anchor(state=state, span=span)),), notes=(note(quote="engines"),))
    report = request_report(archive, ())
    assert STATES[state] in report
    assert ("The <b>engine</b> weaves" in report) == (span is not None)
    assert ("<pre>engines</pre>" in report) == (state in ("near", "ambiguous", "orphan"))


@pytest.mark.parametrize(
    ("reading", "shown"),
    [
        (None, ""),
        ("", "The note proposes that nothing stands in their place.\n"),
        ("the <b>mill</b>", "The note proposes in their place:\n\n<pre>the &lt;b&gt;mill&lt;/b&gt;</pre>\n"),
    ],
)
def test_what_a_correction_proposes_is_shown(reading: str | None, shown: str) -> None:
    archive = Archive(documents=(document(TEXT, anchor()),), notes=(note(reading=reading),))
    report = request_report(archive, ())
    assert f" she wrote.\n</pre>\n\n{shown}{chr(10) * bool(shown)}The note says:" in report
    assert ("proposes" in report) == (reading is not None)


def test_what_a_note_answers_and_leads_to_is_shown() -> None:
    see = tuple(Link(target, "", Position(3, 7)) for target in ("letter#note-mill", "people/ada"))
    report = request_report(Archive(documents=(document(TEXT, anchor()),), notes=(note(see=see),)), ())
    assert "commenting · see `letter#note-mill` `people/ada`\n" in report


def test_a_note_on_no_document_is_told() -> None:
    report = request_report(Archive(notes=(note(),)), ())
    assert "**Not placed: there is no document `letter`.**" in report


def test_a_long_passage_is_cut_around_the_words_and_a_long_note_at_its_end() -> None:
    text = "x" * 1000 + "engine" + "y" * 1000
    made = document(f"A.\n\n{text}", anchor(span=Span(1004, 1010)))
    report = request_report(Archive(documents=(made,), notes=(note(body="z" * 5000),)), ())
    assert f"<pre>… {'x' * 300}<b>engine</b>{'y' * 300} …</pre>" in report
    assert f"{'z' * 2000}\n... (3,000 characters more)</pre>" in report


def test_words_over_several_passages_are_shown_whole() -> None:
    report = request_report(
        Archive(documents=(document(TEXT, anchor(span=Span(8, 28))),), notes=(note(quote="passage.\n\nThe engine"),)),
        (),
    )
    assert "<pre>A first <b>passage.\n\nThe engine</b></pre>" in report


def test_no_summary_is_larger_than_a_code_host_shows() -> None:
    notes = tuple(note(f"n{number}", body="ж" * 2000) for number in range(1000))
    report = request_report(Archive(documents=(document(),), notes=notes), ())
    assert MOST_BYTES * 0.99 < len(report.encode()) <= MOST_BYTES
    assert report.rstrip().split("\n")[-1].startswith("There is no room for the rest of this report (parts: ")


def test_of_very_many_problems_the_first_are_listed() -> None:
    problems = [Problem("E1", "error", f"{number}.md", "x", "y") for number in range(600)]
    report = request_report(Archive(), judge(problems))
    assert "### To mend (600)" in report
    assert "499.md: E1 x" in report
    assert "500.md: E1 x" not in report
    assert "... and 100 more" in report


# Hostile words.


def render(markdown: str) -> Element:
    """Read Markdown with everything that makes HTML of it, as code hosts do before they clean it."""
    same_length = re.sub(r"(?m)^(- .*), [\d,]+ characters", r"\1, n characters", markdown)
    return parse(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(same_length))


def skeleton(tree: Element, is_code: bool = False) -> Iterator[str]:
    """Yield the elements, and the words that stand in no code: there code hosts look for mentions and addresses."""
    is_code = is_code or tree.tag in ("pre", "code")
    yield f"<{tree.tag}{sorted(tree.attrib.items())}>"
    yield "" if is_code else tree.text or ""
    for child in tree:
        yield from skeleton(child, is_code)
        yield "" if is_code else child.tail or ""
    yield f"</{tree.tag}>"


PAYLOADS = {
    "a picture": "![seen](https://tracker.example/p.png)",
    "a link": "[sign in](https://login.example)",
    "a script's address": "[x](javascript:alert(1)) <javascript:alert(1)>",
    "an element": "<img src=x onerror=alert(1)><svg/onload=alert(1)>",
    "the end of the block": "</pre><script>alert(1)</script><b>",
    "the end of the code": "</code></pre></details></table>",
    "the beginning of a block": "<pre><details open><summary>",
    "a comment that never ends": "<!-- ",
    "a fence": "```\n# Heading\n```\n~~~",
    "a diagram": "```mermaid\ngraph TD\n```",
    "a heading": "\n\n# Heading\n\nUnder it\n---",
    "a list": "\n\n- [ ] one\n1. two\n> three",
    "a table": "| a | b |\n|---|---|\n| c | d |",
    "a mention": "@octocat @org/team",
    "a reference": "#123 owner/repo#1 GH-1 !5 ~bug",
    "an address": "https://evil.example www.evil.example mail@evil.example <https://evil.example>",
    "a reference's definition": "\n\n[`annotations`]: https://evil.example\n",
    "entities": "&lt;img&gt; &#64;octocat &amp;lt; &",
    "formulas and signs": "$`x`$ $$y$$ :tada: \\` \\\\ *a* _b_ ~~c~~",
    "backticks": "` `` ``` ````` `a` ``b`` `",
    "very many backticks": "`" * 500,
    "backticks and blanks at the ends": " ` ",
    "commands of a workflow": "\n::error::x\n::stop-commands::y\n##[error]z",
}


def hostile(payload: str) -> tuple[Archive, tuple[Judged, ...], Changes]:
    """Return a request with the words in every place where a person's can stand."""
    text = f"{payload}.\n\nThe engine {payload} weaves."
    start = text.index("engine")
    some = note("a", payload, payload, path=payload, author=payload, date=payload, tags=(payload, "x"))
    some = replace(some, reading=payload, see=(Link(payload, "", Position(1, 1)),))
    archive = Archive(
        documents=(
            document(text, anchor("a", "near", Span(start, start + len(payload) + 8)), title=payload, path=payload),
        ),
        entities=(entity(payload, payload, payload),),
        notes=(some, replace(some, id="letter/b"), replace(some, document=payload)),
    )
    problem = Problem("E1", "error", payload, payload, payload)
    changes = Changes(frozenset({payload}), frozenset(), frozenset({f"{payload}/x"}))
    return (
        archive,
        judge(
            [problem, replace(problem, path="elsewhere"), replace(problem, severity="info")],
            changes,
            [replace(problem, path="elsewhere")],
        ),
        changes,
    )


@pytest.mark.parametrize("case", PAYLOADS)
def test_words_stay_words(case: str) -> None:
    tree, plain = (render(request_report(*hostile(payload))) for payload in (PAYLOADS[case], "harmless"))
    assert list(skeleton(tree)) == list(skeleton(plain))
    assert PAYLOADS[case].strip() in [words(block).strip() for block in tree.iter("pre")]
    raw, harmless = (render(f"In {payload}, this.") for payload in (PAYLOADS[case], "harmless"))
    assert list(skeleton(raw)) != list(skeleton(harmless)), "unprotected, the same words show up"


@pytest.mark.parametrize("count", [39, 40, 79, 80, 81, 500])
def test_code_spans_begin_with_no_more_backticks_than_code_hosts_know(count: int) -> None:
    """cmark-gfm and comrak take 80 at most, unlike the parser that these tests read reports with."""
    report = request_report(*hostile("`" * count + " [sign in](https://login.example) @octocat"))
    runs = re.findall("`+", re.sub("<pre>.*?</pre>", "", report, flags=re.DOTALL))
    assert max(map(len, runs)) <= 80
    assert "`" * count in report
    assert ("\\x60" * count in report) == (count >= 40)


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip))
def test_no_text_leaves_its_place(payload: str) -> None:
    tree, plain = (render(request_report(*hostile(text))) for text in (payload, "harmless"))
    assert list(skeleton(tree)) == list(skeleton(plain))


def test_what_turns_words_around_or_steers_a_terminal_is_written_out() -> None:
    text = "a\u202eb\u2066c\x1b[31md\u200bz\u00adz"
    made = document(f"{text}.\n\n{text}", anchor(span=Span(0, 3)))
    some = note(quote=text, body=text, author=text)
    report = request_report(
        Archive(documents=(made,), notes=(some,)), judge([Problem("E1", "error", text, text, text)])
    )
    assert not set(report) & set("\u202e\u2066\x1b\u200b\u00ad")
    assert "a\\u202eb\\u2066c\\x1b[31md\\u200bz" in report


def test_joiners_stay_where_scripts_need_them() -> None:
    report = request_report(Archive(documents=(document(),), notes=(note(body="می\u200cخواهم क्\u200dष"),)), ())
    assert "<pre>می\u200cخواهم क्\u200dष</pre>" in report
