"""What documents say alike: words as they are compared, units, candidates, and parallels of two texts."""

from __future__ import annotations

import hashlib
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model import Datum, Document, Parallel
from glossator.relate.parallels.boilerplate import _common, boilerplate
from glossator.relate.parallels.candidates import MOST_OTHERS, MOST_SHARING, candidates
from glossator.relate.parallels.comparing import LIKELY, RIVALS, boxes, compare, within
from glossator.relate.parallels.evidence import FEATURES, evidence
from glossator.relate.parallels.kinds import kind_of
from glossator.relate.parallels.odds import QUOTED_ODDS, odds
from glossator.relate.parallels.runs import longest_runs
from glossator.relate.parallels.similarity import similarities, similarity, weigh
from glossator.relate.parallels.sketches import NEXT, PERMUTATIONS, ROWS, alike, sketch
from glossator.relate.parallels.told import told_key
from glossator.relate.parallels.units import LONGEST, Units, Window, units
from glossator.relate.parallels.words import Vocabulary, common_stems, consonants, stem, tokens
from glossator.structure import structure

CASES = sorted((Path(__file__).parent / "cases" / "parallels").glob("*.yml"))
LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=300)


def document(text: str, id_: str = "a", language: str = "en") -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    plain = Document(
        id_, f"seeds/{id_}.txt", text, digest, "", 0, "utf-8", "LF", (Datum("language", language, "sidecar"),)
    )
    return structure(plain)


def prepared(*texts: str) -> list[Units]:
    return [units(document(text)) for text in texts]


def said(text: str, parallel: Parallel, side: str) -> str:
    span = parallel.a if side == "a" else parallel.b
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("negotiate", "negotiations"),
        ("claimed", "claims"),
        ("president’s", "president"),
        ("seven", "7"),
        ("21st", "21"),
        ("fourth", "4"),
        ("cities", "city"),
    ],
)
def test_forms_of_a_word_share_their_stem(one: str, other: str) -> None:
    assert stem(one)[:3] == stem(other)[:3]


@pytest.mark.parametrize(
    ("one", "other"), [("Kiev", "Kyiv"), ("Sergei", "Sergey"), ("Tolstoi", "Tolstoy"), ("Abbas", "Abas")]
)
def test_spellings_of_a_name_share_their_consonants(one: str, other: str) -> None:
    assert consonants(one.casefold()) == consonants(other.casefold())


@pytest.mark.parametrize(("one", "other"), [("Kiev", "Kazan"), ("Sergei", "Serov")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert consonants(one.casefold()) != consonants(other.casefold())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. asked us.", ["The", "U.S.", "asked", "us"]),
        ("900,000 dollars, 3.5 percent", ["900,000", "dollars", "3.5", "percent"]),
        ("和平谈判", ["和平", "平谈", "谈判"]),
        ("人", ["人"]),
        ("didn’t", ["didn’t"]),
        ("— … —", []),
    ],
)
def test_words_are_told_apart(text: str, words: list[str]) -> None:
    assert [text[word.start : word.end] for word in tokens(text, 0, len(text))] == words


def test_an_abbreviation_is_no_pronoun() -> None:
    dotted, plain, pronoun = (tokens(text, 0, len(text))[1].token for text in ("the U.S.", "the US", "to us"))
    assert dotted == plain != pronoun


def test_units_are_sentences_and_what_colons_part() -> None:
    text = "It rained. He said to all of them: nobody shall leave the house today.\n\nIt was late."
    (made,) = prepared(text)
    assert [text[made.span(n, n).start : made.span(n, n).end] for n in range(len(made))] == [
        "It rained.",
        "He said to all of them:",
        "nobody shall leave the house today.",
        "It was late.",
    ]


def test_a_text_without_full_stops_has_units_too() -> None:
    (made,) = prepared("word " * (LONGEST * 3))
    assert len(made) == 3


@given(LETTERS)
@settings(max_examples=100, deadline=None)
def test_units_lie_in_the_text_in_order(text: str) -> None:
    made = units(document(text))
    spans = [made.span(n, n) for n in range(len(made))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_the_key_changes_with_what_is_compared() -> None:
    keys = {
        told_key(document("It rained.")),
        told_key(document("It rains.")),
        told_key(document("It rained.", language="de")),
    }
    assert len(keys) == 3
    assert told_key(document("It rained.", "a")) == told_key(document("It rained.", "b"))


STORY = (
    "The mayor of Halden opened the new bridge over the Tista on Monday. Some 400 people had come in the rain. "
    "“It cost us eleven years and two ministers,” Ingrid Solberg said. The old bridge had been closed in 2009 after an "
    "inspector found rust in its northern pier. Ferries will go on until the end of May."
)
ELSEWHERE = (
    "Wheat prices fell for the third week. Traders in Chicago spoke of good harvests. “Nobody expected so much rain in "
    "Kansas,” one of them said. Exports grew by 7 percent in the quarter."
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_two_texts_have_these_parallels(path: Path) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    a, b = prepared(case["a"], case["b"])
    found = [[each.kind, said(case["a"], each, "a"), said(case["b"], each, "b")] for each in compare(a, b)]
    assert found == [[each["kind"], each["a"], each["b"]] for each in case["parallels"]]


def test_a_text_is_wholly_parallel_to_itself() -> None:
    (made,) = prepared(STORY)
    assert [(each.a, each.kind) for each in compare(made, made)] == [
        (made.span(n, n), "reprint") for n in range(len(made))
    ]
    assert all(each.a == each.b for each in compare(made, made))


def test_texts_on_other_things_have_none() -> None:
    assert compare(*prepared(STORY, ELSEWHERE)) == ()


@given(LETTERS, LETTERS)
@settings(max_examples=60, deadline=None)
def test_any_two_texts_are_compared(one: str, other: str) -> None:
    a, b = prepared(one, other)
    there, back = compare(a, b), compare(b, a)
    for each in there:
        assert 0 <= each.a.start < each.a.end <= len(one)
        assert 0 <= each.b.start < each.b.end <= len(other)
        assert LIKELY <= each.score <= 1
    assert bool(there) == bool(back)
    assert compare(a, b) == there


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ([1, 2, 3], [1, 2, 3], "reprint"),
        ([1, 2, 3, 4], [1, 2, 9, 4], "edited"),
        ([1, 2, 3, 4], [7, 8, 1, 9], "paraphrase"),
        ([1, 2], [1, 2, *range(10, 30)], "paraphrase"),
    ],
)
def test_kinds(a: list[int], b: list[int], kind: str) -> None:
    assert kind_of(a, b) == kind


def test_who_shares_what_few_do_is_a_candidate() -> None:
    retold = "On Monday Halden's mayor, Ingrid Solberg, opened a bridge over the Tista that took eleven years."
    others = [f"Page {n} of the ledger lists barrels of salt number {n * 7} and hides." for n in range(40)]
    found = candidates(prepared(STORY, *others, retold))
    assert [pair for pair in found if 0 in pair or 41 in pair] == [(0, 41)]


def test_one_document_a_hundred_times_makes_few_pairs() -> None:
    pairs = candidates(prepared(*[STORY] * 100))
    partners = [sum(number in pair for pair in pairs) for number in range(100)]
    assert min(partners) >= 1
    assert max(partners) <= min(MOST_OTHERS, 2 * NEXT)


def test_near_copies_share_bands_and_others_do_not() -> None:
    words = np.arange(400, dtype=np.uint32)
    changed = words.copy()
    changed[::80] = 9999
    found = alike([sketch(words), sketch(changed), sketch(words + 1000), sketch(words[:2])])
    assert set(found) == {(0, 1)}
    assert 0 < found[0, 1] <= PERMUTATIONS // ROWS


def test_boilerplate_makes_no_parallels_but_a_copy_keeps_it() -> None:
    footer = "Subscribe to our newsletter and get reports of all that goes on between the coast and the capital."
    texts = [f"{topic}.\n\n{footer}" for topic in ELSEWHERE.split(". ") * 6][: MOST_SHARING + 4]
    made = prepared(*texts, f"{STORY}\n\n{footer}", f"{STORY}\n\n{footer}")
    common = boilerplate(made)
    assert all(common)
    assert compare(made[0], made[-1], common[0], common[-1]) == ()
    copied = compare(made[-2], made[-1], common[-2], common[-1])
    assert len(copied) == len(made[-1])


PIECES = [
    "Kiev",
    "the",
    "The",
    "U.S.",
    "3,5",
    "\u65e5\u672c\u8a9e",
    "\u0e44\u0e17\u0e22",
    "\u0e51\u0e52",
    "1\u0e51",
    "\ud55c\uad6d",
    "one\u2019s",
    " ",
    "-",
    ".",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.integers(0, 9))
def test_the_rows_of_a_vocabulary_are_those_of_the_words_in_their_order(text: str, start: int) -> None:
    common = common_stems("en")
    words = tokens(text, start, len(text))
    rows = [(*word.token, (word.stem in common) + 2 * word.telling) for word in words]
    vocabulary = Vocabulary("en")
    numbers = vocabulary.numbers(text, start, len(text))
    assert vocabulary.rows() == list(dict.fromkeys(rows))
    assert [vocabulary.rows()[number] for number in numbers] == rows


@given(st.lists(st.lists(st.integers(0, 30).map(lambda n: n << 42 | n % 3), max_size=30), min_size=1, max_size=12))
def test_what_many_documents_have_is_counted_once_of_each(numbers: list[list[int]]) -> None:
    holders = {number: sum(number in some for some in numbers) for some in numbers for number in some}
    found = _common([np.array(some, np.uint64) for some in numbers], 3)
    assert [flags.tolist() for flags in found] == [[holders[number] > 3 for number in some] for some in numbers]


def test_what_opens_many_documents_in_much_the_same_words_is_boilerplate() -> None:
    months = ("January", "March", "April", "May", "June", "July", "August", "October", "November")
    openings = [f"Minutes of the {kind} meeting of the council of Halden in {month}." for kind in ("spring", "autumn")
                for month in months]  # fmt: skip
    matters = [f"Item {n} was about lamp number {n * 31} in lane {n * 17}." for n in range(len(openings))]
    made = prepared(*(f"{opening}\n\n{matter}" for opening, matter in zip(openings, matters, strict=True)))
    assert len(made) > MOST_SHARING
    assert boilerplate(made) == [frozenset([0])] * len(made)
    assert boilerplate(made[:MOST_SHARING]) == [frozenset()] * MOST_SHARING


def test_lines_of_few_words_are_no_parallels_by_themselves() -> None:
    shared = "The council of Halden sold the old ferry Solveig to a museum in Moss for 90,000 crowns."
    one = f"II.\n\nIt rained.\n\n{shared}\n\nNobody asked about schools, roads or the new tax on boats."
    other = f"{shared}\n\nThe harbor was empty after that.\n\nFishing has not paid for years.\n\nII.\n\nHe left."
    a, b = prepared(one, other)
    assert [said(one, each, "a") for each in compare(a, b)] == [shared]


def test_many_words_in_the_same_order_are_a_quotation_whatever_stands_around_them() -> None:
    def chance(run: int, weight: float) -> float:
        little = {"cosine": 0.25, "share of the smaller": 0.3, "share of the larger": 0.2, "weight": 3.0}
        whole = {"whole": np.log1p(20.0), "size": np.log(400), "counterparts": np.log(0.05)}
        both = {"run of words": np.log1p(run), "shared weight": np.log1p(weight)}
        known = dict.fromkeys(FEATURES, 0.0) | little | whole | both
        return float(odds(np.array([list(known.values())]))[0])

    assert chance(12, 4.0) == QUOTED_ODDS
    assert max(chance(11, 4.0), chance(12, 3.9)) < LIKELY


def test_a_unit_is_not_joined_with_one_that_says_the_same_as_another() -> None:
    cells = {(0, 0): 0.99, (1, 0): 0.6, (1, 1): 0.99, (2, 2): 0.9, (2, 3): 0.85}
    assert {(box.a, box.a_end, box.b, box.b_end) for box in boxes(cells)} == {
        (0, 1, 0, 1),
        (1, 2, 0, 1),
        (1, 2, 1, 2),
        (2, 3, 2, 4),
    }


def test_names_say_less_than_other_words() -> None:
    def chance(beyond: float) -> float:
        known = dict.fromkeys(FEATURES, 0.2) | {"shared weight": np.log1p(3.0), "beyond names": beyond}
        known |= {"counterparts": np.log(0.15), "size": np.log(80)}
        return float(odds(np.array([list(known.values())]))[0])

    assert chance(0.2) < chance(2.4)


RETOLD = """An hour was all that the council of Halden needed to pass a budget of 40 million crowns, the mayor told her
guests. A quarter of it will repair the schools, whose roofs have leaked since the winter. The ferry to Fredrikstad
stops in May. She opened a bridge over the Tista."""
TOLD = """The mayor opened a bridge over the Tista on Monday. She said that the ferry to Fredrikstad would stop in May.
The council passed a budget of 40 million crowns in an hour. Ten million will go to the schools, where roofs leaked all
winter."""
OTHER = """The mayor of Halden answered questions on Tuesday. Schools in Fredrikstad are full, and the council waits for
figures. Nobody knows the cost of a tunnel below the Tista. The bridge stays closed for lorries."""


def test_documents_on_one_matter_have_counterparts_in_any_order() -> None:
    told, retold, other = prepared(TOLD, RETOLD, OTHER)

    def counterparts(other: Units) -> float:
        return float(np.exp(evidence(told.window(), other.window()).features[0, FEATURES.index("counterparts")]))

    assert counterparts(told) > counterparts(retold) > 0.15 > counterparts(other)


def test_units_that_have_better_counterparts_are_not_paired() -> None:
    cells = {(0, 0): 0.99, (0, 1): 0.7, (1, 1): 0.98, (2, 1): 0.8}
    assert within(cells, RIVALS) == {(0, 0): 0.99, (1, 1): 0.98, (2, 1): 0.8}


def filler(start: int, count: int) -> str:
    """Return sentences that have nothing to do with one another."""
    return " ".join(
        f"Ledger {n * 7 + 3} lists cask{n} of lamp{n * 3} near quay{n * 5}." for n in range(start, start + count)
    )


def test_of_long_documents_only_what_is_near_something_is_looked_at_unless_all_is_asked_for() -> None:
    sure = "On Monday Ingrid Solberg, the mayor of Halden, opened a bridge over the Tista that took eleven years."
    told, retold = "The ferry Solveig will be sold soon.", "Nobody has seen the new owner of Solveig."
    a, b = f"{filler(0, 90)} {told} {filler(90, 60)} {sure}", f"{sure} {filler(1000, 90)} {retold} {filler(2000, 60)}"
    one, other = prepared(a, b)
    some = evidence(one.window(), other.window())
    whole = evidence(one.window(), other.window(), everywhere=True)
    assert (150, 0) not in zip(some.a, some.b, strict=True)
    assert (151, 0) in zip(some.a, some.b, strict=True)
    assert {(90, 91), (151, 0)} <= set(zip(whole.a.tolist(), whole.b.tolist(), strict=True))
    assert len(some.a) < len(whole.a) / 4


@pytest.mark.parametrize(("ends", "more"), [(2, False), (40, True)])
def test_there_is_more_to_look_at_where_two_long_documents_may_tell_of_one_matter(ends: int, more: bool) -> None:
    both = [f"Captain Weber{n} sold barrel{n} of herring{n} at pier{n}, and wept." for n in range(ends)]
    one, other = prepared(f"{filler(0, 90)} {' '.join(both)}", f"{' '.join(both[::-1])} {filler(1000, 90)}")
    assert evidence(one.window(), other.window()).more is more
    assert not evidence(one.window(), other.window(), everywhere=True).more


@given(st.lists(st.lists(st.integers(1, 4), max_size=6), min_size=1, max_size=4), st.data())
@settings(max_examples=60, deadline=None)
def test_the_longest_run_is_that_of_trying_all(one: list[list[int]], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.lists(st.integers(1, 4), max_size=6), min_size=1, max_size=4))
    pairs = list(product(range(len(one)), range(len(other))))
    rows, columns = np.array(pairs).T
    found = longest_runs(window_of(one), window_of(other), rows, columns)
    assert found.tolist() == [longest(one[a], other[b]) for a, b in pairs]


def window_of(words: list[list[int]]) -> Window:
    unit = np.array([number for number, some in enumerate(words) for _ in some], np.int64)
    word = np.array([each for some in words for each in some], np.int64)
    flags = np.zeros(len(word), bool)
    return Window(len(words), unit, word, word, np.zeros(len(word), np.int64), flags, flags)


def longest(one: list[int], other: list[int]) -> int:
    runs = [one[start:end] for start in range(len(one)) for end in range(start + 1, len(one) + 1)]
    return max((len(run) for run in runs if stands_in(run, other)), default=0)


def stands_in(run: list[int], other: list[int]) -> bool:
    return any(other[at : at + len(run)] == run for at in range(len(other)))


@given(st.lists(st.lists(st.integers(1, 9), max_size=6), min_size=1, max_size=5), st.data())
@settings(max_examples=60, deadline=None)
def test_two_ways_to_reckon_what_units_share_agree(one: list[list[int]], data: st.DataObject) -> None:
    other = data.draw(st.lists(st.lists(st.integers(1, 9), max_size=6), min_size=1, max_size=5))
    weighed = weigh(window_of(one), window_of(other))
    sparse, dense = similarity(weighed), similarities(weighed)[1, 1]
    assert np.array_equal(sparse.shared, dense.shared)
    assert np.array_equal(sparse.cosine, dense.cosine)


@pytest.mark.parametrize("text", ["", ".", "Word", "😀 😀", "…\n\n…", "人", "a " * 5000])
def test_a_text_of_nothing_much_is_compared_with_any(text: str) -> None:
    for other in (text, STORY, "Word"):
        a, b = prepared(text, other)
        assert isinstance(compare(a, b), tuple)
        assert isinstance(candidates([a, b]), list)
