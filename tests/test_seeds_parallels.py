"""The two seeds beside each other: what a reader judged by hand, and what the program finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from helpers import ROOT, copy_archive, export

GOLD = ROOT / "tests" / "cases" / "two_accounts.yml"
STORY, TRANSCRIPT = "realist-english-2025-11-21", "tsamto-2025-11-21"

Pair = tuple[str, str]
"""How a sentence of the story begins, and how one of the transcript does."""

MISSED = {
    ("According to the Russian president, a “pause”", "the US Administration has so far failed"),
    ("He said the new 28-point version", "We have this text, we have received it"),
    ("He argued that Ukrainian assessments", "But, most likely, this position is due to the lack"),
    ("At the same time, he reiterated", "But, as I have said many times before"),
}
"""Counterparts that the program does not find: the story tells them in other words altogether. Each of its sentences
has another one that is found.
"""
TOO_MUCH = {
    ("Putin confirmed that Moscow had held", "The main point of the meeting in Alaska"),
    ("He said Russia had agreed to those compromises", "President Trump's peace plan to resolve the situation"),
    ("Before turning to the agenda", "The meeting was attended by Prime Minister"),
}
"""Sentences that it takes along with right ones: both tell of flexibility, of compromises, of Matvienko."""


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    return list(yaml.safe_load(GOLD.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def found(gold: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> set[Pair]:
    """Return which sentences of the gold the program pairs."""
    root = copy_archive(tmp_path_factory.mktemp("seeds") / "archive")
    texts = {row["document"]: row["text"] for row in export(root, "text")}
    openings = {
        STORY: [row["sentence"] for row in gold],
        TRANSCRIPT: list({words for row in gold for kind in KINDS for words in row.get(kind, [])}),
    }

    def told(side: dict[str, Any]) -> list[str]:
        places = {words: texts[side["document"]].index(words) for words in openings[side["document"]]}
        return [words for words, place in places.items() if side["start"] <= place < side["end"]]

    rows = [sorted((row["a"], row["b"]), key=lambda side: str(side["document"])) for row in export(root, "passages")]
    assert {(a["document"], b["document"]) for a, b in rows} == {(STORY, TRANSCRIPT)}
    return {(ours, theirs) for a, b in rows for ours in told(a) for theirs in told(b)}


KINDS = ("required", "accepted")


def pairs(gold: list[dict[str, Any]], *kinds: str) -> set[Pair]:
    return {(row["sentence"], words) for row in gold for kind in kinds for words in row.get(kind, [])}


def test_the_gold_quotes_the_seeds(gold: list[dict[str, Any]]) -> None:
    story, transcript = (path.read_text(encoding="utf-8") for path in sorted(Path(ROOT, "seeds").glob("*.txt")))
    assert all(story.count(row["sentence"]) == 1 for row in gold)
    assert all(transcript.count(words) == 1 for _, words in pairs(gold, *KINDS))


def test_every_sentence_that_reports_the_speech_stands_beside_a_counterpart(
    gold: list[dict[str, Any]], found: set[Pair]
) -> None:
    reporting = {row["sentence"] for row in gold if "required" in row}
    assert {sentence for sentence, _ in found & pairs(gold, "required")} == reporting


def test_the_counterparts_that_are_found_and_those_that_are_not(gold: list[dict[str, Any]], found: set[Pair]) -> None:
    assert pairs(gold, "required") - found == MISSED


def test_nothing_else_is_paired(gold: list[dict[str, Any]], found: set[Pair]) -> None:
    assert found - pairs(gold, *KINDS) == TOO_MUCH
