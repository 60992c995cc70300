"""Notes in Chromium: in the margin, folded, in print, by keyboard, as a screen reader names them, without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from helpers import REPOSITORY, TINY, build, chromium, copy_archive, served, write_files

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("notes")]

WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
DOCUMENT = "archive/documents/harbor/"
NOTES = ("closed", "noon", "reply", "spelling")
FILES = {
    "seeds/harbor.txt": "The harbor was closed at noon. Ada Lovelace counted sixty ships.\n\n"
    + "A line about something else.\n\n" * 40
    + "The harbour was opened at night.\n",
    "seeds/harbor.yml": "former_ids: [harbour]\n",
    "annotations/harbor/closed.md": "---\nquote: closed at noon\nauthor: Ann Lee\ndate: 2026-11-20\ntags: [time]\n---\n"
    "By whom?\n",
    "annotations/harbor/noon.md": "---\nquote: at noon. Ada Lovelace\nauthor: Ben\n---\nLocal time.\n",
    "annotations/harbor/reply.md": "---\nquote: noon\nmotivation: replying\nauthor: Ben\ndate: 2026-11-23\n"
    "see: [harbor#note-closed]\n---\nBy the port.\n",
    "annotations/harbor/spelling.md": "---\nquote: harbour\nmotivation: editing\nreading: harbor\n---\nAs above.\n",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = copy_archive(tmp_path_factory.mktemp("notes"), TINY)
    write_files(root, FILES)
    build(root, "--strict", env=REPOSITORY)
    with served(root / "site") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(params=[True, False], ids=["scripts", "no_scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(browser: Browser, scripts: bool) -> Iterator[Page]:
    page = browser.new_page(viewport=WIDE, java_script_enabled=scripts)
    yield page
    page.close()


def test_whoever_follows_an_old_link_to_a_passage_comes_to_it_and_without_scripts_to_the_document(
    page: Page, address: str, scripts: bool
) -> None:
    page.goto(f"{address}archive/documents/harbour/#p3")
    page.wait_for_url(f"{address}{DOCUMENT}{'#p3' if scripts else ''}")


def test_on_wide_screens_notes_stand_beside_their_passage_and_none_is_folded(page: Page, address: str) -> None:
    page.goto(f"{address}{DOCUMENT}")
    passage = page.locator("#p1").bounding_box()
    assert passage
    for name in NOTES:
        note = page.locator(f"#note-{name}")
        expect(note).to_be_visible()
        box = note.bounding_box()
        assert box
        assert box["x"] > passage["x"] + passage["width"]
    expect(page.locator(".notes > summary").first).to_be_hidden()


def test_on_narrow_screens_notes_fold_under_their_passage_and_unfold_by_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{address}{DOCUMENT}")
    expect(page.locator("#note-closed")).to_be_hidden()
    summary = page.locator(".notes > summary").first
    expect(summary).to_have_text("3 notes")
    passage, folded = page.locator("#p1").bounding_box(), summary.bounding_box()
    assert passage
    assert folded
    assert folded["y"] >= passage["y"] + passage["height"]
    summary.focus()
    page.keyboard.press("Enter")
    for name in ("closed", "noon", "reply"):
        expect(page.locator(f"#note-{name}")).to_be_visible()
    box = page.locator("#note-closed").bounding_box()
    assert box
    assert box["width"] > NARROW["width"] / 2


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_both_of_two_notes_on_one_word_are_reached_by_keyboard(size: ViewportSize, page: Page, address: str) -> None:
    page.set_viewport_size(size)
    for name in ("closed", "noon"):
        page.goto(f"{address}{DOCUMENT}")
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.locator(f"#words-{name}:focus").count():
                break
        expect(page.locator(f"#words-{name}")).to_be_focused()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**#note-{name}")
        expect(page.locator(f"#note-{name}")).to_be_visible()
        expect(page.locator(f"#note-{name}")).to_be_in_viewport()
        page.keyboard.press("Tab")
        assert page.locator(f"#note-{name} a:focus").count() == 1


def test_a_permalink_unfolds_the_note(page: Page, address: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(f"{address}{DOCUMENT}#note-spelling")
    expect(page.locator("#note-spelling")).to_be_visible()
    expect(page.locator("#note-spelling")).to_be_in_viewport()
    expect(page.locator("#note-closed")).to_be_hidden()


def test_a_note_leads_back_to_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}{DOCUMENT}#note-spelling")
    page.locator("#note-spelling a[role=doc-backlink]").click()
    page.wait_for_url("**#words-spelling")
    expect(page.locator("#words-spelling")).to_be_in_viewport()


def test_a_screen_reader_is_told_which_note_a_sign_leads_to(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=WIDE)
    page.goto(f"{address}{DOCUMENT}")
    for number in ("1", "2", "3", "4"):
        expect(page.locator(f"a.note-sign[data-number='{number}']")).to_have_accessible_name(f"Note {number}")
        expect(page.locator(f"a.note-sign[data-number='{number}']")).to_have_role("link")
    expect(page.locator("#note-closed")).to_have_accessible_name("Note 1, on “closed at noon”")
    expect(page.locator("#note-closed a.edit")).to_have_accessible_name("Edit the note on “closed at noon”")
    page.close()


def test_a_copied_passage_has_no_signs(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=WIDE)
    page.goto(f"{address}{DOCUMENT}")
    copied = page.evaluate("getSelection().selectAllChildren(document.querySelector('#p1')), getSelection().toString()")
    page.close()
    assert copied.strip() == "The harbor was closed at noon. Ada Lovelace counted sixty ships."


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_in_print_every_note_is_open(size: ViewportSize, page: Page, address: str) -> None:
    page.set_viewport_size(size)
    page.goto(f"{address}{DOCUMENT}")
    page.emulate_media(media="print")
    for name in NOTES:
        expect(page.locator(f"#note-{name}")).to_be_visible()
        expect(page.locator(f"#note-{name} .note-body")).to_be_visible()
    expect(page.locator(".notes > summary").first).to_be_hidden()


def test_a_printed_document_holds_the_words_of_its_notes(browser: Browser, address: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    page = browser.new_page(viewport=NARROW)
    page.goto(f"{address}{DOCUMENT}")
    page.pdf(path=tmp_path / "harbor.pdf")
    page.close()
    printed = " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "harbor.pdf").pages).split())
    for words in ("By whom?", "Local time.", "By the port.", "As above.", "Proposed instead harbor"):
        assert words in printed


def test_the_marked_words_are_seen_in_forced_colors_and_in_the_dark(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport=WIDE, bypass_csp=True)  # else the page takes no style from the test either
    page.goto(f"{address}{DOCUMENT}")
    page.add_style_tag(content="* { transition: none !important }")  # colors are looked at as they end up
    ground = "getComputedStyle(document.body).backgroundColor"
    page.evaluate("document.body.dataset.mdColorPrimary = 'custom'")
    light = page.evaluate(ground)
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert page.evaluate(ground) != light
    contrast = """([css, on]) => {
      const parse = (color) => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d");
        canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
      };
      const light = (color) => parse(color).map((c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
      const [a, b] = [light(getComputedStyle(document.querySelector(css)).color),
                      light(getComputedStyle(document.querySelector(on)).backgroundColor)].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05);
    }"""
    for css in (".note-sign", ".note-number", ".note-head", ".note-body", ".correction ins", ".note-facts a"):
        assert page.evaluate(contrast, [css, "body"]) >= 4.5, css
    page.emulate_media(forced_colors="active")
    marked = page.locator("mark.noted").first
    assert marked.evaluate("(mark) => getComputedStyle(mark).backgroundColor") != page.locator("body").evaluate(
        "(body) => getComputedStyle(body).backgroundColor"
    )
    page.close()
