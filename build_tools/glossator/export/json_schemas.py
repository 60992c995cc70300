"""JSON Schemas (draft 2020-12) of the files that people write: editors complete and check by them while one types.

YAML as editors read it knows numbers, booleans and nothing; the strict loader takes every value as it is written, and
a key with no value as left out. So the schemas allow what the loader does, or an editor would mark what is right.
"""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ..files import FILE_BYTES
from ..model import TYPE_FOLDERS
from ..schemas import LONGEST_QUOTE, MOTIVATIONS, NO_NAME, EntryFields, NoteFields, Sidecar
from ..values import LONGEST_DATE

FILES: Mapping[str, tuple[type[BaseModel], str]] = {
    "entry": (EntryFields, "Glossary entry (front matter)"),
    "note": (NoteFields, "Note (front matter)"),
    "sidecar": (Sidecar, "Sidecar of a document"),
}
"""The schemas by their names, with what each is called."""

SCALARS = ["string", "number", "boolean"]
"""What the strict loader takes for text."""
_STEP = "[a-z0-9-]{1,80}"
_ENTRY = f"(?:{'|'.join(TYPE_FOLDERS)})/{_STEP}"
_ADDRESS = {"pattern": r"^https?://[^\s\"'<>\\`]+$", "maxLength": FILE_BYTES}
_ID = {"pattern": f"^(?:{_STEP})?$"}
_LINE = {"pattern": r"^[^\n]*\n?$"}

RULES: Mapping[str, Mapping[str, Any]] = {
    "quote": {"pattern": r"\S", "maxLength": LONGEST_QUOTE},
    "prefix": {"maxLength": LONGEST_QUOTE},
    "suffix": {"maxLength": LONGEST_QUOTE},
    "motivation": {"enum": list(MOTIVATIONS)},
    "entity": {"pattern": f"^(?:{_ENTRY}|{NO_NAME})$"},
    "id": _ID,
    "version_of": _ID,
    "merged_into": {"pattern": f"^(?:{_ENTRY})?$"},
    "url": _ADDRESS | {"pattern": f"^$|{_ADDRESS['pattern']}"},
    "retrieved": {"maxLength": LONGEST_DATE},
    "name": {"pattern": r"^[^\n]*[^\s\n][^\n]*\n?$"},
}
"""By a key's name, what a schema says of its value besides its type: what a pattern can say of the loader's rules."""
ITEM_RULES: Mapping[str, Mapping[str, Any]] = {
    "same_as": _ADDRESS,
    "former_ids": {"pattern": f"^{_STEP}$"},
    "former_names": {"pattern": f"^{_STEP}$"},
}
"""The same for the items of lists."""


def json_schemas() -> dict[str, bytes]:
    """Return each schema's file by its name; always the same bytes."""
    return {name: _file(schema, title) for name, (schema, title) in FILES.items()}


def _file(schema: type[BaseModel], title: str) -> bytes:
    made = schema.model_json_schema(schema_generator=_Generator)
    whole = {"$schema": GenerateJsonSchema.schema_dialect, **made, "title": title}
    return f"{json.dumps(whole, ensure_ascii=False, indent=2)}\n".encode()


class _Generator(GenerateJsonSchema):
    """pydantic's own, with what the keys' docstrings say, and with what the strict loader takes."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return super().str_schema(schema) | {"type": SCALARS}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A key that may be left out may have no value."""
        made = super().default_schema(schema)
        kinds = made.get("type", [])
        return made | {"type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        made = super().model_schema(schema)
        told = docstrings(schema["cls"])
        for name, field in schema["cls"].model_fields.items():
            key = field.alias or name
            value = made["properties"][key]
            value |= {"description": told.get(name, "")} | dict(RULES.get(key, {}))
            if "items" in value:
                value["items"] |= ITEM_RULES.get(key, {})
        return made


def docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Return what stands beneath each field of a model, on one line.

    pydantic can keep them itself, which costs every program start; only what is published needs them.
    """
    found: dict[str, str] = {}
    for part in reversed([each for each in model.__mro__ if issubclass(each, BaseModel) and each is not BaseModel]):
        (definition,) = ast.parse(textwrap.dedent(inspect.getsource(part))).body
        for field, beneath in pairwise(getattr(definition, "body", [])):
            match field, beneath:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    found[name] = " ".join(text.split())
    return found
