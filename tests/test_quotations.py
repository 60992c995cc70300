"""Quotations: what stands in quotation marks, in turns and in block quotes, and who says it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.model import Block, Document, Mention, Quotation, Span
from glossator.recognize.quotations import find_quotations
from glossator.render.shares import SURE
from glossator.structure import structure


def document(text: str, *people: str, path: str = "seeds/a.txt") -> Document:
    """Return a structured document in which each of the people is known by the full name and by the last."""
    made = structure(Document("a", path, text, "", "", 0, "UTF-8", "LF"))
    found: dict[int, Mention] = {}
    for person in people:
        for form in (person, person.split()[-1]):
            for match in re.finditer(rf"\b{re.escape(form)}\b", text):
                mention = Mention(Span(*match.span()), person, "person", "name", 1.0)
                if not any(mention.span.overlaps(other.span) for other in found.values()):
                    found[match.start()] = mention
    return replace(made, mentions=tuple(found[start] for start in sorted(found)))


def said(made: Document) -> list[tuple[str, str]]:
    """Return each quotation's words and its speaker."""
    return [(made.words_of(found.span), found.speaker) for found in find_quotations(made)]


def only(made: Document) -> Quotation:
    (found,) = find_quotations(made)
    return found


def words(made: Document, span: Span | None) -> str:
    return made.words_of(span) if span else ""


ANN, BEN = "Ann Lake", "Ben Moor"


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("“We leave at dawn,” Lake said.", "“We leave at dawn,”"),
        ('"We leave at dawn," Lake said.', '"We leave at dawn,"'),
        ("«We leave at dawn», Lake said.", "«We leave at dawn»"),
        ("« We leave at dawn », Lake said.", "« We leave at dawn »"),
        ("„We leave at dawn“, Lake said.", "„We leave at dawn“"),
        ("”We leave at dawn”, Lake said.", "”We leave at dawn”"),
        ("»We leave at dawn«, Lake said.", "»We leave at dawn«"),
        ("‹We leave at dawn›, Lake said.", "‹We leave at dawn›"),
        ("「We leave at dawn」 Lake said.", "「We leave at dawn」"),
        ("``We leave at dawn,'' Lake said.", "``We leave at dawn,''"),
        ("‘We leave at dawn,’ Lake said.", "‘We leave at dawn,’"),
        ("'We leave at dawn,' Lake said.", "'We leave at dawn,'"),
        ("‘We don’t leave at the boys’ hour,’ Lake said.", "‘We don’t leave at the boys’ hour,’"),
        ("'We don't leave at the boys' hour,' Lake said.", "'We don't leave at the boys' hour,'"),
        ("‘I never said “dawn” to him,’ Lake said.", "‘I never said “dawn” to him,’"),
        ("“I never said ‘dawn’ to him,” Lake said.", "“I never said ‘dawn’ to him,”"),
    ],
)
def test_marks_of_every_style_are_paired(sentence: str, quoted: str) -> None:
    assert said(document(f"The ferry\n\n{sentence}\n", ANN)) == [(quoted, ANN)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the boys' dog, and 'twas the girls' cat.",
        "He is 5'10\" tall, and she is 5'4\".",
        "Rock 'n' roll of the '90s was all they'd hear.",
        "They took the “scenic” road.",
        "She read “The Old Man and the Sea” on the train.",
        "The song “Over the Hills” was played twice.",
        "A so-called 'expert' came, and the 'smart' set left.",
        "What they call “the house” is a barn.",
        "The ship “Lady of the Lake” sank.",
        "He shouted nothing.",
    ],
)
def test_apostrophes_titles_and_words_at_arms_length_are_no_speech(sentence: str) -> None:
    assert said(document(f"The ferry\n\n{sentence}\n", ANN)) == []


@pytest.mark.parametrize(
    ("sentence", "named", "cue", "rule"),
    [
        ("“It is late,” Lake said.", "Lake", "said", "cue-after"),
        ("“It is late,” said Ann Lake, the head of the port.", "Ann Lake", "said", "inverted"),
        ("“It is late,” said harbor master Ann Lake.", "Ann Lake", "said", "inverted"),
        ("“It is late,” said the head of the port.", "the head", "said", "inverted"),
        ("“It is late,” said officials.", "officials", "said", "inverted"),
        ("“It is late!” Ann Lake cried.", "Ann Lake", "cried", "cue-after"),
        ("“Is it late?” asked Lake.", "Lake", "asked", "inverted"),
        ("“It is late,” the head of the port, Ann Lake, said on Friday.", "Ann Lake", "said", "cue-after"),
        ("“It is late,” went on Lake.", "Lake", "went", "inverted"),
        ("“It is late,” fluted Lake.", "Lake", "fluted", "inverted"),
        ("“It is late,” Lake quietly said.", "Lake", "said", "cue-after"),
        ("Lake said, “It is late.”", "Lake", "said", "cue-before"),
        ("Ann Lake told reporters on Friday: “It is late.”", "Ann Lake", "told", "cue-before"),
        ("Ann Lake, head of the port, said: “It is late.”", "Ann Lake", "said", "cue-before"),
        ("Lake rose, smiled and added, “It is late.”", "Lake", "added", "cue-before"),
        ("In a statement, Lake said that “it is late for all of us.”", "Lake", "said", "cue-before"),
        ("Lake said the port was “late as always and badly led” on Friday.", "Lake", "said", "cue-before"),
        ("Lake turned to the crew: “It is late.”", "Lake", "", "cue-before"),
        ("“It is late,” according to Lake.", "Lake", "according to", "according-to"),
        ("According to Lake, “it is late for all of us.”", "Lake", "According to", "according-to"),
        ("The paper quoted Lake as saying, “It is late.”", "Lake", "quoted", "cue-before"),
        ("“It is late,” the Clarion quoted Lake as saying.", "Lake", "quoted", "cue-after"),
        ("The boat was described by Lake as “a leaking tub of rust” on Friday.", "Lake", "described", "cue-before"),
        ("“It is late,” said Dora Finch.", "Dora Finch", "said", "inverted"),
        ("“It is late,” the old pilot said.", "the old pilot", "said", "cue-after"),
        ("“It is late,” he said.", "he", "said", "cue-after"),
    ],
)
def test_who_speaks_is_told_by_the_words_beside(sentence: str, named: str, cue: str, rule: str) -> None:
    made = document(f"The ferry\n\n{sentence}\n", ANN)
    found = only(made)
    assert (words(made, found.named), words(made, found.cue), found.found_by) == (named, cue, rule)
    assert found.speaker == (ANN if "Lake" in named else "")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“It is late,” Lake said, “and cold.”", [ANN, ANN]),
        ("“It is late,” Lake said; “it is cold.”", [ANN, ANN]),
        ("“It is late,” Lake said. “It is cold.”", [ANN, ANN]),
        ("“It is late,” Lake said. “So it is,” said Moor.", [ANN, BEN]),
        ("Lake said, “It is late.” Moor said, “It is cold.”", [ANN, BEN]),
        ("“Late?” asked Lake.\n\n“Yes.”\n\n“Cold?”\n\n“Yes,” said Moor.", [ANN, BEN, ANN, BEN]),
        ("“You are late, Moor.”\n\n“Am I?”\n\n“You are,” said Lake.", [ANN, BEN, ANN]),
        ("Lake met Moor. “It is late,” he said.", [BEN]),
        ("Lake met Moor. “It is late,” she said.", [ANN]),
        ("Lake came late.\n\n“It is late,” she said.\n\n“We know,” she added.", [ANN, ANN]),
        ("“It is late,” Lake said.\n\n“It was a long day.”", [ANN, ANN]),
        ("“Come in,” said Lake. “Sit down.”\n\n“No,” said a man.", [ANN, ANN, ""]),
    ],
)
def test_split_quotations_go_on_and_conversations_alternate(text: str, speakers: list[str]) -> None:
    made = document(f"The ferry\n\n{text}\n", ANN, BEN)
    assert [found.speaker for found in find_quotations(made)] == speakers


def test_a_quotation_over_several_paragraphs_is_one() -> None:
    text = "The ferry\n\nLake said: “We left. It was dawn.\n\n“We sailed.\n\n“We came home,” she said. “At last.”\n"
    made = document(text, ANN)
    assert said(made) == [("“We left. It was dawn.\n\n“We sailed.\n\n“We came home,”", ANN), ("“At last.”", ANN)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "Lake wrote:\n\n“We left.\n\nWe sailed.\n\nWe came home.”\n\nNobody came.",
            "“We left.\n\nWe sailed.\n\nWe came home.”",
        ),
        ("Lake wrote: “We left.\n\nWe sailed”.\n\nNobody came.", "“We left.\n\nWe sailed”"),
    ],
)
def test_a_letter_that_only_its_last_paragraph_closes_is_one_quotation(text: str, quoted: str) -> None:
    assert said(document(f"The ferry\n\n{text}\n", ANN)) == [(quoted, ANN)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We left at dawn.\n\nThe crowd went home. “Good,” said Lake.", ["“We left at dawn.", "“Good,”"]),
        ("He “left at dawn and went home.\n\nLake slept. “Good,” said Lake.", ["“Good,”"]),
        ("“We left. “We sailed,” said Lake.", ["“We left.", "“We sailed,”"]),
        ("Lake left” at dawn. “Good,” said Lake.", ["“Good,”"]),
        ("“" + "All went on and on. " * 100 + "\n\nThe end came.", []),
    ],
)
def test_a_mark_that_nothing_closes_swallows_no_other_paragraph(text: str, quoted: list[str]) -> None:
    assert [found for found, _ in said(document(f"The ferry\n\n{text}\n", ANN))] == quoted


CARL = "Carl Voss"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param(
            "“You are late, Moor.”\n\n“Am I?”\n\n“You are,” said Lake.",
            [ANN, BEN, ANN],
            id="who is spoken to answers",
        ),
        pytest.param(
            "“Is it late?” asked Voss.\n\n“Not for you, Voss.”\n\n“For Lake, then?”\n\n“It is,” said Moor.",
            [CARL, BEN, CARL, BEN],
            id="nobody calls himself",
        ),
        pytest.param(
            "“Late?” asked Lake.\n\n“Yes.”\n\nVoss laughed. “And cold!”\n\n“Very,” said Moor.",
            [ANN, BEN, CARL, BEN],
            id="who acts in the paragraph speaks",
        ),
        pytest.param(
            "“Late?” asked Lake.\n\nMoor nodded. “Yes.” He rose. “And cold.”",
            [ANN, BEN, BEN],
            id="and goes on when he acts again",
        ),
        pytest.param(
            "“It is late,” said Lake. Moor came in. “It is cold,” he said.",
            [ANN, BEN],
            id="a new subject is who is meant",
        ),
        pytest.param(
            "“Late,” said Voss.\n\n“Moor? Is he late?” asked Lake.\n\n“Yes.”",
            [CARL, ANN, CARL],
            id="who is asked about is not spoken to",
        ),
        pytest.param("Moor slept. In the hall Lake stopped. “Cold!”", [ANN], id="who acts behind a place"),
        pytest.param("Moor slept. With a sigh of relief, Lake rose. “Cold!”", [ANN], id="who acts behind a comma"),
        pytest.param("Moor slept. In the hall of the old Lake house. “Cold!”", [""], id="nobody acts"),
        pytest.param(
            "Moor made no answer. “Late?” said Voss.\n\n“No.”\n\n“Cold?”\n\n“No.”",
            [CARL, BEN, CARL, BEN],
            id="who is there answers",
        ),
    ],
)
def test_a_conversation_is_understood_as_a_whole(text: str, speakers: list[str]) -> None:
    made = document(f"The ferry\n\nLake met Moor and Voss.\n\n{text}\n", ANN, BEN, CARL)
    assert [found.speaker for found in find_quotations(made)] == speakers


def test_a_name_that_ends_as_a_participle_is_one_where_it_is_known() -> None:
    made = document("The ferry\n\nFanning, a critic of the plan, said: “It is late.”\n", "Jo Fanning")
    assert words(made, only(made).named) == "Fanning"


def test_who_has_no_name_stays_on_the_scene() -> None:
    text = """The ferry

A pilot came up to Lake.

“It is late,” said the pilot.

“Is it?” asked Lake.

“Very late, ma'am.”

“And cold?”

“And cold,” he said.
"""
    made = document(text, ANN)
    found = find_quotations(made)
    assert [one.speaker for one in found] == ["", ANN, "", ANN, ""]
    assert {words(made, one.named) for one in found if not one.speaker} == {"the pilot"}


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        pytest.param("The old lady came in and said: “It is late.”", "The old lady", id="a verb in the past ends it"),
        pytest.param("“It is late,” said the guard's voice.", "the guard", id="a voice is somebody's"),
        pytest.param("“It is late,” said the voice of a guard.", "a guard", id="whom its words tell"),
        pytest.param("“It is late,” said a deep voice.", "a deep voice", id="or nobody's"),
        pytest.param("Suddenly, the guard said: “It is late.”", "the guard", id="an adverb is nobody"),
        pytest.param("The guard took the pilot's lamp, and said: “It is late.”", "The guard", id="nor is an object"),
        pytest.param("He bowed as the guard said sadly, “It is late.”", "the guard", id="a clause has its own"),
        pytest.param("“It is late,” a spokesman for the port said.", "a spokesman", id="not whom somebody speaks for"),
        pytest.param("The two armed men said: “It is late.”", "The two armed men", id="several persons are not cut"),
        pytest.param("“It is late,” was said several times.", "", id="times say nothing"),
        pytest.param("“It is late,” the mother of Lake said.", "the mother", id="nor whose kin it is"),
        pytest.param("“It is late,” a lawyer for Lake said.", "a lawyer", id="nor for whom a lawyer speaks"),
        pytest.param("The guard near Lake said: “It is late.”", "The guard", id="nor who stands near"),
        pytest.param("The bank that sued Lake said: “It is late.”", "The bank", id="nor a relative clause's object"),
        pytest.param("The judge sentenced Lake, saying: “It is late.”", "The judge", id="nor a verb's object"),
        pytest.param("The guard of the port told Lake to go and said: “It is late.”", "The guard", id="nor told"),
        pytest.param("“It is late,” said the mayor, praising Lake.", "the mayor", id="nor a participle's object"),
        pytest.param("“It is late,” said the pilot carrying Lake.", "the pilot", id="with no comma"),
        pytest.param("“It is late,” said the mayor, Lake's cousin.", "the mayor", id="nor an apposition's owner"),
        pytest.param("“It is late,” said the company, accusing Lake.", "the company", id="nor a body's opponent"),
        pytest.param("“It is late,” said the head of the port, Lake.", "Lake", id="but who holds the office"),
        pytest.param("“It is late,” said the port's manager, Lake.", "Lake", id="of somebody's"),
        ("“It is late,” said Fanning, the pilot.", "Fanning"),
        ("Fanning, who stayed, said: “It is late.”", "Fanning"),
        ("Fanning, 45, told reporters: “It is late.”", "Fanning"),
    ],
)
def test_what_names_a_speaker_is_a_noun_phrase(sentence: str, named: str) -> None:
    made = document(f"The ferry\n\n{sentence}\n", ANN)
    assert words(made, only(made).named) == named


def test_a_narrator_is_named_by_his_own_answer_alone() -> None:
    text = """The ferry

“Tell me your name!” said the guard.

“Moor, sir,” I said.

“Once more!” said the guard.

“Moor, sir,” I repeated.
"""
    assert [found.speaker for found in find_quotations(document(text, BEN))] == ["", BEN, "", BEN]


def test_no_name_is_given_to_one_of_the_other_gender() -> None:
    text = "“Late, Moor?” said Lake.\n\n“Yes,” said the girl.\n\n“Cold, Moor?” said Lake.\n\n“Yes,” said the girl.\n"
    assert [found.speaker for found in find_quotations(document(f"X\n\n{text}", ANN, BEN))] == [ANN, "", ANN, ""]


NEWS = {
    "Ministry of Works": "organization",
    "Harbor Union": "organization",
    "Reuters": "organization",
    "Arland": "place",
}


def report(text: str) -> Document:
    """Return a report in which the people and the organizations are known."""
    made = document(f"News\n\n{text}\n", ANN, BEN)
    others = [
        Mention(Span(*match.span()), name, "place" if kind == "place" else "organization", "name", 1.0)
        for name, kind in NEWS.items()
        for match in re.finditer(name, made.text)
    ]
    return replace(made, mentions=tuple(sorted((*made.mentions, *others), key=lambda mention: mention.span)))


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        pytest.param("“It stays,” Lake told Reuters on Monday.", [ANN], id="whom one tells does not say it"),
        pytest.param("“He is a fool,” said Lake of Ben Moor.", [ANN], id="nor of whom it is said"),
        pytest.param("“It stays,” said Ann Lake of the Harbor Union.", [ANN], id="nor where one belongs"),
        pytest.param("“It stays,” said an Arland shipowner.", [""], id="nor where one comes from"),
        pytest.param("“It stays,” said a spokesman for Ann Lake.", [""], id="nor for whom one speaks"),
        pytest.param("“It stays,” said the head and founder of the Harbor Union, Ann Lake.", [ANN], id="an office"),
        pytest.param("Lake met Moor and gave a statement saying, “It stays as it is.”", [ANN], id="a statement"),
        pytest.param("The statement by Ann Lake said: “It stays as it is.”", [ANN], id="a statement by somebody"),
        pytest.param("Lake wrote to Moor.\n\nThe message reads, in part:\n\n“It stays.”", [ANN], id="a message"),
        pytest.param("Ann Lake sent a letter. “It stays,” it read.", [ANN], id="what it reads"),
        pytest.param("Lake found a letter. The letter read: “It stays as it is.”", [""], id="but not who finds it"),
        pytest.param("Lake stood before a sign. It read: “It stays.”", [""], id="nor who stands before it"),
        pytest.param("Lake got a note from Moor. The note reads: “It stays.”", [""], id="nor who gets it"),
        pytest.param("Lake got a note that Moor sent. “It stays,” it read.", [BEN], id="who sent it"),
        pytest.param("Lake got a note that nobody sent. “It stays,” it read.", [""], id="nor who got what none sent"),
        pytest.param("The mayor read a telegram that Lake sent: “It stays.”", [ANN], id="who sent what is read"),
        pytest.param("The Ministry of Works met.\n\nThe foreign ministry said: “It stays.”", [""], id="another body"),
        pytest.param("“It stays,” Ann Lake, an engineer at the port.", [ANN], id="without a verb"),
        pytest.param("“It stays as it is.” — Ann Lake", [ANN], id="signed"),
        pytest.param("Moor, according to Lake, had “no idea what to do” there.", [ANN], id="according to, amid"),
        pytest.param("In the words of Ann Lake, “it is all over for Moor”.", [ANN], id="in the words of"),
        pytest.param("According to Moor, Lake said: “It stays as it is.”", [ANN], id="the verb beside it first"),
        pytest.param("Lake, who according to Moor slept, said: “It stays.”", [ANN], id="whatever another tells"),
        pytest.param("Moor ran after Lake, and Reuters said: “It stays.”", ["Reuters"], id="and begins a clause"),
        pytest.param("Moor came late, but Lake said: “It stays.”", [ANN], id="so does but"),
        pytest.param("It was met by Lake, who called it “a great day for the town”.", [ANN], id="who called it"),
        pytest.param("The Ministry of Works was firm. “It stays,” it said.", ["Ministry of Works"], id="it"),
        pytest.param("The Harbor Union met. “It stays,” the union said.", ["Harbor Union"], id="the union"),
        pytest.param("Ben Moor met Lake. She called it “a mistake”.", [ANN], id="what somebody calls it"),
        pytest.param("“Why?” Ann Lake remembered asking.", [ANN], id="remembered asking"),
        pytest.param("Arland chief Ann Lake met Moor. “It stays,” she said.", [ANN], id="an office before a name"),
    ],
)
def test_reports_tell_who_speaks_in_many_ways(text: str, speakers: list[str]) -> None:
    assert [found.speaker for found in find_quotations(report(text))] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lake met Prime Minister of Borland Ben Moor. “It stays,” the Arland President said.", ""),
        ("Ben Moor lost to the queen. “It stays,” the queen said.", ""),
        ("Iraqi President Ben Moor came. “It stays,” the Iraqi president said.", BEN),
        ("Iraqi President Ben Moor came. “It stays,” the Iranian president said.", ""),
        ("Indonesian President Ben Moor came. “It stays,” the Indian president said.", ""),
        ("South Korean President Ben Moor came. “It stays,” the South African president said.", ""),
        ("United Nations envoy Ben Moor came. “It stays,” the American envoy said.", ""),
        ("Vice President of Arland Ben Moor came. “It stays,” the Arland president said.", ""),
        ("Arland President Ann Lake met Borland President Ben Moor. “It stays,” the Arland president said.", ANN),
        ("Arland President Ann Lake met Borland President Ben Moor. “It stays,” the Borland president said.", BEN),
        ("President Ann Lake met Ben Moor. “It stays,” the president said.", ANN),
        ("Ann Lake met Ben Moor. “It stays,” the president of Borland said.", ""),
        ("They met the President. Lake left.\n\n“It stays,” the president said.", ""),
        ("They met President Lake.\n\n“It stays,” the president said.", ANN),
        ("They met Gov. Lake.\n\n“It stays,” the governor said.", ANN),
    ],
)
def test_an_office_means_who_holds_it(text: str, speaker: str) -> None:
    assert only(report(text)).speaker == speaker


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "— Come in, said Lake.\n\n— I will not, Moor answered. He sat down.\n\n— Then go!\n",
            [("— Come in,", ANN), ("— I will not,", BEN), ("— Then go!", ANN)],
            id="to the words that tell who speaks",
        ),
        pytest.param(
            "— It is late, said Lake. — It is cold.\n\n— So it is, said Moor.\n\n— Then go!\n",
            [("— It is late,", ANN), ("It is cold.", ANN), ("— So it is,", BEN), ("— Then go!", ANN)],
            id="behind another dash again",
        ),
        pytest.param(
            "— One.\n\n“Two,” said Lake.\n\n— Three, said Moor.\n\n— Four, said Moor.\n",
            [("“Two,”", ANN)],
            id="not beside quotation marks",
        ),
        pytest.param("— the first;\n\n— the second;\n\n— the third.\n", [], id="not in a list"),
        pytest.param(
            "— The bridge is shut, Lake said.\n\n— The road is open, Moor said.\n\n— Taxes fell.\n",
            [],
            id="not in a list of news",
        ),
        pytest.param("It was late — said Lake — and cold.\n", [], id="not within a paragraph"),
    ],
)
def test_dialogue_in_dashes_is_found_where_it_is_plain(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(document(f"The ferry\n\n{text}", ANN, BEN)) == expected


TRANSCRIPT = """The meeting

The two met in the harbor.

* * *

Harbor Master Ann Lake: Good morning.

We begin with the “late” boats.

(Applause.)

Head of the Guild of Pilots, Rivers and Canals Ben Moor (through an interpreter): Thank you.

First: we are not late.

Ann Lake: Good.

(They sign the treaty.)

Question: Is that all?

Ben Moor: That is all.

* * *

The meeting ended at noon.
"""


def test_a_turn_goes_from_its_label_to_the_next_over_all_paragraphs() -> None:
    made = document(TRANSCRIPT, ANN, BEN)
    assert said(made) == [
        ("Good morning.\n\nWe begin with the “late” boats.", ANN),
        ("Thank you.\n\nFirst: we are not late.", BEN),
        ("Good.", ANN),
        ("Is that all?", ""),
        ("That is all.", BEN),
    ]
    assert {found.found_by for found in find_quotations(made)} == {"turn"}
    assert words(made, find_quotations(made)[1].named) == "Head of the Guild of Pilots, Rivers and Canals Ben Moor"


def test_a_label_is_known_by_its_last_word_where_no_mention_was_recognized() -> None:
    made = document(TRANSCRIPT, ANN, BEN)
    first = replace(made, mentions=made.mentions[:2])
    assert [found.speaker for found in find_quotations(first)] == [ANN, BEN, ANN, "", BEN]


def test_a_label_with_no_break_spaces_is_a_label() -> None:
    made = document("News\n\nMinister of\u00a0the\u00a0North Ann\u00a0Lake: Good\u00a0morning.\n\nThank you.\n")
    assert said(made) == [("Good\u00a0morning.\n\nThank you.", "")]


def test_headings_with_a_colon_and_points_that_are_counted_are_no_turns() -> None:
    heads = ("The War in Brief: 1962", "Police Action: a first try", "Long March: to the coast")
    text = "".join(f"{head}\n\nAll was quiet there for years.\n\nAgain: it was quiet.\n\n" for head in heads)
    assert said(document(f"A history\n\n{text}", ANN)) == []


def test_a_single_turn_in_quotation_marks_ends_where_they_close() -> None:
    text = "News\n\nThe words were given out.\n\nAnn Lake: “We left.\n\nWe came home.”\n\nThe paper then closed.\n"
    assert said(document(text, ANN)) == [("“We left.\n\nWe came home.”", ANN)]


@pytest.mark.parametrize(
    "line",
    [
        "I repeat: no.",
        "My question is: why?",
        "Dear Ann Lake: Thank you.",
        "Mr. Speaker, my fellow citizens: the boats are late.",
        "Mr President: Thank you.",
        "The Old Mill: a ruin.",
    ],
)
def test_a_sentence_with_a_colon_is_no_label(line: str) -> None:
    assert said(document(f"News\n\nLake came home.\n\n{line}\n", ANN)) == []


def test_a_block_quote_is_a_quotation_of_whom_the_words_before_it_name() -> None:
    made = document(
        "Notes\n\nIn May, Lake wrote:\n\n> It is late.\n> It is cold.\n\nNobody answered.\n", ANN, path="seeds/a.md"
    )
    assert said(made) == [("> It is late.\n> It is cold.", ANN)]


def test_a_block_quote_is_signed_behind_a_dash() -> None:
    made = document("Notes\n\nA motto.\n\n> It is late.\n>\n> — Ann Lake\n\nMore.\n", ANN, path="seeds/a.md")
    assert [(found.speaker, found.found_by) for found in find_quotations(made)] == [(ANN, "signature")]


def test_a_narrator_is_named_by_what_others_call_him() -> None:
    text = "“Is it late?” I said.\n\n“Yes, Moor, it is,” said Lake.\n\n“And cold?” I asked.\n\n“No, Moor,” said Lake.\n"
    made = document(f"The ferry\n\n{text}", ANN, BEN)
    assert [found.speaker for found in find_quotations(made)] == [BEN, ANN, BEN, ANN]


def test_evidence_falls_from_a_verb_to_a_guess() -> None:
    by_rule = {
        found.found_by: found.evidence
        for found in find_quotations(
            document("X\n\n“Late?” asked Lake.\n\n“It is,” said Moor.\n\n“Cold?” he said.\n\n“Yes.”\n", ANN, BEN)
        )
    }
    assert by_rule["inverted"] > by_rule["pronoun"] > by_rule["alternation"]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        pytest.param("“It is late,” said Lake. “It is cold.”", True, id="in the same paragraph"),
        pytest.param("“It is late,” said Lake.\n\n“It is cold.”", False, id="in the next"),
        pytest.param("“It is late,” said Lake.\n\nMoor nodded.\n\n“It is cold.”", False, id="another acts"),
        pytest.param("“It is late,” said Lake.\n\n“So it is,” said Moor.\n\n“It is cold.”", False, id="two speak"),
    ],
)
def test_who_goes_on_is_sure_in_one_paragraph_alone(text: str, sure: bool) -> None:
    assert (find_quotations(document(f"X\n\n{text}\n", ANN, BEN))[-1].evidence >= SURE) == sure


@pytest.mark.parametrize(
    ("text", "sure"),
    [("Ann Lake met Ben Moor.", True), ("Ann Lake met Joan Moor.", False), ("Ann Lake met K. T. Moor.", False)],
)
def test_a_pronoun_is_sure_where_one_person_alone_fits(text: str, sure: bool) -> None:
    met = text.removeprefix("Ann Lake met ").rstrip(".")
    found = only(document(f"X\n\n{text} “It is late,” she said.\n", ANN, met))
    assert (found.speaker == ANN, found.evidence >= SURE) == (True, True) if sure else found.evidence < SURE


@pytest.mark.parametrize(
    ("words_said", "speaker"),
    [
        ("I am Ben Moor, sir.", BEN),
        ("No! My name is Moor.", BEN),
        ("I am Ben Moor's cousin.", ""),
        ("They think I am Moor.", ""),
        ("Who says that my name is Moor?", ""),
    ],
)
def test_who_says_his_name_is_named(words_said: str, speaker: str) -> None:
    assert only(document(f"X\n\n“{words_said}” said the guard.\n", ANN, BEN)).speaker == speaker


@pytest.mark.parametrize(
    ("question", "speaker"), [("Your name?", BEN), ("And what name?", BEN), ("What name has the ferry?", "")]
)
def test_who_is_asked_his_name_answers_with_it(question: str, speaker: str) -> None:
    made = document(f"X\n\n“{question}” asked Lake.\n\n“Moor, to be sure,” said the guard.\n", ANN, BEN)
    assert [one.speaker for one in find_quotations(made)] == [ANN, speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param("Mr. Lake met Mrs. Lake. He rose.\n\n“It is late,” said his wife.", "Mrs. Lake", id="a couple"),
        pytest.param("“Late, Mrs. Lake,” said her husband. Mr. Lake rose.", "Mr. Lake", id="who is called"),
        pytest.param("Mrs. Lake left. “Late,” said Mr. Lake's wife.", "Mrs. Lake", id="who owns"),
        pytest.param("Moor met Mrs. Lake. “Late,” said his wife.", "", id="another name"),
        pytest.param("Uncle Moor met Mr. Lake. “Late,” said his uncle.", BEN, id="who alone is called uncle"),
        pytest.param("Father Moor met Mr. Lake. “Late,” said his father.", "", id="not who is a priest"),
        pytest.param("Moor met Mr. Lake. “Late,” said his uncle.", "", id="a report tells of no kin"),
    ],
)
def test_kin_are_named_where_a_name_or_a_title_tells(text: str, speaker: str) -> None:
    made = document(f"The ferry\n\n{text}\n", BEN)
    couple = [
        Mention(Span(*match.span()), match[0], "person", "name", 1.0)
        for match in re.finditer(r"Mrs?\. Lake", made.text)
    ]
    found = only(replace(made, mentions=tuple(sorted((*made.mentions, *couple), key=lambda mention: mention.span))))
    assert (found.speaker, not speaker or found.evidence < SURE) == (speaker, True)


@pytest.mark.parametrize(("kin", "speaker"), [("his cousin", BEN), ("his sister", ""), ("his lawyer", "")])
def test_kin_are_who_speaks_with_somebody_in_a_dialogue(kin: str, speaker: str) -> None:
    asked = "“Late?” asked Voss.\n\n“Late,” said Moor.\n\n"
    found = find_quotations(document(f"X\n\n{asked * 2}“Cold?” asked Voss.\n\n“Cold,” said {kin}.\n", BEN, CARL))
    assert (found[-1].speaker, found[-1].evidence < SURE or not speaker) == (speaker, True)


def test_a_noun_does_not_hide_the_name_that_was_told_before() -> None:
    asked = "“Late?” asked Voss.\n\n“Late,” said Moor.\n\n"
    made = document(f"X\n\n{asked * 2}“Cold?” asked Voss.\n\n“Cold,” said his cousin.\n\n“No!”\n\n“Yes!”\n", BEN, CARL)
    assert [words(made, one.named) for one in find_quotations(made)[-3:]] == ["his cousin", "Voss", "Moor"]


def test_a_noun_for_a_person_begins_at_its_own_article() -> None:
    made = document("X\n\nIt was the end, the old man knew. “I came,” he said.\n")
    assert words(made, only(made).named) == "the old man"


def test_a_name_that_others_call_holds_in_its_conversation() -> None:
    asked = "“Late, Moor?” said Lake.\n\n“Yes,” said the guard.\n\n"
    text = f"X\n\n{asked * 2}{'The town slept. ' * 200}\n\n“No,” said the guard.\n"
    assert [one.speaker for one in find_quotations(document(text, ANN, BEN))] == [ANN, BEN, ANN, BEN, ""]


@pytest.mark.parametrize("noun", ["her brother", "a voice"])
def test_who_is_someone_else_in_another_place_gets_no_name(noun: str) -> None:
    text = f"X\n\n“Late, Moor?” said Lake.\n\n“Yes,” said {noun}.\n"
    assert [one.speaker for one in find_quotations(document(text, ANN, BEN))] == [ANN, ""]


def test_a_name_that_is_called_far_away_is_another_s() -> None:
    text = f"X\n\n“Cold,” said the guard.\n\n{'The town slept. ' * 40}\n\n“Late, Moor?” said Lake.\n"
    assert [one.speaker for one in find_quotations(document(text, ANN, BEN))] == ["", ANN]


def test_several_have_no_name() -> None:
    text = "X\n\n" + "“Late, Moor?” said Lake.\n\n“Yes,” said the guards.\n\n" * 2
    assert [one.speaker for one in find_quotations(document(text, ANN, BEN))] == [ANN, "", ANN, ""]


def test_two_who_alternate_by_verbs_have_a_dialogue() -> None:
    turns = "\n\n".join(f"“It is {word},” said {one}." for word, one in zip("abcd", ["Lake", "Moor"] * 2, strict=True))
    last = find_quotations(document(f"X\n\n{turns}\n\n“It is late.”\n", ANN, BEN))[-1]
    assert (last.speaker, last.evidence >= SURE) == (ANN, False)


def test_who_owns_somebody_is_not_the_speaker() -> None:
    assert only(document("X\n\n“It is late,” said Lake's pilot.\n", ANN)).speaker == ""


def test_a_text_of_another_script_or_without_capitals_gives_what_is_sure_or_nothing() -> None:
    assert said(document("x\n\n“it is late,” said ann lake.\n")) == [("“it is late,”", "")]
    assert said(document("Х\n\n«Уже поздно», сказала она.\n")) == [("«Уже поздно»", "")]
    assert said(document("X\n\nTHE PORT IS CLOSED. NOBODY CAME.\n")) == []
    assert said(document("")) == []


PIECES = [
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "«",
    "»",
    "``",
    "''",
    "Ann Lake",
    " said",
    " he said",
    "Yes",
    "I don't",
    ",",
    ".",
    "?",
]
PIECES += [" ", "\n", "\n\n", ": ", "Ann Lake: ", "> ", "* * *", "\u00a0", "\u0085", "はい", "「", "」", "(", ")", "— "]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_quotations_are_in_order_within_the_text_and_apart(text: str) -> None:
    made = document(text, ANN, path="seeds/a.md")
    found = find_quotations(made)
    assert find_quotations(made) == found
    assert [quotation.span for quotation in found] == sorted(quotation.span for quotation in found)
    for quotation in found:
        assert 0 <= quotation.span.start < quotation.span.end <= len(text)
        assert made.words_of(quotation.span).strip() == made.words_of(quotation.span)
        assert 0 <= quotation.evidence <= 1
        assert quotation.speaker in ("", ANN)
        assert quotation.found_by != "none" or not quotation.speaker
    for before, after in pairwise(found):
        assert before.span.end <= after.span.start


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for found in find_quotations(document(text)):
        assert found.span.end <= len(text)


def in_one(text: str) -> Document:
    """Return the text as a single passage, whatever its lines."""
    return replace(
        Document("a", "seeds/a.txt", text, "", "", 0, "UTF-8", "LF"),
        blocks=(Block("p1", "paragraph", Span(0, len(text))),),
    )


def in_lines(text: str) -> Document:
    """Return the text with each line a passage."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(f"p{len(blocks) + 1}", "paragraph", Span(start, start + len(line))))
        start += len(line) + 1
    return replace(Document("a", "seeds/a.txt", text, "", "", 0, "UTF-8", "LF"), blocks=tuple(blocks))


def named(made: Document) -> Document:
    spans = [Span(*match.span()) for match in re.finditer("Lake", made.text)]
    return replace(made, mentions=tuple(Mention(span, ANN, "person", "name", 1.0) for span in spans))


NASTY: dict[str, Callable[[int], Document]] = {
    "straight marks": lambda n: in_one('"' * n),
    "opening marks": lambda n: in_one("“" * n),
    "words in marks": lambda n: in_one("「はい」と" * (n // 4)),
    "apostrophes": lambda n: in_one("' " * n),
    "verbs between marks": lambda n: in_one('"a," said ' * (n // 8)),
    "quotations of one speaker": lambda n: named(in_one("“Lake, no,” he said. " * (n // 8))),
    "names in one quotation": lambda n: named(in_lines("“No. " + "Lake, " * n + "\n“Yes, Lake,” he said.")),
    "paragraphs that all open": lambda n: in_lines("“Go on.\n" * (n // 4)),
    "labels": lambda n: named(in_lines("Ann Lake: “Yes, Lake.\n" * (n // 8))),
    "colons": lambda n: in_lines("A b:\n" * n),
    "a long label": lambda n: in_lines("A" * (10 * n) + ":"),
    "two who speak by turns": lambda n: named(in_lines("“Yes, Lake?”\n“No, Moor!”\n" * (n // 8))),
    "pronouns for nobody": lambda n: in_lines("“Yes?” he said.\n“No!” she said.\n“Go,” the man said.\n" * (n // 12)),
    "articles": lambda n: in_one("a " * n + "man " * n + "“Yes,” said the man. “No,” he said."),
    "sentences without end": lambda n: in_one("“Yes,” said a man and " + "the man and " * n + "“No,” he said."),
    "messages": lambda n: named(in_lines("Lake wrote. The message reads:\n“Yes is the word.”\n" * (n // 12))),
    "dashes": lambda n: in_lines("— Yes! said Lake.\n" * (n // 4)),
    "pauses behind a dash": lambda n: in_lines(("— Yes" + ", yes" * n + "\n") * 3),
    "capitals": lambda n: in_one("“YES,” SAID LAKE. HE WENT. " * (n // 8)),
    "white space": lambda n: in_one(" " * (10 * n) + "“Yes.”"),
}


@pytest.mark.parametrize("case", NASTY)
def test_work_grows_with_the_text(case: str) -> None:
    def seconds(made: Document) -> float:
        started = time.process_time()
        find_quotations(made)
        return time.process_time() - started

    once, four_times = (NASTY[case](size) for size in (2_000, 8_000))
    assert min(seconds(four_times) for _ in range(3)) < 8 * min(seconds(once) for _ in range(3)) + 0.05


def test_each_of_many_quotations_is_found() -> None:
    assert len(find_quotations(in_one("“I went home,” said Lake. " * 5_000))) == 5_000
