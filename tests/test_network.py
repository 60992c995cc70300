"""Who is named beside whom: companions, the picture of the network, and its files."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from glossator.export import rows
from glossator.export.network import network_files, network_graphml, network_json
from glossator.model import (
    COMPANIONS,
    MOST_NAMES,
    Archive,
    Companion,
    Document,
    Entity,
    FoundEntity,
    Mention,
    Span,
)
from glossator.relate import companions
from glossator.relate.companions import log_likelihood
from glossator.render.layout import SPARE, WIDEST, lay_out
from glossator.render.network import LABEL, Network, Node, _bounds, _label
from glossator.structure import structure
from helpers import TINY, WriteFiles, files_of, glossator_here, mkdocs_here

NAME = re.compile(r"\b[A-Z][a-z0-9]+\b")


def document(text: str, id_: str = "a") -> Document:
    """Make a document in which every word with a capital names a person."""
    made = structure(Document(id_, f"seeds/{id_}.txt", text, "", "", 0, "UTF-8", "LF"))
    mentions = [
        Mention(Span(found.start(), found.end()), f"people/{found[0].lower()}", "person", "name", 1.0)
        for found in NAME.finditer(text)
    ]
    return Document(**{name: getattr(made, name) for name in Document.__slots__} | {"mentions": tuple(mentions)})


def beside(*documents: Document) -> dict[str, dict[str, tuple[int, int]]]:
    """Return who is named beside whom: in how many passages, and in how many documents."""
    paged = {mention.entity for made in documents for mention in made.mentions}
    found = companions(documents, paged)
    short = {entity.removeprefix("people/"): some for entity, some in found.items()}
    return {
        entity: {one.entity.removeprefix("people/"): (one.passages, one.documents) for one in some}
        for entity, some in short.items()
    }


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(["we saw Ada and Eve.\n\nthen Eve and Ada left."], {"ada": {"eve": (2, 1)}}, id="twice"),
        pytest.param(["there Ada met Eve.", "again Eve met Ada."], {"ada": {"eve": (2, 2)}}, id="two_documents"),
        pytest.param(["there Ada met Eve."], {}, id="once_is_no_habit"),
        pytest.param(["there Ada met Ada.\n\nthen Ada left Ada."], {}, id="nobody_is_beside_himself"),
        pytest.param(["there Ada was.\n\nthere Eve was.\n\nthere Ada was.\n\nthere Eve was."], {}, id="other_passages"),
        pytest.param(["one.", ""], {}, id="no_names"),
    ],
)
def test_companions_are_named_in_the_same_passages(texts: list[str], expected: dict[str, Any]) -> None:
    found = beside(*(document(text, f"d{number}") for number, text in enumerate(texts)))
    assert found.get("ada", {}) == expected.get("ada", {})
    assert {(b, a) for a, some in found.items() for b in some} == {(a, b) for a, some in found.items() for b in some}


def test_only_entities_with_pages_are_companions() -> None:
    made = document("we saw Ada, Eve and Bob.\n\nthen Eve, Bob and Ada left.")
    found = companions([made], {"people/ada", "people/bob"})
    assert {entity: [one.entity for one in some] for entity, some in found.items()} == {
        "people/ada": ["people/bob"],
        "people/bob": ["people/ada"],
    }


def test_a_companion_leads_to_passages_of_several_documents_first() -> None:
    one = document("we saw Ada and Eve.\n\nthen Eve and Ada left.\n\nand Ada found Eve.", "one")
    two = document("no name.\n\nthere Ada met Eve.", "two")
    (eve,) = companions([one, two], {"people/ada", "people/eve"})["people/ada"]
    assert (eve.passages, eve.documents) == (4, 2)
    assert eve.places == (("one", "p1"), ("two", "p2"), ("one", "p2"))


def test_whom_chance_would_name_as_often_comes_after_whom_it_would_not() -> None:
    passages = ["there Bob met Ada and Eve."] * 3 + ["there Bob was alone."] * 30
    found = beside(document("\n\n".join(passages)))
    assert list(found["ada"]) == ["eve", "bob"]


@pytest.mark.parametrize("names", [MOST_NAMES, MOST_NAMES + 1, 500])
def test_a_list_of_names_makes_few_pairs(names: int) -> None:
    row = " ".join(f"Name{number}" for number in range(names))
    found = beside(document(f"in {row}\n\nof {row}"))
    assert bool(found) == (names <= MOST_NAMES)
    assert all(len(some) <= COMPANIONS for some in found.values())


def test_of_a_list_each_sentence_counts_by_itself() -> None:
    row = " ".join(f"Name{number}" for number in range(500))
    text = f"There was a list of these {row}. there came Ada with Eve."
    found = beside(document(f"{text}\n\n{text}"))
    assert found == {"ada": {"eve": (2, 1)}, "eve": {"ada": (2, 1)}}


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_likelihood_grows_with_what_is_named_together(both: int, a: int, b: int, neither: int) -> None:
    passages = both + a + b + neither
    score = log_likelihood(both, both + a, both + b, passages) if passages else 0.0
    expected = (both + a) * (both + b) / passages if passages else 0.0
    assert score == pytest.approx(0, abs=1e-6) if both == expected else (score > -1e-6) == (both > expected)
    if both and neither:
        assert log_likelihood(both + 1, both + 1 + a, both + 1 + b, passages + 1) > score


SIZES = st.lists(st.tuples(st.integers(20, 170), st.integers(30, 40)), max_size=30)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[tuple[int, int]], list[tuple[int, int, float]]]:
    sizes = draw(SIZES)
    pairs = list(combinations(range(len(sizes)), 2))
    drawn = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=60)) if pairs else []
    return sizes, [(a, b, 1.0 + (a + b) % 3) for a, b in drawn]


def overlapping(sizes: list[tuple[int, int]], points: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Return the pairs of labels that touch."""
    return [
        (i, j)
        for i, j in combinations(range(len(sizes)), 2)
        if all(2 * abs(points[i][k] - points[j][k]) < sizes[i][k] + sizes[j][k] for k in (0, 1))
    ]


@settings(max_examples=25, deadline=None)
@given(graphs())
def test_labels_stand_in_the_picture_and_not_on_one_another(
    graph: tuple[list[tuple[int, int]], list[tuple[int, int, float]]],
) -> None:
    sizes, lines = graph
    layout = lay_out(sizes, lines)
    assert overlapping(sizes, layout.points) == []
    assert layout.width <= WIDEST
    for (x, y), (width, height) in zip(layout.points, sizes, strict=True):
        assert width / 2 - 1 <= x <= layout.width - width / 2 + 1
        assert height / 2 - 1 <= y <= layout.height - height / 2 + 1


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="nothing_joined"),
        pytest.param([(0, other, 1.0) for other in range(1, 60)], id="a_star"),
        pytest.param([(a, b, 2.0) for a, b in combinations(range(60), 2)], id="all_joined"),
        pytest.param([(a, a + 1, 1.0) for a in range(59)], id="a_chain"),
    ],
)
def test_a_picture_of_sixty_names_is_as_wide_as_a_column_and_bounded_in_height(lines: list[Any]) -> None:
    sizes = [(130, 38)] * 60
    layout = lay_out(sizes, lines)
    assert overlapping(sizes, layout.points) == []
    assert layout.width <= WIDEST
    assert layout.height <= 60 * (38 + SPARE)


def test_those_that_are_joined_stand_nearer() -> None:
    joined = [(a, b, 1.0) for group in (range(0, 6), range(6, 12)) for a, b in combinations(group, 2)]
    layout = lay_out([(60, 38)] * 12, joined)

    def mean(pairs: list[tuple[int, int]]) -> float:
        between = [sum((layout.points[a][k] - layout.points[b][k]) ** 2 for k in (0, 1)) ** 0.5 for a, b in pairs]
        return sum(between) / len(between)

    near = [(a, b) for a, b, _ in joined]
    assert mean(near) < 0.8 * mean([pair for pair in combinations(range(12), 2) if pair not in near])


def test_a_layout_is_the_one_that_it_always_was() -> None:
    layout = lay_out([(60, 38), (80, 38), (40, 38)], [(0, 1, 1.0)])
    assert (layout.width, layout.height, layout.points) == GOLDEN_LAYOUT


GOLDEN_LAYOUT = (194, 155, ((136, 19), (154, 136), (20, 77)))
"""Whole numbers, the same on every machine."""


def archive(*names: str, passages: int = 2) -> Archive:
    """Make an archive in which the same passages name all of these; the second has no entry."""
    entities = [f"people/p{number}" for number in range(len(names))]
    others = {one: [other for other in entities if other != one] for one in entities}
    return Archive(
        entities=tuple(
            Entity(id_, "person", name, f"glossary/{id_}.md")
            for id_, name in zip(entities, names, strict=True)
            if id_ != "people/p1"
        ),
        found=(FoundEntity("people/p1", "person", names[1], (), 1, 2, 0.95),),
        named_in=dict.fromkeys(entities, (("a", 3), ("b", 1))),
        companions={
            id_: tuple(Companion(other, passages, 1, 1.5) for other in some) for id_, some in others.items() if some
        },
    )


def test_the_network_as_rows() -> None:
    (row,) = [json.loads(line) for line in rows(archive("Ada", "Eve"), "network")]
    assert row == {
        "a": {"id": "people/p0", "name": "Ada", "type": "person"},
        "b": {"id": "people/p1", "name": "Eve", "type": "person"},
        "passages": 2,
        "documents": 1,
        "strength": 1.5,
    }


def test_each_pair_is_told_once_though_one_of_the_two_tells_of_others() -> None:
    whole = archive("Ada", "Eve", "Bob")
    told = {**whole.companions, "people/p2": ()}
    one_sided = Archive(entities=whole.entities, found=whole.found, named_in=whole.named_in, companions=told)
    pairs = [(row["a"]["id"], row["b"]["id"]) for row in map(json.loads, rows(one_sided, "network"))]
    assert pairs == [("people/p0", "people/p1"), ("people/p0", "people/p2"), ("people/p1", "people/p2")]


GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_graphml_is_xml_whatever_the_names_are(name: str) -> None:
    tree = ElementTree.fromstring("\n".join(network_graphml(archive(name, "Eve"))).encode())
    declared = {key.attrib["id"]: (key.attrib["for"], key.attrib["attr.name"]) for key in tree.iter(f"{GRAPHML}key")}
    nodes, edges = list(tree.iter(f"{GRAPHML}node")), list(tree.iter(f"{GRAPHML}edge"))
    facts = [{declared[data.attrib["key"]]: data.text or "" for data in node} for node in nodes]
    assert {end for node in facts for end, _ in node} == {"node"}
    assert facts[0]["node", "name"] == re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", name)
    assert [node["node", "reviewed"] for node in facts] == ["true", "false"]
    assert [(edge.attrib["source"], edge.attrib["target"]) for edge in edges] == [("people/p0", "people/p1")]
    assert {node.attrib["id"] for node in nodes} == {"people/p0", "people/p1"}


@given(st.text())
def test_the_json_graph_holds_the_same_as_the_rows(name: str) -> None:
    made = archive(name, "Eve", "Bob")
    graph = json.loads("\n".join(network_json(made)))
    told = [(row["a"]["id"], row["b"]["id"], row["passages"]) for row in map(json.loads, rows(made, "network"))]
    assert [(edge["source"], edge["target"], edge["passages"]) for edge in graph["edges"]] == told
    assert [(node["id"], node["name"], node["reviewed"]) for node in graph["nodes"]] == [
        ("people/p0", name, True),
        ("people/p1", "Eve", False),
        ("people/p2", "Bob", True),
    ]
    assert (graph["directed"], graph["multigraph"]) == (False, False)


def test_without_companions_there_are_no_files() -> None:
    assert network_files(Archive(), {"JSON": "x.json", "GraphML": "x.graphml"}) == {}


HOSTILE = '<b>"Eve" & {{co}}'


def entry(name: str) -> str:
    return f"---\nname: {json.dumps(name)}\n---\n"


def small(write: WriteFiles, text: str) -> Path:
    return write(
        {
            "mkdocs.yml": (TINY / "mkdocs.yml").read_bytes(),
            "docs/index.md": "# Small\n",
            "seeds/one.txt": text,
            "seeds/two.txt": text.replace("saw", "met"),
            "glossary/people/ada.md": entry("Ada Lace"),
            "glossary/places/eve.md": entry(HOSTILE),
            "glossary/people/bob.md": entry("Bob Moss"),
        }
    )


def test_the_page_of_the_network_shows_the_picture_and_the_table(write_files: WriteFiles) -> None:
    root = small(write_files, f"We saw Ada Lace with {HOSTILE} there.\n\nThen Bob Moss saw Ada Lace.\n")
    assert glossator_here(root, "build").returncode == 0
    page = (root / "docs/archive/network/index.md").read_text(encoding="utf-8")
    body = page.partition("\n---\n")[2]
    assert "style=" not in body
    assert "<script" not in body
    assert "<b>" not in body
    assert body.count("<line ") == 2
    picture = body[body.index("<svg", body.index('class="network"')) : body.rindex("</svg>")]
    names = re.findall(r"<title>(.*?)</title>", picture)
    assert len(names) == 3
    links = re.findall(r'<a href="([^"]+)" data-type="(\w+)"', picture)
    assert {type_ for _, type_ in links} == {"person", "place"}
    shapes = dict(re.findall(r'data-type="(\w+)".*?<path class="sign" d="([^"]+)"', picture))
    assert len(set(shapes.values())) == 2
    table = body[body.index("<table") : body.index("</table>")]
    assert [table.count(f">{name}</a>") for name in names] == [3, 2, 2]


def test_what_has_no_companions_has_no_network(write_files: WriteFiles) -> None:
    root = small(write_files, "We saw Ada Lace there.\n\nThen Bob Moss saw it.\n")
    assert glossator_here(root, "build").returncode == 0
    assert not (root / "docs/archive/network").exists()
    assert all("Appears with" not in data.decode() for data in files_of(root / "docs/archive").values())


def test_a_site_with_a_network_is_whole_and_leads_to_it(write_files: WriteFiles) -> None:
    root = small(write_files, f"We saw Ada Lace with {HOSTILE} there.\n\nThen Bob Moss saw Ada Lace.\n")
    done = mkdocs_here(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    checked = glossator_here(root, "check", "--site", root / "site")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert 'href="network/"' in (root / "site/archive/index.html").read_text(encoding="utf-8")
    graph = json.loads((root / "site/archive/network/network.json").read_bytes())
    assert {node["name"] for node in graph["nodes"]} == {"Ada Lace", "Bob Moss", HOSTILE}
    ElementTree.fromstring((root / "site/archive/network/network.graphml").read_bytes())
    page = (root / "site/archive/people/ada/index.html").read_text(encoding="utf-8")
    assert 'id="appears-with"' in page
    assert page.index("../../documents/one/#p1", page.index('id="appears-with"')) > 0
    related = (root / "site/archive/documents/one/index.html").read_text(encoding="utf-8")
    assert "both name" in related[related.index('id="related"') :]


def test_a_long_name_stands_on_two_lines_and_is_cut_only_then() -> None:
    assert _label("Russia's CSTO chairmanship in 2026") == ("Russia's CSTO", "chairmanship in 2026")
    assert _label("Ada") == ("Ada",)
    lines = _label("The Strategy against the practices of neocolonialism in many countries")
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(len(line) <= LABEL for line in lines)


@pytest.mark.parametrize(
    ("total", "words"),
    [
        (1, "1 name has companions. All are drawn."),
        (7, "7 names have companions. Those 1 with most such passages are drawn."),
    ],
)
def test_the_picture_tells_how_many_names_it_draws(total: int, words: str) -> None:
    node = Node("Ada", ("Ada",), Markup(""), "person", True, ())
    assert _bounds(Network((node,), (), total)).startswith(words)
