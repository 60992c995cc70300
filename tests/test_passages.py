"""The ledger of passages: what was `p12` stays `p12`, or still leads somewhere, whatever becomes of the text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator import documents
from glossator.cache import Cache
from glossator.config import Config
from glossator.files import LEDGER_BYTES
from glossator.ledgers import keep_passages
from glossator.making import Made, Work
from glossator.model import Archive, Block, Document, Problem, Retired, Span
from glossator.passages import FORMAT, Ledger, dump, keep_ids, load
from glossator.passages.ledger import MOST_PASSAGES, MOST_RETIRED
from glossator.pipeline import gather
from glossator.read import Seed
from helpers import ROOT, TINY, WriteFiles, build, chromium, files_of, glossator_here, replace_in, served
from revisions import damaged, revised

LEDGER = "seeds/log.passages.json"

QUIET = "The harbor lay quiet in the morning, and nobody was about."
PILOT = "Then came the pilot's boat around the mole, with its lamp still burning."
NETS = "Nobody on the quay looked up from the nets that they were mending."
NOON = "By noon the wind had turned, and the boats went out again one by one."
KEEPER = "The keeper of the light wrote all of this down, as he did every day."
TALE = (QUIET, PILOT, NETS, NOON, KEEPER)


def document(*passages: str) -> Document:
    """Return a document of these passages, numbered as without a ledger."""
    blocks, start = [], 0
    for number, words in enumerate(passages, start=1):
        blocks.append(Block(f"p{number}", "paragraph", Span(start, start + len(words))))
        start += len(words) + 2
    text = "\n\n".join(passages)
    return Document("log", "seeds/log.txt", text, "", "", len(text), "UTF-8", "LF", blocks=tuple(blocks))


def edited(old: Sequence[str], *versions: Sequence[str]) -> Document:
    """Return the last version as the ledgers give it ids, each written of the version before."""
    found = document(*old)
    for passages in versions:
        found, _ = keep_ids(document(*passages), LEDGER, dump(found))
    return found


def ids(found: Document) -> str:
    return " ".join(block.id for block in found.blocks)


def leads(found: Document) -> list[str]:
    return [f"{each.id} {each.place} {each.block}" for each in found.retired]


CUT_AND_JOINED = f"{QUIET} {PILOT}"
RECOGNIZED = "Thcn carne the pilot's boat arouncl the mole, with its larnp still bnrning."
CARGO = tuple(
    f"{count} {what} were landed {when}."
    for count, what, when in (
        ("Seven", "crates of oranges", "before the bell rang"),
        ("Forty", "barrels of herring", "at the northern steps"),
        ("Two", "horses in blankets", "by the great crane"),
        ("Nine", "bales of Flemish cloth", "under a tarpaulin"),
        ("Sixty", "sheets of window glass", "with much shouting"),
        ("Eleven", "sacks of pepper", "and weighed twice over"),
        ("Three", "church bells for Riga", "on wooden rollers"),
        ("Twenty", "coils of tarred rope", "while it was raining"),
        ("Five", "casks of Spanish wine", "last of all, and sealed"),
    )
)

ROLL = tuple(
    f"{day} May. The ship {name} of {port} came in with {cargo} and lay at the {side} quay."
    for day, name, port, cargo, side in (
        ("3", "Neptun", "Riga", "81 tons of rye", "east"),
        ("5", "Ingrid", "Hull", "24 tons of coal", "north"),
        ("8", "Fortuna", "Bergen", "5 tons of herring", "east"),
        ("9", "Maria", "Leith", "60 tons of timber", "south"),
        ("12", "Diana", "Danzig", "13 tons of amber", "north"),
    )
)
NEW_ENTRY = "7 May. The ship Vesta of Lübeck came in with 40 tons of salt and lay at the south quay."
CORRECTED = "8 May. The ship Fortuna of Bergen came in with 50 tons of herrings and lay at the east quay."

EDITS: Mapping[str, tuple[Sequence[str], Sequence[str], str, list[str]]] = {
    "nothing": (TALE, TALE, "p1 p2 p3 p4 p5", []),
    "one comes between": (TALE, (*TALE[:2], "A gull cried.", *TALE[2:]), "p1 p2 p2a p3 p4 p5", []),
    "two come between": (
        TALE,
        (*TALE[:2], "A gull cried.", "It fell silent.", *TALE[2:]),
        "p1 p2 p2a p2b p3 p4 p5",
        [],
    ),
    "one comes before all": (TALE, ("The log of the harbor", *TALE), "p0a p1 p2 p3 p4 p5", []),
    "one comes behind all": (TALE, (*TALE, "Here the log ends."), "p1 p2 p3 p4 p5 p6", []),
    "one goes": (TALE, (QUIET, PILOT, NOON, KEEPER), "p1 p2 p4 p5", ["p3 after p2"]),
    "two go": (TALE, (QUIET, NOON, KEEPER), "p1 p4 p5", ["p2 after p1", "p3 after p1"]),
    "the first goes": (TALE, TALE[1:], "p2 p3 p4 p5", ["p1 before p2"]),
    "the last goes": (TALE, TALE[:-1], "p1 p2 p3 p4", ["p5 after p4"]),
    "one goes and another comes": (
        TALE,
        (QUIET, PILOT, "Three dogs were asleep under an empty cart.", NOON, KEEPER),
        "p1 p2 p2a p4 p5",
        ["p3 after p2"],
    ),
    "two become one": (TALE, (CUT_AND_JOINED, NETS, NOON, KEEPER), "p1 p3 p4 p5", ["p2 into p1"]),
    "one becomes two": ((CUT_AND_JOINED, NETS, NOON), (QUIET, PILOT, NETS, NOON), "p1 p1a p2 p3", []),
    "a short head is cut off": (
        (f"THE LOG. {CUT_AND_JOINED}", NETS),
        ("THE LOG.", CUT_AND_JOINED, NETS),
        "p0a p1 p2",
        [],
    ),
    "one becomes many": (
        (NETS, " ".join(CARGO), NOON),
        (NETS, *CARGO, NOON),
        "p1 p1a p1b p1c p1d p1e p1f p1g p1h p1i p3",
        ["p2 into p1a"],
    ),
    "a heading becomes part of what it heads": (
        (KEEPER, "The harbor", QUIET, NETS),
        (KEEPER, f"The harbor {QUIET}", NETS),
        "p1 p3 p4",
        ["p2 into p3"],
    ),
    "a heading goes whose letters stand in what it headed": (
        (KEEPER, "Hay, quiet harbor", QUIET, NETS),
        (KEEPER, f"{QUIET} It was very early.", NETS),
        "p1 p3 p4",
        ["p2 after p1"],
    ),
    "one is moved": (TALE, (QUIET, NOON, PILOT, NETS, KEEPER), "p1 p4 p2 p3 p5", []),
    "all are turned around": (TALE, TALE[::-1], "p5 p4 p3 p2 p1", []),
    "errors of recognition are corrected": ((QUIET, RECOGNIZED, NETS), TALE[:3], "p1 p2 p3", []),
    "one is corrected and moved": ((QUIET, RECOGNIZED, NETS, NOON), (QUIET, NETS, NOON, PILOT), "p1 p3 p4 p2", []),
    "lines are broken elsewhere": (TALE, (QUIET, PILOT.replace(" ", "\n"), *TALE[2:]), "p1 p2 p3 p4 p5", []),
    "signs are other signs": (TALE, (QUIET, PILOT.replace("'", "’"), *TALE[2:]), "p1 p2 p3 p4 p5", []),
    "a heading is corrected": (("The Iog", *TALE), ("The log", *TALE), "p1 p2 p3 p4 p5 p6", []),
    "separators stay where they are": (
        (QUIET, "* * *", PILOT, "* * *", NETS),
        (QUIET, "* * *", PILOT, NOON, "* * *", NETS),
        "p1 p2 p3 p3a p4 p5",
        [],
    ),
    "what was said again and again stays with its neighbors": (
        ("Yes.", QUIET, "Yes.", PILOT, "Yes.", NETS),
        (QUIET, "Yes.", PILOT, "Yes.", NETS, "Yes."),
        "p2 p3 p4 p5 p6 p7",
        ["p1 before p2"],
    ),
    "all is another text": (
        TALE[:2],
        ("Twelve crates of oranges.", "Received in good order."),
        "p3 p4",
        ["p1 before p3", "p2 before p3"],
    ),
    "an entry of a list goes and another comes": (
        ROLL,
        (*ROLL[:2], NEW_ENTRY, *ROLL[3:]),
        "p1 p2 p2a p4 p5",
        ["p3 after p2"],
    ),
    "an entry of a list goes and another comes elsewhere": (
        ROLL,
        (ROLL[0], NEW_ENTRY, ROLL[1], *ROLL[3:]),
        "p1 p1a p2 p4 p5",
        ["p3 after p2"],
    ),
    "an entry of a list is corrected": (ROLL, (*ROLL[:2], CORRECTED, *ROLL[3:]), "p1 p2 p3 p4 p5", []),
    "an entry of a list is corrected, and another comes before it": (
        ROLL,
        (*ROLL[:2], NEW_ENTRY, CORRECTED, *ROLL[3:]),
        "p1 p2 p2a p3 p4 p5",
        [],
    ),
    "no letters": (("* * *", "—"), ("—", "* * *"), "p2 p3", ["p1 before p2"]),
    "other writing": (
        ("昔々あるところにおじいさんとおばあさんが住んでいました。", "おじいさんは山へ柴刈りに行きました。"),
        ("むかし。", "昔々あるところにお爺さんとおばあさんが住んでいました。", "おじいさんは山へ柴刈りに行きました。"),
        "p0a p1 p2",
        [],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_ids_go_on_where_the_passages_do(name: str) -> None:
    old, new, expected, retired = EDITS[name]
    found = edited(old, new)
    assert (ids(found), leads(found)) == (expected, retired)


CHAINS: Mapping[str, tuple[Sequence[Sequence[str]], str, list[str]]] = {
    "an id that went is not given again": ([TALE[:2], TALE[:1], (QUIET, NETS)], "p1 p3", ["p2 after p1"]),
    "nor is one between": (
        [TALE[:2], (QUIET, NETS, PILOT), TALE[:2], (QUIET, NOON, PILOT)],
        "p1 p1b p2",
        ["p1a after p1"],
    ),
    "joined, and then its place went": (
        [TALE[:4], (QUIET, f"{PILOT} {NETS}", NOON), (QUIET, NOON)],
        "p1 p4",
        ["p3 after p1", "p2 after p1"],
    ),
    "went, and then its place was joined": (
        [TALE[:4], (QUIET, PILOT, NOON), (CUT_AND_JOINED, NOON)],
        "p1 p4",
        ["p3 after p1", "p2 into p1"],
    ),
    "what came between stays": ([TALE[:2], (QUIET, NETS, PILOT), (QUIET, NOON, NETS, PILOT)], "p1 p1b p1a p2", []),
}


@pytest.mark.parametrize("name", CHAINS)
def test_ids_go_on_from_ledger_to_ledger(name: str) -> None:
    (old, *versions), expected, retired = CHAINS[name]
    found = edited(old, *versions)
    assert (ids(found), leads(found)) == (expected, retired)


def test_letters_go_on_behind_z() -> None:
    many = [f"Bale number {number} of the cargo was landed at the {number}th hour." for number in range(60)]
    found = edited((QUIET, PILOT), (QUIET, *many, PILOT))
    assert ids(found).split()[25:30] == ["p1y", "p1z", "p1aa", "p1ab", "p1ac"]


passages = st.lists(st.text("ab cä.\n😀", min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=8)


@given(passages)
def test_a_document_stands_as_its_own_ledger_has_it(words: list[str]) -> None:
    assert keep_ids(document(*words), LEDGER, dump(document(*words))) == (document(*words), ())


@given(passages, st.lists(passages, min_size=1, max_size=3))
def test_what_a_ledger_gives_is_what_the_next_one_gives(words: list[str], versions: list[list[str]]) -> None:
    found = edited(words, *versions)
    plain = document(*versions[-1])
    assert keep_ids(plain, LEDGER, dump(found)) == (found, ())
    assert replace(found, blocks=plain.blocks, retired=()) == plain
    assert [replace(block, id="") for block in found.blocks] == [replace(block, id="") for block in plain.blocks]


@given(passages, st.lists(passages, min_size=1, max_size=3))
def test_no_id_is_lost_or_given_twice(words: list[str], versions: list[list[str]]) -> None:
    ever: set[str] = set()
    before = document(*words)
    for version in versions:
        found, _ = keep_ids(document(*version), LEDGER, dump(before))
        here = [block.id for block in found.blocks]
        retired = [each.id for each in found.retired]
        ever |= {block.id for block in before.blocks} | set(here)
        assert sorted([*here, *retired]) == sorted(ever)
        assert {each.block for each in found.retired} <= set(here)
        assert {each.id for each in before.retired} <= set(retired)
        before = found


@given(st.lists(st.lists(st.integers(0, 40), min_size=1, max_size=25, unique=True), min_size=2, max_size=5))
def test_an_id_is_never_that_of_another_passage(versions: list[list[int]]) -> None:
    """Whatever comes, goes and is moved: a passage whose words stay keeps its id from one version to the next."""
    words = [" ".join(f"{name}{number}" for name in ("mast", "keel", "sail", "oar", "rope")) for number in range(41)]
    found = document(*(words[number] for number in versions[0]))
    known = dict(zip(versions[0], ids(found).split(), strict=True))
    for version in versions[1:]:
        found, _ = keep_ids(document(*(words[number] for number in version)), LEDGER, dump(found))
        now = dict(zip(version, ids(found).split(), strict=True))
        assert {number: now[number] for number in now if number in known} == {
            number: id_ for number, id_ in known.items() if number in now
        }
        known = now


LINE = '["p1", "AAAAAAAA", 5, "AAAAAAAA"]'


def ledger(*lines: str, retired: str = "", form: str = FORMAT) -> bytes:
    listed = ",\n".join(lines)
    return f'{{\n"format": "{form}",\n"passages": [\n{listed}\n],\n"retired": [\n{retired}\n]\n}}\n'.encode()


WRONG: Mapping[str, tuple[bytes, str, int]] = {
    "empty": (b"", "it is no ledger of passages: Input data was truncated", 0),
    "conflict": (b'{\n"passages": [\n<<<<<<< HEAD\n', "it is no ledger of passages: JSON is malformed", 3),
    "another format": (ledger(form="glossator-passages/2"), "its format is `glossator-passages/2`; this version", 0),
    "a list": (b"[]", "it is no ledger of passages: Expected `object`", 0),
    "no passages": (b'{"format": "glossator-passages/1"}', "it is no ledger of passages: Object missing required", 0),
    "more": (ledger(LINE).replace(b"{", b'{"more": 1,', 1), "it is no ledger of passages: Object contains unknown", 0),
    "a long name": (ledger(LINE).replace(b"{", b'{"' + b"x" * 9_000 + b'": 1,', 1), "it is no ledger of", 0),
    "deep": (b"[" * 200_000, "it is no ledger of passages: ", 0),
    "deep within": (b'{"format": ' + b"[" * 200_000, "it is no ledger of passages: ", 0),
    "no UTF-8": (ledger('["p\xff"]').replace("\xff".encode(), b"\xff"), "it is no ledger of passages: ", 0),
    "no id": (ledger(LINE, LINE.replace("p1", 'x\\" onclick=')), '`x" onclick=` is no id of a passage', 0),
    "no number": (ledger(LINE.replace("p1", "p01")), "`p01` is no id of a passage, such as p12 or p12a", 4),
    "twice": (ledger(LINE, LINE), "p1 stands there twice", 5),
    "twice, once retired": (ledger(LINE, retired='["p1", "into", "p1"]'), "p1 stands there twice", 7),
    "to nothing": (ledger(LINE, retired='["p3", "into", "p2"]'), "p3 leads to `p2`, which is none of its passages", 7),
    "no place": (ledger(LINE, retired='["p3", "beside", "p1"]'), "it is no ledger of passages: Invalid enum value", 0),
    "no hash": (ledger(LINE.replace("AAAAAAAA", "<script>", 1)), "what p1 is known by is none of the program's", 4),
    "no sample": (ledger(LINE.replace('5, "AAAAAAAA', '5, "AAAAA')), "what p1 is known by is none of the program's", 4),
    "less than none": (ledger(LINE.replace("5", "-5")), "what p1 is known by is none of the program's making", 4),
    "too many letters": (ledger(LINE.replace("5", "5" * 30)), "what p1 is known by is none of the program's making", 4),
    "digits without end": (ledger(LINE.replace("5", "5" * 9_000)), "it is no ledger of passages: ", 0),
    "too many": (ledger(*[LINE] * (MOST_PASSAGES + 1)), "it has more than the 50,000 passages that are read", 0),
    "too large": (b" " * (LEDGER_BYTES + 1), "the file has more than the 8,388,608 bytes that are read", 0),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_ledger_that_cannot_be_is_told_and_changes_nothing(name: str) -> None:
    data, message, line = WRONG[name]
    plain = document(*TALE)
    found, (problem,) = keep_ids(plain, LEDGER, data)
    assert found == plain
    assert (problem.code, problem.severity, problem.path) == ("E170", "error", LEDGER)
    assert problem.message.startswith(message)
    assert len(problem.message) < 300
    assert problem.line == line
    start = "take the main branch's file (`git" if name == "conflict" else "restore the file as it was committed last"
    assert problem.remedy.startswith(start)


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_no_bytes_stop_a_build(data: bytes) -> None:
    found, _ = keep_ids(document(*TALE), LEDGER, data)
    assert found == document(*TALE)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(anything, anything)
def test_no_json_stops_a_build(some: object, others: object) -> None:
    data = json.dumps({"format": FORMAT, "passages": some, "retired": others}).encode()
    found, _ = keep_ids(document(*TALE), LEDGER, data)
    assert replace(found, blocks=document(*TALE).blocks, retired=()) == document(*TALE)


@given(passages, passages)
def test_a_ledger_of_any_other_document_changes_nothing_but_ids(words: list[str], others: list[str]) -> None:
    found, _ = keep_ids(document(*words), LEDGER, dump(document(*others)))
    assert replace(found, blocks=document(*words).blocks, retired=()) == document(*words)


def test_the_file_is_small_and_has_a_line_a_passage() -> None:
    found = edited(TALE, (QUIET, PILOT, NOON))
    lines = dump(found).decode().split("\n")
    assert lines[0:3] == ["{", '"format": "glossator-passages/1",', '"passages": [']
    assert [line.split('"')[1] for line in lines[3:6]] == ["p1", "p2", "p4"]
    assert lines[6:] == ["],", '"retired": [', '["p3", "after", "p2"],', '["p5", "after", "p4"]', "]", "}", ""]
    assert max(map(len, lines)) <= 100
    assert not [word for word in re.findall(r"\w{5,}", " ".join(TALE)) if word in "\n".join(lines)]


def test_what_is_written_is_read_as_it_was() -> None:
    found = edited(TALE, (QUIET, PILOT, NOON))
    read = load(LEDGER, dump(found))
    assert isinstance(read, Ledger)
    assert [passage.id for passage in read.passages] == ids(found).split()
    assert read.retired == found.retired == (Retired("p3", "p2", "after"), Retired("p5", "p4", "after"))


CHANGES: Mapping[str, tuple[Sequence[str], str]] = {
    "new": ((*TALE, "Here the log ends."), "new: p6"),
    "gone": (TALE[:3], "gone: p4, p5"),
    "changed": ((QUIET, PILOT.replace("came", "comes"), *TALE[2:]), "other words: p2"),
    "moved": (TALE[::-1], "their order"),
    "many": ((*TALE, *(f"{number} crates of oranges." for number in range(9))), "new: p6, p7, p8, p9, p10 and 4 more"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_since_a_ledger_was_written_is_told(name: str) -> None:
    new, told = CHANGES[name]
    _, (problem,) = keep_ids(document(*new), LEDGER, dump(document(*TALE)))
    assert problem == Problem(
        "I171",
        "info",
        LEDGER,
        f"the document's passages changed since this was written ({told})",
        "see that the ids are right, then write it anew with `glossator build --keep-passages`, and commit it",
    )


BROKEN = b"<<<<<<< HEAD\n"


def archive(write_files: WriteFiles, *versions: Sequence[str], **files: str | bytes) -> Path:
    """Write an archive of one document, with the ledger of each version but the last."""
    mkdocs_yml = (TINY / "mkdocs.yml").read_text(encoding="utf-8")
    root = write_files({"mkdocs.yml": mkdocs_yml, "docs/index.md": "# Home\n", **files})
    for number, passages in enumerate(versions):
        (root / "seeds").mkdir(exist_ok=True)
        (root / "seeds/log.txt").write_bytes(("\n\n".join(passages) + "\n").encode())
        if number < len(versions) - 1:
            assert glossator_here(root, "build", "--keep-passages").returncode == 0
    return root


def exported(root: Path) -> list[str]:
    rows = [json.loads(line) for line in glossator_here(root, "export", "blocks").stdout.split("\n") if line]
    return [row["id"] for row in rows if row["document"] == "log"]


def test_without_a_ledger_passages_are_numbered_and_nothing_is_written(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE)
    before = files_of(root / "seeds")
    assert glossator_here(root, "build").returncode == 0
    assert files_of(root / "seeds") == before
    assert exported(root) == ["p1", "p2", "p3", "p4", "p5"]


def test_a_build_keeps_ids_where_it_finds_a_ledger(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE, (QUIET, "A gull cried.", NETS, NOON, KEEPER))
    assert exported(root) == ["p1", "p1a", "p3", "p4", "p5"]


def test_a_ledger_that_changes_is_seen_though_the_source_is_not(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE, TALE[1:])
    assert exported(root) == ["p2", "p3", "p4", "p5"]
    (root / LEDGER).unlink()
    assert exported(root) == ["p1", "p2", "p3", "p4"]
    (root / LEDGER).write_bytes(b"")
    assert "E170" in glossator_here(root, "check").stdout


def test_building_tells_how_many_ledgers_changed(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE, **{"seeds/other.md": "# Other\n\nWords.\n"})
    told = [glossator_here(root, "build", "--keep-passages").stderr.strip().split("\n")[-1] for _ in range(2)]
    (root / "seeds/other.md").write_bytes(b"# Other\n\nWords.\n\nMore words.\n")
    told.append(glossator_here(root, "build", "--keep-passages").stderr.strip().split("\n")[-1])
    assert told == [
        "passages kept: 2 ledgers written, 0 unchanged",
        "passages kept: 0 ledgers written, 2 unchanged",
        "passages kept: 1 ledger written, 1 unchanged",
    ]
    assert sorted(files_of(root / "seeds")) == ["log.passages.json", "log.txt", "other.md", "other.passages.json"]


def test_a_broken_ledger_is_left_for_somebody_to_look_at(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE, TALE)
    (root / LEDGER).write_bytes(BROKEN)
    done = glossator_here(root, "build", "--keep-passages")
    assert f"error: {LEDGER}:1: E170 it is no ledger of passages: JSON is malformed" in done.stderr
    assert "passages kept: 0 ledgers written, 0 unchanged, 1 not written, as told above" in done.stderr
    assert (root / LEDGER).read_bytes() == BROKEN
    assert exported(root) == ["p1", "p2", "p3", "p4", "p5"]


def test_a_link_in_the_place_of_a_ledger_is_not_followed(write_files: WriteFiles, tmp_path: Path) -> None:
    root = archive(write_files, TALE)
    outside = tmp_path / "outside.json"
    outside.write_bytes(b"{}")
    (root / LEDGER).symlink_to(outside)
    done = glossator_here(root, "build", "--keep-passages")
    assert f"{LEDGER}: E105 a symbolic link is not read" in done.stderr
    assert outside.read_bytes() == b"{}"
    assert (root / LEDGER).is_symlink()


@pytest.mark.parametrize("linked", [False, True])
def test_what_a_killed_program_left_is_written_over(linked: bool, write_files: WriteFiles, tmp_path: Path) -> None:
    root, outside = archive(write_files, TALE), tmp_path / "outside.json"
    outside.write_bytes(b"{}")
    left = root / "seeds/.log.passages.json"
    if linked:
        left.symlink_to(outside)
    else:
        left.write_bytes(b"{")
    assert keep_passages(root, Archive((document(*TALE),))).written == 1
    assert sorted(path.name for path in (root / "seeds").iterdir()) == ["log.passages.json", "log.txt"]
    assert (root / LEDGER).read_bytes() == dump(document(*TALE))
    assert outside.read_bytes() == b"{}"


def test_a_folder_in_the_place_of_a_ledger_is_told(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE)
    (root / LEDGER).mkdir()
    kept = keep_passages(root, Archive((document(*TALE),)))
    assert (kept.written, kept.left) == (0, (LEDGER,))
    assert [str(problem) for problem in kept.problems] == [
        f"{LEDGER}: E173 this ledger of passages is not written: Is a directory\n"
        "    remedy: make its place free: a file that may be written, with room on the disk"
    ]
    assert sorted(path.name for path in (root / "seeds").iterdir()) == ["log.passages.json", "log.txt"]


def test_a_ledger_that_could_not_be_read_again_is_not_written(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE)
    retired = tuple(Retired(f"p{number}", "p1", "after") for number in range(6, MOST_RETIRED + 7))
    kept = keep_passages(root, Archive((replace(document(*TALE), retired=retired),)))
    assert (kept.written, kept.left) == (0, (LEDGER,))
    assert [str(problem) for problem in kept.problems] == [
        f"{LEDGER}: E173 this ledger of passages is not written, as it could not be read again: it has more than the"
        " 20,000 ids that may lead elsewhere\n    remedy: remove it, and the passages are numbered anew from p1"
    ]
    assert not (root / LEDGER).exists()


def test_the_site_tells_of_refused_sources_and_not_of_ledgers(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE, TALE[1:])
    assert "I171" in glossator_here(root, "build").stderr
    page = (root / "docs/archive/provenance/index.md").read_text(encoding="utf-8")
    assert "Nothing: every file in <code>seeds/</code> was read." in page
    assert "passages" not in page


UNCLEAR = {
    "no source": (["seeds/gone.passages.json"], "seeds/gone.passages.json", "belongs to no source: no other file has"),
    "only a sidecar": (["seeds/x.passages.json", "seeds/x.yml"], "seeds/x.passages.json", "belongs to no source"),
    "two sources": (
        ["seeds/log.md", "seeds/log.passages.json"],
        "seeds/log.passages.json",
        "could be that of 2 sources, which have the same name",
    ),
}


@pytest.mark.parametrize("name", UNCLEAR)
def test_a_ledger_without_its_source_is_told(name: str, write_files: WriteFiles) -> None:
    paths, path, message = UNCLEAR[name]
    root = archive(write_files, TALE, **dict.fromkeys(paths, "words"))
    told = glossator_here(root, "check").stdout
    assert f"{path}: E172 this ledger of passages {message}" in told


def test_two_sources_of_one_name_get_no_ledger(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE, **{"seeds/log.md": "words\n"})
    done = glossator_here(root, "build", "--keep-passages", "--strict")
    assert done.returncode == 1
    assert f"{LEDGER}: E172 this ledger of passages could be that of 2 sources" in done.stderr
    assert not (root / LEDGER).exists()


def test_a_ledger_is_no_source(write_files: WriteFiles, tmp_path: Path) -> None:
    root = archive(write_files, TALE, TALE)
    assert "E106" not in glossator_here(root, "check").stdout
    from_elsewhere = tmp_path / "elsewhere"
    (from_elsewhere).mkdir()
    for name in ("tale.txt", "tale.passages.json"):
        (from_elsewhere / name).write_bytes(NETS.encode() if name.endswith("txt") else (root / LEDGER).read_bytes())
    done = glossator_here(root, "add", from_elsewhere)
    assert done.returncode == 0, done.stderr
    assert [path for path in files_of(root / "seeds") if "passages" in path] == ["log.passages.json"]
    alone = glossator_here(root, "add", from_elsewhere / "tale.passages.json")
    assert alone.returncode == 1
    assert "E168 it is a ledger of passages, which belongs to a source in an archive, and no document" in alone.stderr


NOTE = "---\nquote: the boats went out again\nsee: [log#p3]\n---\nLike [[log#p2]] and [[log#p4]].\n"


def test_links_to_passages_that_are_no_more_are_told_and_lead_on(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE, (CUT_AND_JOINED, NOON, KEEPER), **{"annotations/log/boats.md": NOTE})
    done = glossator_here(root, "check")
    assert done.returncode == 0, done.stdout
    told = [line for line in done.stdout.split("\n") if "I502" in line]
    path = "annotations/log/boats.md"
    assert told == [
        f"{path}:3:7: I502 log has no passage p3 any more: its words are gone; it stood behind p1",
        f"{path}:5:6: I502 log has no passage p2 any more: its words stand in p1 now",
    ]
    assert "see whether log#p1 is what is meant, and write that" in done.stdout


def test_who_follows_an_old_link_is_told_what_became_of_the_passage(write_files: WriteFiles) -> None:
    many = [f"Line {number} of the log tells of the weather, of the wind and of the tide." for number in range(80)]
    root = archive(
        write_files,
        (*many, *TALE),
        (*many, CUT_AND_JOINED, "A walrus was seen.", NOON, KEEPER),
        **{"annotations/log/boats.md": NOTE.replace("p2", "p82").replace("p3", "p83").replace("p4", "p84")},
    )
    built = build(root, "--strict")
    assert built.returncode == 0
    assert glossator_here(root, "check", "--site", root / "site").returncode == 0
    with served(root / "site") as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}archive/documents/log/")
        assert page.locator(".retired").count() == 2
        assert page.locator(".retired:visible").count() == 0
        for old, said in (("p82", "What was passage p82 stands here now."), ("p83", "Passage p83 stood behind this")):
            page.locator(f'.note a[href$="#{old}"]').first.click()
            page.wait_for_function(f"() => location.hash === '#{old}'")
            shown = page.locator(".retired:visible")
            assert shown.count() == 1
            assert shown.inner_text().startswith(said)
            place, words = shown.bounding_box(), page.locator("#p81").bounding_box()
            assert place is not None
            assert words is not None
            assert 0 <= place["y"] < words["y"] < 800


def test_a_new_ledger_gives_ids_to_what_is_kept(write_files: WriteFiles, tmp_path: Path) -> None:
    """To know a document's names takes long, and to write the ledgers of all documents must not do it again."""
    root, cache = archive(write_files, TALE), Cache(tmp_path / "cache")
    processed: list[str] = []
    process = documents.process

    def counted(seed: Seed, resources: documents.Resources) -> Made:
        processed.append(seed.path)
        return process(seed, resources)

    def gathered() -> Archive:
        with ThreadPoolExecutor(1) as nobody, pytest.MonkeyPatch.context() as patch:
            patch.setattr(documents, "process", counted)
            return gather(Config(root, root / "docs"), Work(nobody, cache)).archive

    first = gathered()
    assert processed == ["seeds/log.txt"]
    assert keep_passages(root, first).written == 1
    assert gathered() == first
    replace_in(root / LEDGER, '["p3",', '["p2b",')
    (other,) = gathered().documents
    assert ids(other) == "p1 p2 p2b p4 p5"
    (root / LEDGER).unlink()
    assert gathered() == first
    assert processed == ["seeds/log.txt"]
    replace_in(root / "seeds/log.txt", "harbor", "haven")
    assert gathered() != first
    assert processed == ["seeds/log.txt"] * 2


OWN_TEXTS = [
    [words for words in path.read_bytes().decode().replace("\r\n", "\n").split("\n") if words.strip()]
    for path in sorted((ROOT / "seeds").glob("*.txt"))
]


@pytest.mark.parametrize("share", [0.001, 0.02, 0.05, 0.08])
def test_after_many_edits_and_errors_hardly_an_id_is_lost_and_none_is_another_s(share: float) -> None:
    right = lost = 0
    for seed in range(40):
        chance = Random(seed)
        passages, others = OWN_TEXTS[seed % 2], (*TALE, *CARGO)
        new = revised(passages, others, chance)
        found = edited(passages, [damaged(words, share, chance) or "-" for words, _ in new])
        of = {block.id: sources for block, (_, sources) in zip(found.blocks, new, strict=True)}
        for place in range(len(passages)):
            id_ = f"p{place + 1}"
            held = [sources for sources in of.values() if place in sources]
            if id_ in of:
                assert place in of[id_], (seed, id_)
                right += 1
            elif held and all(len(sources) == 1 for sources in held):
                lost += 1
    assert lost <= right / 20


def test_the_search_leads_to_a_passage_between(write_files: WriteFiles) -> None:
    root = archive(write_files, TALE, (QUIET, "A walrus was seen.", *TALE[1:]))
    build(root, "--strict")
    with served(root / "site") as address, chromium() as browser:
        page = browser.new_page()
        page.goto(address)
        page.keyboard.press("/")
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("searchbox").or_(dialog.get_by_role("textbox")).fill("walrus")
        found = dialog.locator(".search__passage")
        found.first.wait_for()
        assert found.locator(".search__number").all_inner_texts() == ["p1a"]
        found.first.click()
        page.wait_for_url("**/documents/log/#p1a")
        assert page.locator("#p1a").inner_text() == "A walrus was seen."
