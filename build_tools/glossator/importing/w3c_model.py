"""What the W3C Web Annotation Data Model asks of an annotation: which properties, how many of each, and their form.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017, sections 3 to 5. What it lets stand is
passed over; what it does not allow is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SETS = ("Choice", "Composite", "List", "Independents")
"""The kinds of several resources that are one body or target."""

IRI = re.compile(r"[^\s<>\"{}|\\^`\x00-\x20]{1,4000}")
"""An IRI or a relative reference to one, which JSON-LD allows."""
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)

Form = Callable[[Any], Iterator[str]]
"""Yields what is wrong with one value; each begins with where in the value it is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How many values a property has, and their form."""

    form: Form
    least: int = 0
    most: int | None = None


def values(value: Any) -> Sequence[Any]:
    """Return the values of a property: JSON-LD writes a single one without a list."""
    return value if isinstance(value, list) else () if value is None else (value,)


def types_of(thing: Any) -> Sequence[str]:
    return [each for each in values(thing.get("type")) if isinstance(each, str)] if isinstance(thing, dict) else []


def faults(thing: Any, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Yield what is wrong with an object by these rules."""
    if not isinstance(thing, dict):
        yield "it is no object"
        return
    for name, rule in rules.items():
        found = values(thing.get(name))
        if len(found) < rule.least:
            yield f"`{name}` is missing"
        elif rule.most is not None and len(found) > rule.most:
            yield f"`{name}` has {len(found)} values, and {rule.most} at most is allowed"
        else:
            yield from (f"`{name}`: {fault}" for each in found for fault in rule.form(each))


def _text(value: Any) -> Iterator[str]:
    if not isinstance(value, str):
        yield "it is no text"


def _iri(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not IRI.fullmatch(value):
        yield "it is no address (IRI)"


def _one_of(*known: str) -> Form:
    def check(value: Any) -> Iterator[str]:
        if value not in known:
            yield f"it is none of {', '.join(known)}"

    return check


def _number(value: Any) -> Iterator[str]:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        yield "it is no whole number from 0"


def _date_time(value: Any) -> Iterator[str]:
    try:
        right = isinstance(value, str) and bool(DATE_TIME.fullmatch(value)) and bool(datetime.fromisoformat(value))
    except ValueError:
        right = False
    if not right:
        yield "it is no date with time and zone, such as 2025-11-21T00:00:00Z"


def _iri_or(rules: Callable[[], Mapping[str, Rule]]) -> Form:
    """Return the form of what is named by its address or described by an object of these rules."""

    def check(value: Any) -> Iterator[str]:
        yield from faults(value, rules()) if isinstance(value, dict) else _iri(value)

    return check


def _resource(value: Any) -> Iterator[str]:
    """A body, a target, or a part of one: an address, words, a part of something, several, or something elsewhere."""
    if not isinstance(value, dict):
        yield from _iri(value)
        return
    types = types_of(value)
    several = [kind for kind in SETS if kind in types]
    if len(several) > 1:
        yield f"it is of the types {' and '.join(several)}, and can be of one"
    elif "items" in value and not several:
        yield f"it has `items`, and is of none of the types {', '.join(SETS)}"
    yield from faults(value, RESOURCE | _kind(value, types, several))


def _kind(value: dict[str, Any], types: Sequence[str], several: Sequence[str]) -> dict[str, Rule]:
    if several or "items" in value:
        return {"items": Rule(_resource, least=1)}
    if "TextualBody" in types or ("value" in value and "source" not in value):
        return {"value": Rule(_text, 1, 1), "purpose": Rule(_text)}
    if "SpecificResource" in types or "source" in value:
        return SPECIFIC
    return {"id": Rule(_iri, 1, 1)}


def _selector(value: Any) -> Iterator[str]:
    if not isinstance(value, dict):
        yield from _iri(value)
        return
    types = types_of(value)
    if not types and "id" not in value:
        yield "it has neither a type nor an address"
    for kind in types:
        yield from faults(value, SELECTORS.get(kind, {}) | {"refinedBy": Rule(_selector), "id": Rule(_iri, 0, 1)})


_AGENT = _iri_or(lambda: {"id": Rule(_iri, 0, 1), "type": Rule(_text), "name": Rule(_text), "nickname": Rule(_text)})

CREATION: Mapping[str, Rule] = {
    "creator": Rule(_AGENT),
    "created": Rule(_date_time, 0, 1),
    "modified": Rule(_date_time, 0, 1),
    "generator": Rule(_AGENT),
    "generated": Rule(_date_time, 0, 1),
    "rights": Rule(_iri),
    "canonical": Rule(_iri, 0, 1),
    "via": Rule(_iri),
}

RESOURCE: dict[str, Rule] = {
    **CREATION,
    "id": Rule(_iri, 0, 1),
    "type": Rule(_text),
    "format": Rule(_text),
    "language": Rule(_text),
    "processingLanguage": Rule(_text, 0, 1),
    "textDirection": Rule(_one_of("ltr", "rtl", "auto"), 0, 1),
    "accessibility": Rule(_text),
}

SPECIFIC: dict[str, Rule] = {
    "source": Rule(_resource, 1, 1),
    "selector": Rule(_selector),
    "state": Rule(_selector),
    "purpose": Rule(_text),
    "styleClass": Rule(_text),
    "renderedVia": Rule(_AGENT),
    "scope": Rule(_resource),
}

_POSITIONS = {"start": Rule(_number, 1, 1), "end": Rule(_number, 1, 1)}
_VALUE = {"value": Rule(_text, 1, 1)}

SELECTORS: Mapping[str, dict[str, Rule]] = {
    "FragmentSelector": {**_VALUE, "conformsTo": Rule(_iri, 0, 1)},
    "CssSelector": _VALUE,
    "XPathSelector": _VALUE,
    "TextQuoteSelector": {
        "exact": Rule(_text, 1, 1),
        "prefix": Rule(_text, 0, 1),
        "suffix": Rule(_text, 0, 1),
    },
    "TextPositionSelector": _POSITIONS,
    "DataPositionSelector": _POSITIONS,
    "SvgSelector": {"value": Rule(_text, 0, 1)},
    "RangeSelector": {"startSelector": Rule(_selector, 1, 1), "endSelector": Rule(_selector, 1, 1)},
    "TimeState": {"sourceDate": Rule(_date_time), "cached": Rule(_iri)},
    "HttpRequestState": _VALUE,
}
"""Of selectors and states, what each kind needs."""

ANNOTATION: Mapping[str, Rule] = {
    **CREATION,
    "id": Rule(_iri, 1, 1),
    "type": Rule(_text, 1),
    "body": Rule(_resource),
    "bodyValue": Rule(_text, 0, 1),
    "target": Rule(_resource, 1),
    "audience": Rule(_iri_or(lambda: {"id": Rule(_iri, 0, 1)})),
    "accessibility": Rule(_text),
    "motivation": Rule(_text),
    "stylesheet": Rule(_iri_or(lambda: {"id": Rule(_iri, 0, 1), "value": Rule(_text, 0, 1)}), 0, 1),
}

COLLECTION: Mapping[str, Rule] = {
    **CREATION,
    "id": Rule(_iri, 1, 1),
    "total": Rule(_number, 0, 1),
    "first": Rule(_iri_or(lambda: PAGE), 0, 1),
    "last": Rule(_iri_or(dict), 0, 1),
}

PAGE: Mapping[str, Rule] = {
    "id": Rule(_iri, 1, 1),
    "partOf": Rule(_iri_or(dict), 0, 1),
    "next": Rule(_iri_or(dict), 0, 1),
    "prev": Rule(_iri_or(dict), 0, 1),
    "startIndex": Rule(_number, 0, 1),
}


def annotation_faults(annotation: Any) -> Iterator[str]:
    """Yield what is wrong with an annotation, except for its `@context`."""
    if isinstance(annotation, dict) and "Annotation" not in types_of(annotation):
        yield "its `type` is not Annotation"
    if isinstance(annotation, dict) and "body" in annotation and "bodyValue" in annotation:
        yield "it has both `body` and `bodyValue`"
    yield from faults(annotation, ANNOTATION)


def context_faults(thing: Any) -> Iterator[str]:
    """Yield what is wrong with the `@context` of a whole document."""
    if isinstance(thing, dict) and CONTEXT not in values(thing.get("@context")):
        yield f"its `@context` is not {CONTEXT}"
