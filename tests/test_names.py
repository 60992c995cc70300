"""Names in texts that no glossary knows. Each case is a text with the marks that it must get, and no others.

`[Anna Keller=person]` is a mention of that type. Without its marks the case is what the recognizer reads.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.model import Document, Span
from glossator.recognize.model_file import MODEL, SHA256
from glossator.recognize.names import find_names, language_of
from glossator.recognize.names.acronyms import is_acronym
from glossator.recognize.names.decode import COUNT, ENDS, LABELS, STARTS, best_path, lattice, may_follow, steps_of
from glossator.recognize.names.tokens import tokenize
from glossator.recognize.names.weights import HALF, digest, pack, unpack
from glossator.structure import structure

MARK = re.compile(r"\[([^\]=]+)=([a-z]+)\]")


def document(text: str, **record: str) -> Document:
    from glossator.model import Datum

    metadata = tuple(Datum(name, value, "sidecar") for name, value in record.items())
    return structure(Document("a", "seeds/a.txt", text, "", "", 0, "utf-8", "LF", metadata))


def marked(text: str, **record: str) -> str:
    """Return the text with the marks of its mentions."""
    for mention in reversed(find_names(document(text, **record))):
        start, end = mention.span.start, mention.span.end
        text = f"{text[:start]}[{text[start:end]}={mention.type}]{text[end:]}"
    return text


CASES = {
    "person_place_organization": (
        "Yesterday [Anna Keller=person] flew from [Berlin=place] to [Tokyo=place] and spoke at the"
        " [University of Tokyo=organization]."
    ),
    "title_is_no_part_of_the_name": (
        "On Monday President [Helena Brandt=person] met Mr. [Okafor=person] in [Vienna=place]."
    ),
    "what_an_office_is_of_is_no_part_of_the_name": (
        "They met with President of [Egypt=place] [Recep Ayaz Demir=person] and with President of [Norway=place]"
        " [Anna Keller=person]."
    ),
    "holder_behind_an_official_name": (
        "He wrote to President of the [Republic of South Africa=place] [Thando Velkomo=person] on Monday."
    ),
    "holder_behind_two_places": (
        "A note went to Prime Minister of the [United Kingdom=place] and [Northern Ireland=place] [Amelia May=person]"
        " over the floods."
    ),
    "holder_behind_an_organization": (
        "The guests were led by President of the [European Commission=organization] [Tiago Manuel Ferreira=person]."
    ),
    "holder_behind_a_word_for_an_organization": "The Chairman of the Board [Viktor Tamm=person] reported to them.",
    "holder_behind_a_region": (
        "They heard Acting Governor of [Karvala Region=place] [Yegor Zimin=person] on the harvest of the year."
    ),
    "holder_with_an_article_in_the_name": (
        "They called on President of [Egypt=place] [Karim Nabil el-Masri=person] to come."
    ),
    "holder_behind_what_nobody_knows": ("He called Director of Dravonia [Viktor Lindqvist=person], and nobody else."),
    "organization_that_is_called_after_a_country": (
        "The president of [Japan Tobacco International=organization] said so. [Japan Tobacco"
        " International=organization] was sold."
    ),
    "party_that_is_called_after_a_country": "The leader of [Poland=place] Comes First spoke for an hour.",
    "words_behind_a_country_are_no_name": "The chief of [Iran=place] Nuclear Programme met them on Monday.",
    "houses_that_are_called_after_somebody": (
        "It was read by the chief of [Vienna=place] Franz Schubert Hotels on Monday."
    ),
    "products_are_no_rulers": "The Mark IV of [Germany=place] was sold to them. A Mark IV of [Norway=place] was not.",
    "partners": (
        "[Johnson & Johnson=organization] settled with [Mary Johnson=person] of [Ohio=place] on Monday."
        " [Johnson=person] had sued [J&J=organization] for years."
    ),
    "company_that_is_called_after_somebody": (
        "[Jane Austin Hotels Ltd=organization] said its founder [Jane Austin=person] had left on Monday."
    ),
    "town_of_somebody_s_name": (
        "[Jane Austin=person] had left on Monday. Ms [Austin=person] was born in [Austin=place], [Texas=place], in May."
    ),
    "chair": "Fed Chair [Susan Yates=person] told [Congress=organization] on Tuesday that rates would rise.",
    "people_of_a_nation": "She is a Dane, and the Italians beat them. Nobody met a Swede or a Briton.",
    "parts_of_laws_are_no_rulers": (
        "Article IX of [Japan=place] is about war, Title IX of [Germany=place] is not, and Part III of [France=place]"
        " is long."
    ),
    "ruler_by_number_and_realm": "The bones of [Otto II of Norway=person] were never found.",
    "words_of_a_headline_are_no_holder": "President of [Norway=place] Visits Coastal Towns After Storm",
    "place_of_an_office_is_nobody": "He was the king of [Saudi Arabia=place] and the president of [Cape Verde=place].",
    "ruler_with_a_realm": "The guests of [Prince Otto II of Norway=person] left the castle on foot.",
    "ruler_behind_the_realm": "They asked [Patriarch of Moscow and All Russia Aron=person] about the bells.",
    "ruler_with_two_realms": "They asked [Patriarch Aron of Moscow and All Russia=person] about the bells.",
    "lost_space_before_a_full_name": (
        "President of [Norway=place] [Viktor Lindqvist=person] spoke first. We thanked our friend, President of"
        " Norway[Viktor Lindqvist=person]."
    ),
    "product_of_a_maker": (
        "[Vexmoor Motors=organization] has good news. The [Vexmoor Motors=organization] V350 will be built in"
        " [Norway=place] by [Vexmoor Motors=organization]."
    ),
    "officer_of_a_company": "It was [Vexmoor Motors=organization] CEO [Anna Keller=person] who opened the works.",
    "common_noun_at_the_head": "Automaker to build ships in [Norway=place] from Monday on.",
    "last_name_that_is_a_word": (
        "[Anna Banks=person] opened the works. At noon, Banks showed the machines, and later Banks told of the banks"
        " of the river. That evening Banks left."
    )
    .replace(", Banks", ", [Banks=person]")
    .replace("later Banks", "later [Banks=person]")
    .replace("evening Banks", "evening [Banks=person]"),
    "month_before_a_name": "In March [Anna Keller=person] left [Berlin=place] for good.",
    "company_that_is_called_by_its_first_word": (
        "[Harlow Denton Inc.=organization] built ships. In March [Harlow Denton=organization] sold two of them."
    ),
    "office_after_mr_is_nobody": "Thank you, Mr President. Thank you, Mr. Chairman and Mr [Okafor=person].",
    "possessive_is_no_part_of_the_name": "They praised [Norway=place]'s plan and [Canada=place]’s answer.",
    "leading_the_is_no_part_of_the_name": "He studied in the [United States=place] and in the [Netherlands=place].",
    "acronym_after_its_long_form": (
        "The [Northern River Commission=organization] ([NRC=organization]) met again. Later the [NRC=organization]"
        " published its minutes."
    ),
    "acronym_within_the_words_of_a_name": (
        "The plane of [Vexmoor Airlines=organization] ([VXA=organization]) landed. Then [VXA=organization] was praised."
    ),
    "two_that_stand_alone_elsewhere_are_two": (
        "The [Norland Bank=organization] lost money. The [Harbor Trust=organization] did, too. Reporters asked the"
        " [Norland Bank=organization] and [Harbor Trust=organization] about it."
    ),
    "what_is_called_after_a_continent_is_no_place": "A European plan met with North American and Asian doubts.",
    "person_after_an_office_of_many_words": (
        "The Minister of Rural Development [Maria Keller=person] spoke in [Vienna=place]."
    ),
    "official_forms_of_territories": (
        "Envoys of the [Federal Republic of Germany=place] and the [Kingdom of Norway=place] came."
    ),
    "demonyms_are_no_places": "The German and French ministers spoke with Norwegian farmers.",
    "last_name_after_the_full_name": (
        "[Peter Lindqvist=person] wrote two letters. When [Lindqvist=person] came home, nobody had read them."
    ),
    "battle_is_an_event": "He had fought in the [Battle of Lepanto=event] as a boy.",
    "war_is_an_event": "After [World War II=event] the town was rebuilt.",
    "film_in_quotation_marks_is_a_work": "She had seen the film “[The Long Winter=work]” twice.",
    "speech_in_quotation_marks_is_no_work": "He said of the film, “It was far too long for me.”",
    "hyphen_after_a_name": "A [Paris=place]-based firm and a [Moscow=place]-led group agreed.",
    "months_and_weekdays_are_no_names": "On Tuesday in March and on Friday in October it rained.",
    "words_that_begin_sentences": "However, it rained. Then it stopped. Nobody knew why. The end was near.",
    "office_and_the_organization_it_is_of": (
        "The talks were led by Chairman of the [Federal Harbor Committee=organization]"
        " [Viktor Lindqvist=person] on Monday."
    ),
    "head_of_state_with_the_state": (
        "President of [Norway=place] [Viktor Lindqvist=person] spoke to the [U.S.=place] envoy."
    ),
    "country_before_an_office": "They asked [U.S.=place] President [Viktor Lindqvist=person] about the road.",
    "office_alone_is_nobody": "The Mayor and the President met the Prime Minister and the Deputy Chief of Staff.",
    "date_after_a_name": "He left the [United Nations=organization] on Friday, and [Norway=place] in March.",
    "company_by_its_short_name": (
        "[Lindqvist Motors Inc.=organization] said on Monday that it would close. The workers of [Lindqvist"
        " Motors=organization] were told by letter."
    ),
    "places_with_a_dash_between_are_two": (
        "The night train from [Geneva=place] to the north, the [Vienna=place] – [Prague=place] express, was late."
    ),
    "faiths_and_peoples_are_no_organizations": (
        "Priests and Roman Catholics, Jews, Kurds and Sunni Muslims wrote of Marxism in [Vienna=place]."
    ),
    "a_head_alone_only_describes": (
        "She led the [Harbor Research Institute=organization] for years. Then the Institute closed, and she wrote to"
        " the University."
    ),
    "a_head_alone_is_somebody_s_last_name": ("The singer [Ricki Lake=person] sang. Then [Lake=person] left."),
    "a_court_that_judges_nothing_is_a_place": ("They lived in [Hampton Court=place] for years."),
    "a_club_is_no_people": "They played against [Celtic=organization] in [Glasgow=place].",
    "person_with_a_company_s_name": (
        "[Dell Inc.=organization] sold computers. [Dell=organization] said so. The player [Dell Curry=person] came to"
        " [Berlin=place]."
    ),
    "a_bank_is_no_place_but_one_of_a_river": (
        "He worked in the [Central Bank=organization] and later in the [West Bank=place]."
    ),
    "years_and_elections_are_events": "After the [2014 Norwegian general election=event] nothing changed.",
    "no_capitals": "president of france met the chancellor of germany in berlin.",
    "no_words": "... !!! 12 34 ???",
    "empty": "",
}


@pytest.mark.parametrize("name", CASES)
def test_names_in_a_text(name: str) -> None:
    text = MARK.sub(r"\1", CASES[name])
    assert marked(text) == CASES[name]


def found_by(text: str) -> dict[str, str]:
    """Return which recognizer found each name."""
    return {text[m.span.start : m.span.end]: m.found_by for m in find_names(document(text))}


def test_dateline_and_byline_are_told_by_rules() -> None:
    text = (
        "Ministers meet\n\nBy Anna Keller and Tom de Wit\n\nLISBON (Coast Wire). The ministers met on Monday to talk of"
        " fish. They will meet again."
    )
    found = {text[m.span.start : m.span.end]: (m.type, m.found_by) for m in find_names(document(text))}
    assert found["Anna Keller"] == ("person", "byline")
    assert found["Tom de Wit"] == ("person", "byline")
    assert found["LISBON"] == ("place", "dateline")
    assert found["Coast Wire"] == ("organization", "dateline")


def test_what_is_called_after_a_prince_is_nobody() -> None:
    text = "They met in the Prince of Wales Pub. The Duke Energy of Florida plant closed."
    assert all(mention.type != "person" for mention in find_names(document(text)))


def test_newsroom_is_no_person() -> None:
    text = "Ministers meet\n\nBy Staff Writers\n\nThe ministers met on Monday to talk of fish. They will meet again."
    assert "byline" not in found_by(text).values()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("", "en", id="nothing speaks against it"),
        pytest.param("The cat is on the mat and it has been there for a week. " * 3, "en", id="english"),
        pytest.param("Le chat est sur le tapis et il y est depuis une semaine déjà. " * 3, "", id="french"),
        pytest.param("Кот сидит на ковре и спит там уже целую неделю подряд. " * 3, "", id="russian"),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert language_of(document(text)) == language


def test_record_tells_the_language() -> None:
    assert language_of(document("The cat is on the mat.", language="de-AT")) == "de"


def test_language_without_a_model_gets_rules_only() -> None:
    text = "Die Delegation reiste am Montag nach Norwegen und traf dort Peter Schmidt im Rathaus der Stadt."
    found = find_names(document(text, language="de"))
    assert [(text[m.span.start : m.span.end], m.type, m.found_by) for m in found] == [
        ("Norwegen", "place", "territory")
    ]


def test_other_scripts_give_nothing() -> None:
    for text in ("Владимир Иванов прибыл в Москву.", "東京で会議が開かれた。", "وصل الوزير إلى القاهرة."):
        assert find_names(document(text)) == ()


def test_repeat_in_a_headline_in_capitals() -> None:
    text = "OKONKWO WINS AGAIN AND AGAIN\n\nYesterday Grace Okonkwo spoke in Lagos. Later Grace Okonkwo met the press."
    assert "OKONKWO" in found_by(text)


def test_what_is_taken_is_left_out() -> None:
    text = "Yesterday Anna Keller flew from Berlin to Tokyo."
    taken = Span(text.index("Berlin"), text.index("Berlin") + len("Berlin"))
    found = [text[m.span.start : m.span.end] for m in find_names(document(text), (taken,))]
    assert found == ["Anna Keller", "Tokyo"]


WORDS = st.sampled_from(
    "the of and a said in Mr. President Anna Keller Berlin U.S. UN (UN) Battle War Inc. “ ” \" ' ( ) , . - — 's 2014"
    " 5th al-Hakim O'Neill Jean-Luc \n \n\n MOSCOW ÉCOLE ǅ İ ß 東京 Москва \u0301 \u200b film".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200))
def test_mentions_are_in_order_apart_and_within_one_block(text: str) -> None:
    read = document(text)
    found = find_names(read)
    ends = [0, *(mention.span.end for mention in found)]
    for mention, end in zip(found, ends, strict=False):
        assert end <= mention.span.start < mention.span.end
        assert any(block.span.contains(mention.span) for block in read.blocks)
        assert mention.entity == ""
        assert mention.type in ("person", "organization", "place", "event", "work")
        assert 0 <= mention.evidence <= 1
        assert text[mention.span.start : mention.span.end].strip() == text[mention.span.start : mention.span.end]


@given(st.text(max_size=300))
def test_tokens_are_in_order_and_say_what_stands_there(text: str) -> None:
    tokens = tokenize(text, 0, len(text))
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert all(end <= start for end, start in zip(tokens.ends, tokens.starts[1:], strict=False))
    assert "".join("".join(tokens.words).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Mr. Lee", ["Mr.", "Lee"], id="abbreviation"),
        pytest.param("the U.S. army", ["the", "U.S.", "army"], id="initials"),
        pytest.param("Ann's hat", ["Ann", "'s", "hat"], id="possessive"),
        pytest.param("don't", ["don't"], id="contraction"),
        pytest.param("O'Neill’s", ["O'Neill", "’s"], id="apostrophe within"),
        pytest.param("Oslo-based", ["Oslo", "-", "based"], id="hyphen after a name"),
        pytest.param("pro-Oslo", ["pro", "-", "Oslo"], id="hyphen before a name"),
        pytest.param("Kim Dae-jung", ["Kim", "Dae-jung"], id="second syllable"),
        pytest.param("al-Hakim", ["al-Hakim"], id="article of a name"),
        pytest.param("well-known", ["well-known"], id="common word"),
        pytest.param("end. Next", ["end", ".", "Next"], id="end of a sentence"),
    ],
)
def test_tokens_of_words(text: str, words: list[str]) -> None:
    assert tokenize(text, 0, len(text)).words == words


def test_acronyms_are_capitals() -> None:
    assert [word for word in ("NATO", "U.N.", "A", "Nato", "G20", "ABCDEFGHIJK") if is_acronym(word)] == [
        "NATO",
        "U.N.",
    ]


SCORES = st.lists(st.lists(st.integers(-300, 300), min_size=COUNT, max_size=COUNT), min_size=1, max_size=3)
FREE = steps_of({("O", "B-PER"): 20, ("L-PER", "O"): -15}, 0.02)


def paths(length: int) -> list[list[int]]:
    """Return every path of labels that can be."""
    found = [[label] for label in STARTS]
    for _ in range(length - 1):
        found = [[*path, j] for path in found for j in range(COUNT) if may_follow(LABELS[path[-1]], LABELS[j])]
    return [path for path in found if path[-1] in ENDS]


def score_of(path: list[int], scores: list[list[int]]) -> int:
    steps = {(i, j): step >> 4 for j, into in enumerate(FREE.into) for i, step in into}
    return sum(row[label] for row, label in zip(scores, path, strict=True)) + sum(
        steps[pair] for pair in pairwise(path)
    )


@settings(max_examples=40, deadline=None)
@given(SCORES)
def test_best_path_is_the_best_of_all(scores: list[list[int]]) -> None:
    best = best_path(scores, FREE)
    every = paths(len(scores))
    assert best in every
    assert score_of(best, scores) == max(score_of(path, scores) for path in every)


@settings(max_examples=40, deadline=None)
@given(SCORES)
def test_shares_of_each_token_sum_to_one(scores: list[list[int]]) -> None:
    found = lattice(scores, FREE)
    for before, after in zip(found.before, found.after, strict=True):
        assert sum(a * b for a, b in zip(before, after, strict=True)) == pytest.approx(1)


@given(st.lists(st.lists(st.integers(-200, 200), min_size=COUNT, max_size=COUNT), min_size=1, max_size=100))
def test_packed_weights_add_up_lane_by_lane(rows: list[list[int]]) -> None:
    total = sum(pack(row) for row in rows)
    assert [lane - HALF for lane in unpack(total)] == [sum(column) for column in zip(*rows, strict=True)]


def test_model_is_the_published_one_and_small() -> None:
    from importlib.resources import files

    data = files("glossator.recognize.names").joinpath(MODEL).read_bytes()
    assert digest(data) == SHA256
    assert len(data) < 1_000_000


NASTY: dict[str, Callable[[int], str]] = {
    "one line of prose": lambda size: "They met Anna Keller in Berlin and left again soon after. " * size,
    "names without end": lambda size: "Anna Keller " * (5 * size),
    "names that differ": lambda size: " ".join(f"Ann{n:x}a Kel{n:x}er," for n in range(4 * size)),
    "capitals": lambda size: "THEY MET ANNA KELLER IN BERLIN. " * (2 * size),
    "one word": lambda size: "A" * (60 * size),
    "hyphens": lambda size: "A-" * (30 * size),
    "points": lambda size: "A." * (30 * size),
    "apostrophes": lambda size: "A'" * (30 * size),
    "quotation marks": lambda size: '"' * (60 * size),
    "films": lambda size: "film “" * (10 * size),
    "brackets": lambda size: "Keller (" * (10 * size),
    "acronyms": lambda size: "Ocean Bank (OB) " * (4 * size),
    "commas": lambda size: "Berlin, " * (8 * size),
    "titles": lambda size: "President " * (6 * size),
    "by": lambda size: "Head\n\nBy " + "Anna Keller and " * (5 * size) + "\n\nText of the story stands here.",
    "spaces": lambda size: "Anna" + " " * (60 * size) + "Keller",
    "lines": lambda size: "Anna\n" * (10 * size),
    "realms": lambda size: "King of Norway and All " * (4 * size),
    "offices": lambda size: "President of the United State Republic " * (3 * size) + "of Norway Anna Keller",
    "owners": lambda size: "Anna Keller's " * (5 * size),
    "dashes": lambda size: "Berlin - " * (8 * size),
    "glued": lambda size: "NorwayAnna Keller. Anna Keller. " * (2 * size),
    "of": lambda size: "Republic of " * (6 * size) + "Norway",
}
SIZE = 100
TIMES = 3
MORE = 4
"""Times the text."""
GROWTH = 8.0
"""Times as long for that: linear work takes 4, quadratic 16."""
QUICK = 0.02
"""Seconds under which a machine's other work decides."""


def seconds(text: str) -> float:
    read = document(text)
    best = float("inf")
    for _ in range(TIMES):
        start = time.process_time()
        find_names(read)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("name", NASTY)
def test_work_grows_with_the_text(name: str) -> None:
    find_names(document("Warm up."))
    once, more = seconds(NASTY[name](SIZE)), seconds(NASTY[name](MORE * SIZE))
    assert more < GROWTH * max(once, QUICK)


def seconds_for_a_block(text: str) -> float:
    best = float("inf")
    for _ in range(TIMES):
        start = time.process_time()
        for _ in range(2000):
            tokenize(text, 0, 9)
        best = min(best, time.process_time() - start)
    return best


def test_a_block_s_tokens_take_no_longer_where_much_text_follows() -> None:
    short, long = seconds_for_a_block("They met."), seconds_for_a_block("They met." + "a" * 2_000_000)
    assert long < GROWTH * max(short, QUICK)


@pytest.mark.parametrize("agency", ["--", "()", " . "])
def test_a_dateline_with_no_agency_names_none(agency: str) -> None:
    text = f"LONDON, May 5 - ({agency}) - President Keller spoke in London.\n\nThe rest is a text.\n"
    assert all(mention.span.start < mention.span.end for mention in find_names(document(text)))


def test_names_that_a_line_s_end_broke_are_whole() -> None:
    paragraph = (
        "It was in the last days of the year that the old ship of Cornelius Vander-\n"
        "meer came to the harbor, where nobody had waited for her any longer, and\n"
        "where the letters of his brother had been lying unopened. Then William Bucking-\n"
        "ham wrote to him at once."
    )
    made = document("\n\n".join([paragraph] * 3), language="en")
    words = {made.text[mention.span.start : mention.span.end] for mention in find_names(made)}
    assert {"Cornelius Vander-\nmeer", "William Bucking-\nham"} <= words
