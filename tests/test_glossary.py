"""The glossary: what an entry may say, who claims a form, what is merged, and the words of every refusal."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.glossary import Glossary, load_glossary
from glossator.model import Entity, Link, Position

ADA = "glossary/people/ada.md"


def load(files: Mapping[str, str]) -> Glossary:
    return load_glossary((path, text.encode()) for path, text in files.items())


def load_one(front: str) -> Glossary:
    return load({ADA: f"---\n{front}\n---\n"})


def said(glossary: Glossary) -> list[str]:
    return [str(problem) for problem in glossary.problems]


def test_an_entry_with_everything() -> None:
    glossary = load(
        {
            ADA: "---\n"
            "name: Ada Lovelace\n"
            "aliases: [Countess of Lovelace]\n"
            "not: [Ada County]\n"
            "same_as: [https://www.wikidata.org/wiki/Q7259]\n"
            "description: Mathematician.\n"
            "tags: [engine]\n"
            "---\n"
            "Wrote on the [[works/engine|Engine]].\n"
        }
    )
    assert glossary.problems == ()
    assert glossary.entities == (
        Entity(
            id="people/ada",
            type="person",
            name="Ada Lovelace",
            path=ADA,
            aliases=("Countess of Lovelace",),
            false_friends=("Ada County",),
            same_as=("https://www.wikidata.org/wiki/Q7259",),
            description="Mathematician.",
            tags=("engine",),
            body="Wrote on the [[works/engine|Engine]].\n",
            body_line=9,
            links=(Link("works/engine", "Engine", Position(9, 14)),),
            words=(" Wrote on the ", ".  "),
        ),
    )


@pytest.mark.parametrize(
    ("folder", "type_"),
    [
        ("people", "person"),
        ("organizations", "organization"),
        ("places", "place"),
        ("events", "event"),
        ("works", "work"),
        ("terms", "term"),
    ],
)
def test_the_folder_gives_the_type(folder: str, type_: str) -> None:
    (entity,) = load({f"glossary/{folder}/x.md": "---\nname: X\n---\n"}).entities
    assert (entity.id, entity.type) == (f"{folder}/x", type_)


WRONG = {
    "no_name": (
        "aliases: [Ada]",
        f"{ADA}:2:1: E409 `name` is missing\n    remedy: add a line `name: ...`",
    ),
    "empty_name": (
        "name:",
        f"{ADA}:2:5: E409 `name` is empty\n    remedy: write a value after the colon",
    ),
    "name_of_signs": (
        'name: "* * *"',
        f"{ADA}:2:7: E409 `name` is wrong: it has no letter or digit\n    remedy: change the value",
    ),
    "name_of_two_lines": (
        'name: "Ada\\nLovelace"',
        f"{ADA}:2:7: E409 `name` is wrong: it has more than one line\n    remedy: change the value",
    ),
    "alias_of_signs": (
        "name: Ada\naliases:\n  - Countess\n  - '-'",
        f"{ADA}:4:3: E409 `aliases` is wrong: one of them has no letter or digit\n    remedy: change the value",
    ),
    "address_that_is_none": (
        'name: Ada\nsame_as: ["javascript:alert(1)"]',
        f"{ADA}:3:10: E409 `same_as` is wrong: one of them is no address that begins with http:// or https://\n"
        "    remedy: change the value",
    ),
    "unknown_key": (
        "name: Ada\nalias: [Countess]",
        f"{ADA}:3:1: E408 `alias` is no key; did you mean `aliases`?\n"
        "    remedy: the keys are `name`, `aliases`, `not`, `same_as`, `description`, `merged_into`, `tags`",
    ),
    "the_name_that_the_program_has_for_a_key": (
        "name: Ada\nfalse_friends: [Ada County]",
        f"{ADA}:3:1: E408 `false_friends` is no key\n    remedy: the keys are `name`, `aliases`, `not`,"
        " `same_as`, `description`, `merged_into`, `tags`",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_an_entry_that_is_wrong_is_left_out(case: str) -> None:
    front, words = WRONG[case]
    glossary = load({ADA: f"---\n{front}\n---\n", "glossary/people/eve.md": "---\nname: Eve\n---\n"})
    assert said(glossary) == [words]
    assert [entity.id for entity in glossary.entities] == ["people/eve"]


def test_an_entry_without_front_matter() -> None:
    assert said(load({ADA: "Ada Lovelace.\n"})) == [
        f"{ADA}:1:1: E403 there is no front matter: the first line is not `---`\n"
        "    remedy: begin the file with a line `---`, then `key: value` lines, then a line `---`"
    ]


@pytest.mark.parametrize(
    "path",
    [
        "glossary/ada.md",
        "glossary/persons/ada.md",
        "glossary/people/Ada.md",
        "glossary/people/ada lovelace.md",
        "glossary/people/ada.txt",
        "glossary/people/index.md",
        "glossary/people/con.md",
        "glossary/people/old/ada.md",
        f"glossary/people/{'a' * 81}.md",
    ],
)
def test_no_place_for_an_entry(path: str) -> None:
    glossary = load({path: "---\nname: Ada\n---\n"})
    name = path.removeprefix("glossary/people/").removesuffix(".md")
    kept = f"; the site or Windows keeps the name `{name}` for itself" if name in ("index", "con") else ""
    assert glossary.entities == ()
    assert said(glossary) == [
        f"{path}: E303 this is no place for a glossary entry\n"
        "    remedy: an entry is NAME.md, with NAME of a-z, 0-9 and -, in one of glossary/people/,"
        " glossary/organizations/, glossary/places/, glossary/events/, glossary/works/, glossary/terms/" + kept
    ]


def test_a_form_that_two_entries_claim_is_told_at_the_second_and_stands_for_both() -> None:
    glossary = load(
        {
            "glossary/places/georgia.md": "---\nname: Georgia\n---\n",
            "glossary/places/georgia-us.md": "---\nname: Peach\naliases:\n  - Peach State\n  - Georgia\n---\n",
        }
    )
    assert said(glossary) == [
        "glossary/places/georgia.md:2:7: E302 `Georgia` is claimed by places/georgia-us too,"
        " so that it can be linked to neither\n"
        "    remedy: take it out of this entry or out of glossary/places/georgia-us.md;"
        " or join the two with `merged_into`"
    ]
    assert glossary.forms["Georgia"] == ("places/georgia", "places/georgia-us")
    assert glossary.forms["Peach State"] == ("places/georgia-us",)


def test_an_alias_that_stands_twice_in_one_entry_is_no_claim() -> None:
    assert load_one("name: Ada\naliases: [Ada, Countess, Countess]").problems == ()


def test_a_merged_entry_lends_its_forms_and_has_no_page() -> None:
    glossary = load(
        {
            ADA: "---\nname: Ada Lovelace\n---\n",
            "glossary/people/byron.md": "---\nname: Ada Byron\naliases: [Ada Lovelace]\nmerged_into: people/ada\n---\n",
        }
    )
    assert glossary.problems == ()
    assert [entity.id for entity in glossary.standing] == ["people/ada"]
    assert [entity.id for entity in glossary.entities] == ["people/ada", "people/byron"]
    assert glossary.forms == {"Ada Byron": ("people/ada",), "Ada Lovelace": ("people/ada",)}
    assert glossary.find("people/byron") is glossary.find("people/ada") is glossary.by_id["people/ada"]
    assert glossary.find("people/eve") is None


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("people/eve", "which is no entry"),
        ("people/byron", "which is merged itself"),
        ("people/ada", "which is this very entry"),
    ],
)
def test_a_merge_that_leads_nowhere_leaves_the_entry_out(target: str, words: str) -> None:
    glossary = load(
        {
            ADA: f"---\nname: Ada\nmerged_into: {target}\n---\n",
            "glossary/people/byron.md": "---\nname: Byron\nmerged_into: people/zoe\n---\n",
            "glossary/people/zoe.md": "---\nname: Zoe\n---\n",
        }
    )
    assert said(glossary) == [
        f"{ADA}:3:14: E304 `merged_into` leads to {target}, {words}\n"
        "    remedy: name an entry that stands, as its path without the ending: people/vladimir-putin; what was only"
        " found needs an entry first: glossator suggest --write ID"
    ]
    assert [entity.id for entity in glossary.entities] == ["people/byron", "people/zoe"]


def test_a_name_cannot_be_a_false_friend_too() -> None:
    glossary = load({ADA: "---\nname: Ada\naliases: [Countess]\nnot: [Ada Lake, Countess]\n---\n"})
    assert said(glossary) == [
        f"{ADA}:4:17: E305 `Countess` is a name of this entry, and `not` says that it is none\n"
        "    remedy: take it out of `not`, or out of the names"
    ]


@pytest.mark.parametrize(
    "line", ["name: Ada \u202exe", "name: Ada\naliases: [x, \u2066y]", "name: Ada\ntags: [\u202a]"]
)
def test_no_name_turns_the_words_after_it_around(line: str) -> None:
    glossary = load({ADA: f"---\n{line}\n---\n"})
    (problem,) = glossary.problems
    assert problem.code == "E409"
    assert "which turns the words after it around" in problem.message


def test_an_entry_that_is_left_out_claims_nothing() -> None:
    glossary = load(
        {ADA: "---\nname: Ada\n---\n", "glossary/people/b.md": "---\nname: Ada\nmerged_into: people/adda\n---\n"}
    )
    assert [problem.code for problem in glossary.problems] == ["E304"]


def test_entries_stand_in_the_order_of_their_ids_whatever_the_order_of_the_files() -> None:
    paths = ["glossary/works/a.md", "glossary/people/z.md", "glossary/people/b.md"]
    files = {path: f"---\nname: {path[-6:]}\n---\n" for path in paths}
    ids = ["people/b", "people/z", "works/a"]
    assert [entity.id for entity in load(files).entities] == ids
    assert [entity.id for entity in load(dict(reversed(files.items()))).entities] == ids


def test_an_empty_glossary() -> None:
    glossary = load({})
    assert (glossary.entities, glossary.problems, glossary.forms) == ((), (), {})


@given(st.binary(max_size=300))
def test_any_bytes_give_an_entry_or_a_problem(data: bytes) -> None:
    for content in (data, b"---\nname: " + data + b"\n---\n"):
        glossary = load_glossary([(ADA, content)])
        assert glossary.entities or any(problem.severity == "error" for problem in glossary.problems)
