"""The strict loader of contributed files: what it takes, and the words in which it refuses."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, field_validator

from glossator.files import FILE_BYTES
from glossator.frontmatter import Loaded, load_markdown, load_yaml
from glossator.model import Position, Problem
from glossator.yaml_tree import DEEPEST, YAML_BYTES


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    aliases: tuple[str, ...] = ()
    false_friends: tuple[str, ...] = Field((), alias="not")
    kind: Literal["person", "place"] = "person"
    description: str = Field("", max_length=30)

    @field_validator("name")
    @classmethod
    def _has_letters(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("it has no letter")
        return value


def load(front: str, body: str = "") -> Loaded[Entry]:
    loaded, problems = load_markdown("glossary/a.md", f"---\n{front}\n---\n{body}".encode(), Entry)
    assert problems == ()
    assert loaded is not None
    return loaded


def refusals(data: bytes | str) -> list[str]:
    loaded, problems = load_markdown("a.md", data.encode() if isinstance(data, str) else data, Entry)
    assert loaded is None
    assert all(problem.severity == "error" for problem in problems)
    return [str(problem) for problem in problems]


def refusal(front: str) -> str:
    (only,) = refusals(f"---\n{front}\n---\n")
    return only


CONFLICT = "<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> theirs\n"
CONFLICTS = {
    "in the front matter": (f"---\nname: A\n{CONFLICT}---\n", 3),
    "in the body": (f"---\nname: A\n---\nWords.\n\n{CONFLICT}", 6),
    "at the beginning": (f"{CONFLICT}---\nname: A\n---\n", 1),
    "with carriage returns": (f"---\nname: A\n---\n{CONFLICT}".replace("\n", "\r\n"), 4),
}


@pytest.mark.parametrize("case", CONFLICTS)
def test_two_sides_of_a_conflict_are_no_text(case: str) -> None:
    text, line = CONFLICTS[case]
    assert refusals(text) == [
        f"a.md:{line}:1: E413 two versions of the file stand in it, as git could not merge them\n"
        "    remedy: keep what is right of both sides,"
        " and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    ]
    assert load_yaml("a.yml", CONFLICT.encode(), Entry)[1][0].code == "E413"


@pytest.mark.parametrize("body", ["A heading\n=======\n", "<<<<<<< x\n>>>>>>> y\n", f"    {CONFLICT}", "a <<<<<<< b"])
def test_what_is_no_whole_conflict_is_text(body: str) -> None:
    assert load("name: A", body).body == body


def test_takes_values_lists_and_a_body() -> None:
    loaded = load('name: "Ada: Lovelace"\naliases:\n  - Ada\n  - "Countess"\nnot: [Adam, Ada County]', "\nA *body*.\n")
    assert loaded.fields.name == "Ada: Lovelace"
    assert loaded.fields.aliases == ("Ada", "Countess")
    assert loaded.fields.false_friends == ("Adam", "Ada County")
    assert loaded.body == "\nA *body*.\n"
    assert loaded.body_line == 8


def test_knows_where_each_value_starts() -> None:
    loaded = load("name: Ada\naliases:\n  - Ada K.\n  - A. K.\nnot: [x,  yy]\ndescription: |\n  One line.")
    assert loaded.positions == {
        "name": Position(2, 7),
        "aliases": Position(4, 3),
        "aliases.0": Position(4, 5),
        "aliases.1": Position(5, 5),
        "not": Position(6, 6),
        "not.0": Position(6, 7),
        "not.1": Position(6, 11),
        "description": Position(7, 14),
    }


def test_position_falls_back_to_the_parent_and_then_to_the_start() -> None:
    loaded = load("name: Ada\naliases: [x]")
    assert loaded.position("aliases.0") == Position(3, 11)
    assert loaded.position("aliases.7") == Position(3, 10)
    assert loaded.position("description") == Position(1, 1)


@pytest.mark.parametrize(
    "written",
    ["no", "12:30", "010", "2025-11-21", "1e3", "0x1F", "true", "1_000", ".inf", "=", "Null Island", "-", "~x"],
)
def test_scalars_stay_as_written(written: str) -> None:
    assert load(f"name: x{written}\naliases: [{written!r}]").fields.aliases == (written,)
    if written != "-":
        assert load(f"name: {written}").fields.name == written


@pytest.mark.parametrize("nothing", ["", " ", "~", "null", "Null", "NULL", " # later"])
def test_nothing_is_an_absent_value_of_an_optional_key(nothing: str) -> None:
    fields = load(f"name: Ada\nnot: {nothing}\nkind: {nothing}").fields
    assert (fields.false_friends, fields.kind) == ((), "person")


def test_quoted_null_is_a_word() -> None:
    assert load('name: "null"\naliases: ["~"]').fields == Entry(name="null", aliases=("~",))


def test_takes_a_byte_order_mark_and_windows_line_ends() -> None:
    data = b"\xef\xbb\xbf---\r\nname: Ada\r\n--- \t\r\nOne\r\nTwo"
    loaded, problems = load_markdown("a.md", data, Entry)
    assert problems == ()
    assert loaded == Loaded(Entry(name="Ada"), "One\nTwo", 4, {"name": Position(2, 7)})


def test_rules_in_the_body_are_no_front_matter() -> None:
    assert load("name: Ada", "One\n\n---\n\nTwo\n").body == "One\n\n---\n\nTwo\n"


class Sidecar(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = ""
    tags: tuple[str, ...] = ()


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "--- # x\n...\n"])
def test_an_empty_sidecar_is_an_empty_mapping(text: str) -> None:
    assert load_yaml("a.yml", text.encode(), Sidecar) == (Loaded(Sidecar(), "", 1, {}), ())


def test_a_sidecar_counts_lines_from_one() -> None:
    loaded, _ = load_yaml("a.yml", b"# about\ntitle: T\ntags: [a]\n", Sidecar)
    assert loaded is not None
    assert loaded.fields == Sidecar(title="T", tags=("a",))
    assert loaded.position("tags.0") == Position(3, 8)


FRONT_REMEDY = "begin the file with a line `---`, then `key: value` lines, then a line `---`"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            b"---\nname: \xd0\xb0\xff\n---\n",
            "a.md:2:8: E401 the file is not UTF-8: byte 0xff at offset 12\n    remedy: save it as UTF-8",
        ),
        (
            b"\xef\xbb\xbf---\r\nname: A\xed\xa0\x80",
            "a.md:2:8: E401 the file is not UTF-8: byte 0xed at offset 15\n    remedy: save it as UTF-8",
        ),
        (
            b"---\nname: A\n---\n\nb\x00\n",
            "a.md:5:2: E401 a NUL byte stands at offset 18\n    remedy: delete it; save as UTF-8",
        ),
        (
            b"x" * (FILE_BYTES + 1),
            "a.md:1:1: E402 the file has more than the 65,536 bytes that are read\n"
            "    remedy: shorten it, or split it into several files",
        ),
        (
            b"---\nname: " + b"x" * YAML_BYTES + b"\n---\n",
            "a.md:2:1: E402 the YAML has 8,199 bytes; at most 8,192 are read\n    remedy: move long text into the body",
        ),
        (b"", f"a.md:1:1: E403 there is no front matter: the first line is not `---`\n    remedy: {FRONT_REMEDY}"),
        (
            b"\n---\nname: A\n---\n",
            f"a.md:1:1: E403 there is no front matter: the first line is not `---`\n    remedy: {FRONT_REMEDY}",
        ),
        (
            b"---\nname: A\n ---\n",
            "a.md:1:1: E403 the front matter is never closed: a second line `---` is missing\n"
            f"    remedy: {FRONT_REMEDY}",
        ),
    ],
)
def test_words_about_the_file(data: bytes, words: str) -> None:
    assert refusals(data) == [words]


QUOTE_IT = "    remedy: put the value between quotation marks, or take the mark away"


@pytest.mark.parametrize(
    ("front", "words"),
    [
        (
            "name: One: two",
            "a.md:2:10: E405 a colon stands where none can: in a value without quotation marks, or below a wrong"
            ' indentation\n    remedy: put the value between quotation marks: `name: "One: two"`',
        ),
        ('name: "Ada', "a.md:2:7: E405 a quotation mark is never closed\n    remedy: close the quotation mark"),
        (
            "aliases: [a, b",
            "a.md:2:10: E405 a list or mapping in brackets has no comma or is never closed\n"
            "    remedy: write `[first, second]`",
        ),
        (
            'name: "Ada" Lovelace',
            "a.md:2:13: E405 this does not fit the lines above: the indentation differs, or a value goes on after its"
            " closing mark\n    remedy: begin every key at the start of its line; quote the whole value, and write"
            ' \\" for a mark within it',
        ),
        (
            "\tname: Ada",
            "a.md:2:1: E405 a value begins with a character that YAML keeps for itself (a tab, %, @, |, > or `)\n"
            "    remedy: put the value between quotation marks; indent with spaces, never with tabs",
        ),
        (
            'name: "C:\\Ada"',
            "a.md:2:11: E405 a backslash stands before a character that needs none\n"
            "    remedy: use single quotation marks, or write two backslashes",
        ),
        (
            "name: |\n  \n   x",
            "a.md:4:4: E405 a text of several lines begins with empty lines that are indented more or less than its"
            " own lines\n    remedy: indent all lines after the `|` or `>` alike, or take out the empty ones at its"
            " beginning",
        ),
        ("name: A\x02", "a.md:2:8: E405 a control character stands in the YAML\n    remedy: delete it"),
        (
            'name: "\\0"',
            "a.md:2:7: E405 an escape stands for the character U+0000, which no text can hold\n"
            "    remedy: delete the escape",
        ),
        (
            'name: "\\ud800"',
            "a.md:2:7: E405 an escape stands for the character U+D800, which no text can hold\n"
            "    remedy: delete the escape",
        ),
        (
            'name: "\\UFFFFFFFF"',
            "a.md:2:1: E405 this is not YAML\n    remedy: check the indentation, the quotation marks and the colons",
        ),
        (
            "name: Ada\n- Ada K.",
            "a.md:3:1: E405 this does not fit the lines above: the indentation differs, or a value goes on after its"
            " closing mark\n    remedy: begin every key at the start of its line; quote the whole value, and write"
            ' \\" for a mark within it',
        ),
        (
            "- Ada",
            "a.md:2:1: E405 the YAML is not made of `key: value` lines\n"
            "    remedy: write one `key: value` a line, such as `name: Ada Lovelace`",
        ),
        (
            "? [a]\n: b",
            "a.md:2:3: E405 a key is not a plain word\n    remedy: write `key: value`; quote a value with brackets",
        ),
        ("name: *star* of it", f"a.md:2:7: E406 an alias (`*`) is not allowed here\n{QUOTE_IT}"),
        (
            "name: * Ada",
            f"a.md:2:8: E406 a value begins with the mark of YAML's alias (`*`, `&` or `!`), which is not allowed here"
            f"\n{QUOTE_IT}",
        ),
        ("name: &a Ada", f"a.md:2:7: E406 an anchor (`&`) is not allowed here\n{QUOTE_IT}"),
        ("name: !!python/name:os.system Ada", f"a.md:2:7: E406 a tag (`!`) is not allowed here\n{QUOTE_IT}"),
        ("<<: {name: Ada}", "a.md:2:1: E406 a merge key (`<<`) is not allowed here\n    remedy: write the values out"),
        (
            "name: Ada\n...\nname: Eve",
            "a.md:4:1: E406 a second document is not allowed here\n"
            "    remedy: keep one; quote a value that begins with `---` or `...`",
        ),
        (
            "name: Ada\nname: Eve",
            "a.md:3:1: E407 `name` stands twice; first on line 2\n    remedy: keep one of the two",
        ),
        (
            "name: Ada\nalias: [x]",
            "a.md:3:1: E408 `alias` is no key; did you mean `aliases`?\n"
            "    remedy: the keys are `name`, `aliases`, `not`, `kind`, `description`",
        ),
        (
            "name: Ada\nfalse_friends:",
            "a.md:3:1: E408 `false_friends` is no key\n"
            "    remedy: the keys are `name`, `aliases`, `not`, `kind`, `description`",
        ),
        (
            'name: Ada\n"two\\nlines \\u2028here": x',
            "a.md:3:1: E408 `two lines here` is no key\n"
            "    remedy: the keys are `name`, `aliases`, `not`, `kind`, `description`",
        ),
        (
            f"name: Ada\n{'k' * 70}: x",
            f"a.md:3:1: E408 `{'k' * 60}...` is no key\n"
            "    remedy: the keys are `name`, `aliases`, `not`, `kind`, `description`",
        ),
        ("kind: place", "a.md:2:1: E409 `name` is missing\n    remedy: add a line `name: ...`"),
        ("", "a.md:1:1: E409 `name` is missing\n    remedy: add a line `name: ...`"),
        ("name:\nkind: place", "a.md:2:5: E409 `name` is empty\n    remedy: write a value after the colon"),
        ("name: ~", "a.md:2:7: E409 `name` is empty\n    remedy: write a value after the colon"),
        ('name: ""', "a.md:2:7: E409 `name` is wrong: it has no letter\n    remedy: change the value"),
        (
            "name: [Ada]",
            "a.md:2:7: E409 `name` is a list, not one text\n"
            "    remedy: put the value between quotation marks, or write one value only",
        ),
        (
            "name: {Ada: Lovelace}",
            "a.md:2:7: E409 `name` is a mapping, not one text\n"
            "    remedy: put the value between quotation marks, or write one value only",
        ),
        (
            "name: Ada\naliases: Ada K.",
            'a.md:3:10: E409 `aliases` is not a list\n    remedy: write a list, even of one: `aliases: ["Ada K."]`',
        ),
        (
            "name: Ada\nnot: [Adam, [[people/eve]]]",
            "a.md:3:13: E409 item 2 of `not` is a list, not one text\n"
            "    remedy: put the value between quotation marks, or write one value only",
        ),
        (
            "name: Ada\naliases:\n- a\n-\n",
            "a.md:5:2: E409 item 2 of `aliases` is empty\n"
            '    remedy: delete the item, or write `""` if nothing is what you mean',
        ),
        (
            "name: Ada\nkind: persn",
            "a.md:3:7: E409 `kind` is none of 'person' or 'place'\n    remedy: choose one of them",
        ),
    ],
)
def test_words_about_the_front_matter(front: str, words: str) -> None:
    assert refusal(front) == words


def test_a_directive_is_refused() -> None:
    _, problems = load_yaml("a.yml", b"%YAML 1.1\n---\ntitle: T\n", Sidecar)
    assert [str(problem) for problem in problems] == [
        "a.yml:2:1: E406 a `%` directive is not allowed here\n    remedy: delete the line"
    ]


def test_names_every_wrong_field_in_the_order_of_the_file() -> None:
    words = refusals("---\nalias: x\nkind: y\naliases: z\n---\n")
    assert [line.split("`")[0] + line.split("`")[1] for line in words] == [
        "a.md:2:1: E409 name",
        "a.md:2:1: E408 alias",
        "a.md:3:7: E409 kind",
        "a.md:4:10: E409 aliases",
    ]


TOO_DEEP = {
    "brackets": "[" * (YAML_BYTES - 1),
    "braces": "x: " + "{" * 8000,
    "brackets with commas": "[a," * 2700,
    "brackets on lines": "[\n" * 4000,
    "keys in brackets": "{a: " * 2000,
    "dashes": "- " * 4000 + "a",
    "questions": "? " * 4000 + "a",
    "indented keys": "\n".join(" " * column + "a:" for column in range(120)),
    "closing brackets hidden in quotes": "x: [" + '["]", ' * 1000,
    "closing brackets hidden in comments": "x: [" + "[ # ]\n" * 1000,
    "after a quotation mark that opens nothing": "x: don't\ny: [" + '["]", ' * 1000 + "'",
    "closing brackets hidden in tags": "x: " + "[!] " * 2000,
}


@pytest.mark.parametrize("front", TOO_DEEP.values(), ids=TOO_DEEP)
def test_depth_is_refused_at_once(front: str) -> None:
    (problem,) = load_yaml("a.yml", front.encode(), Sidecar)[1]
    assert problem.code in {"E404", "E406"} if "!" in front else problem.code == "E404"


def test_words_about_depth() -> None:
    front = "name: Ada\naliases: " + "[" * (DEEPEST + 1)
    assert refusal(front) == (
        "a.md:3:30: E404 lists or mappings stand more than 20 deep within one another\n"
        "    remedy: write plain values, and lists of plain values; quote brackets and dashes"
    )


def test_depth_within_the_bound_is_a_matter_of_the_schema() -> None:
    depth = DEEPEST - 1
    assert "E409 item 1 of `aliases` is a list" in refusal(f"name: Ada\naliases: {'[' * depth}{']' * depth}")


@pytest.mark.parametrize(
    "name", ["[sic] " * 200, "(a) [b] {c} " * 100, "a - b - c - d" * 30, "one, [two], {three}: " * 50, "- " * 19]
)
def test_brackets_and_dashes_in_text_are_not_depth(name: str) -> None:
    assert load(f"name: |\n  {name}").fields.name.strip() == name.strip()


def test_many_lists_of_brackets_are_not_depth() -> None:
    words = refusals("---\nname: Ada\naliases:\n" + "- [x]\n" * 100 + "---\n")
    assert len(words) == 100
    assert words[0].startswith("a.md:4:3: E409 item 1 of `aliases` is a list")


BOMB = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a, *a, *a, *a, *a, *a]\n" for n in range(7))
SLOW = [
    "a: b\n",
    "k: [], ",
    "[]: ",
    "{},",
    ",",
    "'",
    '"',
    '"\\',
    "|\n",
    ": ",
    "?\n",
    "!a ",
    "&a ",
    "%a\n",
    "---\n",
    "\t",
    "#",
]


@pytest.mark.parametrize("front", [BOMB, *(unit * (8000 // len(unit)) for unit in SLOW)])
def test_eight_kilobytes_of_anything_end_soon(front: str) -> None:
    assert load_markdown("a.md", f"---\n{front}\n---\n".encode(), Entry)[0] is None
    assert load_yaml("a.yml", front.encode(), Entry)[0] is None


def test_a_hundred_thousand_brackets_end_soon() -> None:
    assert load_yaml("a.yml", b"[" * 100_000, Entry)[1][0].code == "E402"


def check_sound(loaded: Loaded[Entry] | None, problems: tuple[Problem, ...], data: bytes) -> None:
    """Either a schema or problems, each with a place in the file, one line of message and a remedy."""
    assert (loaded is None) == bool(problems)
    lines = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert problem.code in {f"E40{digit}" for digit in range(1, 10)}
        assert 1 <= problem.line <= len(lines) + 1
        assert problem.column >= 1
        assert problem.message
        assert problem.remedy
        assert "\n" not in problem.message + problem.remedy


MARKS = (
    "--- ... name: aliases: not: kind: a b [ ] { } , - ? : & * ! | > ' \" % @ ` # ~ << \\ \\x \\u \\ud800 \\U !! &a"
    " *a |2 >- [a,b] {a:b} \ufeff \x85 \u2028 \x07 \ud7ff"
)
SOUP = st.lists(
    st.sampled_from(MARKS.split(" "))
    | st.sampled_from(["\n", "\r\n", "\r", " ", "  ", "\t", "\n  ", "\n- ", ": ", "\n---\n", "\nname: x\n"]),
    max_size=40,
).map("".join)


@given(st.binary(max_size=200))
def test_never_raises_on_bytes(data: bytes) -> None:
    check_sound(*load_markdown("a.md", data, Entry), data)
    check_sound(*load_markdown("a.md", b"---\n" + data + b"\n---\n", Entry), b"---\n" + data + b"\n---\n")
    check_sound(*load_yaml("a.yml", data, Entry), data)


@given(SOUP)
def test_never_raises_on_soup(soup: str) -> None:
    data = soup.encode()
    check_sound(*load_markdown("a.md", b"---\n" + data + b"\n---\n", Entry), b"---\n" + data + b"\n---\n")
    check_sound(*load_yaml("a.yml", data, Entry), data)


@given(SOUP, st.text(max_size=40))
def test_body_line_leads_to_the_body(soup: str, body: str) -> None:
    data = f"---\nname: x\n---\n{soup}{body}".replace("\0", "").encode()
    loaded, problems = load_markdown("a.md", data, Entry)
    assert problems == ()
    assert loaded is not None
    lines = data.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert "\n".join(lines[loaded.body_line - 1 :]) == loaded.body


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff"))


@given(PRINTABLE, st.lists(PRINTABLE))
def test_quoted_values_come_back_as_they_were(name: str, aliases: list[str]) -> None:
    def quoted(value: str) -> str:
        return "'" + value.replace("'", "''") + "'"

    front = f"name: {quoted('x' + name)}\naliases: [{', '.join(map(quoted, aliases))}]"
    if len(front.encode()) < YAML_BYTES:
        loaded = load(front)
        assert loaded.fields.name == "x" + name
        assert loaded.fields.aliases == tuple(aliases)
