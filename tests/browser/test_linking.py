"""A reader in Chromium links to words and cites them."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, expect

from annotating import Reader, passages

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("annotating")]

MARKED = "String(CSS.highlights.get('glossator-linked')?.values().next().value ?? '')"


def test_a_copied_link_marks_the_words_and_brings_them_into_view(reader: Reader) -> None:
    reader.open("long")
    reader.select("p90", 8, 12, until="p91")
    reader.press("Copy link")
    expect(reader.desk).to_contain_text("The link is copied.")
    link = reader.copied()
    assert re.search(r"/long/#p90:8-69:~:text=89%20of%20[^,]*,Passage%2090%20of$", link)
    page = reader.page.context.new_page()
    page.goto(link)
    page.wait_for_function(f"() => {MARKED}")
    assert page.evaluate(MARKED).split() == "89 of a long text that goes on for a while, 89. Passage 90 o".split()
    expect(page.locator("#p90")).to_be_in_viewport()


FRAGMENTS = {
    "#p90:8-10": "89",
    "#p90:0-9999999": None,
    "#p90:5-5": "Passage 89 of a long text that goes on for a while, 89.",
    "#p90:7-3": "Passage 89 of a long text that goes on for a while, 89.",
    "#p90%3A8-10": "89",
    "#p999:0-4": "",
    "#p90:0-99999999999999999999": "",
    "#p90:-1-4": "",
    "#%": "",
    "#__proto__:1-2": "",
}


def test_a_fragment_marks_what_it_means_and_never_breaks_the_page(reader: Reader) -> None:
    reader.open("long", "#p1:0-7")
    reader.page.wait_for_function(f"() => {MARKED}")  # what marks words loads with the first that are to be marked
    for fragment, expected in FRAGMENTS.items():
        reader.page.evaluate(
            """(fragment) => new Promise((done) => {
              scrollTo(0, 0);
              addEventListener("hashchange", () => setTimeout(done), { once: true });
              location.hash = fragment;
            })""",
            fragment,
        )
        found = reader.page.evaluate(MARKED)
        if expected != "":
            expect(reader.page.locator("#p90"), fragment).to_be_in_viewport()
        if expected is None:
            assert found.startswith("Passage 89"), fragment
            assert found.endswith("99."), fragment
        else:
            assert found == expected, fragment


def test_a_link_to_words_of_a_passage_that_is_no_more_tells_where_they_went(reader: Reader) -> None:
    reader.open("long")
    reader.page.evaluate(
        """document.querySelector("#p90").insertAdjacentHTML(
          "beforebegin", '<p class="retired" id="p90b">What was passage p90b stands here now.</p>')"""
    )
    expect(reader.page.locator("#p90b")).to_be_hidden()
    reader.page.evaluate("location.hash = '#p90b:3-9'")
    expect(reader.page.locator("#p90b")).to_be_visible()
    expect(reader.page.locator("#p90b")).to_be_in_viewport()


REPEATED = {
    "words of every passage": ("p90", 30, "p90", 41),
    "one word of every passage, at the beginning of its own": ("p90", 0, "p90", 7),
    "words of two passages": ("p90", 11, "p91", 20),
}


def test_a_copied_link_leads_to_the_words_with_and_without_scripts_wherever_else_they_stand(
    reader: Reader, browser: Browser
) -> None:
    links = {}
    reader.open("long")
    for case, (passage, start, until, end) in REPEATED.items():
        reader.select(passage, start, end, until=until)
        reader.press("Copy link")
        expect(reader.desk).to_contain_text("The link is copied.")
        links[case] = reader.copied()
    for scripts in (False, True):
        context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 800})
        for case, link in links.items():
            page = context.new_page()
            page.goto(link)
            expect(page.locator(f"#{REPEATED[case][0]}"), f"{case}, scripts: {scripts}").to_be_in_viewport()
            expect(page.locator("p.annotating")).to_be_visible(visible=scripts)
            page.close()
        context.close()


def test_a_button_that_is_pressed_at_once_is_about_the_words_that_are_selected_last(reader: Reader) -> None:
    reader.open("long")
    reader.select("p90", 0, 7)
    reader.page.evaluate(
        """() => {
          const words = document.querySelector("#p91").firstChild;
          document.getSelection().setBaseAndExtent(words, 0, words, 7);
          const press = () => document.querySelector("#glossator-desk [data-does=link]").click();
          return new Promise((done) => setTimeout(() => done(press()), 20));
        }"""
    )
    expect(reader.desk).to_contain_text("The link is copied.")
    assert "#p91:0-7" in reader.copied()


def test_a_browser_is_not_asked_to_look_for_words_that_it_would_find_elsewhere(reader: Reader) -> None:
    reader.open("same")
    reader.select("p15", 0, 11)
    reader.press("Copy link")
    expect(reader.desk).to_contain_text("The link is copied.")
    assert reader.copied().endswith("/same/#p15:0-11")


def test_the_link_of_a_whole_passage_needs_no_script(reader: Reader) -> None:
    reader.open("long")
    reader.page.locator(".passage-number[href='#p90']").click()
    reader.press("Copy link")
    expect(reader.desk).to_contain_text("The link is copied.")
    assert reader.copied().endswith("/long/#p90")


def test_a_reference_tells_what_is_cited_in_three_forms(reader: Reader, texts: dict[str, str]) -> None:
    reader.open("cited")
    first = passages(reader)[0]
    reader.select(first, 4, 17)
    reader.press("Cite")
    dialog = reader.page.get_by_role("dialog", name="Cite")
    words, form = dialog.get_by_label("The reference"), dialog.get_by_label("Form")
    expect(form).to_be_focused()
    sha256 = str(reader.page.locator("article.source").get_attribute("data-sha256"))
    address = f"{reader.address}archive/documents/cited/#{first}:4-17"
    for part in ("Ada Lovelace. “Notes & {sketches}: 100 % of _them_”. Taylor’s Memoirs, 1843-09.", address, sha256):
        assert part in words.input_value()
    assert f"Passage {first}, characters 4–17: “engine weaves”." in words.input_value()
    form.select_option("bibtex")
    bibtex = words.input_value()
    assert bibtex.startswith(f"@misc{{cited-{first},\n  author = {{{{Ada Lovelace}}}},\n")
    assert r"  title = {{Notes \& \{sketches\}: 100 \% of \_them\_}}," in bibtex
    assert f"  year = {{1843}},\n  date = {{1843-09}},\n  url = {{{address}}},\n" in bibtex
    form.select_option("csl")
    (item,) = json.loads(words.input_value())
    assert item["author"] == [{"literal": "Ada Lovelace"}]
    assert item["issued"] == {"date-parts": [[1843, 9]]}
    assert (item["URL"], item["title"]) == (address, "Notes & {sketches}: 100 % of _them_")
    assert sha256 in item["note"]
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("status")).to_have_text("Copied.")
    assert json.loads(reader.copied()) == [item]


DATES = {
    "1843": {"date-parts": [[1843]]},
    "1914-07/1918-11-11": {"date-parts": [[1914, 7], [1918, 11, 11]]},
    "1890~": {"literal": "1890~"},
    "1914/..": {"literal": "1914/.."},
    "-0043": {"literal": "-0043"},
    "Y12000": {"literal": "Y12000"},
}


def test_references_keep_dates_and_stay_whole_whatever_they_hold(reader: Reader) -> None:
    reader.open("long")
    hostile = "}{ \\ } {{ % # $ & _ ~ ^ \n @misc{x, }"
    for date, expected in DATES.items():
        made = reader.page.evaluate(
            """async ([home, hostile, date]) => {
              const { FORMATS } = await import(`${home}assets/glossator/annotating/cite.js`);
              const facts = { id: "a", title: hostile, author: hostile, source: hostile, date, quote: hostile };
              const place = { passage: "p1", characters: "", address: "https://a.example/{}" };
              return Object.values(FORMATS).map((form) => form({ ...facts, ...place, sha256: "0", accessed: "2026" }));
            }""",
            [reader.address, hostile, date],
        )
        assert json.loads(made[2])[0]["issued"] == expected
        assert re.findall(r"year = {(.*)}", made[1]) == ([date[:4]] if date[:4].isdigit() else [])
        bare = re.sub(r"\\[{}]", "", made[1])
        assert bare.count("{") == bare.count("}")
        assert len(made[1].strip().split("\n")) == made[1].count(" = {") + 2
