"""What an archive knows as a name, marked where it was not found; and names that only a title has in full."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from glossator.glossary import Glossary, load_glossary
from glossator.model import Ambiguity, Datum, Decision, Document, FoundEntity, FoundName, Mention, Quote, Span
from glossator.recognize.title_names import title_names, with_title, without_title
from glossator.relate import repeats
from glossator.structure import structure

HARBOR = FoundEntity(
    "organizations/vexmoor-harbor-board",
    "organization",
    "Vexmoor Harbor Board",
    (("Vexmoor Harbor Board", 5), ("Vexmoor", 4), ("VHB", 3), ("Board", 2)),
    documents=3,
    mentions=14,
    evidence=0.95,
)
PERSON = FoundEntity(
    "people/ada-quill", "person", "Ada Quill", (("Ada Quill", 4), ("Quill", 9)), documents=2, mentions=13, evidence=0.95
)


def document(text: str, id_: str = "a") -> Document:
    return structure(Document(id_, f"seeds/{id_}.txt", text, "", "", 0, "UTF-8", "LF"))


def marked(made: Document, *found: FoundEntity, glossary: Glossary | None = None) -> list[str]:
    added = repeats([made], found, glossary or Glossary()).get(made.id, ())
    assert all(mention.found_by == "archive" for mention in added)
    return [made.words_of(mention.span) for mention in added]


PLACES = {
    "a long name": ("They wrote to the Vexmoor Harbor Board in May.", ["Vexmoor Harbor Board"]),
    "a short name": ("They sailed to Vexmoor again.", ["Vexmoor"]),
    "an acronym": ("They asked the VHB again.", ["VHB"]),
    "two": ("They sailed from Vexmoor; the VHB wrote.", ["Vexmoor", "VHB"]),
    "a short name behind what could be its first word": ("From Vexmoor they came.", []),
    "at the beginning": ("Vexmoor is far.", ["Vexmoor"]),
    "behind a word that only begins a sentence": ("From the sea. From Vexmoor they came from afar.", ["Vexmoor"]),
    "a form that stands too seldom elsewhere": ("They asked the Board again.", []),
    "another word's part": ("The Vexmoorish sea and VHBs.", []),
    "a longer name's part": ("They met Vexmoor Castle and Old Vexmoor there.", []),
    "a word of this text": ("A vexmoor is a bird. Vexmoor flew by.", []),
    "over two passages": ("They met the Vexmoor Harbor\n\nBoard and left.", []),
    "a person in full": ("Then Ada Quill came.", ["Ada Quill"]),
    "a last name alone": ("Then Quill came.", []),
}


@pytest.mark.parametrize("case", PLACES)
def test_known_names_are_marked(case: str) -> None:
    text, words = PLACES[case]
    assert marked(document(text), HARBOR, PERSON) == words


@pytest.mark.parametrize(
    "doubted",
    [replace(HARBOR, documents=1), replace(HARBOR, evidence=0.8), replace(HARBOR, shared=True)],
    ids=["one document", "not sure", "several people's"],
)
def test_what_is_not_sure_elsewhere_is_not_marked(doubted: FoundEntity) -> None:
    assert marked(document("They sailed to Vexmoor again."), doubted) == []


def test_what_could_be_two_is_not_marked() -> None:
    other = replace(HARBOR, id="places/vexmoor", type="place", forms=(("Vexmoor", 1),))
    assert marked(document("To Vexmoor and the VHB."), HARBOR, other) == ["VHB"]


def test_many_places_are_looked_at_once_each() -> None:
    def seconds(times: int) -> float:
        made = document("Nobody saw Vexmoor, and then again. " * times)
        start = time.process_time()
        assert len(marked(made, HARBOR)) == times
        return time.process_time() - start

    assert min(seconds(4000) / seconds(1000) for _ in range(5)) < 10


def test_names_that_are_there_stay() -> None:
    made = document("To Vexmoor, Vexmoor and Vexmoor.")
    first, second = Span(3, 10), Span(12, 19)
    made = replace(
        made, mentions=(Mention(first, "x", "place", "tagger", 0.6),), ambiguities=(Ambiguity(second, ("x", "y")),)
    )
    added = repeats([made], [HARBOR], Glossary())["a"]
    assert [mention.span for mention in added] == [Span(24, 31)]


def test_what_a_sidecar_or_an_entry_says_is_no_name_stays_none() -> None:
    said = replace(document("To Vexmoor."), decisions=(Decision(Quote("Vexmoor"), ""),))
    assert marked(said, HARBOR) == []
    entry = b"---\nname: Vexmoor Castle\nnot: [Vexmoor]\n---\n"
    glossary = load_glossary([("glossary/places/vexmoor-castle.md", entry)])
    assert marked(document("To Vexmoor."), HARBOR, glossary=glossary) == []


def test_a_title_that_the_text_has_is_not_read_again() -> None:
    made = document("Ada Quill sails\n\nThey left.").with_metadata(Datum("title", "Ada Quill sails", "text"))
    assert with_title(made) == made.text
    assert title_names(made, lambda *_: pytest.fail("it was read")) == ()


def test_people_of_the_title_stand_behind_the_text() -> None:
    made = document("Quill came.").with_metadata(Datum("title", "Ada Quill in Vexmoor", "html title"))
    whole = with_title(made)

    def find(title: Document, _: object) -> list[Mention]:
        assert title.text == "Ada Quill in Vexmoor"
        return [
            Mention(Span(0, 9), "", "person", "tagger", 0.9),
            Mention(Span(13, 20), "", "place", "tagger", 0.9),
        ]

    (name,) = title_names(made, find)
    assert whole[name.span.start : name.span.end] == "Ada Quill"


def test_without_the_title_a_name_keeps_the_titles_form_and_counts_the_texts() -> None:
    whole = "Quill came. Rill left.\n\nAda Quill and Ann Bell"
    mentions = (
        Mention(Span(0, 5), "#1", "person", "tagger", 0.9),
        Mention(Span(12, 16), "#2", "person", "tagger", 0.9),
        Mention(Span(24, 33), "#1", "person", "tagger", 0.9),
        Mention(Span(38, 46), "#0", "person", "tagger", 0.9),
    )
    found = (
        FoundName("person", "Ann Bell", (("Ann Bell", 1),), 0.9),
        FoundName("person", "Ada Quill", (("Ada Quill", 1), ("Quill", 1)), 0.9),
        FoundName("person", "Rill", (("Rill", 1),), 0.9),
    )
    kept, names = without_title(mentions, found, whole, 22)
    assert [(mention.span.start, mention.entity) for mention in kept] == [(0, "#0"), (12, "#1")]
    assert names == (replace(found[1], forms=(("Quill", 1),)), found[2])
