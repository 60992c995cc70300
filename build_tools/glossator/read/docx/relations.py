"""What the references of a Word file lead to: pictures, links and parts, by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from ...model import LeftOut
from .scan import Scan

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"


def dangling(scans: Mapping[str, Scan]) -> dict[str, list[str]]:
    """Return for each part the ids that it refers to and that lead to nothing."""
    found = {name: scan.used - {known for known, _, _ in _relations(name, scans)} for name, scan in scans.items()}
    return {name: sorted(ids) for name, ids in found.items() if ids}


def with_all(parts: Mapping[str, bytes], scans: Mapping[str, Scan]) -> dict[str, bytes]:
    """Return the parts, with relations to nothing where some are missing: mammoth reads no file that lacks one."""
    made = dict(parts)
    for name, ids in dangling(scans).items():
        made[_place(name)] = _part([*_relations(name, scans), *((each, "", "") for each in ids)])
    return made


def dangling_left_out(scans: Mapping[str, Scan]) -> Iterator[LeftOut]:
    """Yield what is said of references that lead to nothing."""
    count = sum(map(len, dangling(scans).values()))
    if count:
        yield LeftOut("links and pictures that lead to nothing in the file", str(count))


def _place(name: str) -> str:
    """Return the name of the part in which a part's relations stand."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _relations(name: str, scans: Mapping[str, Scan]) -> list[tuple[str, str, str]]:
    scan = scans.get(_place(name))
    return scan.relations if scan else []


def _part(relations: list[tuple[str, str, str]]) -> bytes:
    rows = (
        f"<Relationship Id={quoteattr(each)} Type={quoteattr(kind)} Target={quoteattr(target)}/>"
        for each, kind, target in relations
    )
    return f'<Relationships xmlns="{NAMESPACE}">{"".join(rows)}</Relationships>'.encode()
