"""A reader in Chromium writes notes; the files that come out are notes that stand in the archive."""

from __future__ import annotations

import random
import re
import string
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Route, expect

from annotating import HOSTILE, Reader, anchors_of, note_of, passage_of, passages
from glossator.config import LONGEST_ADDRESS, Config
from glossator.frontmatter import load_markdown
from glossator.schemas import NoteFields
from helpers import Built

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("annotating")]

SEED = 20261122
"""Of the random selections: the same in every run."""


def test_every_string_that_can_be_quoted_comes_back_from_the_front_matter(reader: Reader) -> None:
    chance = random.Random(SEED)
    marks = string.punctuation + string.whitespace.replace("\x0b", "") + "[{,:?-" * 5
    rare = [*range(0x7F, 0x300), *range(0x2000, 0x2100), 0x200D, 0xFEFF, 0xFFFE, 0xFFFF, 0x1F600, 0xE0001, 0x10FFFF]
    words = ["".join(chance.choices(marks + "abc", k=chance.randint(1, 80))) for _ in range(400)]
    words += ["".join(map(chr, chance.choices(rare, k=chance.randint(1, 80)))) for _ in range(400)]
    reader.open("diary")
    files = reader.page.evaluate(
        """async ([home, all]) => {
          const { noteFile } = await import(`${home}assets/glossator/annotating/note.js`);
          const rest = { document: "d", motivation: "commenting", author: "", date: "", tags: [], body: "---" };
          return all.map((exact) => noteFile({ ...rest, quote: { exact, prefix: exact, suffix: exact } }));
        }""",
        [reader.address, words],
    )
    for exact, file in zip(words, files, strict=True):
        loaded, problems = load_markdown(file["path"], file["words"].encode(), NoteFields)
        if not exact.strip():
            continue
        assert loaded is not None, problems
        assert (loaded.fields.quote, loaded.fields.prefix, loaded.fields.suffix) == (exact, exact, exact)
        assert loaded.body == "---\n"
        assert re.fullmatch(r"annotations/d/[a-z0-9-]{1,80}\.md", file["path"])


def test_editors_find_the_schema_where_the_site_publishes_it(reader: Reader) -> None:
    schema = "https://archive.example/archive/schemas/note.json"
    reader.page.add_init_script(
        f"""document.addEventListener("readystatechange", () => {{
          const told = document.querySelector(".annotating");
          if (told) told.dataset.noteSchema = "{schema}";
        }});"""
    )
    reader.open("diary")
    reader.select(passages(reader)[-1], 0, 7)
    reader.press("Annotate")
    reader.form.get_by_label("Your note").fill("Why?")
    path, words = note_of(reader.send().url)
    assert words.startswith(f"---\n# yaml-language-server: $schema={schema}\nquote: ")
    loaded, problems = load_markdown(path, words.encode(), NoteFields)
    assert loaded is not None, problems


def test_a_note_opens_on_the_code_host_filled_in_and_stands_at_its_words(
    reader: Reader, archive: Built, texts: dict[str, str], tmp_path: Path
) -> None:
    reader.open("letter-1843")
    last = passages(reader)[-1]
    reader.select(last, 0, 7)
    reader.press("Annotate")
    reader.form.get_by_label("Your note").fill("What *rest*?\n\nSee [[diary#p2]].")
    reader.form.get_by_label("What it is").select_option(label="Question")
    reader.form.get_by_label("Tags").fill("loss, “letters”,, Ada: one ")
    reader.form.get_by_label("Your name").fill('  Ann "A" \u202eOther ')
    host = reader.send()
    assert host.url.startswith("https://code.example/o/r/new/main?filename=annotations%2Fletter-1843%2F")
    path, words = note_of(host.url)
    loaded, _ = load_markdown(path, words.encode(), NoteFields)
    assert loaded is not None
    assert loaded.fields.model_dump(exclude={"prefix", "suffix", "date"}, exclude_defaults=True) == {
        "quote": "The res",
        "motivation": "questioning",
        "author": 'Ann "A" Other',
        "tags": ("loss", "“letters”", "Ada: one"),
    }
    assert loaded.body == "What *rest*?\n\nSee [[diary#p2]].\n"
    row = anchors_of(archive, {path: words}, tmp_path)[path]
    assert texts["letter-1843"][row["start"] : row["end"]] == "The res"
    expect(reader.form.get_by_role("status")).to_contain_text("code.example opens in a new tab")


def test_a_hostile_text_is_quoted_as_it_is(reader: Reader, archive: Built, tmp_path: Path) -> None:
    reader.open("hard")
    reader.select(passage_of(reader, HOSTILE), 0, len(HOSTILE))
    reader.press("Annotate")
    expect(reader.form.locator("blockquote")).to_have_text(HOSTILE)
    reader.form.get_by_label("Your note").fill(f"---\nquote: other\n---\n{HOSTILE}")
    path, words = note_of(reader.send().url)
    loaded, _ = load_markdown(path, words.encode(), NoteFields)
    assert loaded is not None
    assert loaded.fields.quote == HOSTILE
    assert anchors_of(archive, {path: words}, tmp_path)[path]["state"] == "exact"


HOSTS = {
    "GitHub": ("https://github.com/o/r/edit/main/docs/", "https://github.com/o/r/new/main", "GitHub", True),
    "Forgejo": ("https://codeberg.org/o/r/_edit/main/docs/", "https://codeberg.org/o/r/_new/main", "Codeberg", True),
    "Gitea": ("https://git.example/o/r/_edit/a/b/docs/", "https://git.example/o/r/_new/a/b", "git.example", True),
    "GitLab": ("https://gitlab.com/o/r/-/edit/main/docs/", "https://gitlab.com/o/r/-/new/main", "GitLab", False),
    "a GitLab of one's own": (
        "https://lab.example/g/r/-/edit/x/docs/",
        "https://lab.example/g/r/-/new/x",
        "lab",
        False,
    ),
}


@pytest.mark.parametrize("host", HOSTS)
def test_each_code_host_is_opened_as_it_wants_it(host: str, reader: Reader, tmp_path: Path) -> None:
    edit, new, name, takes_words = HOSTS[host]
    config = Config(tmp_path, tmp_path / "docs", edit_uri=edit)
    reader.hosted_at(config.new_file_address("annotations/long/new.md", ""))
    reader.open("long")
    reader.select("p3", 0, 9)
    reader.press("Annotate")
    reader.form.get_by_label("Your note").fill("Two & two = 4; 100 % + more #1?")
    expect(reader.form.get_by_role("button", name=f"Open on {name}")).to_be_visible()
    url = reader.send().url
    asked = parse_qs(urlsplit(url).query)
    assert url.split("?")[0] == new
    assert list(asked) == (["filename", "value"] if takes_words else ["file_name"])
    assert re.fullmatch(
        r"annotations/long/passage-2-[0-9a-f]{8}\.md", asked.get("filename", asked.get("file_name", []))[0]
    )
    words = asked["value"][0] if takes_words else reader.copied()
    assert 'quote: "Passage 2"' in words
    assert words.endswith("---\nTwo & two = 4; 100 % + more #1?\n")


@pytest.mark.parametrize("over", [False, True])
def test_a_file_too_long_for_an_address_is_copied(over: bool, reader: Reader, archive: Built, tmp_path: Path) -> None:
    reader.open("long")
    reader.select("p3", 0, 9)
    reader.press("Annotate")
    body = reader.form.get_by_label("Your note")
    body.fill("x")
    spare = LONGEST_ADDRESS - len(reader.send().url)
    body.fill("x" * (1 + spare + over))
    url = reader.send().url
    if over:
        assert "value" not in parse_qs(urlsplit(url).query)
        expect(reader.form.get_by_role("status")).to_contain_text("The note’s file is copied.")
        path, words = parse_qs(urlsplit(url).query)["filename"][0], reader.copied()
        assert anchors_of(archive, {path: words}, tmp_path)[path]["state"] == "exact"
    else:
        assert len(url) == LONGEST_ADDRESS
        assert note_of(url)[1].endswith("x\n")


def test_where_nothing_can_be_copied_the_file_is_shown(reader: Reader) -> None:
    reader.page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'));")
    reader.open("long")
    reader.select("p3", 0, 9)
    reader.press("Copy link")
    dialog = reader.page.get_by_role("dialog", name="Link")
    expect(dialog.get_by_role("status")).to_have_text("The browser did not copy it; copy the marked text by hand.")
    shown = dialog.get_by_role("textbox")
    assert shown.evaluate("(field) => field.selectionEnd - field.selectionStart === field.value.length")
    assert "#p3:0-9:~:text=Passage%202" in shown.input_value()
    reader.page.keyboard.press("Escape")
    reader.press("Annotate")
    reader.form.get_by_label("Your note").fill("y" * LONGEST_ADDRESS)
    reader.form.get_by_role("button", name="Open on").click()
    expect(reader.form.get_by_role("status")).to_contain_text("Copy the note’s file below by hand")
    file = reader.form.get_by_label("What stands in the file")
    expect(file).to_be_focused()
    assert file.evaluate("(field) => field.selectionEnd - field.selectionStart === field.value.length")
    assert reader.opened == []


def test_without_a_code_host_the_note_is_a_file_to_download(reader: Reader, archive: Built, tmp_path: Path) -> None:
    reader.hosted_at("")
    reader.open("cited")
    reader.select(passages(reader)[0], 4, 10)
    reader.press("Annotate")
    expect(reader.form.get_by_role("status")).to_contain_text("This archive names no place to send notes to")
    expect(reader.form.get_by_role("button", name="Download it")).to_be_hidden()
    reader.form.get_by_label("Your note").fill("Which engine?")
    with reader.page.expect_download() as download:
        reader.form.get_by_role("button", name="Download the note’s file").click()
    path = f"annotations/cited/{download.value.suggested_filename}"
    expect(reader.form.get_by_role("status")).to_contain_text(path)
    words = download.value.path().read_bytes().decode()
    assert anchors_of(archive, {path: words}, tmp_path)[path]["state"] == "exact"


def test_a_note_without_words_is_told_and_one_that_needs_none_is_not(reader: Reader) -> None:
    reader.open("long")
    reader.select("p3", 0, 9)
    reader.press("Annotate")
    form, told = reader.form, reader.form.get_by_role("alert")
    send = form.get_by_role("button", name="Open on")
    send.click()
    expect(told).to_have_text("Write your note first.")
    expect(form.get_by_label("Your note")).to_be_focused()
    expect(form.get_by_label("Your note")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("What it is").select_option("tagging")
    send.click()
    expect(told).to_have_text("Write the tags first.")
    form.get_by_label("What it is").select_option("editing")
    send.click()
    expect(told).to_have_text("Change the words first: they are still the source’s.")
    form.get_by_label("Your note").fill("z" * 70_000)
    form.get_by_label("What it is").select_option("commenting")
    send.click()
    expect(told).to_contain_text("The note is too long: an archive reads 64 KB at most.")
    form.get_by_label("Your note").fill("")
    form.get_by_label("What it is").select_option("highlighting")
    assert "motivation: highlighting\n" in note_of(reader.send().url)[1]
    expect(told).to_be_empty()


def test_a_correction_proposes_other_words(reader: Reader) -> None:
    reader.open("long")
    reader.select("p3", 0, 9)
    reader.press("Annotate")
    reading = reader.form.get_by_label("What should stand there")
    expect(reading).to_be_hidden()
    reader.form.get_by_label("What it is").select_option(label="Correction")
    expect(reading).to_have_value("Passage 2")
    reading.fill('Passage "two"')
    assert '\nreading: "Passage \\"two\\""\n' in note_of(reader.send().url)[1]
    for field, size in (("What should stand there", 2000), ("Tags", 500), ("Your name", 200)):
        reader.form.get_by_label(field).fill("字" * size)
    reader.form.get_by_role("button", name="Open on").click()
    expect(reader.form.get_by_role("alert")).to_have_text(
        "The quoted words and what you wrote besides the note are too long together. Quote fewer words."
    )
    reading.fill("")
    assert '\nreading: ""\n' in note_of(reader.send().url)[1]


def test_a_name_is_kept_only_where_the_reader_asks_for_it(reader: Reader) -> None:
    def written() -> list[Any]:
        reader.open("long")
        reader.select("p3", 0, 9)
        reader.press("Annotate")
        kept = reader.page.evaluate("Object.entries(localStorage).filter(([, value]) => value.includes('Ann'))")
        return [reader.form.get_by_label("Your name").input_value(), kept]

    assert written() == ["", []]
    reader.form.get_by_label("Your name").fill("Ann Other")
    reader.form.get_by_label("Your note").fill("x")
    reader.send()
    assert written() == ["", []]
    reader.form.get_by_label("Your name").fill("Ann Other")
    reader.form.get_by_label("Keep my name in this browser").check()
    assert written() == ["Ann Other", [["glossator.author", "Ann Other"]]]
    reader.form.get_by_label("Keep my name in this browser").uncheck()
    assert written() == ["", []]


def test_what_was_written_is_still_there_when_the_form_is_opened_again(reader: Reader) -> None:
    reader.open("long")
    reader.select("p3", 0, 9)
    reader.press("Annotate")
    reader.form.get_by_label("Your note").fill("Half a thought")
    reader.page.keyboard.press("Escape")
    expect(reader.form).to_be_hidden()
    reader.page.wait_for_function("() => getSelection().toString() === 'Passage 2'")
    reader.press("Annotate")
    expect(reader.form.get_by_label("Your note")).to_have_value("Half a thought")


MARKDOWN = """\
# A *title*

Some **bold**, `code`, [words](javascript:hit()), [[people/ada-lovelace|Ada]] <img src=x onerror=hit()>

> said
> again

- one
- two

1. first
2. second
"""


def test_the_preview_shows_plain_formatting_and_runs_nothing(reader: Reader) -> None:
    reader.open("long")
    reader.select("p3", 0, 9)
    reader.press("Annotate")
    reader.form.get_by_text("Preview").click()
    reader.form.get_by_label("Your note").fill(MARKDOWN)
    shown = reader.form.locator(".desk-dialog__preview > div")
    expect(shown.locator("strong")).to_have_text(["A title", "bold"])
    expect(shown.locator("blockquote")).to_have_text("said\nagain")
    expect(shown.locator("li")).to_have_text(["one", "two", "first", "second"])
    expect(shown).to_contain_text("<img src=x onerror=hit()>")
    assert shown.locator("a, img, script, [href], [src]").count() == 0


def test_the_tools_work_under_a_strict_policy_and_no_element_has_a_style_of_its_own(
    browser: Browser, address: str
) -> None:
    context = browser.new_context()
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'none'"

    def guard(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy})

    context.route(lambda url: url.startswith(address), guard)
    context.route(lambda url: not url.startswith(address), lambda route: route.fulfill(body="New file"))
    reader = Reader(context.new_page(), address)
    reader.open("long")
    reader.select("p3", 0, 9)
    reader.press("Annotate")
    reader.form.get_by_label("Your note").fill("x")
    with reader.page.expect_popup() as popup:
        reader.form.get_by_role("button", name="Open on").click()
    assert "value=" in popup.value.url
    assert reader.page.locator("[id^=glossator-]").locator("xpath=descendant-or-self::*[@style]").count() == 0
    context.close()
