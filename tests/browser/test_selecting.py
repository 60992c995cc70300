"""What a reader selects in Chromium is what a note quotes: those very words, and only where a note can stand."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from annotating import Reader, anchors_of, note_of
from helpers import Built

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("annotating")]

SEED = 20261122
"""Of the random selections: the same in every run."""


RANDOM = """async ([home, chosen]) => {
  const load = (name) => import(`${home}assets/glossator/annotating/${name}.js`);
  const [{ readText, trim }, { spanOfRanges }, { describe }, { noteFile }] =
    await Promise.all(["text", "selection", "quote", "note"].map(load));
  const article = document.querySelector("article.source");
  const text = readText(article);
  const points = [];
  for (const block of article.querySelectorAll("[data-start]")) {
    let offset = Number(block.dataset.start);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let units = 0;
      for (const point of node.data) {
        (points[offset] ??= []).push([node, units]);
        offset += 1;
        units += point.length;
      }
      (points[offset] ??= []).push([node, units]);
    }
  }
  return chosen.map(([start, end, which]) => {
    const at = (offset) => points[offset]?.at(which % points[offset].length);
    if (!at(start) || !at(end)) return null;
    const range = document.createRange();
    range.setStart(...at(start));
    range.setEnd(...at(end));
    const found = spanOfRanges([range], text.blocks);
    const span = found && trim(text.points, found);
    if (!span) return { found, span };
    try {
      const quote = describe(text, span);
      const told = { document: article.dataset.document, quote, motivation: "commenting" };
      const note = { ...told, author: "A Reader", date: "2026-11-22", tags: ["chosen"], body: `${start} to ${end}` };
      return { found, span, quote, file: noteFile(note) };
    } catch (error) {
      return { found, span, error: error.message };
    }
  });
}"""


DOCUMENTS = ["hard", "table", "diary", "letter-1843", "realist-english-2025-11-21", "tsamto-2025-11-21"]


def assert_described(text: str, span: tuple[int, int], quote: dict[str, str]) -> None:
    """Prefix and suffix are what stands around the words: 32 characters, and more only until they are unique."""
    start, end = span
    sizes = (32, 64, 128, 256, 512)
    around = [(text[max(0, start - size) : start], text[end : end + size]) for size in sizes]
    unique = (each for each in around if text.count(each[0] + text[start:end] + each[1]) == 1)
    assert (quote["exact"], quote["prefix"], quote["suffix"]) == (text[start:end], *next(unique))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_selection_becomes_a_note_that_stands_at_those_very_words(
    document: str, archive: Built, texts: dict[str, str], reader: Reader, tmp_path: Path
) -> None:
    text, chance = texts[document], random.Random(SEED)
    spans = [sorted(chance.sample(range(len(text) + 1), 2)) for _ in range(150)]
    near = [(start, min(len(text), start + chance.randint(1, 60))) for start, _ in spans]
    chosen = [(start, end, chance.randint(0, 3)) for start, end in [*spans, *near]]
    reader.open(document)
    made = reader.page.evaluate(RANDOM, [reader.address, chosen])
    notes, expected = {}, {}
    for (start, end, _), result in zip(chosen, made, strict=True):
        if result is None:
            continue  # between two passages there is nothing to select
        assert result["found"] == {"start": start, "end": end}
        words = text[start:end]
        if not words.strip():
            assert result["span"] is None
            continue
        begin = start + len(words) - len(words.lstrip())
        span = begin, begin + len(words.strip())
        assert (result["span"]["start"], result["span"]["end"]) == span
        if "file" in result:
            notes[result["file"]["path"]] = result["file"]["words"]
            assert_described(text, span, result["quote"])
            expected[result["file"]["path"]] = span
        else:
            assert "can quote 2,000" in result["error"] or "in several places" in result["error"]
    assert len(notes) > 75
    for path, row in anchors_of(archive, notes, tmp_path).items():
        assert (row["state"], (row["start"], row["end"])) == ("exact", expected[path]), notes[path]


def test_the_page_gives_back_the_very_text(reader: Reader, texts: dict[str, str]) -> None:
    """Also the white space between passages, whatever it is."""
    for document, text in texts.items():
        reader.open(document)
        found = reader.page.evaluate(
            """async (home) => {
              const { readText, isWhole } = await import(`${home}assets/glossator/annotating/text.js`);
              const article = document.querySelector("article.source");
              const text = readText(article);
              return [text.string, await isWhole(text, article.dataset.sha256), await isWhole(text, "0")];
            }""",
            reader.address,
        )
        assert found == [text, True, False]


def test_words_that_are_dragged_over_bring_the_toolbar_and_a_press_elsewhere_takes_it_away(reader: Reader) -> None:
    reader.open("long")
    box = reader.page.locator("#p3").bounding_box()
    assert box
    reader.page.mouse.move(box["x"] + 5, box["y"] + 8)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + 150, box["y"] + 9, steps=4)
    expect(reader.desk).to_be_hidden()
    reader.page.mouse.up()
    expect(reader.desk).to_be_visible()
    place = reader.desk.bounding_box()
    assert place
    assert place["y"] > box["y"]
    reader.page.mouse.click(box["x"] + 20, box["y"] + 200)
    expect(reader.desk).to_be_hidden()


SELECTIONS = {
    "backwards": ("p3", 20, "p3", 4, "age 2 of a long"),
    "over passages, backwards": ("p4", 12, "p3", 35, "on for a while, 2.\n\nPassage 3 of"),
    "white space at its ends": ("p3", 7, "p3", 13, "2 of"),
}


@pytest.mark.parametrize("kind", SELECTIONS)
def test_a_selection_quotes_the_words_of_the_text(kind: str, reader: Reader) -> None:
    start, offset, end, last, words = SELECTIONS[kind]
    reader.open("long")
    reader.select(start, offset, last, until=end)
    reader.press("Annotate")
    assert reader.form.locator("blockquote").text_content() == words


ODD_SELECTIONS = {
    "from a note to the passage behind it": (".note-body", ".passage:has(.note) + .passage [data-start]", True),
    "from a passage's number": (".passage-number", ".passage [data-start]", True),
    "within a note": (".note-body", ".note-facts", False),
    "all of the page": ("body", "body", True),
}


@pytest.mark.parametrize("kind", ODD_SELECTIONS)
def test_what_is_no_text_is_never_quoted(kind: str, reader: Reader, texts: dict[str, str]) -> None:
    first, last, has_words = ODD_SELECTIONS[kind]
    reader.open("diary")
    expected = reader.page.evaluate(
        """([first, last]) => {
          const [a, b] = [document.querySelector(first), document.querySelector(last)];
          const range = document.createRange();
          range.setStart(a, 0);
          range.setEnd(b, b.childNodes.length);
          document.getSelection().addRange(range);
          const inside = (each) => range.intersectsNode(each);
          const blocks = [...document.querySelectorAll("article.source [data-start]")].filter(inside);
          return blocks.length ? [blocks[0].dataset.start, blocks.at(-1).dataset.end].map(Number) : null;
        }""",
        [first, last],
    )
    if not has_words:
        reader.page.wait_for_timeout(400)
        expect(reader.desk).to_be_hidden()
        return
    expect(reader.desk).to_be_visible()
    reader.press("Annotate")
    assert reader.form.locator("blockquote").text_content() == texts["diary"][slice(*expected)].strip()


REFUSED = {
    "over 2,000 characters": ("long", ("p1", 0, "p99", 5), r"You selected [\d,]+ characters; a note can quote 2,000"),
    "an invisible character": ("control", ("p1", 0, "p1", 20), r"an invisible character \(U\+000B\)"),
    "words as they stand elsewhere": (
        "same",
        ("p15", 0, "p15", 12),
        "stand in several places",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_no_note_can_quote_is_told_and_can_still_be_linked_to(kind: str, reader: Reader) -> None:
    document, (start, offset, end, last), told = REFUSED[kind]
    reader.open(document)
    reader.select(start, offset, last, until=end)
    reader.press("Annotate")
    expect(reader.desk).to_contain_text(re.compile(told))
    expect(reader.page.locator("#glossator-desk-status")).to_contain_text(re.compile(told))
    expect(reader.form).to_be_hidden()
    reader.press("Copy link")
    expect(reader.desk).to_contain_text("The link is copied.")


def test_a_page_whose_words_were_changed_is_not_annotated(reader: Reader) -> None:
    """As a translation does: offsets would be another text's."""
    for change in ("longer words", "Xassage 2 of a long text that goes on for a while, 2."):
        reader.open("long")
        reader.page.locator("#p3").evaluate("(element, words) => (element.textContent = words)", change)
        reader.select("p5", 0, 7)
        reader.press("Annotate")
        expect(reader.desk).to_contain_text("The words on this page are not the document’s any more")


def test_the_keyboard_alone_annotates_a_passage(reader: Reader) -> None:
    reader.open("long")
    number = reader.page.locator(".passage-number[href='#p3']")
    expect(number).to_have_accessible_description("Opens Annotate, Cite and Copy link for this passage.")
    number.focus()
    press = reader.page.keyboard.press
    press("Enter")
    annotate = reader.desk.get_by_role("button", name="Annotate")
    expect(annotate).to_be_focused()
    reader.page.wait_for_url("**#p3")
    press("ArrowLeft")
    expect(reader.desk.get_by_role("button", name="Copy link")).to_be_focused()
    press("ArrowRight")
    press("Enter")
    expect(reader.form.get_by_label("Your note")).to_be_focused()
    expect(reader.form.locator("blockquote")).to_have_text("Passage 2 of a long text that goes on for a while, 2.")
    press("Escape")
    expect(annotate).to_be_focused()
    press("Enter")
    reader.page.keyboard.type("By hand.")
    for _ in range(20):
        press("Tab")
        if reader.page.evaluate("document.activeElement.type") == "submit":
            break
    with reader.page.expect_popup() as popup:
        press("Enter")
    assert note_of(popup.value.url)[1].endswith("By hand.\n")
    press("Escape")
    press("Escape")
    expect(reader.desk).to_be_hidden()
    expect(number).to_be_focused()


def test_the_keyboard_reaches_the_toolbar_of_selected_words(reader: Reader) -> None:
    reader.open("long")
    reader.select("p3", 0, 9)
    expect(reader.page.locator("#glossator-desk-status")).to_contain_text("Control and Enter lead to Annotate")
    reader.page.keyboard.press("Control+Enter")
    expect(reader.desk.get_by_role("button", name="Annotate")).to_be_focused()
    reader.page.keyboard.press("Escape")
    expect(reader.desk).to_be_hidden()


def test_a_finger_annotates_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    reader = Reader(context.new_page(), address)
    reader.open("long")
    reader.select("p3", 0, 9)
    words = reader.page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().bottom")
    place = reader.desk.bounding_box()
    assert place
    assert place["y"] >= words + 24, "the handles of the selection hang below it"
    reader.desk.get_by_role("button", name="Annotate").tap()
    expect(reader.form.locator("blockquote")).to_have_text("Passage 2")
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= 390
    box = reader.form.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    context.close()


def test_what_is_for_the_screen_is_not_printed(reader: Reader) -> None:
    reader.open("long")
    reader.select("p3", 0, 9)
    reader.page.emulate_media(media="print")
    expect(reader.desk).to_be_hidden()
    expect(reader.page.locator("p.annotating")).to_be_hidden()


def test_white_space_alone_is_told_to_be_no_words(reader: Reader) -> None:
    reader.open("long")
    reader.select("p3", 7, 8)
    for name in ("Annotate", "Cite", "Copy link"):
        reader.press(name)
        expect(reader.desk).to_contain_text("There are no words in this, only white space.")
