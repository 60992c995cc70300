"""What a document is about, as far as that tells what its names are: in music a strange name may be a band's."""

from __future__ import annotations

from collections.abc import Set

TOPICS: dict[str, frozenset[str]] = {
    "music": frozenset(
        "album albums band bands song songs singer guitarist drummer vocals tour concert musical singles lyrics"
        " recording record music musicians studio".split()
    ),
    "sport": frozenset(
        "season team teams league club match game games player players coach championship goal goals scored football"
        " stadium tournament cup basketball baseball cricket hockey rugby".split()
    ),
    "politics": frozenset(
        "election elections party minister parliament president government coalition opposition votes candidate"
        " political policy foreign treaty sanctions diplomatic security bilateral talks summit".split()
    ),
    "war": frozenset(
        "army battalion regiment brigade troops division infantry squadron commander war battle military soldiers naval"
        " artillery fleet enemy".split()
    ),
    "land": frozenset(
        "river town village district population municipality census county located lake mountain miles km north south"
        " east west region highway route railway station".split()
    ),
    "screen": frozenset(
        "film films movie episode episodes directed actor actress starring television series character drama comedy"
        " cast producer".split()
    ),
    "letters": frozenset(
        "novel novels book books poet poems writer author literary published literature poetry stories fiction".split()
    ),
    "business": frozenset(
        "company companies market shares investors revenue profit billion million products manufacturer stock bank"
        " executive acquired subsidiary customers merger".split()
    ),
    "science": frozenset(
        "research theory university scientists professor physics laboratory algorithm data species chemical study"
        " mathematics method science".split()
    ),
}
LEAST = 3
"""Words of a topic that a document holds at least."""


def topic_of(lower_words: Set[str]) -> str:
    """Return the topic of whose words a document holds the most; empty where no topic has enough."""
    counts = {topic: len(words & lower_words) for topic, words in TOPICS.items()}
    best = max(counts, key=lambda topic: counts[topic])
    return best if counts[best] >= LEAST else ""
