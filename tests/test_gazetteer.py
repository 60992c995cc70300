"""Names in texts. Each case is a text with the marks that it must get, and no others.

`[Putin=vladimir-putin]` is a mention of people/vladimir-putin; `{Ivanov=igor-ivanov|sergey-ivanov}` is ambiguous, and
`?` stands for somebody whom no entry knows. Without its marks the case is what the gazetteer reads.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.config import Options
from glossator.forms import fold, last_name, spellings
from glossator.glossary import Glossary, load_glossary
from glossator.model import TYPE_FOLDERS, Document, Entity
from glossator.read import read
from glossator.recognize import recognize
from glossator.recognize.gazetteer import Gazetteer, lower
from glossator.structure import structure
from helpers import ROOT
from timing import assert_linear

MARK = re.compile(r"[\[{]([^\]}=]+)=[^\]}]+[\]}]")

FIFTEEN = (
    "alexander-bortnikov andrei-belousov anton-vaino dmitry-medvedev donald-trump mikhail-mishustin nikolai-patrushev"
    " sergei-shoigu sergey-ivanov sergey-lavrov sergey-naryshkin valentina-matvienko vladimir-kolokoltsev"
    " vladimir-putin vyacheslav-volodin"
).split()
BOTH_SEEDS = ("donald-trump", "valentina-matvienko", "vladimir-putin")
"""Of the fifteen, those whom the news story names; the report names them all."""


def entry(
    entity_id: str, name: str, *aliases: str, false_friends: tuple[str, ...] = (), merged_into: str = ""
) -> Entity:
    return Entity(
        entity_id,
        TYPE_FOLDERS[entity_id.partition("/")[0]],
        name,
        f"glossary/{entity_id}.md",
        aliases=aliases,
        false_friends=false_friends,
        merged_into=merged_into,
    )


GLOSSARY = Glossary(
    (
        entry("organizations/security-council", "Security Council", false_friends=("UN Security Council",)),
        entry("organizations/who", "World Health Organization", "WHO"),
        entry("people/dmitry-medvedev", "Dmitry Medvedev", false_friends=("Roy Medvedev",)),
        entry("people/donald-trump", "Donald Trump", false_friends=("Trump Tower",)),
        entry("people/francois-dupont", "François Dupont"),
        entry("people/igor-ivanov", "Igor Ivanov"),
        entry("people/martin-king", "Martin Luther King Jr."),
        entry("people/niall-obrien", "Niall O’Brien"),
        entry("people/plato", "Plato"),
        entry("people/moses", "Moses"),
        entry("people/napoleon", "Napoleon"),
        entry("people/sergey-ivanov", "Sergey Ivanov"),
        entry("people/sergey-lavrov", "Sergey Lavrov"),
        entry("people/ursula-von-der-leyen", "Ursula von der Leyen"),
        entry("people/mary-white", "Mary White"),
        entry("people/theresa-may", "Theresa May"),
        entry("people/john-doe", "John Doe", "John"),
        entry("people/kim-jong-un", "Kim Jong-un"),
        entry("people/v-putin", "Volodymyr Putin of the Files", merged_into="people/vladimir-putin"),
        entry("people/vladimir-putin", "Vladimir Putin"),
        entry("places/china", "China", "PRC", false_friends=("South China Sea", "Republic of China")),
        entry("places/europe", "Europe"),
        entry("places/georgia", "Georgia"),
        entry("places/georgia-us", "Georgia (state)", "Georgia"),
        entry("places/izmir", "İzmir"),
        entry("places/new-york", "New York"),
        entry("places/washington", "Washington"),
        entry("places/people", "People’s Republic", "People's Republic of China"),
        entry("places/united-states", "United States", "US", "U.S."),
        entry("terms/peace-plan", "28-point plan", "peace plan"),
        entry("terms/trump-plan", "Trump’s plan"),
        entry("works/iliad", "Iliad", "ΙΛΙΑΣ", "Ιλιάς"),
    )
)

CASES = {
    "name_in_a_sentence": "Then [Vladimir Putin=vladimir-putin] spoke.",
    "name_is_the_whole_text": "[Vladimir Putin=vladimir-putin]",
    "letters_before_or_after_are_no_boundary": "Europeans, pan-[Europe=europe], NonEurope, Europe1, _Europe, Europe_",
    "signs_are_boundaries": "“[Europe=europe]”, ([Europe=europe])/[Europe=europe]—[Europe=europe]…",
    "combining_mark_is_no_boundary": "Europe\u0301 and \u0301Europe",
    "possessive_with_plain_apostrophe": "[Europe=europe]'s and [Dmitry Medvedev=dmitry-medvedev]'s",
    "possessive_with_typographic_apostrophe": "[Europe=europe]’s and [Dmitry Medvedev=dmitry-medvedev]’s",
    "apostrophe_of_the_text_differs_from_the_entry": "the [People’s Republic of China=people]",
    "apostrophe_of_the_entry_differs_from_the_text": "[Niall O'Brien=niall-obrien] and [O'Brien=niall-obrien]",
    "longest_stands": "[Trump's plan=trump-plan], and the [People's Republic of China=people]",
    "capitals_of_an_alias_are_asked_for": "Who told us? [WHO=who] told [US=united-states]. Us, who, Who!",
    "capitals_of_a_name_are_asked_for": "europe and vladimir putin and TRUMp",
    "headline_in_capitals": "[PUTIN=vladimir-putin] MEETS [TRUMP=donald-trump] IN [EUROPE=europe]",
    "headline_in_title_case": "[Putin=vladimir-putin] Tells [Trump=donald-trump] No in [Europe=europe]",
    "name_that_goes_on": "Medvedev Wins Open\n\nAnna Medvedev won. The Trump Tower stands.",
    "strangers_in_a_list": "Anna Medvedev, Peter Miller, Maria Putin",
    "stranger_on_a_line_of_her_own": "Anna Maria Medvedev",
    "term_begins_a_sentence": "[Peace plan=peace-plan] or no [peace plan=peace-plan].",
    "term_in_a_headline": "A [Peace Plan=peace-plan] OR A [PEACE PLAN=peace-plan]",
    "term_with_odd_capitals_is_none": "A PeAcE plan and a peace pLAN",
    "initials_of_a_country": "[U.S.=united-states] troops, the [U.S.=united-states]-led side, the U.S.S.R.",
    "dotted_capital_i": "From [İzmir=izmir] to Izmir and i̇zmir",
    "sigma_in_a_headline": "Η [Ιλιάς=iliad] και η [ΙΛΙΑΣ=iliad], İ",
    "hyphen_signs_are_one": "the [28\u2011point plan=peace-plan], the [28\u2010point plan=peace-plan]",
    "no_break_space": "[Vladimir\u00a0Putin=vladimir-putin], [28-point\u202fplan=peace-plan]",
    "name_across_a_line_break": "Then came [Vladimir\nPutin=vladimir-putin].",
    "name_across_a_line_s_end_and_a_margin": "Then came [Vladimir \n   Putin=vladimir-putin].",
    "name_with_wide_blanks": "Then came [Vladimir   Putin=vladimir-putin] and [Vladimir\u00a0 Putin=vladimir-putin].",
    "columns_of_a_table_are_apart": "Vladimir      [Putin=vladimir-putin]",
    "last_name_that_a_line_s_end_broke": "Then [Med-\nvedev=dmitry-medvedev] spoke.",
    "first_name_that_a_line_s_end_broke": "Then came [Vladi-\nmir Putin=vladimir-putin].",
    "name_in_capitals_that_a_line_s_end_broke": "THEN CAME [VLADI-\n  MIR PUTIN=vladimir-putin].",
    "name_whose_own_hyphen_ends_a_line": "Then came [Kim Jong-\nun=kim-jong-un] with the [28-\npoint plan=peace-plan].",
    "name_before_a_compound_s_own_hyphen": (
        "the [Putin=vladimir-putin]-\nled side, the [Vladimir Putin=vladimir-putin]-\n  appointed man,"
        " a [New York=new-york]-\nbased firm"
    ),
    "word_that_a_line_s_end_broke_behind_a_name_s_letters": "the Trump-\neter of a Europe-\nan band",
    "soft_hyphen_behind_a_name_s_letters": "the Trump\u00ad\neter",
    "soft_hyphen_at_a_line_s_end": "Then came [Med\u00ad\nvedev=dmitry-medvedev].",
    "name_after_a_place": "In [Europe=europe] [Plato=plato] spoke.",
    "name_with_a_soft_hyphen": "Then came [Medve\u00addev=dmitry-medvedev].",
    "dash_at_a_line_s_end_is_no_hyphen": "New-\nYork, Vladi-\n\nmir",
    "word_of_a_stranger_s_name": "John Kerry came.",
    "word_of_a_stranger_s_name_and_alone": "John Kerry came. {John=?|john-doe} left.",
    "word_of_a_stranger_s_name_beside_the_full_name": "John Kerry met [John Doe=john-doe]. [John=john-doe] left.",
    "word_alone": "[John=john-doe] came to [Europe=europe] with [Putin=vladimir-putin].",
    "word_before_another_entry_s_name": "John Washington left.",
    "word_that_a_first_name_stands_before": "Peter Plato and K. Plato left.",
    "word_that_an_office_stands_before": "President [John=john-doe] and Philosopher [Plato=plato] left.",
    "word_in_a_headline": "[Plato=plato] Teaches Students About Ideas",
    "word_in_capitals": "[PLATO=plato] SPEAKS",
    "word_of_a_stranger_s_name_in_a_headline": "John Kerry Tells [Putin=vladimir-putin] No",
    "word_of_a_stranger_s_name_in_capitals": "JOHN KERRY AND GEORGE WASHINGTON LEFT",
    "headline_whose_next_word_is_no_name": (
        "[Napoleon=napoleon] Enters Quiet City With Army\n\n[Napoleon=napoleon] came. Then [Napoleon=napoleon] left."
    ),
    "short_headline": "[Moses=moses] Led Them Over The Water\n\n[Moses=moses] led them.",
    "headline_in_capitals_before_the_name_alone": "[NAPOLEON=napoleon] WINS\n\n[Napoleon=napoleon] won.",
    "headline_that_nothing_follows": "Napoleon Enters Quiet City With Army",
    "headline_that_a_stranger_of_that_name_is_in": "Napoleon Smith Enters Quiet City\n\n{Napoleon=?|napoleon} came.",
    "capitals_that_a_stranger_of_that_name_is_in": "NAPOLEON SMITH WINS\n\n{Napoleon=?|napoleon} came.",
    "headline_before_a_stranger_of_that_name": (
        "Napoleon Enters Quiet City With Army\n\nNapoleon Smith came. {Napoleon=?|napoleon} left."
    ),
    "alias_in_a_headline_whose_next_word_is_no_name": "[John=john-doe] Wins Three Games\n\n[John=john-doe] won.",
    "alias_in_a_headline_whose_next_word_is_unknown": "John Qwertz Tells Them More\n\n{John=?|john-doe} came.",
    "thing_on_a_line_of_its_own": "The Napoleon Tour\n\n[Napoleon=napoleon] came.",
    "street_on_a_line_of_its_own": "Napoleon Street\n\n[Napoleon=napoleon] came.",
    "thing_in_a_sentence": "They like the Napoleon Tour. [Napoleon=napoleon] came. Napoleon Street is long.",
    "stranger_whose_last_name_is_unknown": "Napoleon Qwertz came. {Napoleon=?|napoleon} left.",
    "stranger_on_a_line_of_his_own": "Napoleon Qwertz\n\n{Napoleon=?|napoleon} came.",
    "place_in_a_person_s_name": "George Washington was in [Washington=washington].",
    "place_after_a_word_that_is_a_first_name_too": "Will [Washington=washington] agree?",
    "place_in_a_longer_name_of_no_person": "the [Washington=washington] Monument, Eastern [Europe=europe]",
    "middle_initial_that_no_entry_has": "Sergey B. Ivanov spoke, and Donald J. Trump.",
    "middle_initial_does_not_make_the_last_name_unsure": "Donald J. Trump spoke. [Trump=donald-trump] left.",
    "middle_name_that_no_entry_has": "Sergey James Ivanov spoke.",
    "middle_initial_of_the_entry_s_own": "Martin L. [King=martin-king] spoke.",
    "spellings_of_sergey": "[Sergei Lavrov=sergey-lavrov], [Sergeij Lavrov=sergey-lavrov]",
    "spellings_of_dmitry": (
        "[Dmitri Medvedev=dmitry-medvedev], [Dmitrii Medvedev=dmitry-medvedev], [Dmitriy Medvedev=dmitry-medvedev]"
    ),
    "one_name_only": "[Plato=plato] taught; Platos did not.",
    "last_name_alone": "[Putin=vladimir-putin] spoke, and [Putin=vladimir-putin]’s aides wrote.",
    "last_name_has_its_capital": "putin and trump",
    "last_name_in_a_list": "[Putin=vladimir-putin], [Trump=donald-trump] and [Lavrov=sergey-lavrov]",
    "last_name_of_two_entries": "{Ivanov=igor-ivanov|sergey-ivanov} left.",
    "last_name_of_two_entries_of_which_the_document_names_one": (
        "[Sergey Ivanov=sergey-ivanov] came. Later [Ivanov=sergey-ivanov] left."
    ),
    "last_name_before_the_full_name": "[Ivanov=igor-ivanov] left. [Igor Ivanov=igor-ivanov] came.",
    "last_name_of_two_people_in_the_document": (
        "[Sergey Ivanov=sergey-ivanov] met [Igor Ivanov=igor-ivanov]. {Ivanov=igor-ivanov|sergey-ivanov} left."
    ),
    "first_name_that_no_entry_has": "Anna Medvedev spoke.",
    "last_name_alone_after_a_stranger_of_that_name": "Anna Medvedev spoke. {Medvedev=?|dmitry-medvedev} left.",
    "last_name_of_one_who_is_known_and_of_a_stranger": (
        "[Dmitry Medvedev=dmitry-medvedev] met Anna Medvedev. {Medvedev=?|dmitry-medvedev} left."
    ),
    "sentence_before_ends_in_a_name": "They flew to Paris. [Putin=vladimir-putin] spoke. [Putin=vladimir-putin] left.",
    "first_name_begins_the_sentence_before": "He met Igor. {Ivanov=igor-ivanov|sergey-ivanov} left.",
    "initial": "S. [Ivanov=sergey-ivanov] and I. [Ivanov=igor-ivanov]",
    "initials": "S.B. [Ivanov=sergey-ivanov], S. B. [Ivanov=sergey-ivanov]",
    "initial_of_nobody_known": "K. Putin and Yu. Putin spoke.",
    "patronymic": "Sergey Borisovich [Ivanov=sergey-ivanov], Vladimir Vladimirovich [Putin=vladimir-putin]",
    "spelling_of_a_first_name_before_a_patronymic": "Sergei Borisovich [Ivanov=sergey-ivanov]",
    "titles": "President [Putin=vladimir-putin], Mr. [Trump=donald-trump], Foreign Minister [Lavrov=sergey-lavrov]",
    "double_names_are_other_names": "Mary Smith-Putin and O'Medvedev",
    "two_names_with_a_hyphen": "the [Trump=donald-trump]-[Putin=vladimir-putin] call, anti-[Putin=vladimir-putin]",
    "another_generation": "Donald Trump Jr. spoke. {Trump=?|donald-trump} said so.",
    "another_generation_after_an_initial": "Donald B. Trump, Jr. spoke.",
    "company_of_that_name": "They met Putin & Co. and Lavrov Inc. and Medvedev and Sons.",
    "months_are_months": "On May 5, and again in May, Prime Minister [May=theresa-may] left. June came. May came.",
    "words_are_words_without_the_full_name": "The White House, a white paper. White said so.",
    "words_are_names_with_the_full_name": "[Mary White=mary-white] left the White House. Then [White=mary-white] came.",
    "titles_with_a_hyphen": "President-elect [Trump=donald-trump], Vice-President [Medvedev=dmitry-medvedev]",
    "possessive_before": "America's [Trump=donald-trump] and Russia’s [Putin=vladimir-putin]",
    "weekday_before": "On Friday [Putin=vladimir-putin] spoke.",
    "opening_word_before": "Did [Trump=donald-trump] agree? As [Putin=vladimir-putin] said, yes.",
    "salutation_before": "Dear [Trump=donald-trump], all is well.",
    "name_before": "In [Europe=europe] [Putin=vladimir-putin] spoke.",
    "particles_belong_to_the_last_name": (
        "[Ursula von der Leyen=ursula-von-der-leyen]; [von der Leyen=ursula-von-der-leyen];"
        " [Von der Leyen=ursula-von-der-leyen]; Leyen"
    ),
    "junior": "[Martin Luther King Jr.=martin-king] spoke, and [King=martin-king] was heard; the king was not.",
    "accents_are_asked_for": "[François Dupont=francois-dupont], Francois the Gaul",
    "false_friend": "the UN Security Council, the [Security Council=security-council]",
    "false_friend_of_a_last_name": "Trump Tower was [Trump=donald-trump]’s.",
    "false_friend_with_a_first_name": "Roy Medvedev wrote. [Medvedev=dmitry-medvedev] read.",
    "false_friend_bars_its_own_entry_only": "the [Security Council=security-council] of the South China Sea",
    "false_friend_of_its_own_longer_name": "the [People's Republic of China=people], the Republic of China",
    "alias_of_two_entries": "{Georgia=georgia|georgia-us} and [Georgia (state)=georgia-us]",
    "merged_entry": "[Volodymyr Putin of the Files=vladimir-putin]",
}


def unmark(case: str) -> str:
    return MARK.sub(lambda mark: mark[1], case)


def marked(document: Document) -> str:
    """Write the document's text with its marks."""

    def last_step(entity: str) -> str:
        return entity.rpartition("/")[2] or "?"

    marks = [(mention.span, "[]", last_step(mention.entity)) for mention in document.mentions]
    marks += [(unsure.span, "{}", "|".join(map(last_step, unsure.entities))) for unsure in document.ambiguities]
    pieces, end = [], 0
    for span, brackets, ids in sorted(marks):
        pieces += [document.text[end : span.start], brackets[0], document.words_of(span), "=", ids, brackets[1]]
        end = span.end
    return "".join((*pieces, document.text[end:]))


def find(text: str, glossary: Glossary = GLOSSARY) -> Document:
    return recognize(
        structure(Document("a", "seeds/a.txt", text, "", "", 0, "UTF-8", "LF")), glossary, recognizers=["gazetteer"]
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_case(case: str) -> None:
    # Markdown keeps the lines of a paragraph in one block, as a name across two lines needs.
    document = Document("a", "seeds/a.md", unmark(case), "", "", 0, "UTF-8", "LF")
    assert marked(recognize(structure(document), GLOSSARY, recognizers=["gazetteer"])) == case


def test_a_name_stands_in_one_block() -> None:
    assert marked(find("This is about Vladimir\nPutin is not named here.")) == (
        "This is about Vladimir\nPutin is not named here."
    )


def test_a_name_across_the_lines_of_a_wrapped_paragraph() -> None:
    text = (
        "In the great hall of the old palace the guests were waiting for Vladimir\n"
        "Putin, who had been delayed on his way from the northern harbor by a\n"
        "storm."
    )
    assert [mention.entity for mention in find(text).mentions] == ["people/vladimir-putin"]


def test_evidence_tells_a_written_form_from_a_last_name() -> None:
    mentions = find("Vladimir Putin spoke. Putin left. Sergei Lavrov stayed.").mentions
    assert [(mention.found_by, mention.evidence, mention.type) for mention in mentions] == [
        ("name", 1.0, "person"),
        ("last-name", 0.9, "person"),
        ("name", 1.0, "person"),
    ]


def test_an_empty_glossary_finds_nothing() -> None:
    document = find("Vladimir Putin spoke.", Glossary())
    assert (document.mentions, document.ambiguities) == ((), ())


def test_an_empty_text_names_nobody() -> None:
    assert find("").mentions == ()


@pytest.mark.parametrize(
    ("piece", "times", "named"),
    [
        ("Vladimir Putin ", 100_000, True),
        ("Putin, ", 20_000, True),
        ("Trump Tower ", 20_000, False),
        ("Ivanov ", 20_000, False),
        ("Anna Putin. ", 20_000, False),
    ],
)
def test_many_names_in_one_passage(piece: str, times: int, named: bool) -> None:
    """Each ends in seconds only where the work grows with the length of the text, and not with its square."""
    assert len(find(piece * times).mentions) == (times if named else 0)


HOSTILE = {
    "names": "Vladimir Putin ",
    "one_word_names": "Plato ",
    "first_names": "John ",
    "strangers": "John Kerry ",
    "headlines": "Napoleon Enters Quiet City\n\nNapoleon left.\n\n",
    "compounds_at_line_ends": "Putin-\nled ",
    "middle_initials": "Donald J. Trump. ",
    "hyphens_at_line_ends": "Med-\nvedev ",
    "hyphens": "-\n",
    "soft_hyphens": "\u00ad",
    "blanks": " ",
    "blanks_and_line_breaks": "  \n",
    "capitals": "PLATO ",
    "words_without_end": "A",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    assert_linear(Gazetteer(GLOSSARY).find, piece, 50_000)


BREAKS = st.sampled_from(["", "-\n", "\u00ad\n", "\u00ad", "-\n  "])
BLANKS = st.sampled_from([" ", "\n", "  ", "\u00a0", " \n ", "\n    ", "\u202f\u00a0"])


@given(st.integers(1, 7), BREAKS, BLANKS, st.integers(1, 4), BREAKS)
def test_a_name_is_found_however_its_lines_are_broken(
    first: int, first_break: str, blank: str, last: int, last_break: str
) -> None:
    words = "Vladimir"[:first] + first_break + "Vladimir"[first:] + blank + "Putin"[:last] + last_break + "Putin"[last:]
    text = f"Then {words} spoke."
    (mention,) = Gazetteer(GLOSSARY).find(text)[0]
    assert (text[mention.span.start : mention.span.end], mention.entity) == (words, "people/vladimir-putin")


NAMES = sorted({form for entity in GLOSSARY.entities for form in (entity.name, *entity.aliases, *entity.false_friends)})
PIECES = [
    *NAMES,
    *"Putin Trump Ivanov Medvedev Anna Sergei the President".split(),
    "’s",
    ". ",
    ", ",
    "\n",
    "-",
    "İ",
    "ß",
    "\u0301",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12), st.sampled_from(["", " "]))
def test_mentions_are_in_order_in_one_block_and_on_word_boundaries(pieces: list[str], between: str) -> None:
    document = find(between.join(pieces))
    spans = [mention.span for mention in document.mentions]
    every = sorted(spans + [unsure.span for unsure in document.ambiguities])
    assert spans == sorted(spans)
    assert all(before.end <= after.start for before, after in pairwise(every))
    for span in every:
        assert any(block.span.contains(span) for block in document.blocks)
        around = document.text[span.start - 1 : span.start] + document.text[span.end : span.end + 1]
        assert not any(character.isalnum() for character in around)
    assert all(len(unsure.entities) > 1 for unsure in document.ambiguities)


@given(st.text())
def test_lower_and_fold_keep_offsets(text: str) -> None:
    assert len(lower(text)) == len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Vladimir Putin", "Putin"),
        ("Wernher von Braun", "von Braun"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Martin Luther King Jr.", "King"),
        ("Martin Luther King, Jr.", "King"),
        ("Henry Louis Gates III", "Gates"),
        ("Plato", ""),
        ("Jr.", ""),
        ("", ""),
    ],
)
def test_last_name(name: str, last: str) -> None:
    assert last_name(name) == last


def test_spellings_begin_with_the_name_itself() -> None:
    assert spellings("Sergey Li") == ("Sergey Li", "Sergei Li", "Sergeij Li")
    assert spellings("Andrei Bely")[:2] == ("Andrei Bely", "Andrei Belii")
    assert spellings("DMITRY") == ("DMITRY",)
    assert spellings("") == ()


def test_spellings_of_a_long_name_are_capped() -> None:
    assert len(spellings("Sergey " * 40)) < 1000


def own_glossary() -> Glossary:
    files = ((path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in (ROOT / "glossary").glob("*/*.md"))
    glossary = load_glossary(files)
    assert glossary.problems == ()
    return glossary


def own_document(name: str, glossary: Glossary) -> Document:
    path = next((ROOT / "seeds").glob(f"{name}*.txt"))
    document, _ = read(f"seeds/{path.name}", path.read_bytes(), None, Options())
    assert document is not None
    return recognize(structure(document), glossary, recognizers=["gazetteer"])


@pytest.mark.parametrize(("seed", "people"), [("000", BOTH_SEEDS), ("001", FIFTEEN)])
def test_the_people_of_each_seed_are_found(seed: str, people: tuple[str, ...]) -> None:
    document = own_document(seed, own_glossary())
    assert {mention.entity for mention in document.mentions if mention.type == "person"} == {
        f"people/{name}" for name in people
    }
    assert document.ambiguities == ()


@pytest.mark.parametrize("seed", ["000", "001"])
def test_the_words_of_every_mention_are_a_form_of_its_entry(seed: str) -> None:
    glossary = own_glossary()
    document = own_document(seed, glossary)
    assert document.mentions
    for mention in document.mentions:
        entity = glossary.by_id[mention.entity]
        forms = [*entity.aliases, *spellings(entity.name), *spellings(last_name(entity.name))]
        known = {fold(form).casefold() for form in forms}
        assert fold(document.words_of(mention.span)).casefold() in known


def test_every_seed_of_this_repository_is_looked_at() -> None:
    assert [path.name[:3] for path in sorted(Path(ROOT / "seeds").glob("*.txt"))] == ["000", "001"]
