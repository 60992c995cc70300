"""The smooth text says what the text says, and every place in it is told in the text as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossator.model import Span
from glossator.recognize.smooth import ODD_SPACES, SOFT_HYPHEN, Break, smooth_text

CASES = {
    "line_s_end": ("went\nhome", "went\nhome"),
    "margin": ("went \n   home", "went home"),
    "line_s_end_before_a_margin": ("went\n   home", "went home"),
    "wide_blanks": ("went   home", "went home"),
    "columns": ("went      home", "went      home"),
    "tabs_are_columns": ("went\t\thome", "went\t\thome"),
    "passages": ("went\n\nhome", "went\n\nhome"),
    "printer_s_hyphen": ("abo-\nard", "aboard"),
    "soft_hyphen_at_a_line_s_end": ("abo\u00ad\nard", "aboard"),
    "soft_hyphen_behind_a_line_s_end": ("went \n\u00adhome", "went home"),
    "soft_hyphen_behind_a_line_s_end_and_a_margin": ("went\n  \u00adhome", "went home"),
    "soft_hyphen_behind_a_line_s_end_alone": ("went\n\u00adhome", "went\nhome"),
    "soft_hyphen_behind_a_tab": ("went\t\u00adhome", "went\thome"),
    "soft_hyphen_between_passages": ("went\n\n\u00adhome", "went\n\nhome"),
    "soft_hyphens_in_a_row": ("went \n\u00ad\u00ad\u00adhome", "went home"),
    "soft_hyphens_in_two_lines": ("went \n\u00ad \n\u00adhome", "went home"),
    "text_begins_with_a_soft_hyphen": ("\u00ad\nhome\n", "home\n"),
}


def printers(before: str, after: str) -> Break:
    return "printer's"


@pytest.mark.parametrize(("text", "smooth"), CASES.values(), ids=CASES)
def test_case(text: str, smooth: str) -> None:
    assert smooth_text(text, printers)[0] == smooth


def test_a_name_behind_many_cuts_has_its_own_place() -> None:
    text = "He came \n\u00adon a ship. " * 10 + "Then Anna left."
    smooth, cuts = smooth_text(text, printers)
    span = cuts.original_span(Span(smooth.index("Anna"), smooth.index("Anna") + 4))
    assert text[span.start : span.end] == "Anna"


TEXTS = st.text(st.sampled_from(["a", "B", "1", " ", "\n", "\t", "-", "\u2010", SOFT_HYPHEN, *ODD_SPACES]), max_size=60)
BREAKS: tuple[Break, ...] = ("printer's", "word's", "none")


@given(TEXTS, st.sampled_from(BREAKS))
@example(" \n\u00ad", "none")
@example("a-\n\u00ada \n\u00ad\n a", "printer's")
def test_every_place_of_the_smooth_text_is_told_in_the_text_as_it_is(text: str, whose: Break) -> None:
    smooth, cuts = smooth_text(text, lambda before, after: whose)
    assert len(smooth) == len(text) - (cuts.removed[-1] if cuts.removed else 0)
    places = [cuts.original(place) for place in range(len(smooth))]
    assert places == sorted(set(places))
    assert [cuts.smooth(place) for place in places] == list(range(len(smooth)))
    for ours, theirs in zip(smooth, (text[place] for place in places), strict=True):
        assert ours == theirs or (ours == " " and theirs in ("\n", "\t", *ODD_SPACES))
    assert re.findall(r"\w", smooth) == re.findall(r"\w", text)
    assert SOFT_HYPHEN not in smooth


@given(TEXTS, st.sampled_from(BREAKS))
def test_a_word_of_the_smooth_text_has_the_same_letters_in_the_text_as_it_is(text: str, whose: Break) -> None:
    smooth, cuts = smooth_text(text, lambda before, after: whose)
    for word in re.finditer(r"\w+", smooth):
        span = cuts.original_span(Span(*word.span()))
        assert re.sub(r"\W", "", text[span.start : span.end]) == word[0]
