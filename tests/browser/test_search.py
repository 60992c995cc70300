"""The search in Chromium: its page with what results are chosen by, words marked on arrival, and lists to filter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from helpers import TINY, Built, build, chromium, copy_archive, replace_in, served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("own_site")]

STORY = "Putin says Russia ready for peace talks"
REPORT = "Report on the Security Council meeting"
PATIENT = 20_000
"""Milliseconds that a first search may take on a busy machine."""


@pytest.fixture(scope="module")
def address(own_site: Built) -> Iterator[str]:
    with served(own_site.site) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    yield page
    context.close()
    assert errors == []


def results(page: Page) -> Locator:
    return page.locator(".searching .search__result")


def titles(page: Page) -> list[str]:
    return page.locator(".searching .search__title a").all_inner_texts()


def searched(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}archive/search/?{query}")
    expect(page.locator(".searching__status")).to_contain_text("result", timeout=PATIENT)


def choose(page: Page, facet: str, value: str) -> None:
    page.get_by_role("group", name=facet).get_by_role("checkbox", name=re.compile(value)).check()


def test_a_search_is_an_address_and_leads_back(page: Page, address: str) -> None:
    searched(page, address, "q=Alaska")
    expect(page.locator("#searching-words")).to_have_value("Alaska")
    before = len(titles(page))
    choose(page, "Type", "^Document")
    expect(page).to_have_url(f"{address}archive/search/?q=Alaska&type=Document")
    expect(results(page)).to_have_count(2)
    assert before > 2
    page.go_back()
    expect(results(page)).to_have_count(before)
    expect(page.get_by_role("checkbox", name=re.compile("^Document"))).not_to_be_checked()


def test_counts_say_how_many_results_a_choice_leaves(page: Page, address: str) -> None:
    searched(page, address, "q=Kupyansk&type=Document")
    label = page.get_by_role("group", name="Person").locator("label").filter(has_text="Andrei Belousov")
    expect(label.locator(".facet__count")).to_have_text("1")
    label.get_by_role("checkbox").check()
    expect(results(page)).to_have_count(1)
    expect(page.locator(".searching__status")).to_have_text("1 result for “Kupyansk”")
    assert titles(page)[0].startswith(REPORT)


def test_two_people_are_both_named_in_what_is_left_and_two_sources_are_either(page: Page, address: str) -> None:
    searched(page, address, "person=people/vladimir-putin&person=people/andrei-belousov")
    expect(results(page)).to_have_count(1)
    searched(page, address, "type=Document&source=TSAMTO&source=Realist+English")
    expect(results(page)).to_have_count(2)


def test_what_is_chosen_is_removed_by_its_name_without_the_mouse(page: Page, address: str) -> None:
    searched(page, address, "q=Alaska&source=TSAMTO&type=Document")
    expect(results(page)).to_have_count(1)
    page.get_by_role("button", name="Remove TSAMTO").focus()
    page.keyboard.press("Enter")
    expect(results(page)).to_have_count(2)
    expect(page.get_by_role("button", name="Remove Document")).to_be_focused()


def test_notes_are_results_of_their_own_and_lead_to_where_they_stand(page: Page, address: str) -> None:
    searched(page, address, "q=spells&type=Note")
    expect(page.locator(".searching .search__kind").first).to_have_text("Note")
    link = page.locator(".searching .search__title a").first
    assert re.search(r"/documents/[a-z0-9-]+/.*#note-[a-z-]+$", link.get_attribute("href") or "")
    link.click()
    page.wait_for_url("**/archive/documents/**#note-*")
    expect(page.locator(".note:target")).to_be_in_viewport()


def test_documents_with_notes_are_found_by_that(page: Page, address: str) -> None:
    searched(page, address, "type=Document&notes=yes")
    expect(results(page)).to_have_count(2)


def test_results_are_sorted_by_date_the_newest_first_and_those_without_one_last(page: Page, address: str) -> None:
    searched(page, address, "q=Kupyansk")
    page.get_by_label("Sorted by").select_option("date")
    expect(page).to_have_url(f"{address}archive/search/?q=Kupyansk&sort=date")
    kinds = page.locator(".searching .search__kind")
    expect(kinds.first).to_have_text("Note")  # of 2026; the documents are of 2025, and entries have no date
    told = kinds.all_inner_texts()
    order = [{"NOTE": 0, "DOCUMENT": 1}.get(kind.upper(), 2) for kind in told]
    assert order == sorted(order)
    assert len(set(order)) > 1


def test_words_in_quotation_marks_are_found_as_they_stand(page: Page, address: str) -> None:
    searched(page, address, "q=" + "“a certain pause”")
    expect(results(page)).to_have_count(1)
    assert titles(page)[0].startswith(REPORT)
    searched(page, address, 'q="pause certain a"')
    expect(page.locator(".searching__status")).to_have_text('No results for “"pause certain a"”')


def test_several_phrases_and_words_beside_them_are_all_in_what_is_found(page: Page, address: str) -> None:
    searched(page, address, "q=" + quote("“Trump's peace plan”"))
    expect(results(page)).to_have_count(2)
    searched(page, address, "q=" + quote("“Trump's peace plan” Kupyansk"))
    expect(results(page)).to_have_count(1)
    assert titles(page)[0].startswith(REPORT)
    searched(page, address, "type=Document&q=" + quote('"Security Council" „28-point peace plan“'))
    expect(results(page)).to_have_count(2)
    searched(page, address, "q=" + quote('"Security Council" "ready for peace talks" "a certain pause"'))
    expect(page.locator(".searching__status")).to_contain_text("No results")


def test_all_words_are_in_what_is_found_and_those_that_nothing_has_are_told(page: Page, address: str) -> None:
    searched(page, address, "q=Matvienko+neocolonial")
    expect(results(page)).to_have_count(2)
    searched(page, address, "q=Matvienko+neocolonial+qqzz")
    expect(page.locator(".searching__status")).to_have_text(
        "2 results for “Matvienko neocolonial qqzz”; nothing has “qqzz”"
    )


@pytest.mark.parametrize("query", ['"peace plans"', '"Trump plan"', '"negotiation"', '"resident Trump"'])
def test_a_phrase_is_no_other_form_of_its_words(query: str, page: Page, address: str) -> None:
    searched(page, address, "q=" + quote(query))
    expect(page.locator(".searching__status")).to_have_text(f"No results for “{query}”")


def test_an_empty_result_helps(page: Page, address: str) -> None:
    searched(page, address, "q=Kupjansk&source=TSAMTO")
    expect(page.locator(".searching__status")).to_have_text("No results for “Kupjansk” with TSAMTO")
    page.get_by_role("link", name="Kupyansk", exact=True).click()
    expect(page).to_have_url(f"{address}archive/search/?q=Kupyansk&source=TSAMTO")
    expect(results(page).first).to_be_visible(timeout=PATIENT)
    page.go_back()
    expect(page.locator("#searching-words")).to_have_value("Kupjansk")


def test_an_empty_result_leads_to_what_fewer_words_and_choices_find(page: Page, address: str) -> None:
    searched(page, address, "q=Kupyansk&type=Work")
    expect(page.locator(".searching__near")).to_contain_text("Search without what was chosen: 7 results")
    page.get_by_role("link", name="Search without what was chosen").click()
    expect(page).to_have_url(f"{address}archive/search/?q=Kupyansk")
    expect(results(page)).to_have_count(7)
    searched(page, address, "q=Kupyansk+Alaska+awaits&type=Document&source=TSAMTO")
    expect(page.locator(".searching__status")).to_contain_text("No results")
    expect(page.locator(".searching__near")).to_contain_text("Search Kupyansk Alaska: 1 result")
    searched(page, address, "q=" + quote('"peace plans"'))
    page.get_by_role("link", name="peace plans", exact=True).click()
    expect(page).to_have_url(f"{address}archive/search/?q=peace+plans")
    expect(results(page).first).to_be_visible()


def test_the_arrows_go_through_the_results_and_enter_follows(page: Page, address: str) -> None:
    searched(page, address, "q=Alaska&type=Document")
    page.locator("#searching-words").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".searching .search__title a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".searching .search__passage").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/archive/documents/**#p*")


def test_typing_searches_and_keeps_the_address(page: Page, address: str) -> None:
    searched(page, address, "q=zzz")
    page.locator("#searching-words").fill("neocolonial")
    expect(results(page).first).to_be_visible(timeout=PATIENT)
    expect(page).to_have_url(f"{address}archive/search/?q=neocolonial")


def test_a_hostile_search_is_only_words(page: Page, address: str) -> None:
    page.goto(f"{address}archive/search/?q=<img src=x onerror=hit()>&person=<b>x</b>&sort=nonsense")
    expect(page.locator(".searching__status")).to_contain_text("No results for “<img", timeout=PATIENT)
    expect(page.get_by_role("button", name="Remove <b>x</b>")).to_be_visible()
    assert page.locator(".searching img, .searching b").count() == 0


def test_the_dialog_leads_to_all_results(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("Alaska")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("status")).to_contain_text("for “Alaska”", timeout=PATIENT)
    dialog.get_by_role("link", name="All results").click()
    page.wait_for_url("**/archive/search/?q=Alaska")
    expect(results(page).first).to_be_visible(timeout=PATIENT)


MARKED = """() => [...(CSS.highlights.get("glossator-marked") ?? [])].map((range) => [
  range.toString(), range.startContainer.parentElement.closest(".block")?.id ?? ""
])"""


def test_words_are_marked_on_arrival_and_nothing_is_put_into_the_text(
    page: Page, address: str, own_site: Built
) -> None:
    searched(page, address, "q=Alaska&source=TSAMTO&type=Document")
    link = page.locator(".searching .search__passage").first
    passage = (link.get_attribute("href") or "").split("#")[1]
    link.click()
    page.wait_for_url(f"**/tsamto-2025-11-21/#{passage}")
    page.wait_for_function("() => CSS.highlights.has('glossator-marked')")
    marked = page.evaluate(MARKED)
    assert {words for words, _ in marked} == {"Alaska"}
    assert passage in {block for _, block in marked}
    assert "?" not in page.url
    (seed,) = (path.read_bytes().decode() for path in (own_site.root / "seeds").glob("001_*.txt"))
    said = page.locator("article.source [data-start]").all_text_contents()
    assert "".join("".join(said).split()) == "".join(seed.split())
    page.keyboard.press("Escape")
    assert page.evaluate(MARKED) == []


def test_a_phrase_is_marked_whole_also_across_marks(page: Page, address: str) -> None:
    page.goto(f"{address}archive/documents/tsamto-2025-11-21/?marked=president+trump%27s+peace+plan+to#p7")
    page.wait_for_function("() => CSS.highlights.has('glossator-marked')")
    marked = page.evaluate(MARKED)
    assert ["President Trump's peace plan to", "p7"] in marked
    assert {words for words, _ in marked} == {"President Trump's peace plan to"}


def test_without_scripts_the_page_leads_to_the_indexes(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}archive/search/")
    expect(page.get_by_text("The search needs scripts")).to_be_visible()
    expect(page.locator(".onward").get_by_role("link", name="People")).to_be_visible()
    page.close()


def test_a_list_shows_what_fits_as_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}archive/people/")
    field = page.get_by_label("Show only")
    lines = page.locator(".entries > li:visible")
    total = lines.count()
    field.press_sequentially("SERG")
    expect(page.get_by_role("status").filter(has_text="of")).to_have_text(re.compile(rf"^\d of {total}$"))
    shown = lines.all_inner_texts()
    assert 0 < len(shown) < total
    field.press_sequentially("ey")
    assert 0 < lines.count() < len(shown)
    field.fill("serg")
    assert all("serg" in line.lower() for line in shown)
    headings = page.locator("section:has(.entries):visible h2").all_inner_texts()
    assert page.locator(".letters a:visible").all_inner_texts() == headings
    page.keyboard.press("Escape")
    expect(lines).to_have_count(total)


def test_a_list_of_ten_thousand_is_filtered_as_one_types(page: Page, address: str) -> None:
    page.goto(f"{address}archive/people/")
    page.evaluate("""() => {
      const list = document.querySelector(".entries");
      const lines = Array.from({ length: 10000 }, (_, n) => {
        const line = list.firstElementChild.cloneNode(true);
        line.querySelector("a").textContent = `Émile Zola ${n}`;
        return line;
      });
      list.append(...lines);
      document.querySelector(".filter").remove();
    }""")
    page.evaluate(f"import('{address}assets/glossator/filter.js?again')")
    page.get_by_label("Show only").fill("emile 9999")
    expect(page.locator(".entries > li:visible")).to_have_count(1)


def test_the_themes_search_finds_words_on_a_site_that_is_read_from_disk(browser: Browser, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "disk", TINY)
    replace_in(
        root / "mkdocs.yml", "  - glossator\n", "  - search\n  - glossator:\n      search: material\n  - offline\n"
    )
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("\nuse_directory_urls: false\n")
    build(root)
    assert not (root / "site" / "archive" / "search").exists()
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((root / "site" / "index.html").as_uri())
    page.locator("input.md-search__input").click()
    page.keyboard.type("Babbage")
    found = page.locator(".md-search-result__link")
    expect(found.first).to_be_visible(timeout=PATIENT)
    found.first.click()
    expect(page.locator(".md-content")).to_contain_text("Babbage")
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))] == []
    page.close()
