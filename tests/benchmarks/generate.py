"""Writes the archives that the benchmark builds: addresses in plain text, with the look of real ones.

Sentences come from a small grammar; their words are drawn so that few are common, most are rare, and the vocabulary
keeps growing with the archive, as that of real prose does. The shape follows 65 yearly addresses of 1945 to 2006:
a sentence has 17 words in the median and a quarter has 25 or more; a paragraph stands on one line and has 47; a
document has about 5,000; 65 documents have about 12,500 different words, and share 1 in 90 of their runs of five.
Document `n` depends on `n` alone, whatever the size of the archive.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from vocabulary import ADJECTIVES, ADVERBS, FIRST_NAMES, MONTHS, NOUNS, VERBS, gerund, made_up, past, plural, word


class Entry(NamedTuple):
    """A glossary entry, and at the same time what the texts name."""

    folder: str
    """people, places, organizations or terms."""
    name: str
    aliases: tuple[str, ...] = ()


PEOPLE = tuple(
    Entry("people", name)
    for name in (
        "Harriet Calloway",
        "Josiah Thornbury",
        "Miriam Oyelaran",
        "Edmund Fairleigh",
        "Lucinda Varga",
        "Thaddeus Wexcombe",
        "Ingrid Halvorsdal",
        "Rafael Quintavalle",
        "Beatrice Ashdown",
        "Samuel Okonjo-Reyes",
        "Cornelius Dunmarrow",
        "Amara Desrosiers",
        "Walter Pryzbeck",
        "Eleanor McTavish",
    )
)
PLACES = tuple(
    Entry("places", name)
    for name in (
        "Port Almery",
        "Kestrel Bay",
        "Upper Tamarind",
        "Vesperia",
        "Norrland Reach",
        "Saint Orlan",
        "the Carrow Valley",
        "Bellhaven",
        "Costa Lirana",
        "Drumlin County",
        "Marrowgate",
        "Ostrava Hills",
    )
)
ORGANIZATIONS = (
    Entry("organizations", "National Grain Board", ("NGB",)),
    Entry("organizations", "League of Coastal States", ("LCS",)),
    Entry("organizations", "Office of Public Accounts", ("OPA",)),
    Entry("organizations", "Tidewater Authority"),
    Entry("organizations", "Commission on Fair Wages"),
    Entry("organizations", "Bureau of Inland Navigation", ("BIN",)),
    Entry("organizations", "Institute for Crop Science"),
    Entry("organizations", "Veterans' Home Trust"),
    Entry("organizations", "Northern Rail Company"),
)
TERMS = (
    Entry("terms", "two-lock rule"),
    Entry("terms", "common ledger"),
    Entry("terms", "harvest guarantee", ("guarantee of the harvest",)),
    Entry("terms", "open-harbor policy"),
    Entry("terms", "Charter of Settlement", ("Settlement Charter",)),
)
ENTRIES = PEOPLE + PLACES + ORGANIZATIONS + TERMS

# Symbol -> what it may become -> weight. A word in capitals is a symbol; ` ,` and the like are closed up at the end.
GRAMMAR: dict[str, dict[str, float]] = {
    "SENTENCE": {
        "STATEMENT .": 60,
        "OPENING , STATEMENT .": 30,
        "STATEMENT , LINK STATEMENT .": 22,
        "STATEMENT LINK STATEMENT .": 26,
        "STATEMENT ; STATEMENT .": 6,
        "OPENING , STATEMENT , LINK STATEMENT .": 14,
        "OPENING , STATEMENT that VERBS THING PLACING , LINK STATEMENT PLACING .": 8,
        "SHORT .": 17,
        "QUESTION ?": 1.5,
        "QUOTED": 2.2,
        "STATEMENT : THING , THING , and THING .": 4,
        "STATEMENT -- ADV VERBING THING -- LINK STATEMENT .": 3,
    },
    "STATEMENT": {
        "THING MODAL VERB THING": 12,
        "WE MODAL VERB THING PLACING": 14,
        "WE MODAL VERB THING": 10,
        "THING VERBS THING PLACING": 9,
        "THINGS VERB THING , and THINGS VERB THING": 6,
        "THINGS have VERBED THING PLACING": 9,
        "it is ADJ that THINGS VERB THING": 7,
        "WE have VERBED THING PLACING": 8,
        "WE MODAL ADV VERB THING that VERBS THING": 8,
        "THING of THING is ADJ , ADJ , and ADJ": 4,
        "THING was VERBED by THING PLACING": 7,
        "WE don't VERB THING": 3,
        "I VERBED THING , and I now VERB THING to VERB THING": 5,
        "more than NUMBER NOUNS were VERBED PLACING": 4,
        "THING of $ NUMBER million was VERBED PLACING": 1.3,
        "THING should be VERBED ( THING excepted )": 0.8,
        "NAMED VERBED THING PLACING": 13,
        "NAMED and THING VERB THING": 3,
    },
    "SHORT": {
        "WE MODAL VERB THINGS": 4,
        "THIS is ADJ": 3,
        "THINGS VERB": 3,
        "I VERB you": 1,
        "it's ADJ": 2,
        "let us VERB THINGS": 2,
        "NAMED VERBED": 1,
    },
    "QUESTION": {"will THING VERB THING": 1, "how MODAL WE VERB THING": 1, "why should THINGS VERB": 1},
    "QUOTED": {
        "as PERSON said , << STATEMENT . >>": 2,
        "<< STATEMENT , >> said PERSON .": 2,
        "WE VERB THING as << ADJ NOUN . >>": 1,
    },
    "OPENING": {
        "PLACING": 5,
        "therefore": 1,
        "at the same time": 1,
        "if WE VERB THING": 3,
        "when THINGS VERB THING": 2,
        "for THING": 2,
        "ADV": 2,
        "to VERB THING": 3,
        "in YEAR": 2,
    },
    "LINK": {"and": 6, "but": 4, "for": 1, "so": 1, "while": 2, "because": 2, "as": 1},
    "THING": {
        "the NOUN": 6,
        "the ADJ NOUN": 7,
        "the NOUN of NOUNS": 6,
        "the ADJ NOUN of its NOUN": 5,
        "our NOUN": 8,
        "our ADJ NOUN": 7,
        "a ADJ NOUN": 9,
        "a NOUN of NOUNS and NOUNS": 4,
        "THINGS": 20,
        "every NOUN": 3,
        "OWNER NOUN": 2,
        "its ADJ and ADJ NOUN": 3,
        "this NOUN that WE all VERB": 3,
        "a NOUN to VERB NOUNS": 4,
        "the NOUN - NOUN NOUN": 4,
        "the TERM": 1.5,
        "NAMED": 5,
    },
    "THINGS": {
        "NOUNS": 4,
        "ADJ NOUNS": 6,
        "NOUNS of our NOUN": 4,
        "NOUNS and NOUNS": 4,
        "all of our NOUNS": 2,
        "their NOUNS": 3,
        "those NOUNS": 2,
        "many of these NOUNS": 2,
        "ADJ NOUNS that VERB THING": 3,
        "NOUNS who have been VERBED PLACING": 2,
    },
    "NAMED": {"PERSON": 4, "PLACE": 3, "the ORGANIZATION": 3, "the people of PLACE": 1},
    "PLACING": {
        "in the NOUN": 5,
        "in our NOUN": 5,
        "for all of us": 1,
        "for NOUNS": 4,
        "with THINGS": 5,
        "to the NOUN of NOUNS": 3,
        "by VERBING THING": 4,
        "on this NOUN": 3,
        "at home": 1,
        "in PLACE": 4,
        "from PLACE to PLACE": 1,
        "under the ORGANIZATION": 1.5,
        "at NUMBER percent": 1,
        "since YEAR": 1.2,
        "on DAY": 1,
        "last year": 1,
        "by the end of next year": 0.6,
    },
    "WE": {"we": 14, "you": 2, "they": 4, "I": 3},
    "THIS": {"this": 3, "that": 2, "it": 1},
    "MODAL": {"must": 5, "will": 8, "can": 4, "should": 4, "may": 1, "would": 2, "cannot": 1},
}
RULES: dict[str, tuple[tuple[tuple[str, ...], ...], tuple[float, ...]]] = {
    symbol: (tuple(tuple(choice.split()) for choice in choices), tuple(accumulate(choices.values())))
    for symbol, choices in GRAMMAR.items()
}
"""The grammar, split and with its weights added up: what `expand` walks."""

SENTENCES = ((1, 2, 3, 4, 5), (28, 21, 18, 16, 17))
"""Sentences in a paragraph, and how often."""
WORDS = (3_000, 8_000, 4_200)
"""Fewest, most and most frequent number of words in a document."""
APPLAUSE_EVERY = 4
"""One document in so many has lines of applause."""
NOTES = 10
"""On each document of the annotated archive."""
QUOTED = 45
"""Code points of what a note quotes."""
AROUND = 32
"""Code points of what a note knows before and behind it, as those have that are made in the browser."""
NOTED_WORD = "everything"
"""Stands in every note, for the benchmark to change in one."""
FIRST_DAY = date(1900, 1, 8)
DAYS_BETWEEN = 41
"""A thousand documents then cover 112 years."""


class Draft(NamedTuple):
    """What one document is written with."""

    random: random.Random
    cast: tuple[Entry, ...]
    """The people whom this document names."""
    named: set[str]
    """Who was named in full already; from then on mostly the last name stands alone."""


def person(draft: Draft) -> str:
    """Name somebody: in full the first time, then mostly by the last name; now and then a stranger without an entry."""
    source = draft.random
    if source.random() < 0.12:
        return f"{source.choice(FIRST_NAMES)} {made_up(int(40 * source.paretovariate(1)), 'NOUN').capitalize()}"
    name = source.choice(draft.cast).name
    if name in draft.named and source.random() < 0.7:
        return name.rpartition(" ")[2]
    draft.named.add(name)
    return name


def day(when: date) -> str:
    """Write a date as the addresses do: January 4, 1950."""
    return f"{MONTHS[when.month - 1]} {when.day}, {when.year}"


def organization(draft: Draft) -> str:
    """Name an organization, now and then by its initials."""
    entry = draft.random.choice(ORGANIZATIONS)
    return entry.aliases[0] if entry.aliases and draft.random.random() < 0.25 else entry.name


TERMINALS: dict[str, Callable[[Draft], str]] = {
    "NOUN": lambda draft: word("NOUN", NOUNS, draft.random),
    "NOUNS": lambda draft: plural(word("NOUN", NOUNS, draft.random)),
    "OWNER": lambda draft: f"the {word('NOUN', NOUNS, draft.random)}'s",
    "ADJ": lambda draft: word("ADJ", ADJECTIVES, draft.random),
    "ADV": lambda draft: word("ADV", ADVERBS, draft.random),
    "VERB": lambda draft: word("VERB", VERBS, draft.random),
    "VERBS": lambda draft: plural(word("VERB", VERBS, draft.random)),
    "VERBED": lambda draft: past(word("VERB", VERBS, draft.random)),
    "VERBING": lambda draft: gerund(word("VERB", VERBS, draft.random)),
    "PERSON": person,
    "PLACE": lambda draft: draft.random.choice(PLACES).name,
    "ORGANIZATION": organization,
    "TERM": lambda draft: draft.random.choice(TERMS).name,
    "NUMBER": lambda draft: f"{int(2 * draft.random.paretovariate(0.6)) % 1_000_000:,}",
    "YEAR": lambda draft: str(draft.random.randrange(1890, 2012)),
    "DAY": lambda draft: day(FIRST_DAY + timedelta(days=draft.random.randrange(40_000))),
    "I": lambda draft: "I",
}
"""What the grammar breaks up no further."""


def expand(symbol: str, draft: Draft) -> Iterator[str]:
    """Yield the words that a symbol becomes."""
    if symbol in TERMINALS:
        yield TERMINALS[symbol](draft)
        return
    choices, weights = RULES[symbol]
    for part in draft.random.choices(choices, cum_weights=weights)[0]:
        if part.isupper():
            yield from expand(part, draft)
        else:
            yield part


def sentence(draft: Draft) -> str:
    """Write one sentence."""
    text = " ".join(expand("SENTENCE", draft))
    text = re.sub(r" ([,.;:?)])", r"\1", text).replace(" >>", '"').replace("<< ", '"')
    text = text.replace("( ", "(").replace("$ ", "$").replace(" - ", "-").replace("the the ", "the ")
    text = re.sub(r"\ba (?=[aeiou])", "an ", text)
    return re.sub("[a-zA-Z]", lambda letter: letter[0].upper(), text, count=1)


def paragraphs(draft: Draft, words: int, applause: bool) -> Iterator[str]:
    """Yield paragraphs, each without a line break, until they hold this number of words or somewhat more."""
    while words > 0:
        count = draft.random.choices(SENTENCES[0], SENTENCES[1])[0]
        text = " ".join(sentence(draft) for _ in range(count))
        words -= text.count(" ") + 1
        yield text
        if applause and draft.random.random() < 0.3:
            yield "[Applause]"


def document(number: int) -> tuple[str, str, list[str]]:
    """Write a document: its title in capitals, its date and its paragraphs."""
    source = random.Random(number)
    draft = Draft(source, tuple(source.sample(PEOPLE, 6)), set())
    speaker = PEOPLE[number // 25 % len(PEOPLE)]
    title = (
        f"President {speaker.name}'s address before both Houses of the Assembly on the state of the Republic".upper()
    )
    body = paragraphs(draft, int(source.triangular(*WORDS)), applause=number % APPLAUSE_EVERY == 0)
    salutation = "Mr. Speaker, members of the Assembly, and fellow citizens:"
    return title, day(FIRST_DAY + timedelta(days=DAYS_BETWEEN * number)), [salutation, *body]


def as_text(title: str, when: str, body: Sequence[str]) -> str:
    """Return the plain text: title, blank, date, blank, then one paragraph a line, as such files come."""
    return "\n".join([title, "", when, "", *body]) + "\n"


def as_markdown(title: str, when: str, body: Sequence[str]) -> str:
    """Return the same text as an ordinary Markdown page: title as heading, blank lines between, nothing escaped."""
    return "\n\n".join([f"# {title}", when, *body]) + "\n"


def entry_file(entry: Entry) -> str:
    """Return a glossary entry's file. A JSON scalar is a YAML scalar too."""
    lines = ["---", f"name: {json.dumps(plain_name(entry))}"]
    if entry.aliases:
        lines.append(f"aliases: {json.dumps(entry.aliases)}")
    return "\n".join([*lines, "description: Made up for the benchmark.", "---", "", "Named in many addresses.", ""])


def plain_name(entry: Entry) -> str:
    """Return an entry's name without the article that the texts put before it."""
    return entry.name.removeprefix("the ")


def note_files(number: int, body: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the notes on a document, (name, file) each; it is told by its paragraphs."""
    source = random.Random(f"notes on {number}")
    long = [paragraph for paragraph in body if len(paragraph) > QUOTED]
    for name in range(NOTES):
        paragraph = source.choice(long)
        start = source.randrange(len(paragraph) - QUOTED)
        end = start + QUOTED
        fields = {
            "quote": paragraph[start:end],
            "prefix": paragraph[max(0, start - AROUND) : start],
            "suffix": paragraph[end : end + AROUND],
            "author": source.choice(PEOPLE).name,
            "date": str(FIRST_DAY + timedelta(days=source.randrange(40_000))),
            "tags": [source.choice(NOUNS), source.choice(NOUNS)],
        }
        front = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
        said = f"This is *not* what [[{number:04}#p2]] says, where the {source.choice(NOUNS)} is **{NOTED_WORD}**."
        yield f"n{name}", f"---\n{front}---\n\n{said}\n"


def slug(name: str) -> str:
    """Return a file name for a name: `veterans-home-trust`."""
    return re.sub("[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-")


# The archive's pages stay out of the navigation on both sides: with 1,000 pages in an automatic one, plain MkDocs would
# take many times as long, and the comparison would flatter us.
CONFIG = """\
site_name: Addresses
theme:
  name: material
  font: false
plugins: [{plugin}]
nav: [index.md]
not_in_nav: /archive/
"""


def write(path: Path, text: str) -> None:
    """Write a file as it stands, with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def write_archives(root: Path, count: int) -> tuple[Path, Path, Path]:
    """Write the same documents thrice and return the folders: a plain MkDocs site, an archive, and one with notes."""
    plain, ours, noted = root / "plain", root / "glossator", root / "noted"
    write(plain / "mkdocs.yml", CONFIG.format(plugin="search"))
    for folder in ours, noted:
        write(folder / "mkdocs.yml", CONFIG.format(plugin="glossator"))
        for entry in ENTRIES:
            write(folder / "glossary" / entry.folder / f"{slug(plain_name(entry))}.md", entry_file(entry))
    for folder in plain, ours, noted:
        write(folder / "docs/index.md", "# Addresses\n\nMade up for the benchmark.\n")
    for number in range(count):
        parts = document(number)
        for folder in ours, noted:
            write(folder / "seeds" / f"{number:04}.txt", as_text(*parts))
        for name, note in note_files(number, parts[2]):
            write(noted / "annotations" / f"{number:04}" / f"{name}.md", note)
        write(plain / "docs/archive" / f"{number:04}.md", as_markdown(*parts))
    return plain, ours, noted
