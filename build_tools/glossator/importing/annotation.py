"""An annotation of the W3C's model, which it keeps to, as a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..contributed import parse_link
from ..files import is_id_step, is_web_address
from ..model import Position, Quote
from ..schemas import MOTIVATIONS
from .known import Known
from .notes import Draft, name_of, plain_brackets
from .rows import Refusal, no_document, passed_over
from .w3c_model import SETS, types_of, values

PREFIXES = ("oa:", "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/oa#")
"""How others write motivations in full."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """What the bodies of an annotation say, as a note says it."""

    text: str = ""
    reading: str | None = None
    """Words that are to stand in the place of those that the annotation is about."""
    tags: tuple[str, ...] = ()
    see: tuple[str, ...] = ()


def draft_of(annotation: Mapping[str, Any], known: Known) -> Draft | Refusal:
    """Return the note that an annotation becomes, or why there is none."""
    targets = values(annotation["target"])
    if len(targets) > 1 or (isinstance(targets[0], dict) and "items" in targets[0]):
        return passed_over("about several things, and a note is about words in one place", "write a note for each")
    target = targets[0] if isinstance(targets[0], dict) else {"source": targets[0]}
    addresses = [_address(target.get("source", target.get("id", "")))]
    quotes = [quote for selector in values(target.get("selector")) for quote in _quotes(selector)]
    if not quotes:
        return passed_over("about no words (it has no TextQuoteSelector)", "select words, and write it there")
    found, name = _place(annotation, addresses, known)
    if len(found) != 1:
        return no_document(addresses[0], found)
    bodies = _bodies(annotation, known)
    return Draft(
        document=found[0],
        name=name or name_of(quotes[-1].exact, str(values(annotation["id"])[0])),
        quote=quotes[-1],
        body=bodies.text if _own_id(annotation)[0] else plain_brackets(bodies.text),
        motivation=_motivation(annotation, bodies),
        reading=bodies.reading,
        author=", ".join(filter(None, map(_name, values(annotation.get("creator"))))),
        date=_date(annotation),
        tags=bodies.tags,
        see=bodies.see,
    )


def _place(annotation: Mapping[str, Any], addresses: Sequence[str], known: Known) -> tuple[Sequence[str], str]:
    """Return the documents that may be meant, and the note's name where it comes from an archive of ours."""
    document, name = _own_id(annotation)
    found = known.documents_of(addresses)
    if document in known.documents and (len(found) != 1 or found[0] in (document, known.otherwise)):
        return (document,), name
    return found, ""


def _own_id(annotation: Mapping[str, Any]) -> tuple[str, str]:
    """Return document and name as our export writes them down, or nothing."""
    written = annotation.get("dc:identifier")
    document, _, name = written.partition("/") if isinstance(written, str) else ("", "", "")
    return (document, name) if is_id_step(document) and is_id_step(name) else ("", "")


def _address(source: Any) -> str:
    """Return the address of a thing that is named or described."""
    found = source.get("id", "") if isinstance(source, dict) else source
    return str(next(iter(values(found)), ""))


def _quotes(selector: Any) -> Iterator[Quote]:
    """Yield the words of a selector and of those that refine it. The last ones are the note's own in our exports."""
    if isinstance(selector, dict):
        if "TextQuoteSelector" in types_of(selector):
            exact, prefix, suffix = (_first(selector.get(name)) for name in ("exact", "prefix", "suffix"))
            yield Quote(exact, prefix, suffix)
        for inner in values(selector.get("refinedBy")):
            yield from _quotes(inner)


def _first(value: Any) -> str:
    return str(next(iter(values(value)), ""))


def _bodies(annotation: Mapping[str, Any], known: Known) -> Bodies:
    """Return what all bodies say: comments one below the other, tags, what is linked, other addresses as links.

    The first words that are to be put into the text are the reading; what else is proposed is told as a comment.
    """
    reading: str | None = None
    texts = [_lines(text) for text in values(annotation.get("bodyValue"))]
    tags: list[str] = []
    see: list[str] = []
    for body in _flat(values(annotation.get("body"))):
        if "value" in body:
            words, purposes = _lines(_first(body["value"])), _purposes(annotation, body)
            if "editing" in purposes and reading is None:
                reading = words
            else:
                (tags if "tagging" in purposes else texts).append(words)
        elif link := _link(body, known):
            see.append(link)
        elif is_web_address(address := _address(body.get("source", body.get("id", "")))):
            texts.append(f"<{address}>")
    text = texts[0] if len(texts) == 1 else "\n\n".join(text.strip() for text in texts)
    return Bodies(text, reading, tuple(tags), tuple(see))


def _purposes(annotation: Mapping[str, Any], body: Mapping[str, Any]) -> Sequence[str]:
    """Return what a body is for; where it does not say so, what the annotation is (3.3.5 of the model)."""
    return [_short(purpose) for purpose in values(body.get("purpose")) or values(annotation.get("motivation"))[:1]]


def _flat(bodies: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    """Yield each single body as an object: of a choice the first, of other sets all."""
    for body in bodies:
        if isinstance(body, str):
            yield {"id": body}
        elif isinstance(body, dict) and "items" in body and any(kind in SETS for kind in types_of(body)):
            items = values(body["items"])
            yield from _flat(items[:1] if "Choice" in types_of(body) else items)
        elif isinstance(body, dict):
            yield body


def _link(body: Mapping[str, Any], known: Known) -> str:
    """Return what a body that links leads to, as `see` writes it; nothing where that is not in the archive."""
    target = body.get("dc:identifier")
    if not isinstance(target, str):
        found = known.documents_of([_address(body.get("source", body.get("id", "")))])
        target = found[0] if len(found) == 1 and found[0] != known.otherwise else ""
    label = body.get("label")
    link = f"[[{target}|{label}]]" if isinstance(label, str) and label else target
    return link if parse_link(link, Position(1, 1)) else ""


def _motivation(annotation: Mapping[str, Any], bodies: Bodies) -> str:
    """Return the first motivation that is one of the W3C's; without any, what the note does."""
    for motivation in map(_short, values(annotation.get("motivation"))):
        if motivation in MOTIVATIONS:
            return motivation
    if bodies.reading is not None:
        return "editing"
    return "commenting" if bodies.text.strip() else "tagging" if bodies.tags else "highlighting"


def _short(motivation: Any) -> str:
    """Return a motivation without the prefix by which others write it in full."""
    name = str(motivation)
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return name


def _name(creator: Any) -> str:
    """Return how a creator is called; never the address of a mailbox."""
    if isinstance(creator, str):
        return creator
    names = (_first(creator.get(key)) for key in ("name", "nickname", "id"))
    return next(filter(None, names), "")


def _date(annotation: Mapping[str, Any]) -> str:
    """Return the date as our export keeps it, else the day on which it was created."""
    written = annotation.get("dc:date")
    return written if isinstance(written, str) else _first(annotation.get("created"))[:10]


def _lines(text: Any) -> str:
    return str(text).replace("\r\n", "\n").replace("\r", "\n")
