"""W3C Web Annotations in JSON-LD: an annotation, a page or a collection of them, a list, or one a line.

What `glossator export annotations` writes comes back whole. Of what others write, a note has a place for the words, the
comment, tags, one motivation, creators and the day; what it has no place for is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..contributed import parse_link
from ..files import is_id_step, is_web_address
from ..model import Position, Quote
from ..schemas import MOTIVATIONS
from .known import Known, imported
from .notes import Draft, Imported, name_of, refuse
from .rows import Refusal, RefusedFileError, enough, read_json, told
from .w3c_model import COLLECTION, CONTEXT, PAGE, SETS, annotation_faults, context_faults, faults, types_of, values

LONGEST_SHOWN = 60
"""Characters of an annotation's address that a message shows."""
PREFIXES = ("oa:", "http://www.w3.org/ns/oa#", "https://www.w3.org/ns/oa#")
"""How others write motivations in full."""
NO_PLACE = (
    "audience accessibility canonical generated generator modified rights stylesheet via".split()  # of an annotation
)

AGAIN = "mend it in the file, or have the program that wrote it write it again"
MODEL = "see https://www.w3.org/TR/annotation-model/; the other annotations are taken in"


@dataclass(frozen=True, slots=True)
class Bodies:
    """What the bodies of an annotation say, as a note says it."""

    text: str = ""
    tags: tuple[str, ...] = ()
    see: tuple[str, ...] = ()


def import_w3c(path: str, data: bytes, known: Known) -> Imported:
    """Return the notes that the file's annotations become; `path` names the file in what is told."""
    refused: list[tuple[Refusal, str]] = []
    drafts: list[Draft] = []
    try:
        found = enough(list(_annotations(read_json(data), refused)))
    except RefusedFileError as error:
        return Imported(problems=told(path, [(error.refusal, "")]))
    for number, thing in enumerate(found, start=1):
        name = thing.get("id") if isinstance(thing, dict) else None
        place = f"{number}: {name[:LONGEST_SHOWN]}" if isinstance(name, str) else str(number)
        draft = _safely(thing, known)
        if isinstance(draft, Refusal):
            refused.append((draft, place))
        else:
            drafts.append(draft)
            refused += [(_left_out(name), place) for name in _without_place(thing)]
    return imported(drafts, known, told(path, refused))


def _annotations(documents: list[Any], refused: list[tuple[Refusal, str]]) -> Iterator[Any]:
    """Yield the annotations of documents of JSON-LD; what is no such document, or not in the file, is told."""
    if len(documents) == 1 and isinstance(documents[0], list):
        documents = documents[0]
    elif len(documents) == 1 and (fault := next(context_faults(documents[0]), "")):
        raise RefusedFileError(fault, f'W3C Web Annotations say `"@context": "{CONTEXT}"`')
    for document in enough(documents):
        if isinstance(document, Exception):
            refused.append((Refusal("E231", "error", f"a line is no JSON: {document}", AGAIN), ""))
        elif fault := next(context_faults(document), ""):
            refused.append((Refusal("E231", "error", fault, MODEL), ""))
        elif "AnnotationCollection" in types_of(document):
            yield from _of_collection(document, refused)
        elif "AnnotationPage" in types_of(document):
            yield from _of_page(document, refused)
        else:
            yield document


def _of_collection(collection: Mapping[str, Any], refused: list[tuple[Refusal, str]]) -> Iterator[Any]:
    if fault := next(faults(collection, COLLECTION), ""):
        raise RefusedFileError(f"the collection is none by the W3C's model: {fault}", AGAIN)
    for first in values(collection.get("first")):
        if isinstance(first, dict):
            yield from _of_page(first, refused)
        else:
            refused.append((_elsewhere(first), ""))


def _of_page(page: Mapping[str, Any], refused: list[tuple[Refusal, str]]) -> Iterator[Any]:
    if fault := next(faults(page, PAGE), ""):
        raise RefusedFileError(f"a page of the collection is none by the W3C's model: {fault}", AGAIN)
    yield from values(page.get("items"))
    refused += [(_elsewhere(after), "") for after in values(page.get("next")) if isinstance(after, str)]


def _elsewhere(address: str) -> Refusal:
    message = f"more annotations are at {address[:LONGEST_SHOWN]}, and not in this file"
    return Refusal("I236", "info", message, "save that page, and take it in, too")


def _safely(thing: Any, known: Known) -> Draft | Refusal:
    """Return the note that an annotation becomes, or why there is none."""
    try:
        if fault := next(annotation_faults(thing), ""):
            return Refusal("E231", "error", f"an annotation is none by the W3C's model: {fault}", MODEL)
        draft = _note(thing, known)
        return draft if isinstance(draft, Refusal) else refuse(draft) or draft
    except RecursionError:
        return Refusal("E231", "error", "an annotation is nested too deeply", AGAIN)


def _note(annotation: Mapping[str, Any], known: Known) -> Draft | Refusal:
    targets = values(annotation["target"])
    if len(targets) > 1 or (isinstance(targets[0], dict) and "items" in targets[0]):
        return _passed("about several things, and a note is about words in one place", "write a note for each")
    target = targets[0] if isinstance(targets[0], dict) else {"source": targets[0]}
    addresses = [_address(target.get("source", target.get("id", "")))]
    quotes = [quote for selector in values(target.get("selector")) for quote in _quotes(selector)]
    if not quotes:
        return _passed("about no words (it has no TextQuoteSelector)", "select words, and write it there")
    document, name = _place(annotation, addresses, known)
    if document is None:
        message = f"several documents have the address {addresses[0][:200]}"
        return Refusal("E232", "error", message, "name one of them with --document ID")
    if not document:
        message = f"no document has the address {addresses[0][:200]}"
        return Refusal("E232", "error", message, "set `url` in its sidecar, or name the document with --document ID")
    bodies = _bodies(annotation, known)
    return Draft(
        document=document,
        name=name or name_of(quotes[-1].exact, str(values(annotation["id"])[0])),
        quote=quotes[-1],
        body=bodies.text,
        motivation=_motivation(annotation, bodies),
        author=", ".join(filter(None, map(_name, values(annotation.get("creator"))))),
        date=_date(annotation),
        tags=bodies.tags,
        see=bodies.see,
    )


def _place(annotation: Mapping[str, Any], addresses: Sequence[str], known: Known) -> tuple[str | None, str]:
    """Return the document, and the note's name where it comes from an archive of ours."""
    document, name = _own_id(annotation)
    found = known.document_of(addresses)
    if document in known.documents and found in (document, known.otherwise, "", None):
        return document, name
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
    """Return what all bodies say: comments one below the other, tags, what is linked, other addresses as links."""
    texts = [_lines(text) for text in values(annotation.get("bodyValue"))]
    tags: list[str] = []
    see: list[str] = []
    for body in _flat(values(annotation.get("body"))):
        purposes = values(body.get("purpose"))
        if "value" in body:
            (tags if "tagging" in purposes or _only_tags(annotation, body) else texts).append(
                _lines(_first(body["value"]))
            )
        elif link := _link(body, known):
            see.append(link)
        elif is_web_address(address := _address(body.get("source", body.get("id", "")))):
            texts.append(f"<{address}>")
    text = texts[0] if len(texts) == 1 else "\n\n".join(text.strip() for text in texts)
    return Bodies(text, tuple(tags), tuple(see))


def _only_tags(annotation: Mapping[str, Any], body: Mapping[str, Any]) -> bool:
    """Tell whether a body without a purpose of its own is a tag by the annotation's."""
    return not body.get("purpose") and list(values(annotation.get("motivation"))) == ["tagging"]


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
        target = known.document_of([_address(body.get("source", body.get("id", "")))]) or ""
        target = "" if target == known.otherwise else target
    label = body.get("label")
    link = f"[[{target}|{label}]]" if isinstance(label, str) and label else target
    return link if parse_link(link, Position(1, 1)) else ""


def _motivation(annotation: Mapping[str, Any], bodies: Bodies) -> str:
    """Return the first motivation that is one of the W3C's; without any, what the note does."""
    for motivation in values(annotation.get("motivation")):
        for prefix in PREFIXES:
            motivation = str(motivation).removeprefix(prefix)
        if motivation in MOTIVATIONS:
            return str(motivation)
    return "commenting" if bodies.text.strip() else "tagging" if bodies.tags else "highlighting"


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


def _without_place(annotation: Mapping[str, Any]) -> list[str]:
    """Return the properties that are lost when the annotation becomes a note."""
    return [name for name in NO_PLACE if name in annotation] + ["motivation"] * (
        len(values(annotation.get("motivation"))) > 1
    )


def _left_out(name: str) -> Refusal:
    message = f"`{name}` is left out, as a note has no place for it"
    return Refusal("I235", "info", message, "where it matters, write it into the note")


def _passed(what: str, remedy: str) -> Refusal:
    return Refusal("I234", "info", f"not taken in, as it is {what}", remedy)
