"""The network of the archive for other programs: as rows, as GraphML, and as a JSON graph of nodes and edges.

Sources: The GraphML File Format (graphml.graphdrawing.org), Extensible Markup Language 1.0 (5th edition), 2.2; the
node-link form that D3 and NetworkX read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..model import Archive, Companion, Entity, FoundEntity

Fields = Mapping[str, Any]

NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot say, not even as a reference."""
REPLACEMENT = "\ufffd"
NODE_KEYS = {"name": "string", "type": "string", "reviewed": "boolean", "mentions": "int", "documents": "int"}
EDGE_KEYS = {"passages": "int", "documents": "int", "strength": "double"}
"""The fields of nodes and of edges, with GraphML's types."""


def export_network(archive: Archive) -> Iterator[Fields]:
    """One row a pair of names that the same passages name, in the order of their ids; `strength` is log-likelihood."""
    nodes = {node["id"]: node for node in _nodes(archive)}
    for source, companion in _pairs(archive):
        a, b = nodes[source], nodes[companion.entity]
        ends = {end: {name: node[name] for name in ("id", "name", "type")} for end, node in (("a", a), ("b", b))}
        yield {**ends, **_facts(companion)}


def network_json(archive: Archive) -> Iterator[str]:
    """Yield the lines of a JSON graph: nodes and edges, a line each."""
    nodes = [json.dumps(node, ensure_ascii=False) for node in _nodes(archive)]
    edges = [
        json.dumps({"source": source, "target": one.entity, **_facts(one)}, ensure_ascii=False)
        for source, one in _pairs(archive)
    ]
    yield '{"directed": false, "multigraph": false, "graph": {}, "nodes": ['
    yield ",\n".join(nodes)
    yield '], "edges": ['
    yield ",\n".join(edges)
    yield "]}"


def network_graphml(archive: Archive) -> Iterator[str]:
    """Yield the lines of a GraphML document; a character that XML does not have is U+FFFD in it."""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for end, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, type_ in keys.items():
            yield f'<key id="{end}-{name}" for="{end}" attr.name="{name}" attr.type="{type_}"/>'
    yield '<graph id="network" edgedefault="undirected">'
    for node in _nodes(archive):
        yield f"<node id={quoteattr(node['id'])}>{_data('node', node, NODE_KEYS)}</node>"
    for source, one in _pairs(archive):
        ends = f"source={quoteattr(source)} target={quoteattr(one.entity)}"
        yield f"<edge {ends}>{_data('edge', _facts(one), EDGE_KEYS)}</edge>"
    yield "</graph>"
    yield "</graphml>"


GRAPHS: Mapping[str, Callable[[Archive], Iterator[str]]] = {"GraphML": network_graphml, "JSON": network_json}
"""By what each format is called: the lines of a file in it."""


def network_files(archive: Archive, places: Mapping[str, str]) -> Mapping[str, bytes]:
    """Return the network in each format, by where it is published; nothing where no passages name two together."""
    if not archive.companions:
        return {}
    return {places[name]: "".join(f"{line}\n" for line in lines(archive)).encode() for name, lines in GRAPHS.items()}


def _nodes(archive: Archive) -> Iterator[Fields]:
    known: dict[str, Entity | FoundEntity] = {entity.id: entity for entity in archive.found}
    known |= {entity.id: entity for entity in archive.entities}
    for id_ in sorted(archive.companions):
        counts = [count for _, count in archive.named_in.get(id_, ())]
        entity = known[id_]
        facts = {"reviewed": isinstance(entity, Entity), "mentions": sum(counts), "documents": len(counts)}
        yield {"id": id_, "name": entity.name, "type": entity.type, **facts}


def _pairs(archive: Archive) -> Iterator[tuple[str, Companion]]:
    """Yield each pair once: one of the two may have so many stronger companions that it does not tell of the other."""
    told = {
        (min(entity, one.entity), max(entity, one.entity)): replace(one, entity=max(entity, one.entity))
        for entity, companions in archive.companions.items()
        for one in companions
    }
    yield from ((told_of, told[told_of, other]) for told_of, other in sorted(told))


def _facts(companion: Companion) -> Fields:
    return {name: getattr(companion, name) for name in EDGE_KEYS}


def _data(end: str, fields: Fields, keys: Mapping[str, str]) -> str:
    return "".join(f'<data key="{end}-{name}">{_text(fields[name])}</data>' for name in keys)


def _text(value: object) -> str:
    plain = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(NO_XML.sub(REPLACEMENT, plain), {"\r": "&#13;"})
