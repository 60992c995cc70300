"""W3C Web Annotations in JSON-LD: an annotation, a page or a collection of them, a list, or one a line.

What `glossator export annotations` writes comes back whole. Of what others write, a note has a place for the words, the
comment, tags, one motivation, creators and the day; what it has no place for is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .annotation import draft_of
from .known import Known, imported
from .notes import Draft, Imported, refuse
from .rows import Refusal, RefusedFileError, enough, read_json, told
from .w3c_model import COLLECTION, CONTEXT, PAGE, annotation_faults, context_faults, faults, types_of, values

LONGEST_SHOWN = 60
"""Characters of an annotation's address that a message shows."""
NO_PLACE = "audience accessibility canonical generated generator modified rights stylesheet via".split()
"""Properties of an annotation that a note has no place for."""

AGAIN = "mend it in the file, or have the program that wrote it write it again"
MODEL = "see https://www.w3.org/TR/annotation-model/; the other annotations are taken in"


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
        draft = thing if isinstance(thing, Refusal) else _safely(thing, known)
        if isinstance(draft, Refusal):
            refused.append((draft, place))
        else:
            drafts.append(draft)
            refused += [(_left_out(name), place) for name in _without_place(thing)]
    return imported(drafts, known, told(path, refused))


def _annotations(documents: list[Any], refused: list[tuple[Refusal, str]]) -> Iterator[Any]:
    """Yield the annotations of documents of JSON-LD, or why one is none; what is not in the file is told."""
    if len(documents) == 1 and isinstance(documents[0], list):
        documents = documents[0]
    elif len(documents) == 1 and (fault := next(context_faults(documents[0]), "")):
        raise RefusedFileError(fault, f'W3C Web Annotations say `"@context": "{CONTEXT}"`')
    for document in enough(documents):
        if isinstance(document, Exception):
            yield Refusal("E231", "error", f"a line is no JSON: {document}", AGAIN)
        elif fault := next(context_faults(document), ""):
            yield Refusal("E231", "error", fault, MODEL)
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
        draft = draft_of(thing, known)
        return draft if isinstance(draft, Refusal) else refuse(draft) or draft
    except RecursionError:
        return Refusal("E231", "error", "an annotation is nested too deeply", AGAIN)


def _without_place(annotation: Mapping[str, Any]) -> list[str]:
    """Return the properties that are lost when the annotation becomes a note."""
    return [name for name in NO_PLACE if name in annotation] + ["motivation"] * (
        len(values(annotation.get("motivation"))) > 1
    )


def _left_out(name: str) -> Refusal:
    message = f"`{name}` is left out, as a note has no place for it"
    return Refusal("I235", "info", message, "where it matters, write it into the note")
