"""What needs every document: the sentences that name an entity, and what links to what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from glossator.glossary import Glossary
from glossator.model import (
    Backlink,
    Block,
    Context,
    Document,
    Entity,
    Link,
    Mention,
    Note,
    Position,
    Quotation,
    Quote,
    Span,
    Target,
)
from glossator.relate import Targets, contexts, follow, index_mentions, resolve
from glossator.relate.links import MOST_NEAREST
from glossator.relate.mentions import LONGEST
from glossator.structure import structure


def document(text: str, *names: tuple[str, str], id_: str = "a") -> Document:
    """Make a document in which every occurrence of each word is a mention of an entity."""
    made = structure(Document(id_, f"seeds/{id_}.txt", text, "", "", 0, "UTF-8", "LF"))
    mentions = [
        Mention(Span(start, start + len(words)), entity, "person", "name", 1.0)
        for words, entity in names
        for start in range(len(text))
        if text.startswith(words, start)
    ]
    mentions.sort(key=lambda mention: mention.span)
    return Document(**{name: getattr(made, name) for name in Document.__slots__} | {"mentions": tuple(mentions)})


def shown(made: Document) -> list[tuple[str, str, str, list[str]]]:
    """Return each context as (entity, block, sentence, marks)."""
    return [
        (entity, context.block, made.words_of(context.sentence), [made.words_of(mark) for mark in context.marks])
        for entity, context in contexts(made)
    ]


def test_the_sentence_that_names_an_entity() -> None:
    made = document("It rained. Then Ada came. Eve left.\n\nAda slept.", ("Ada", "people/ada"))
    assert shown(made) == [
        ("people/ada", "p1", "Then Ada came.", ["Ada"]),
        ("people/ada", "p2", "Ada slept.", ["Ada"]),
    ]


def test_two_mentions_in_one_sentence_are_one_context() -> None:
    made = document("Ada met Eve, and Ada laughed.", ("Ada", "people/ada"), ("Eve", "people/eve"))
    assert shown(made) == [
        ("people/ada", "p1", "Ada met Eve, and Ada laughed.", ["Ada", "Ada"]),
        ("people/eve", "p1", "Ada met Eve, and Ada laughed.", ["Eve"]),
    ]


def test_a_mention_beyond_its_sentence_has_the_whole_passage() -> None:
    made = document("It rained. Who won? Ada did. They left.", ("won? Ada", "works/won-ada"))
    assert shown(made) == [("works/won-ada", "p1", "It rained. Who won? Ada did. They left.", ["won? Ada"])]


def test_of_a_sentence_without_end_only_the_words_around_the_mention() -> None:
    made = document("word " * 2000 + "Ada " + "word " * 2000, ("Ada", "people/ada"))
    ((_, context),) = contexts(made)
    words = made.words_of(context.sentence)
    assert len(words) <= LONGEST
    assert words.startswith("word ")
    assert words.endswith("word")
    assert words.count("Ada") == 1


def test_a_document_that_names_nobody_has_no_contexts() -> None:
    assert shown(document("It rained.")) == []
    assert shown(document("")) == []


def test_contexts_say_where_they_stand() -> None:
    made = document("Ada.", ("Ada", "people/ada"), id_="b")
    assert contexts(made) == (("people/ada", Context("b", "p1", Span(0, 4), (Span(0, 3),))),)


def test_the_index_counts_by_entity_in_the_order_of_the_documents() -> None:
    first = document("Eve and Ada and Ada.", ("Ada", "people/ada"), ("Eve", "people/eve"), id_="z")
    second = document("Ada.", ("Ada", "people/ada"), id_="a")
    index = index_mentions([first, second])
    assert index == {"people/ada": (("z", 2), ("a", 1)), "people/eve": (("z", 1),)}
    assert list(index) == ["people/ada", "people/eve"]


def note(document_id: str, name: str, *links: str, see: Sequence[str] = ()) -> Note:
    return Note(
        f"{document_id}/{name}",
        document_id,
        Quote("x"),
        "",
        f"annotations/{document_id}/{name}.md",
        Position(2, 8),
        4,
        see=tuple(Link(target, "", Position(3, 1)) for target in see),
        links=tuple(Link(target, "", Position(5, 1)) for target in links),
    )


def entry(entity_id: str, *links: str, merged_into: str = "") -> Entity:
    return Entity(
        entity_id,
        "person",
        entity_id,
        f"glossary/{entity_id}.md",
        merged_into=merged_into,
        links=tuple(Link(target, "", Position(7, 2)) for target in links),
    )


ENTRIES = (entry("people/ada"), entry("people/byron", merged_into="people/ada"), entry("people/eve"))
LETTER = Document("letter", "seeds/l.txt", "x", "", "", 0, "", "", blocks=(Block("p1", "paragraph", Span(0, 1)),))
TARGETS = Targets([LETTER], Glossary(ENTRIES), [note("letter", "ink"), note("lost", "x")])


def test_what_an_address_leads_to() -> None:
    assert TARGETS.find("people/ada") == Target("entity", "people/ada")
    assert TARGETS.find("people/byron") == Target("entity", "people/ada")
    assert TARGETS.find("letter") == Target("document", "letter")
    assert TARGETS.find("letter#p1") == Target("document", "letter", "p1")
    assert TARGETS.find("letter#note-ink") == Target("document", "letter", "note-ink")


def test_addresses_that_lead_to_nothing() -> None:
    for address in ("people/zoe", "letter#p2", "letter#note-x", "lost", "lost#note-x", "people/ada#p1", "", "#p1"):
        assert TARGETS.find(address) is None, address


def test_a_link_is_seen_from_where_it_leads_to() -> None:
    first = note("letter", "ink", "people/eve", see=["people/ada", "letter#p1"])
    second = entry("people/eve", "people/ada")
    backlinks, problems = follow([first, second], TARGETS)
    assert problems == ()
    assert backlinks == (
        Backlink(Target("entity", "people/ada"), first),
        Backlink(Target("document", "letter", "p1"), first),
        Backlink(Target("entity", "people/eve"), first, 0),
        Backlink(Target("entity", "people/ada"), second, 0),
    )


def test_links_to_one_target_are_one_backlink() -> None:
    source = note("letter", "ink", "people/eve", "people/ada", "people/byron", see=["people/ada"])
    backlinks, _ = follow([source], TARGETS)
    assert backlinks == (
        Backlink(Target("entity", "people/ada"), source, 1),
        Backlink(Target("entity", "people/eve"), source, 0),
    )


def test_e501_a_link_to_nothing_with_the_nearest_address() -> None:
    source = note("letter", "ink", "people/adda", see=["letter#p12"])
    backlinks, problems = follow([source, entry("people/eve", "letters", "zzz")], TARGETS)
    remedy = (
        "    remedy: link to an entry (people/vladimir-putin), a document (DOCUMENT-ID)"
        ", a passage of it (DOCUMENT-ID#p4) or a note on it (DOCUMENT-ID#note-NAME)"
    )
    assert backlinks == ()
    assert [str(problem) for problem in problems] == [
        "annotations/letter/ink.md:3:1: E501 `letter#p12` leads to nothing; did you mean letter#p1?\n" + remedy,
        "annotations/letter/ink.md:5:1: E501 `people/adda` leads to nothing; did you mean people/ada?\n" + remedy,
        "glossary/people/eve.md:7:2: E501 `letters` leads to nothing; did you mean letter?\n" + remedy,
        "glossary/people/eve.md:7:2: E501 `zzz` leads to nothing\n" + remedy,
    ]


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("leter#p1", "letter#p1"),
        ("leter#p77", "letter"),
        ("letter # p1", "letter#p1"),
        ("letter#p1:12-58", "letter#p1"),
        ("people/ada#p1", "people/ada"),
    ],
)
def test_the_nearest_address_is_of_the_nearest_document_and_its_passage(address: str, nearest: str) -> None:
    assert TARGETS.nearest(address) == nearest


def test_e501_a_link_to_what_was_only_found_and_how_it_gets_an_entry() -> None:
    _, problems = follow([note("letter", "ink", "people/zoe")], TARGETS, found={"people/zoe"})
    assert [str(problem) for problem in problems] == [
        "annotations/letter/ink.md:5:1: E501 `people/zoe` has no entry: it is a name that the program found by itself\n"
        "    remedy: make it an entry first: glossator suggest --write people/zoe"
    ]


def test_i503_a_link_by_a_name_that_is_no_more_leads_to_what_has_another_now() -> None:
    targets = Targets([LETTER], Glossary(ENTRIES), [note("letter", "ink")], {"scan": "letter"})
    source = note("letter", "ink", "people/byron", "scan#p1", "scan#note-ink", "scan", "scan#p7", "letter")
    backlinks, problems = follow([source], targets)
    ways = [("entity", "people/ada", ""), *(("document", "letter", part) for part in ("p1", "note-ink", ""))]
    assert [(each.target.kind, each.target.id, each.target.fragment) for each in backlinks] == ways
    assert [(each.code, each.severity, each.message) for each in problems] == [
        ("I503", "info", "`people/byron` is `people/ada` now, and the link leads there"),
        ("I503", "info", "`scan#p1` is `letter#p1` now, and the link leads there"),
        ("I503", "info", "`scan#note-ink` is `letter#note-ink` now, and the link leads there"),
        ("I503", "info", "`scan` is `letter` now, and the link leads there"),
        ("E501", "error", "`scan#p7` leads to nothing; did you mean letter#p1?"),
    ]
    assert problems[0].remedy == "write `people/ada`"


def test_the_nearest_address_is_told_of_the_first_addresses_that_lead_to_nothing() -> None:
    addresses = [f"people/ada{number}" for number in range(MOST_NEAREST + 1)]
    _, problems = follow([entry("people/eve", *addresses)], TARGETS)
    assert ["did you mean" in problem.message for problem in problems] == [True] * MOST_NEAREST + [False]


def test_a_file_that_links_to_nothing_again_and_again_leaves_the_nearest_address_to_others() -> None:
    _, problems = follow(
        [entry("people/eve", *["people/zz"] * (MOST_NEAREST + 1)), entry("people/fay", "people/adda")], TARGETS
    )
    assert problems[-1].message == "`people/adda` leads to nothing; did you mean people/ada?"


def test_a_documents_own_names_become_the_archives() -> None:
    here = Mention(Span(0, 1), "#1", "organization", "tagger", 0.7)
    known = Mention(Span(2, 3), "people/x", "person", "name", 1.0)
    said = Quotation(Span(4, 5), "#0", None, None, "turn", 0.9)
    nobody = replace(said, speaker="")
    made = replace(document("a b c d"), mentions=(here, known), quotations=(said, nobody))
    resolved = resolve(made, ("people/ada", "places/alba"))
    assert resolved.mentions == (replace(here, entity="places/alba", type="place"), known)
    assert resolved.quotations == (replace(said, speaker="people/ada"), nobody)
