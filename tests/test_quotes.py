"""Quotes: how a place is described, and where a quote stands in a text that is as it was, or has changed."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotate.ends import least_errors
from glossator.annotate.folding import fold_text
from glossator.annotate.quotes import describe_quote, match_quote, match_quotes, occurrences
from glossator.annotate.searched import Match
from glossator.model import Quote, Span

TEXT = (
    "The harbor was closed at noon.\n\n"
    "“We saw no more than sixty ships,” the clerk wrote, “and we counted\ntwice.”\n\n"
    "The harbor was opened at night. The harbor’s books were lost.\n"
)


def words_at(text: str, match: Match) -> str | None:
    return None if match.span is None else text[match.span.start : match.span.end]


PLACED = {
    "exact": (Quote("no more than sixty ships"), "exact", "no more than sixty ships", 1.0),
    "exact_goes_before_folded": (Quote("The harbor’s"), "exact", "The harbor’s", 1.0),
    "plain_quotation_marks": (
        Quote('"We saw no more than sixty ships," the clerk'),
        "folded",
        "“We saw no more than sixty ships,” the clerk",
        0.95,
    ),
    "plain_apostrophe": (Quote("harbor's books"), "folded", "harbor’s books", 0.95),
    "line_break": (Quote("and we counted twice"), "folded", "and we counted\ntwice", 0.95),
    "white_space_of_the_quote": (Quote("  sixty\n  ships "), "folded", "sixty ships", 0.95),
    "unique_by_prefix": (Quote("The harbor", prefix="at night. "), "exact", "The harbor", 1.0),
    "unique_by_suffix": (Quote("The harbor", suffix=" was closed"), "exact", "The harbor", 1.0),
    "unique_by_a_part_of_the_suffix": (Quote("The harbor", suffix=" was opened at noon"), "moved", "The harbor", 0.97),
    "context_alike_but_for_white_space": (
        Quote("The harbor", " at night.\n", "'s books  were lost."),
        "exact",
        "The harbor",
        1.0,
    ),
    "folded_and_unique_by_suffix": (
        Quote("The  harbor", suffix="'s books"),
        "folded",
        "The harbor",
        0.95,
    ),
    "folded_between_others": (
        Quote("The  harbor", suffix="'s boats"),
        "near",
        "The harbor",
        0.94,
    ),
    "letters_outside_the_basic_plane": (Quote("𝔘"), "orphan", None, 0.0),
}


@pytest.mark.parametrize("case", PLACED)
def test_a_quote_and_its_place(case: str) -> None:
    quote, state, words, score = PLACED[case]
    match = match_quote(TEXT, quote)
    assert (match.state, match.score) == (state, score)
    assert words_at(TEXT, match) == words


def test_context_chooses_among_several_places() -> None:
    first, second, third = occurrences(TEXT, "The harbor")
    assert match_quote(TEXT, Quote("The harbor", suffix=" was closed")).span == first
    assert match_quote(TEXT, Quote("The harbor", suffix=" was opened")).span == second
    assert match_quote(TEXT, Quote("The harbor", prefix="night. ")).span == third
    assert match_quote(TEXT, Quote("The  harbor", suffix="'s books")).span == third


@pytest.mark.parametrize(
    "quote",
    [
        Quote("The harbor"),
        Quote("The  harbor"),
        Quote("The harbor", prefix="zzz", suffix="zzz"),
        Quote("t", " a", " n"),
    ],
)
def test_several_places_and_no_way_to_choose(quote: Quote) -> None:
    match = match_quote(TEXT, quote)
    assert (match.state, match.span) == ("ambiguous", None)


@pytest.mark.parametrize("words", ["no more than fifty ships", "THE HARBOR", "“”"])
def test_words_that_stand_nowhere(words: str) -> None:
    assert match_quote(TEXT, Quote(words)).state == "orphan"


def test_occurrences_may_overlap() -> None:
    assert occurrences("aaa", "aa") == (Span(0, 2), Span(1, 3))
    assert occurrences("aaa", "") == ()


@given(st.text(alphabet=st.sampled_from("ab \n\t’'“\"\u00a0-‐")))
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold_text(text)
    assert len(folded.offsets) == len(folded.text) + 1
    for number, character in enumerate(folded.text):
        found = text[folded.offsets[number]]
        assert found.isspace() if character == " " else fold_text(found).text == character


def test_a_little_of_the_context_is_not_enough_to_choose_by() -> None:
    text = "Putin spoke first. Then, after that, (Putin left."
    match = match_quote(text, Quote("Putin", "the President of Russia Vladimir (", ""))
    assert (match.state, match.span) == ("ambiguous", None)


def test_white_space_between_the_context_and_the_quote_does_not_count() -> None:
    text = "A cat and a dog. A horse and a dog."
    match = match_quote(text, Quote("dog", "A horse and a", ""))
    assert (match.state, match.span) == ("exact", Span(31, 34))


def test_the_blanks_of_indented_lines_do_not_count() -> None:
    text = ("\n" + " " * 40).join(
        ["", "The sea was grey,", "the sky was red,", "the gulls were loud,", "the men in bed."]
    )
    (place,) = occurrences(text, "gulls")
    quote = Quote("gulls", "The sea was grey, the sky was red, the ", " were loud, the men in bed.")
    assert match_quote(text, quote) == Match("exact", place, 1.0)


def test_a_quote_that_stands_everywhere_is_given_up_soon() -> None:
    assert match_quote("a" * 1_000_000, Quote("a" * 2000, "", "")).state == "ambiguous"


COUNTED = "one ton of coal, two tons of coal, ten tons of coals"
BY_CONTEXT = {
    "first_words": (Quote("one ton"), 0),
    "last_words": (Quote("coals"), 47),
    "over_marks": (Quote("coal, two"), 11),
    "in_several_places": (Quote("tons"), None),
    "places_that_overlap": (Quote("on of "), 5),
    "chosen_by_the_prefix": (Quote("coal", prefix="two tons of "), 29),
    "chosen_by_the_suffix": (Quote("coal", suffix=", two"), 11),
    "chosen_by_both": (Quote("t", prefix="o", suffix="on o"), None),
    "by_neither": (Quote("o", prefix="c", suffix="al"), None),
    "words_that_stand_nowhere": (Quote("three tons"), None),
    "prefix_that_stands_nowhere": (Quote("ten", prefix="sheep and "), None),
    "suffix_that_stands_nowhere": (Quote("ten", suffix=" sheep, and"), None),
    "prefix_with_a_mistake": (Quote("ten", prefix="tons of cole, "), 35),
    "empty_prefix_and_suffix": (Quote("two tons", "", ""), 17),
    "white_space_of_the_suffix_is_passed_over": (Quote("ten", suffix="tons"), 35),
    "white_space_is_no_context": (Quote("ten", prefix="\n", suffix="\n"), 35),
    "no_words": (Quote("", prefix="one ton"), None),
}
"""The quote, and where it begins: what other programs' tests ask for, but that of several places none is chosen."""


@pytest.mark.parametrize("case", BY_CONTEXT)
def test_a_place_by_its_context(case: str) -> None:
    quote, start = BY_CONTEXT[case]
    span = match_quote(COUNTED, quote).span
    assert (span.start if span else None) == start


FERRY = "Some days the ferry took everyone across, some days the ferry took no one across, and nobody asked."
CHANGED_CONTEXT = {
    "prefix": (Quote("across", prefix="the ferry took everyone"), 0),
    "other_prefix": (Quote("across", prefix="the ferry took no one"), 1),
    "changed_prefix": (Quote("across", prefix="the fery took every-one"), 0),
    "other_changed_prefix": (Quote("across", prefix="teh ferry took no-one"), 1),
    "suffix": (Quote("the ferry took", suffix="everyone"), 0),
    "other_suffix": (Quote("the ferry took", suffix="no one"), 1),
    "changed_suffix": (Quote("the ferry took", suffix="evry one"), 0),
    "other_changed_suffix": (Quote("the ferry took", suffix="no-one"), 1),
}


@pytest.mark.parametrize("case", CHANGED_CONTEXT)
def test_context_chooses_though_it_changed(case: str) -> None:
    quote, number = CHANGED_CONTEXT[case]
    (exact, score) = ("moved", 0.97) if "changed" in case else ("exact", 1.0)
    assert match_quote(FERRY, quote) == Match(exact, occurrences(FERRY, quote.exact)[number], score)


STORY = (
    "The lighthouse keeper wrote every evening into a large book with a leather cover. He noted the wind, the state of"
    " the sea, and the ships that passed before sunset.\n\n"
    "On the third of March nothing passed at all, and he wrote that the glass was falling faster than he had ever seen"
    " it fall.\n\n"
    "His daughter, who was nine years old, drew a small whale beside the entry. The whale has puzzled every historian"
    " who has opened the volume since.\n"
)
OTHERS = {
    "cyrillic": "Смотритель каждый вечер записывал в большую книгу ветер и корабли, прошедшие до заката солнца.",
    "chinese": "守塔人每天晚上都在一本皮面的大書裡寫下風向和海況以及日落之前經過的船隻"
    "他的女兒在旁邊畫了一頭小小的鯨魚讓後來的人困惑不已",
    "devanagari": "प्रकाशस्तंभ का रखवाला हर शाम चमड़े की जिल्द वाली बड़ी किताब में हवा और समुद्र की दशा लिखता था।",
    "beyond_the_basic_plane": "𝔗𝔥𝔢 𝔨𝔢𝔢𝔭𝔢𝔯 𝔴𝔯𝔬𝔱𝔢 𝔢𝔳𝔢𝔯𝔶 𝔢𝔳𝔢𝔫𝔦𝔫𝔤 𝔦𝔫𝔱𝔬 𝔞 𝔩𝔞𝔯𝔤𝔢 𝔟𝔬𝔬𝔨.",
}
NEAR = {
    "letters": (
        STORY,
        "He notd the wind, teh state of the sea, and the shipps that passed",
        "He noted the wind, the state of the sea, and the ships that passed",
    ),
    "word_that_was_added": (
        STORY,
        "wrote every evening into a book with a leather cover",
        "wrote every evening into a large book with a leather cover",
    ),
    "word_that_was_taken_out": (
        STORY,
        "His dear daughter, who was nine years old, drew a small whale",
        "His daughter, who was nine years old, drew a small whale",
    ),
    "first_word": (
        STORY,
        "She noted the wind, the state of the sea, and the ships",
        "He noted the wind, the state of the sea, and the ships",
    ),
    "last_word": (
        STORY,
        "who was nine years old, drew a small whale beside the entries",
        "who was nine years old, drew a small whale beside the entry",
    ),
    "word_that_was_added_before_the_last": (
        STORY,
        "He noted the wind, the state of the sea, and the ships that passed sunset",
        "He noted the wind, the state of the sea, and the ships that passed before sunset",
    ),
    "over_the_end_of_a_paragraph": (
        STORY,
        "and the ships which passed before sunset. On the third of march",
        "and the ships that passed before sunset.\n\nOn the third of March",
    ),
    "before_an_apostrophe_and_not_behind_it": (
        STORY + "Nobody knows what became of the old lighthouse’s last keeper, and it’s not for us to say.",
        "Nobody knows what has become of the old lighthouse",
        "Nobody knows what became of the old lighthouse",
    ),
    "half_words_become_whole": (
        STORY,
        "house keeper wrote every evenings into a large book with a leath",
        "lighthouse keeper wrote every evening into a large book with a leather",
    ),
    "cyrillic": (
        OTHERS["cyrillic"],
        "каждый день записывал в большую книгу ветер и корабли",
        "каждый вечер записывал в большую книгу ветер и корабли",
    ),
    "no_blanks_between_words": (
        OTHERS["chinese"],
        OTHERS["chinese"][5:20] + "小" + OTHERS["chinese"][21:55],
        OTHERS["chinese"][5:55],
    ),
    "letters_with_marks": (
        OTHERS["devanagari"],
        "रखवाला हर शाम चमड़े की जिल्द वाली मोटी किताब में हवा और",
        "रखवाला हर शाम चमड़े की जिल्द वाली बड़ी किताब में हवा और",
    ),
    "beyond_the_basic_plane": (
        OTHERS["beyond_the_basic_plane"],
        OTHERS["beyond_the_basic_plane"][:20] + "𝔵" + OTHERS["beyond_the_basic_plane"][21:-1],
        OTHERS["beyond_the_basic_plane"][:-1],
    ),
}
"""The text, the quote, and the words by which it is placed."""


@pytest.mark.parametrize("case", NEAR)
def test_words_that_changed(case: str) -> None:
    text, quote, words = NEAR[case]
    match = match_quote(text, Quote(quote))
    assert (match.state, words_at(text, match)) == ("near", words)
    assert match.score <= 0.94


def spoilt(words: str, errors: int) -> str:
    """Return the words with so many letters, all along them, become signs that stand nowhere else."""
    places = {number * len(words) // errors for number in range(errors)} if errors else set()
    return "".join("#" if place in places else letter for place, letter in enumerate(words))


BARS = {
    "long_between_its_context": (40, "own", 14),
    "long_without_context": (40, "none", 10),
    "long_between_other_words": (40, "other", 4),
    "longer_between_other_words": (120, "other", 30),
    "short_between_its_context": (39, "own", 7),
    "shortest_between_its_context": (20, "own", 4),
}
"""How long the quote is, what is given around it, and how many errors are the most."""


@pytest.mark.parametrize("case", BARS)
def test_how_much_may_change(case: str) -> None:
    length, context, most = BARS[case]
    span = Span(4, 4 + length)
    for errors, placed in ((most, True), (most + 1, False)):
        match = match_quote(STORY, around(spoilt(STORY[4 : 4 + length], errors), span, context))
        assert match.state == ("near" if placed else "orphan")
        assert match.span is None or match.span.overlaps(span)


def around(words: str, span: Span, context: str) -> Quote:
    own = describe_quote(STORY, span)
    return {
        "own": Quote(words, own.prefix, own.suffix),
        "none": Quote(words),
        "other": Quote(words, "&" * 32, "&" * 32),
    }[context]


@pytest.mark.parametrize(("length", "context"), [(19, "own"), (39, "none"), (39, "other")])
def test_words_that_are_too_short_to_have_changed(length: int, context: str) -> None:
    quote = around(spoilt(STORY[4 : 4 + length], 1), Span(4, 4 + length), context)
    assert match_quote(STORY, quote) == Match("orphan", None, 0.0)


GATES = (
    "The north gate of the old town was closed by order of the mayor, as the snow lay high.\n\n"
    "The south gate of the old town was closed by order of the mayor, for nobody had the key.\n"
)


def test_two_places_that_are_nearly_as_like() -> None:
    words = "The western gate of the old town was closed by order of the mayor"
    assert match_quote(GATES, Quote(words)).state == "ambiguous"
    match = match_quote(GATES, Quote(words, suffix=", for nobody had the keys."))
    assert words_at(GATES, match) == "The south gate of the old town was closed by order of the mayor"


KEEPER = "He noted the wind, the state of the sea, and the ships that passed before sunset."


def test_words_that_stand_between_others_have_moved() -> None:
    quote = describe_quote(STORY, occurrences(STORY, KEEPER)[0])
    text = STORY.replace(KEEPER, "") + "Much later, in another hand: " + KEEPER + " And so it goes on.\n"
    match = match_quote(text, quote)
    assert (match.state, words_at(text, match), match.score) == ("moved", KEEPER, 0.97)


def test_few_words_with_one_side_of_their_context_are_found_and_told() -> None:
    quote = describe_quote(STORY, occurrences(STORY, "the wind")[0])
    text = STORY.replace("the wind", "whatever he saw or heard out there that day: the wind")
    match = match_quote(text, quote)
    assert (match.state, words_at(text, match)) == ("moved", "the wind")


ROLL = (
    "1 May. The brig Anna of Hull came in with 12 tons of coal.",
    "2 May. The brig Hanna of Hull came in with 14 tons of coal.",
    "3 May. The brig Diana of Riga came in with 40 tons of rye.",
    "4 May. The brig Ceres of Riga came in with 44 tons of rye.",
)


@pytest.mark.parametrize("gone", range(len(ROLL)))
def test_words_of_an_entry_that_is_gone_never_stand_in_another_one_in_silence(gone: int) -> None:
    text, left = ("\n\n".join(entries) for entries in (ROLL, (*ROLL[:gone], *ROLL[gone + 1 :])))
    start = text.index(ROLL[gone])
    for first in range(start, start + len(ROLL[gone]), 3):
        for length in (3, 9, 15, 30, 45):
            match = match_quote(left, describe_quote(text, Span(first, min(first + length, len(text)))))
            assert match.state not in ("exact", "folded")


def test_few_words_that_stand_between_others_are_not_taken_for_the_same() -> None:
    quote = describe_quote(STORY, occurrences(STORY, "the wind")[0])
    text = STORY.replace("the wind, ", "") + "Much later, in another hand: where has the wind gone?\n"
    assert match_quote(text, quote) == Match("orphan", None, 0.0)
    assert match_quote(text, Quote("the wind")).state == "exact"


def test_changed_words_in_their_context_go_before_the_same_words_in_another() -> None:
    text = "In May the council praised the builders of the sea wall. Years later a poet praised the builders of the sea"
    text += " wall in verse, and hardly anybody read it.\n"
    quote = describe_quote(text, occurrences(text, "the builders of the sea wall")[0])
    corrected = text.replace("the builders of the sea wall. ", "the builders of the sea-wall. ")
    match = match_quote(corrected, quote)
    assert (match.state, words_at(corrected, match)) == ("near", "the builders of the sea-wall")


def test_a_place_is_described_by_32_code_points_on_each_side() -> None:
    quote = describe_quote(STORY, occurrences(STORY, "the wind")[0])
    assert quote == Quote("the wind", " with a leather cover. He noted ", ", the state of the sea, and the ")


def test_the_context_grows_until_the_words_are_unique() -> None:
    line = "On this day nothing was seen from the tower, and nothing was heard.\n"
    text = "1 May. " + line * 3
    for place in occurrences(text, "nothing was seen"):
        quote = describe_quote(text, place)
        assert match_quote(text, quote) == Match("exact", place, 1.0)
        assert len(quote.prefix) <= 128


def test_context_that_can_tell_nothing_apart_does_not_grow() -> None:
    quote = describe_quote("a" * 5000, Span(2500, 2510))
    assert (len(quote.prefix), len(quote.suffix)) == (32, 32)
    assert match_quote("a" * 5000, quote).state == "ambiguous"


@pytest.mark.parametrize("span", [Span(3, 3), Span(-1, 2), Span(2, 1), Span(0, len(TEXT) + 1)])
def test_what_is_no_stretch_of_the_text_is_not_described(span: Span) -> None:
    with pytest.raises(ValueError, match="is no stretch of a text"):
        describe_quote(TEXT, span)


@given(st.text(min_size=1) | st.text(alphabet="ab", min_size=1, max_size=400), st.data())
def test_a_described_place_is_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert match_quote(text, describe_quote(text, span)) == Match("exact", span, 1.0)


PROSE = STORY.split()


@settings(max_examples=20)
@given(st.integers(0, len(PROSE) - 12), st.integers(8, 12), st.booleans(), st.integers())
def test_the_score_never_rises_as_the_words_decay(first: int, count: int, context: bool, seed: int) -> None:
    text = " ".join(PROSE)
    words = " ".join(PROSE[first : first + count])
    (span,) = occurrences(text, words)
    quote = describe_quote(text, span) if context else Quote(words)
    places = list(range(span.start, span.end))
    random.Random(seed).shuffle(places)
    letters, scores = list(text), [match_quote(text, quote).score]
    for place in places:
        letters[place] = "#"
        scores.append(match_quote("".join(letters), quote).score)
    assert scores == sorted(scores, reverse=True)
    assert (scores[0], scores[-1]) == (1.0, 0.0)


def table_of_errors(words: str, region: str) -> int:
    """Return what `least_errors` should, by the whole table of Levenshtein's distances (Sellers)."""
    row = [0] * (len(region) + 1)
    for number, letter in enumerate(words, 1):
        following = [number]
        for place, other in enumerate(region, 1):
            following.append(min(row[place - 1] + (letter != other), row[place] + 1, following[-1] + 1))
        row = following
    return min(row)


@given(st.text(alphabet="abc", min_size=1, max_size=12), st.text(alphabet="abc", max_size=20))
def test_the_errors_are_those_of_the_best_part_of_a_region(words: str, region: str) -> None:
    assert least_errors(words, region) == table_of_errors(words, region)


ABSENT = "sugar copper violin orange market garden tailor pepper basket marble cousin thread bottle".split()


@given(st.lists(st.sampled_from(PROSE), max_size=80), st.lists(st.sampled_from(ABSENT), min_size=1, max_size=20))
def test_a_quote_is_never_found_in_a_text_without_its_words(standing: list[str], absent: list[str]) -> None:
    assert match_quote(" ".join(standing), Quote(" ".join(absent))) == Match("orphan", None, 0.0)


@given(st.integers(0, len(PROSE) - 1), st.integers(1, 40), st.booleans())
def test_a_quote_is_never_found_in_its_text_when_it_is_deleted(first: int, count: int, context: bool) -> None:
    words = " ".join(PROSE[first : first + count])
    text = " ".join(PROSE)
    place = occurrences(text, words)[0]
    left = text[: place.start] + text[place.end :]
    quote = describe_quote(text, place) if context else Quote(words)
    match = match_quote(left, quote)
    assert match.span is None or (words in left and (match.state == "moved" or not context))


def decayed(words: str, share: float, chance: random.Random) -> str:
    letters = list(words)
    for place in chance.sample(range(len(words)), int(share * len(words))):
        letters[place] = chance.choice(["", "x", letters[place] + "o"])
    return "".join(letters)


def long_text(chance: random.Random, words: Sequence[str] = (*PROSE, *ABSENT)) -> str:
    return " ".join(chance.choice(words) for _ in range(5000))


@pytest.mark.parametrize("seed", range(20))
def test_a_changed_passage_of_a_long_text_is_found(seed: int) -> None:
    chance = random.Random(seed)
    text = long_text(chance)
    start = text.index(" ", chance.randrange(20_000)) + 1
    end = text.index(" ", start + chance.choice([40, 100, 500, 1500]))
    quote = describe_quote(text, Span(start, end))
    changed = decayed(text[start:end], 0.15, chance)
    match = match_quote(text[:start] + changed + text[end:], quote)
    assert match.state == "near"
    assert match.span is not None
    assert abs(match.span.start - start) <= 10
    assert abs(match.span.end - start - len(changed)) <= 10


def test_quotes_of_one_text_are_found_as_each_by_itself() -> None:
    quotes = [quote for quote, *_ in PLACED.values()] + [Quote(STORY[:80]), Quote("")]
    assert match_quotes(TEXT, quotes) == {quote: match_quote(TEXT, quote) for quote in quotes}


def test_no_more_is_compared_than_a_text_s_quotes_may_cost() -> None:
    changed = [Quote(f"He noted the w{number}nd, the state of the sea, and the ships") for number in range(3)]
    again = Quote("the ", "He saw ", "moon")
    found = match_quotes(STORY, [*changed, again, Quote("His daughter")], work=2 * (len(STORY) + 70_000))
    assert [(match.state, match.sought) for match in found.values()] == [
        ("near", True),
        ("near", True),
        ("orphan", False),
        ("ambiguous", True),
        ("exact", True),
    ]
    assert match_quote(STORY, changed[2]).state == "near"


HOSTILE = {
    "one_letter": ("a" * 1_000_000, Quote("a" * 2000, "a" * 2000, "a" * 2000), "ambiguous"),
    "one_letter_and_another": ("a" * 1_000_000, Quote("a" * 1999 + "b", "a" * 2000), "orphan"),
    "one_word": ("ab " * 300_000, Quote("ab " * 600 + "ba"), "ambiguous"),
    "white_space": (" \n" * 500_000, Quote("\t" * 2000), "orphan"),
    "marks_without_a_letter": ("\u0301" * 500_000, Quote("\u0301" * 1999 + "x"), "orphan"),
    "unspaced": ("鯨" * 500_000, Quote("鯨" * 1000 + "x" + "鯨" * 900), "ambiguous"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts_and_quotes(case: str) -> None:
    text, quote, state = HOSTILE[case]
    match = match_quote(text, quote)
    assert (match.state, match.span) == (state, None)
