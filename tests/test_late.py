"""Pages whose words come late: equal to the pages that they stand for, and put together once, when they are needed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossator.model import Page
from glossator.render import DocumentPages, LateDocument, late, outline, ready

PAGE = Page("archive/people/ada/index.md", "Ada", "person", "<p>Ada</p>", shares=("Ada",))


class Asked:
    """Words, and how often somebody asked for them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.times = 0

    def __call__(self) -> tuple[str, tuple[str, ...]]:
        self.times += 1
        return self.page.body, self.page.shares


def test_words_are_put_together_once_and_only_where_they_are_needed() -> None:
    asked = Asked(PAGE)
    page = late(replace(PAGE, body="", shares=()), (), asked)
    assert (page.page.uri, page.page.title, asked.times) == (PAGE.uri, "Ada", 0)
    assert page.whole() == PAGE
    assert page.whole().pieces == PAGE.pieces
    assert asked.times == 1


@given(st.text(), st.lists(st.text(), max_size=3))
def test_a_late_page_is_in_the_end_the_page_that_it_stands_for(body: str, shares: list[str]) -> None:
    page = replace(PAGE, body=body, shares=tuple(shares))
    assert late(PAGE, (), Asked(page)).whole() == page
    assert ready(page).whole() is page


@given(st.text(), st.text())
def test_a_page_that_has_its_words_is_made_from_them(one: str, other: str) -> None:
    made_from = [ready(replace(PAGE, body=body)).made_from for body in (one, other)]
    assert (made_from[0] == made_from[1]) == (one == other)


def test_an_outline_has_all_of_a_document_but_the_words() -> None:
    named = (("people/ada", "<i>Ada</i>", 2), ("places/alba", "<i>Alba</i>", 1))
    pages = DocumentPages(PAGE, named, (("people/ada", "x", 1),), "<b>n</b>")
    document = LateDocument(outline(pages), lambda: PAGE.body, lambda: (pages.mentions, pages.said, pages.listed))
    assert document.outline.page.body == ""
    assert document.page.whole().body == PAGE.body
    assert [(entity, share.count, share.html()) for entity, share in document.mentions()] == [
        ("people/ada", 2, "<i>Ada</i>"),
        ("places/alba", 1, "<i>Alba</i>"),
    ]
    assert [(entity, share.count, share.html()) for entity, share in document.said()] == [("people/ada", 1, "x")]
    listed = document.listed()
    assert listed is not None
    assert listed.html() == "<b>n</b>"
    assert LateDocument(outline(replace(pages, listed="")), str, lambda: ((), (), "")).listed() is None


@given(st.text(), st.text())
def test_shares_have_the_same_digest_where_their_words_are_the_same(one: str, other: str) -> None:
    digests = [outline(DocumentPages(PAGE, (("people/ada", html, 1),))).mentions[0].digest for html in (one, other)]
    assert (digests[0] == digests[1]) == (one == other)
