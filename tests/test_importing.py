"""Notes from other programs: what becomes of Hypothesis' and the W3C's annotations, and what is refused and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotate import load_notes
from glossator.importing import MOST_BYTES, Draft, Imported, Known, know, note_file, refuse
from glossator.importing.hypothesis import import_hypothesis
from glossator.importing.known import plain_address
from glossator.importing.notes import name_of, slug_of
from glossator.importing.w3c import import_w3c
from glossator.importing.w3c_model import annotation_faults
from glossator.model import Datum, Document, Quote
from helpers import WriteFiles, files_of, glossator_here

PAGE = "https://example.org/harbor"
TEXT = "The harbor was closed at noon.\n\nThe harbor was opened at night.\n"
EVERYBODY = {"read": ["group:__world__"]}


def document(id_: str = "harbor", url: str = PAGE) -> Document:
    return Document(id_, f"seeds/{id_}.txt", TEXT, "", "", 0, "UTF-8", "LF", (Datum("url", url, "sidecar"),))


def known(*documents: Document, notes: tuple[str, ...] = (), otherwise: str = "") -> Known:
    published = "https://archive.example/archive/documents/{}/".format
    return know(documents or (document(),), published, notes, otherwise)


def row(**values: Any) -> dict[str, Any]:
    """An annotation as Hypothesis' API gives it."""
    selector = {"type": "TextQuoteSelector", "exact": "opened at night", "prefix": "was ", "suffix": "."}
    return {
        "id": "aB3_x",
        "uri": PAGE,
        "user": "acct:ann@hypothes.is",
        "created": "2026-03-04T05:06:07.891011+00:00",
        "updated": "2026-03-05T05:06:07.891011+00:00",
        "text": "By whom?",
        "tags": ["night", "gates"],
        "group": "__world__",
        "permissions": EVERYBODY,
        "target": [{"source": PAGE, "selector": [{"type": "RangeSelector", "startOffset": 4}, selector]}],
        **values,
    }


def annotation(**values: Any) -> dict[str, Any]:
    """An annotation by the W3C's model."""
    selector = {"type": "TextQuoteSelector", "exact": "opened at night"}
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://notes.example/1",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "By whom?"},
        "target": {"source": PAGE, "selector": selector},
        **values,
    }


def from_hypothesis(*rows: Any, archive: Known | None = None) -> Imported:
    return import_hypothesis("notes.json", json.dumps({"rows": rows}).encode(), archive or known())


def from_w3c(whole: Any, archive: Known | None = None) -> Imported:
    return import_w3c("notes.json", json.dumps(whole).encode(), archive or known())


def told(imported: Imported) -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in imported.problems]


def test_an_annotation_of_hypothesis_becomes_a_note() -> None:
    imported = from_hypothesis(row())
    assert imported.problems == ()
    (draft,) = imported.notes
    assert draft.path == f"annotations/harbor/{name_of('opened at night', 'aB3_x')}.md"
    assert note_file(draft) == (
        '---\n# Hypothesis: aB3_x\nquote: "opened at night"\nprefix: "was "\nsuffix: "."\nmotivation: commenting\n'
        'author: "ann"\ndate: "2026-03-04"\ntags: ["night", "gates"]\n---\nBy whom?\n'
    )
    ((note,), problems) = load_notes([(draft.path, note_file(draft).encode())])
    assert problems == ()
    assert note.quote == Quote("opened at night", "was ", ".")


FORMS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "rows": lambda one: json.dumps({"total": 1, "rows": [one]}).encode(),
    "annotations": lambda one: json.dumps({"export_date": "2026-03-04", "annotations": [one]}).encode(),
    "list": lambda one: json.dumps([one]).encode(),
    "itself": lambda one: json.dumps(one, indent=1).encode(),
    "byte order mark": lambda one: b"\xef\xbb\xbf" + json.dumps([one]).encode(),
    "a line each": lambda one: json.dumps(one).encode() + b"\n\n" + json.dumps(one | {"id": "other"}).encode() + b"\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_hypothesis_rows_come_in_several_forms(form: str) -> None:
    imported = import_hypothesis("notes.json", FORMS[form](row()), known())
    assert imported.problems == ()
    assert imported.notes[0].body == "By whom?\n"


MOTIVATIONS = {
    "commenting": {"text": "By whom?", "tags": ["a"]},
    "tagging": {"text": " ", "tags": ["a"]},
    "highlighting": {"text": "", "tags": []},
}


@pytest.mark.parametrize("motivation", MOTIVATIONS)
def test_what_a_note_does_follows_from_what_it_holds(motivation: str) -> None:
    (draft,) = from_hypothesis(row(**MOTIVATIONS[motivation])).notes
    assert draft.motivation == motivation


@pytest.mark.parametrize("created", ["yesterday", "2026-02-30T05:06:07+00:00", ""])
def test_what_is_no_date_is_left_out(created: str) -> None:
    (draft,) = from_hypothesis(row(created=created)).notes
    assert draft.date == ""
    assert "date" not in note_file(draft)


def test_html_stays_text_and_brackets_are_no_links() -> None:
    (draft,) = from_hypothesis(row(text="<script>x</script>\r\nsee [[people/ada]], `[[a]]`\rand [[b|c]]")).notes
    assert draft.body == "<script>x</script>\nsee \\[[people/ada]], `[[a]]`\nand \\[[b|c]]\n"
    ((note,), problems) = load_notes([(draft.path, note_file(draft).encode())])
    assert (note.links, problems) == ((), ())


def test_a_reply_is_a_note_on_the_same_words_that_leads_to_what_it_answers() -> None:
    again = row(id="again", references=["aB3_x", "reply"], target=[{"source": PAGE}], user="acct:cid@h", text="Yes.")
    reply = row(id="reply", references=["aB3_x"], target=[{"source": PAGE}], user="acct:bob@h", text="Bob.", tags=[])
    imported = from_hypothesis(again, reply, row())
    assert imported.problems == ()
    first, second, third = imported.notes
    assert (second.motivation, second.author, second.quote) == ("replying", "bob", first.quote)
    assert second.see == (f"harbor#note-{first.name}",)
    assert third.see == (f"harbor#note-{second.name}",)
    assert refuse(second) is None


def test_a_reply_leads_to_the_file_that_the_note_has_now() -> None:
    (draft,) = from_hypothesis(row()).notes
    renamed = draft.path.replace("opened-at-night", "gates")
    imported = from_hypothesis(row(), row(id="reply", references=["aB3_x"]), archive=known(notes=(renamed,)))
    assert imported.there == (renamed,)
    assert imported.notes[0].see == (f"harbor#note-{Path(renamed).stem}",)


PASSED = {
    "private": ({"permissions": {"read": ["acct:ann@h"]}}, "I234", "private: only its author or a group may read it"),
    "group": ({"permissions": {"read": ["group:abc"]}}, "I234", "private: only its author or a group may read it"),
    "not said to be public": ({"permissions": {}}, "I234", "private: only its author or a group may read it"),
    "hidden": ({"hidden": True}, "I234", "hidden by moderators, or reported to them"),
    "reported": ({"flagged": True}, "I234", "hidden by moderators, or reported to them"),
    "page note": ({"target": [{"source": PAGE}]}, "I234", "about a whole page, and a note is about words"),
    "lost reply": ({"references": ["gone"]}, "I234", "a reply to what is not taken in"),
    "reply to itself": ({"references": ["aB3_x"]}, "I234", "a reply to what is not taken in"),
    "other page": (
        {"uri": "https://example.org/mill", "target": row()["target"][0:0]},
        "I234",
        "about a whole page, and a note is about words",
    ),
    "unknown page": (
        {"uri": "urn:x-pdf:1", "target": [{"selector": row()["target"][0]["selector"]}]},
        "E232",
        "no document has the address urn:x-pdf:1",
    ),
    "text is a number": ({"text": 1}, "E231", "Expected `str | null`, got `int` - at `$.text`"),
    "no id": ({"id": None}, "E231", "Expected `str`, got `null` - at `$.id`"),
    "tags is a text": ({"tags": "a"}, "E231", "Expected `array`, got `str` - at `$.tags`"),
    "target is an object": ({"target": {}}, "E231", "Expected `array`, got `object` - at `$.target`"),
    "long quote": (
        {"target": [{"selector": [{"type": "TextQuoteSelector", "exact": "x" * 2001}]}]},
        "E233",
        "`quote` is wrong: it has 2001 characters, more than 2000",
    ),
    "blank quote": (
        {"target": [{"selector": [{"type": "TextQuoteSelector", "exact": " \n"}]}]},
        "E233",
        "`quote` is wrong: it quotes no words",
    ),
    "long text": ({"text": "x" * 70_000}, "E233", "the file has more than the 65,536 bytes that are read"),
    "turned name": ({"user": "acct:\u202eann@h"}, "E233", "`author` is wrong: it holds U+202E"),
    "half a character": ({"text": "\ud83d"}, "E233", "it holds a half of a character"),
    "control character": ({"tags": ["\x07"]}, "E233", "an escape stands for the character U+0007"),
    "nul": ({"text": "a\0b"}, "E233", "a NUL byte stands at offset"),
}


@pytest.mark.parametrize("case", PASSED)
def test_what_is_not_taken_in_is_told_and_the_rest_comes_in(case: str) -> None:
    values, code, words = PASSED[case]
    imported = from_hypothesis(row(**values), row(id="other"))
    assert [draft.name for draft in imported.notes] == [name_of("opened at night", "other")]
    (problem,) = imported.problems
    assert (problem.code, problem.path) == (code, "notes.json")
    assert words in problem.message
    assert problem.remedy
    assert problem.severity == ("info" if code == "I234" else "error")


def test_the_same_is_told_once_with_the_first_rows() -> None:
    imported = from_hypothesis(*(row(id=f"n{number}", permissions={}) for number in range(7)))
    assert told(imported) == [
        "I234 not taken in, as it is private: only its author or a group may read it"
        " (1: n0, 2: n1, 3: n2, 4: n3, 5: n4 and 2 more)"
    ]
    assert str(imported.problems[0]).endswith("\n    remedy: have its author make it public first")


def test_of_what_has_to_be_mended_every_row_is_named() -> None:
    (problem,) = from_hypothesis(*(row(id=f"n{number}", user="acct:\u202eann@h") for number in range(101))).problems
    assert problem.message.endswith("(" + ", ".join(f"{n + 1}: n{n}" for n in range(100)) + " and 1 more)")


def test_annotations_that_the_api_did_not_give_are_told() -> None:
    data = json.dumps({"total": 1501, "rows": [row()]}).encode()
    imported = import_hypothesis("notes.json", data, known())
    assert len(imported.notes) == 1
    assert list(map(str, imported.problems)) == [
        "notes.json: I236 the file holds 1 of the 1,501 annotations that Hypothesis found\n"
        "    remedy: ask for the others with `offset`, and take them in, too"
    ]


def test_replies_that_come_apart_are_taken_in() -> None:
    whole = {"total": 1, "rows": [row()], "replies": [row(id="reply", references=["aB3_x"], target=[])]}
    imported = import_hypothesis("notes.json", json.dumps(whole).encode(), known())
    assert imported.problems == ()
    assert [draft.motivation for draft in imported.notes] == ["commenting", "replying"]


REFUSED = {
    "nothing": (b"", "it is no JSON: Expecting value: line 1 column 1 (char 0)"),
    "no json": (b"[1, 2", "it is no JSON: "),
    "a number": (b"7", "it holds no annotations: neither `rows` nor a list of them"),
    "other object": (b'{"total": 3}', "it holds no annotations: neither `rows` nor a list of them"),
    "rows of another kind": (b'{"rows": 5}', "it holds no annotations: neither `rows` nor a list of them"),
    "deep": (b"[" * 200_000, "it is no JSON: "),
    "no text": (b'["\xff"]', "it is no JSON: "),
    "long number": (b"[" + b"9" * 5000 + b"]", "it is no JSON: "),
    "large": (b" " * (MOST_BYTES + 1), "it has more than the 67,108,864 bytes that are read"),
    "many values": (b"[" + b"1," * 4_000_000 + b"1]", "it has more than 4,000,000 values"),
    "many rows": (b"[" + b"1," * 100_000 + b"1]", "it has more than the 100,000 annotations that are read"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_of_which_nothing_can_be_taken_in(case: str) -> None:
    data, words = REFUSED[case]
    imported = import_hypothesis("notes.json", data, known())
    assert (imported.notes, imported.there) == ((), ())
    (problem,) = imported.problems
    assert problem.code == "E230"
    assert problem.message.startswith(words)
    assert problem.remedy
    assert import_w3c("notes.json", data, known()).notes == ()


def test_lists_within_lists_are_no_annotations() -> None:
    imported = import_w3c("notes.json", b"[" + b"[" * 300 + b"]" * 300 + b"]", known())
    assert told(imported) == ["E231 an annotation is none by the W3C's model: it is no object (1)"]


def test_a_bad_line_is_told_and_the_others_come_in() -> None:
    data = b"\n".join([json.dumps(row()).encode(), b'{"id": ', json.dumps(row(id="other")).encode()])
    imported = import_hypothesis("notes.jsonl", data, known())
    assert len(imported.notes) == 2
    (problem,) = imported.problems
    assert problem.code == "E231"
    assert problem.message.startswith("an annotation has not the form of Hypothesis': Expecting value")
    assert problem.message.endswith("(2)")


def test_annotations_are_told_by_their_places_in_the_file() -> None:
    lines = [json.dumps(annotation(**values)) for values in ({}, {"@context": "x"}, {"target": []}, {"id": "n:4"})]
    data = "\n".join([*lines, "{", json.dumps(annotation(id="n:6", rights="https://e.example/"))]).encode()
    imported = import_w3c("notes.jsonl", data, known())
    assert len(imported.notes) == 3
    assert [(problem.code, problem.message.rpartition("(")[2]) for problem in imported.problems] == [
        ("E231", "2)"),
        ("E231", "3: https://notes.example/1)"),
        ("E231", "5)"),
        ("I235", "6: n:6)"),
    ]


def test_halves_of_characters_around_the_words_are_dropped() -> None:
    selector = {"type": "TextQuoteSelector", "exact": "opened", "prefix": "\udc00was ", "suffix": " at\ud83d"}
    (draft,) = from_hypothesis(row(target=[{"selector": [selector]}])).notes
    assert draft.quote == Quote("opened", "was ", " at")


def test_taken_in_twice_it_is_there_once() -> None:
    (draft,) = from_hypothesis(row(), row()).notes
    again = from_hypothesis(row(text="Changed."), archive=known(notes=(draft.path,)))
    assert (again.notes, again.there, again.problems) == ((), (draft.path,), ())


def test_notes_whose_names_end_alike_are_not_taken_for_one() -> None:
    own = annotation(**{"dc:identifier": "harbor/security-council"})
    imported = from_w3c(own, archive=known(notes=("annotations/harbor/the-security-council.md",)))
    assert [draft.name for draft in imported.notes] == ["security-council"]
    (draft,) = from_hypothesis(row()).notes
    elsewhere = draft.path.replace("/harbor/", "/mill/")
    assert from_hypothesis(row(), archive=known(notes=(elsewhere,))).notes == (draft,)


SAME_PAGE = [
    "https://example.org/harbor",
    "http://www.example.org/harbor/",
    "https://EXAMPLE.org:443/harbor#p4",
    "https://example.org/harbor?utm_source=mail&utm_medium=x&fbclid=1",
    " https://example.org/h%61rbor ",
]
OTHER_PAGES = [
    "https://example.org/",
    "https://example.org/harbor?page=2",
    "https://example.org/Harbor",
    "https://example.org:8443/harbor",
    "https://example.com/harbor",
    "ftp://example.org/harbor",
    "https://[::1/harbor",
    "file:///harbor",
    "x" * 5000,
    "",
]


@pytest.mark.parametrize("address", SAME_PAGE)
def test_addresses_of_the_same_page(address: str) -> None:
    assert plain_address(address) == plain_address(PAGE)


@pytest.mark.parametrize("address", OTHER_PAGES)
def test_addresses_of_other_pages(address: str) -> None:
    assert plain_address(address) != plain_address(PAGE)


@given(st.text(max_size=60))
def test_no_address_is_too_odd(address: str) -> None:
    assert isinstance(plain_address(address), str)


def test_a_document_is_found_by_its_page_on_the_site_too() -> None:
    own = "https://archive.example/archive/documents/harbor/#p2"
    (draft,) = from_hypothesis(row(uri=own, target=[row()["target"][0] | {"source": own}])).notes
    assert draft.document == "harbor"


def test_an_address_that_two_documents_have_needs_a_choice() -> None:
    both = (document(), document("print"))
    assert told(from_hypothesis(row(), archive=known(*both))) == [
        f"E232 several documents have the address {PAGE}: harbor, print (1: aB3_x)"
    ]
    (draft,) = from_hypothesis(row(), archive=known(*both, otherwise="print")).notes
    assert draft.document == "print"


def test_the_document_that_is_named_takes_only_what_no_other_has() -> None:
    far = row(id="far", uri="urn:x-pdf:1", target=[{"selector": row()["target"][0]["selector"]}])
    archive = known(document(), document("mill", "https://example.org/mill"), otherwise="mill")
    assert [draft.document for draft in from_hypothesis(row(), far, archive=archive).notes] == ["harbor", "mill"]


NAMES = {
    "opened at night": "opened-at-night",
    "The clerk’s “books”!": "the-clerks-books",
    "Žižek, Łódź": "zizek-odz",
    "Сергей Лавров": "note",
    "aux": "note-aux",
    "a-very-long-quotation of words that goes on and on": "a-very-long-quotation-of-words-that-goes",
    "x" * 90: "x" * 40,
    "…": "note",
}


@pytest.mark.parametrize("words", NAMES)
def test_names_are_made_of_the_first_words(words: str) -> None:
    assert slug_of(words) == NAMES[words]


ANY = st.text(max_size=80)
WORDS = ANY.filter(lambda words: words.strip() != "")
DAYS = st.sampled_from(["", "2026-03-04", "2026-03", "1890~"])


@given(WORDS, ANY, ANY, DAYS, st.lists(ANY, max_size=3), ANY)
def test_a_file_says_what_the_draft_says_or_is_refused(
    exact: str, prefix: str, author: str, date: str, tags: list[str], body: str
) -> None:
    draft = Draft("harbor", "name", Quote(exact, prefix), body, author=author, date=date, tags=tuple(tags))
    if refuse(draft) is None:
        ((note,), _) = load_notes([(draft.path, note_file(draft).encode())])
        assert (note.quote, note.body, note.author) == (draft.quote, body, author)
        assert (note.date, note.tags) == (date, tuple(tags))
    else:
        held = "".join((exact, prefix, author, date, *tags, body))
        assert any(not character.isprintable() for character in held)


SIGNS = "a\u2028b\u2029c\x85d\x7fe\ufefff\U000e0001g\t\n\"\\'h: # [i], {j} - ‘k’ 𝔘\u00a0"


def test_signs_that_yaml_reads_otherwise_are_kept() -> None:
    draft = Draft("harbor", "name", Quote(SIGNS, SIGNS, SIGNS), SIGNS, author=SIGNS, tags=(SIGNS, "no", "010", ""))
    assert refuse(draft) is None
    ((note,), problems) = load_notes([(draft.path, note_file(draft).encode())])
    assert problems == ()
    assert (note.quote, note.body, note.author, note.tags) == (draft.quote, SIGNS, SIGNS, draft.tags)


UNWRITABLE = {
    "line ends that become others": Draft("harbor", "name", Quote("a"), "b\rc"),
    "a key in a motivation": Draft("harbor", "name", Quote("a"), motivation="commenting\nauthor: Ann"),
    "a comment in a motivation": Draft("harbor", "name", Quote("a"), motivation="commenting # or not"),
    "the front matter's end in a motivation": Draft("harbor", "name", Quote("a"), motivation="commenting\n---\nb"),
    "a name of a device": Draft("harbor", "aux", Quote("a")),
    "a name that leads out": Draft("harbor", "../a", Quote("a")),
    "a document that leads out": Draft("../harbor", "name", Quote("a")),
    "a link to nowhere": Draft("harbor", "name", Quote("a"), see=("https://example.org/",)),
}


@pytest.mark.parametrize("case", UNWRITABLE)
def test_what_a_file_would_say_otherwise_is_refused(case: str) -> None:
    refusal = refuse(UNWRITABLE[case])
    assert refusal is not None
    assert (refusal.code, refusal.severity) == ("E233", "error")
    assert refusal.remedy


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*row(), *annotation()]), inner, max_size=5)
    ),
    max_leaves=12,
)


@given(ODD, st.sampled_from([*row(), *annotation()]))
def test_no_json_makes_an_import_raise(odd: Any, key: str) -> None:
    for whole in (odd, [odd], {"rows": [row(**{key: odd})]}):
        data = json.dumps(whole).encode()
        assert isinstance(import_hypothesis("notes.json", data, known()), Imported)
    for whole in (odd, [odd], annotation(**{key: odd})):
        data = json.dumps(whole).encode()
        assert isinstance(import_w3c("notes.json", data, known()), Imported)


@given(st.binary(max_size=60))
def test_no_bytes_make_an_import_raise(data: bytes) -> None:
    for importer in (import_hypothesis, import_w3c):
        assert importer("notes.json", data, known()).notes == ()


COLLECTED = {
    "itself": lambda one: one,
    "list": lambda one: [one],
    "page": lambda one: {
        "@context": one["@context"],
        "id": "https://e.example/p",
        "type": "AnnotationPage",
        "items": [one],
    },
    "collection": lambda one: {
        "@context": ["http://www.w3.org/ns/anno.jsonld", "https://e.example/more.jsonld"],
        "id": "https://e.example/c",
        "type": "AnnotationCollection",
        "total": 1,
        "first": {"id": "https://e.example/p", "type": "AnnotationPage", "items": one, "startIndex": 0},
    },
}


@pytest.mark.parametrize("form", COLLECTED)
def test_annotations_of_the_w3c_come_by_themselves_and_in_collections(form: str) -> None:
    imported = from_w3c(COLLECTED[form](annotation()))
    assert imported.problems == ()
    (draft,) = imported.notes
    assert (draft.document, draft.quote, draft.body) == ("harbor", Quote("opened at night"), "By whom?")
    assert (draft.motivation, draft.author, draft.date) == ("commenting", "", "")


def test_brackets_are_links_in_annotations_of_an_archive_alone() -> None:
    body = {"type": "TextualBody", "value": "See [[people/ada]]."}
    (theirs,) = from_w3c(annotation(body=body)).notes
    (ours,) = from_w3c(annotation(body=body, **{"dc:identifier": "harbor/gates"})).notes
    assert (theirs.body, ours.body) == ("See \\[[people/ada]].", "See [[people/ada]].")


@pytest.mark.parametrize("prefix", ["", "oa:", "http://www.w3.org/ns/oa#"])
def test_what_a_body_is_for_is_known_however_it_is_written(prefix: str) -> None:
    tag = {"type": "TextualBody", "value": "gates", "purpose": f"{prefix}tagging"}
    reading = {"type": "TextualBody", "value": "opened by night"}
    (draft,) = from_w3c(annotation(motivation=f"{prefix}editing", body=[reading, tag])).notes
    assert (draft.motivation, draft.reading, draft.tags, draft.body) == ("editing", "opened by night", ("gates",), "")


def test_everything_that_a_note_has_a_place_for_is_taken() -> None:
    bodies = [
        {"type": "TextualBody", "value": "One."},
        {"type": "TextualBody", "value": "gates", "purpose": "tagging"},
        {"type": "Choice", "items": [{"type": "TextualBody", "value": "Two."}, "https://fr.example/deux"]},
        "https://example.org/recording",
        {"source": "https://archive.example/archive/documents/harbor/", "purpose": "linking"},
    ]
    creators = [{"type": "Person", "name": "Ann Lee", "email": "mailto:ann@example.org"}, {"nickname": "bob"}]
    refined = {"type": "FragmentSelector", "value": "p2", "refinedBy": annotation()["target"]["selector"]}
    (draft,) = from_w3c(
        annotation(
            body=bodies,
            creator=creators,
            created="2026-03-04T23:59:59+02:00",
            motivation="http://www.w3.org/ns/oa#describing",
            target={"source": {"id": PAGE, "format": "text/html"}, "selector": [refined]},
        )
    ).notes
    assert draft.body == "One.\n\nTwo.\n\n<https://example.org/recording>"
    assert (draft.tags, draft.see) == (("gates",), ("harbor",))
    assert (draft.author, draft.date, draft.motivation) == ("Ann Lee, bob", "2026-03-04", "describing")
    assert draft.quote == Quote("opened at night")
    assert refuse(draft) is None


def test_a_body_without_a_purpose_is_a_tag_where_the_annotation_tags() -> None:
    (draft,) = from_w3c(annotation(motivation="tagging")).notes
    assert (draft.tags, draft.body) == (("By whom?",), "")


def test_what_a_note_has_no_place_for_is_told() -> None:
    imported = from_w3c(annotation(rights="https://e.example/r", motivation=["commenting", "editing"]))
    assert len(imported.notes) == 1
    assert told(imported) == [
        "I235 `rights` is left out, as a note has no place for it (1: https://notes.example/1)",
        "I235 `motivation` is left out, as a note has no place for it (1: https://notes.example/1)",
    ]


SKIPPED = {
    "no words": ({"target": PAGE}, "I234 not taken in, as it is about no words (it has no TextQuoteSelector)"),
    "a position": (
        {"target": {"source": PAGE, "selector": {"type": "TextPositionSelector", "start": 1, "end": 2}}},
        "I234 not taken in, as it is about no words (it has no TextQuoteSelector)",
    ),
    "two things": ({"target": [PAGE, PAGE]}, "I234 not taken in, as it is about several things"),
    "a list of things": (
        {"target": {"type": "List", "items": [PAGE, PAGE]}},
        "I234 not taken in, as it is about several things",
    ),
    "another page": (
        {"target": annotation()["target"] | {"source": "https://e.example/"}},
        "E232 no document has the address https://e.example/",
    ),
}


@pytest.mark.parametrize("case", SKIPPED)
def test_right_annotations_that_can_be_no_notes_are_told(case: str) -> None:
    values, words = SKIPPED[case]
    assert next(annotation_faults(annotation(**values)), "") == ""
    imported = from_w3c(annotation(**values))
    assert imported.notes == ()
    (line,) = told(imported)
    assert line.startswith(words)


def test_annotations_that_are_elsewhere_are_told() -> None:
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "https://e.example/c",
        "type": "AnnotationCollection",
    }
    assert told(from_w3c(collection | {"first": "https://e.example/p1"})) == [
        "I236 more annotations are at https://e.example/p1, and not in this file"
    ]
    page = {"id": "https://e.example/p1", "items": [], "next": "https://e.example/p2"}
    assert told(from_w3c(collection | {"first": page})) == [
        "I236 more annotations are at https://e.example/p2, and not in this file"
    ]


WITHIN = annotation()["target"]
WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "two ids": ({"id": ["https://e.example/1", "https://e.example/2"]}, "`id` has 2 values, and 1 at most is allowed"),
    "no id": ({"id": None}, "`id` is missing"),
    "id with blanks": ({"id": "my note"}, "`id`: it is no address (IRI)"),
    "another type": ({"type": "Note"}, "its `type` is not Annotation"),
    "no target": ({"target": []}, "`target` is missing"),
    "target is a number": ({"target": 3}, "`target`: it is no address (IRI)"),
    "target of blanks": ({"target": "the second page"}, "`target`: it is no address (IRI)"),
    "body twice": ({"bodyValue": "too"}, "it has both `body` and `bodyValue`"),
    "two body values": ({"body": None, "bodyValue": ["a", "b"]}, "it has both `body` and `bodyValue`"),
    "body without anything": ({"body": {"format": "text/html"}}, "`body`: `id` is missing"),
    "body without words": ({"body": {"type": "TextualBody"}}, "`body`: `value` is missing"),
    "body of two values": ({"body": {"type": "TextualBody", "value": ["a", "b"]}}, "`body`: `value` has 2 values"),
    "body of a number": ({"body": {"type": "TextualBody", "value": 5}}, "`body`: `value`: it is no text"),
    "format is a number": ({"body": {"id": PAGE, "format": 5}}, "`body`: `format`: it is no text"),
    "no direction": ({"body": {"id": PAGE, "textDirection": "up"}}, "`body`: `textDirection`: it is none of ltr, rtl"),
    "two directions": ({"body": {"id": PAGE, "textDirection": ["ltr", "rtl"]}}, "`body`: `textDirection` has 2 values"),
    "two languages": ({"body": {"id": PAGE, "processingLanguage": ["a", "b"]}}, "`body`: `processingLanguage` has 2"),
    "two kinds of set": (
        {"body": {"type": ["Choice", "List"], "items": [PAGE]}},
        "`body`: it is of the types Choice and List, and can be of one",
    ),
    "set of no kind": ({"body": {"items": [PAGE]}}, "`body`: it has `items`, and is of none of the types"),
    "empty set": ({"body": {"type": "Choice", "items": []}}, "`body`: `items` is missing"),
    "creator is a number": ({"creator": 4}, "`creator`: it is no address (IRI)"),
    "created is words": ({"created": "last week"}, "`created`: it is no date with time and zone"),
    "created is a day": ({"created": "2026-03-04"}, "`created`: it is no date with time and zone"),
    "created has no zone": ({"created": "2026-03-04T05:06:07"}, "`created`: it is no date with time and zone"),
    "created is on no day": ({"created": "2026-02-30T05:06:07Z"}, "`created`: it is no date with time and zone"),
    "modified twice": ({"modified": ["2026-03-04T05:06:07Z"] * 2}, "`modified` has 2 values"),
    "rights of blanks": ({"rights": "all of them"}, "`rights`: it is no address (IRI)"),
    "part of nothing": ({"target": {"type": "SpecificResource"}}, "`target`: `source` is missing"),
    "selector without type": (
        {"target": WITHIN | {"selector": {"value": "p1"}}},
        "`target`: `selector`: it has neither a type nor an address",
    ),
    "fragment without value": (
        {"target": WITHIN | {"selector": {"type": "FragmentSelector"}}},
        "`target`: `selector`: `value` is missing",
    ),
    "two fragments": (
        {"target": WITHIN | {"selector": {"type": "FragmentSelector", "value": ["p1", "p2"]}}},
        "`target`: `selector`: `value` has 2 values",
    ),
    "quote without words": (
        {"target": WITHIN | {"selector": {"type": "TextQuoteSelector", "prefix": "a"}}},
        "`target`: `selector`: `exact` is missing",
    ),
    "negative position": (
        {"target": WITHIN | {"selector": {"type": "TextPositionSelector", "start": -1, "end": 4}}},
        "`target`: `selector`: `start`: it is no whole number from 0",
    ),
    "position is a truth": (
        {"target": WITHIN | {"selector": {"type": "TextPositionSelector", "start": True, "end": 4}}},
        "`target`: `selector`: `start`: it is no whole number from 0",
    ),
    "range without end": (
        {"target": WITHIN | {"selector": {"type": "RangeSelector", "startSelector": PAGE}}},
        "`target`: `selector`: `endSelector` is missing",
    ),
    "wrong refinement": (
        {
            "target": WITHIN
            | {"selector": {"type": "CssSelector", "value": "p", "refinedBy": {"type": "XPathSelector"}}}
        },
        "`target`: `selector`: `refinedBy`: `value` is missing",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_the_model_does_not_allow_is_refused_with_the_rule(case: str) -> None:
    values, words = WRONG[case]
    fault = next(annotation_faults(annotation(**values)), "")
    assert fault.startswith(words)
    imported = from_w3c([annotation(**values), annotation(id="https://notes.example/2")])
    assert len(imported.notes) == 1
    (line,) = told(imported)
    assert line.startswith(f"E231 an annotation is none by the W3C's model: {fault}")


RIGHT: dict[str, dict[str, Any]] = {
    "no body": {"body": None},
    "words for a body": {"body": [], "motivation": "highlighting"},
    "an id in a list": {"id": ["https://e.example/1"]},
    "more types": {"type": ["Annotation", "https://e.example/Remark"]},
    "a relative id": {"id": "notes/1"},
    "a part of a second": {"created": "2026-03-04T05:06:07.25-11:00"},
    "properties of others": {"https://e.example/mood": {"deep": [1, 2]}},
    "a selector elsewhere": {"target": WITHIN | {"selector": [WITHIN["selector"], "https://e.example/selector"]}},
    "a selector of others": {"target": WITHIN | {"selector": [WITHIN["selector"], {"type": "MoodSelector"}]}},
}


@pytest.mark.parametrize("case", RIGHT)
def test_what_the_model_allows_is_taken(case: str) -> None:
    assert list(annotation_faults(annotation(**RIGHT[case]))) == []
    assert len(from_w3c(annotation(**RIGHT[case])).notes) == 1


def test_json_of_something_else_is_refused() -> None:
    assert told(from_w3c({"type": "Annotation"})) == ["E230 its `@context` is not http://www.w3.org/ns/anno.jsonld"]
    imported = from_w3c([annotation(), {"@context": "https://e.example/"}])
    assert len(imported.notes) == 1
    assert told(imported) == ["E231 its `@context` is not http://www.w3.org/ns/anno.jsonld (2)"]


def test_an_annotation_that_is_nested_without_end_is_told() -> None:
    selector: dict[str, Any] = {"type": "CssSelector", "value": "p"}
    for _ in range(400):
        selector = {"type": "CssSelector", "value": "p", "refinedBy": selector}
    imported = from_w3c([annotation(target=WITHIN | {"selector": selector}), annotation(id="https://e.example/2")])
    assert len(imported.notes) == 1
    (line,) = told(imported)
    assert line.startswith("E231 an annotation is nested too deeply")


def test_an_id_of_ours_names_the_note_only_where_it_can() -> None:
    own = annotation(**{"dc:identifier": "harbor/gates"})
    assert from_w3c(own).notes[0].path == "annotations/harbor/gates.md"
    far = own | {"target": WITHIN | {"source": "https://other.example/"}}
    assert from_w3c(far).notes[0].path == "annotations/harbor/gates.md"
    for odd in ("../../x", "harbor/../x", "harbor", "mill/gates", "harbor/aux", 5, ["harbor/gates"]):
        (draft,) = from_w3c(annotation(**{"dc:identifier": odd})).notes
        assert draft.path == f"annotations/harbor/{name_of('opened at night', 'https://notes.example/1')}.md"


@pytest.fixture
def root(write_files: WriteFiles) -> Path:
    return write_files(
        {
            "mkdocs.yml": "site_name: Harbor\nplugins: [glossator]\n",
            "docs/index.md": "# Harbor\n",
            "seeds/harbor.txt": TEXT,
            "seeds/harbor.yml": f"url: {PAGE}\n",
            "notes.json": json.dumps({"rows": [row(), row(id="p", permissions={})]}),
        }
    )


def test_the_command_writes_notes_that_pass_every_check(root: Path) -> None:
    done = glossator_here(root, "import", "hypothesis", root / "notes.json")
    path = f"annotations/harbor/{name_of('opened at night', 'aB3_x')}.md"
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    assert done.stderr == (
        "info: notes.json: I234 not taken in, as it is private: only its author or a group may read it (2: p)\n"
        "    remedy: have its author make it public first\n"
        "1 note taken in; next: look through them, then commit them\n"
    )
    assert glossator_here(root, "check").returncode == 0
    before = files_of(root)
    again = glossator_here(root, "import", "hypothesis", root / "notes.json")
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr.endswith("0 notes taken in, 1 there already\n")
    assert files_of(root) == before


def test_a_dry_run_writes_nothing(root: Path) -> None:
    before = files_of(root)
    done = glossator_here(root, "import", "--dry-run", "hypothesis", root / "notes.json")
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.endswith("1 note would be taken in\n")
    assert files_of(root) == before


def test_a_note_whose_words_stand_nowhere_is_taken_in_and_told(root: Path) -> None:
    selector = {"type": "TextQuoteSelector", "exact": "The harbor"}
    (root / "notes.json").write_text(json.dumps([row(target=[{"selector": [selector]}])]))
    done = glossator_here(root, "import", "hypothesis", root / "notes.json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert 'E204 the quote "The harbor" stands in several places of harbor' in done.stderr


def test_a_document_that_there_is_not_is_wrong_use(root: Path) -> None:
    done = glossator_here(root, "import", "--document", "habor", "w3c", root / "notes.json")
    assert (done.returncode, done.stderr) == (2, "Error: there is no document habor; did you mean harbor?\n")
    done = glossator_here(root, "import", "--document", "letters", "w3c", root / "notes.json")
    assert (done.returncode, done.stderr) == (
        2,
        "Error: there is no document letters. A document's id is the last part of its page's address; if it could not"
        " be read, glossator check tells why\n",
    )


def test_nothing_is_written_through_a_symbolic_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "annotations").mkdir()
    (root / "annotations/harbor").symlink_to(tmp_path / "elsewhere")
    done = glossator_here(root, "import", "hypothesis", root / "notes.json")
    assert done.returncode == 1
    assert "annotations/harbor is a symbolic link, which could lead out of the archive" in done.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_strangers_words_steer_no_terminal(root: Path) -> None:
    (root / "notes.json").write_text(
        json.dumps([row(id="\x1b[31m", uri="x:\x1b]0;", target=WITHIN["selector"] and [])])
    )
    done = glossator_here(root, "import", "hypothesis", root / "notes.json")
    assert "\x1b" not in done.stderr + done.stdout
