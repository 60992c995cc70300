"""The published JSON Schemas: they say of each key what it is for, and agree with the strict loader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from glossator.config import Config
from glossator.drafts import modeline
from glossator.export.json_schemas import FILES, json_schemas
from glossator.frontmatter import load_yaml
from glossator.schemas import LONGEST_QUOTE, MOTIVATIONS
from helpers import TINY, copy_archive, glossator_here, mkdocs_here, replace_in, write_files

SITE = "https://example.org/letters/"


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(json_schemas()[name])
    return loaded


def objects(node: Any) -> list[dict[str, Any]]:
    """Return every part of a schema that has keys."""
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    found = [each for part in inner for each in objects(part)]
    return [node, *found] if isinstance(node, dict) and "properties" in node else found


@pytest.mark.parametrize("name", FILES)
def test_a_schema_says_what_it_is_and_what_each_key_is_for(name: str) -> None:
    found = schema(name)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["title"]
    assert found["description"]
    for part in objects(found):
        assert part["additionalProperties"] is False
        for key, value in part["properties"].items():
            assert value["title"], key
            assert re.match(r"[A-Z].*[.?]\Z", value["description"]), key
            assert "`" not in value["description"], "editors show it as it is"


@pytest.mark.parametrize("name", FILES)
def test_a_schema_has_the_keys_of_its_files_and_no_others(name: str) -> None:
    fields = FILES[name][0].model_fields
    assert list(schema(name)["properties"]) == [field.alias or key for key, field in fields.items()]
    required = [field.alias or key for key, field in fields.items() if field.is_required()]
    assert schema(name).get("required", []) == required


def test_the_schemas_are_always_the_same() -> None:
    assert json_schemas() == json_schemas()
    assert all(data.endswith(b"}\n") and b"\r" not in data for data in json_schemas().values())


def test_editors_can_offer_every_motivation() -> None:
    assert schema("note")["properties"]["motivation"]["enum"] == MOTIVATIONS


KINDS: dict[str, Any] = {
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "array": list,
    "object": dict,
}


def fits(value: Any, rules: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Tell whether a value keeps to a schema, as far as ours go: what they do not use is refused."""
    told = {"title", "description", "default", "$defs", "$schema"}
    known = {"type", "enum", "pattern", "maxLength", "items", "properties", "required", "additionalProperties", "$ref"}
    assert set(rules) <= told | known, set(rules) - told - known
    if "$ref" in rules:
        return fits(value, whole["$defs"][rules["$ref"].rpartition("/")[2]], whole)
    kinds = [rules["type"]] if isinstance(rules["type"], str) else rules["type"]
    if not isinstance(value, tuple(KINDS[kind] for kind in kinds)) or value not in rules.get("enum", [value]):
        return False
    if isinstance(value, str):
        return bool(re.search(rules.get("pattern", ""), value)) and len(value) <= rules.get("maxLength", len(value))
    if isinstance(value, list):
        return all(fits(item, rules["items"], whole) for item in value)
    if isinstance(value, dict):
        keys, needed = rules["properties"], rules.get("required", [])
        return set(needed) <= set(value) <= set(keys) and all(fits(value[key], keys[key], whole) for key in value)
    return True


AGREED = {
    "entry": [
        "name: Ada",
        "name: 1984",
        "name: yes",
        "name: ''",
        "name: ' '",
        "name:",
        "{}",
        "name: Ada\naliases: [A, B]",
        "name: Ada\naliases:",
        "name: Ada\naliases: A",
        "name: Ada\nalias: [A]",
        "name: Ada\nnot: [Ida]",
        "name: Ada\nfalse_friends: [Ida]",
        "name: Ada\nsame_as: [https://www.wikidata.org/wiki/Q7259]",
        "name: Ada\nsame_as: [www.wikidata.org/wiki/Q7259]",
        "name: Ada\nsame_as: ['javascript:alert(1)']",
        "name: Ada\nsame_as: ['https://example.org/a b']",
        "name: {first: Ada}",
        "name: [Ada]",
        "name: Ada\ndescription: One line.",
        "name: Ada\ntags: [1843, no]",
        "name: Ada\ntags: [[a]]",
    ],
    "note": [
        "quote: some words",
        "quote: 12.5",
        "quote: ''",
        "quote: ' '",
        "prefix: some words",
        "quote: a\nmotivation: questioning",
        "quote: a\nmotivation: quarrelling",
        "quote: a\nsee: [people/ada, diary#p2]",
        "quote: a\nsee: people/ada",
        "quote: a\nformer_names: [spelling, slip-of-the-pen]",
        "quote: a\nformer_names: [diary/spelling]",
        "quote: a\nquotation: a",
        f"quote: {'x' * LONGEST_QUOTE}",
        f"quote: {'x' * (LONGEST_QUOTE + 1)}",
        f"quote: {'😀' * LONGEST_QUOTE}",
        f"quote: a\nsuffix: {'x' * (LONGEST_QUOTE + 1)}",
    ],
    "sidecar": [
        "{}",
        "id: a-letter",
        "id: 1843",
        "id: A Letter",
        "id: ''",
        f"id: {'x' * 81}",
        "title: 1984\nauthor: no\ntags: [1]",
        "title:",
        "url: https://example.org/a",
        "url: ''",
        "url: example.org",
        "url: ftp://example.org/",
        "date: 1843-07-10",
        "date: 1843",
        "encoding: windows-1251",
        "version_of: letter",
        "version_of: a/letter",
        "former_ids: [letter, old-letter]",
        "former_ids: letter",
        "former_ids: [a/letter]",
        "former_ids: []",
        "names: [{quote: Hope, entity: none}]",
        "names: [{quote: Hope, entity: people/hope, prefix: a, suffix: b}]",
        "names: [{quote: Hope, entity: hope}]",
        "names: [{quote: Hope, entity: animals/hope}]",
        "names: [{quote: Hope}]",
        "names: [{quote: Hope, entity: none, type: person}]",
        "names: {quote: Hope, entity: none}",
        "inferred: [title, date]",
        "taken_from: x",
        "colour: red",
    ],
}
"""Each is a file: valid or not, editors and the loader say the same."""


class YamlOfEditors(yaml.SafeLoader):
    """YAML 1.2's core schema, nearly: a date is text, and `no` is, too. What is a number or a boolean stays one."""


YamlOfEditors.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in AGREED.items() for text in texts])
def test_editors_say_what_the_loader_says(name: str, text: str) -> None:
    model: type[BaseModel] = FILES[name][0]
    loaded, _ = load_yaml("x.yml", text.encode(), model)
    assert fits(yaml.load(text, YamlOfEditors), schema(name), schema(name)) == (loaded is not None)


def test_every_file_of_the_archives_fits(tmp_path: Path) -> None:
    for path in [*TINY.glob("glossary/*/*.md"), *TINY.glob("annotations/*/*.md"), *TINY.glob("seeds/*.yml")]:
        text = path.read_text(encoding="utf-8")
        name = {"glossary": "entry", "annotations": "note", "seeds": "sidecar"}[path.relative_to(TINY).parts[0]]
        front = text.split("---\n")[1] if path.suffix == ".md" else text
        assert fits(yaml.load(front, YamlOfEditors), schema(name), schema(name)), path


# Published, and named in new files.


def test_the_site_holds_the_schemas(tmp_path: Path) -> None:
    root = copy_archive(tmp_path, TINY)
    assert mkdocs_here(root, "build", "--strict").returncode == 0
    for name, data in json_schemas().items():
        assert (root / "site" / "archive" / "schemas" / f"{name}.json").read_bytes() == data


ADDRESSES = {
    "": "",
    "https://example.org": "https://example.org/archive/schemas/note.json",
    "https://example.org/": "https://example.org/archive/schemas/note.json",
    "https://example.org/letters": "https://example.org/letters/archive/schemas/note.json",
    "https://example.org/letters/": "https://example.org/letters/archive/schemas/note.json",
}


@pytest.mark.parametrize("site", ADDRESSES)
def test_a_schema_has_an_address_where_the_site_has_one(site: str) -> None:
    assert Config(Path(), Path("docs"), site_url=site).schema_address("note") == ADDRESSES[site]


def test_no_modeline_without_a_schema() -> None:
    assert modeline("") == ()
    assert modeline(f"{SITE}x.json") == (f"# yaml-language-server: $schema={SITE}x.json",)


@pytest.mark.parametrize("site", ["", SITE])
def test_new_files_name_their_schema_and_pass_the_check(site: str, tmp_path: Path) -> None:
    root = copy_archive(tmp_path / "archive", TINY)
    replace_in(root / "mkdocs.yml", '!ENV [SITE_URL, ""]', json.dumps(site))
    write_files(tmp_path, {"in/a.txt": "Mary Somerville met Henry Babbington in Paris.\n\nMary Somerville wrote. " * 3})
    taken = glossator_here(root, "add", tmp_path / "in" / "a.txt").stdout.strip()
    assert taken
    made = glossator_here(root, "suggest", "--write", "Mary Somerville").stdout.strip()
    assert made == "glossary/people/mary-somerville.md"
    sidecar = (root / taken).with_suffix(".yml").read_text(encoding="utf-8")
    entry = (root / made).read_text(encoding="utf-8")
    line = f"# yaml-language-server: $schema={SITE}archive/schemas/{{}}.json\n"
    assert sidecar.startswith(line.format("sidecar")) == bool(site)
    assert entry.startswith(f"---\n{line.format('entry') if site else ''}name: ")
    assert ("yaml-language-server" in sidecar + entry) == bool(site)
    done = glossator_here(root, "check")
    assert done.returncode == 0, done.stdout
