"""The data that flows through the stages: frozen, made of tuples, standard library only.

Every offset is a Unicode code point of one document's text, zero-based, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

EntityType = Literal["person", "organization", "place", "event", "work", "term"]
BlockKind = Literal[
    "title",
    "byline",
    "dateline",
    "heading",
    "paragraph",
    "turn",
    "quote",
    "item",
    "row",
    "separator",
    "elision",
    "furniture",
    "page",
]
MarkKind = Literal[
    "strong",
    "emphasis",
    "superscript",
    "subscript",
    "code",
    "link",
    "line-end-hyphen",
]
Severity = Literal["error", "warning", "info"]
Place = Literal["into", "after", "before"]
AnchorState = Literal["exact", "moved", "folded", "near", "ambiguous", "orphan"]

TYPE_FOLDERS: dict[str, EntityType] = {
    "people": "person",
    "organizations": "organization",
    "places": "place",
    "events": "event",
    "works": "work",
    "terms": "term",
}
"""The folder of `glossary/` that holds the entries of each type; also the first step of an entity's id."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block:
    """A passage: what a reader cites. In order, blocks tile the text; only white space stands between them."""

    id: str
    """`p1`, `p2`, ... in reading order; or what a ledger of passages keeps, and `p12a` for one that came later."""
    kind: BlockKind
    span: Span
    label: Span | None = None
    """Of a turn: the speaker's name as it stands, without the colon."""
    marker: str = ""
    """What the source shows at the block's head and is no text of it: an item's bullet or number, a page's number."""
    level: int = 0
    """How deep an item stands in lists within lists, from 0."""
    wrapped: bool = False
    """Its lines end where the source's page was full. They may be shown as one."""


@dataclass(frozen=True, slots=True)
class Retired:
    """The id of a passage that a document had once. It still leads somewhere, and is never given again."""

    id: str
    block: str
    """The id of the block that it leads to."""
    place: Place
    """`into`: that block has its words, or the first of them; `after`, `before`: it stood there, and they are gone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """How the source shows some of its words. Marks of one document may overlap; each lies within one block."""

    kind: MarkKind
    span: Span
    target: str = ""
    """Of a link: where it leads, as the source has it, or against the source's own address if that is known."""


LOCAL = "#"
"""Begins what a mention's entity is called until the archive's registry knows it: `#3`, its document's fourth."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names an entity."""

    span: Span
    entity: str
    """An id; or, until the archive's registry knows it, which of the document's found names it is (`#3`)."""
    type: EntityType
    found_by: str
    """The rule that found it: `name` (the entry's name or an alias, as a person wrote it), `last-name`, `tagger` ...;
    `editor` where a person decided it for this document."""
    evidence: float
    """How sure the rule is, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class FoundName:
    """Someone or something that a document names and the glossary does not know: all its mentions together."""

    type: EntityType
    name: str
    """The fullest form, with one space between words."""
    forms: tuple[tuple[str, int], ...]
    """Each form that stands in the text, and how often; sorted."""
    evidence: float
    """How sure it is, from 0 to 1, that this is a name of that type."""


@dataclass(frozen=True, slots=True)
class DateExpression:
    """Words that tell a point or a stretch of time."""

    span: Span
    edtf: str
    """As precise as the words, in the Extended Date/Time Format; empty where they cannot be resolved."""
    found_by: str
    """The rule: `full`, `month`, `year`, `decade`, `relative`, `weekday` ..."""
    evidence: float


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the text gives as another's."""

    span: Span
    """With its quotation marks; of a turn, what is said."""
    speaker: str
    """As a mention's `entity`; empty where it is not known."""
    named: Span | None
    """The words that name the speaker, or stand for them: a name, a pronoun, a turn's label."""
    cue: Span | None
    """The verb of saying."""
    found_by: str
    """The rule that found the speaker: `cue-before`, `cue-after`, `turn` ...; `none`."""
    evidence: float


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A form that could name several entities, and is linked to none of them."""

    span: Span
    entities: tuple[str, ...]
    """Ids; an empty string stands for somebody whom no entry knows."""


@dataclass(frozen=True, slots=True)
class Quote:
    """W3C TextQuoteSelector: the exact words, and what stands around them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file that a person wrote, one-based."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about words of one document: whom or what they name, or that they name nothing."""

    quote: Quote
    entity: str
    """The id of an entry; empty where they are no name."""
    position: Position = Position(1, 1)
    """Where it stands in the sidecar."""


@dataclass(frozen=True, slots=True)
class Link:
    """A `[[target]]` or `[[target|words]]` in a contributed file."""

    target: str
    words: str
    position: Position


@dataclass(frozen=True, slots=True)
class Note:
    """A marginal note: `annotations/DOCUMENT-ID/NAME.md`."""

    id: str
    """`DOCUMENT-ID/NAME`."""
    document: str
    quote: Quote
    body: str
    path: str
    quote_position: Position
    body_line: int
    motivation: str = "commenting"
    author: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    see: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    words: tuple[str, ...] = ()
    """The body's, without markup: before the first of the links, between each two, and behind the last."""
    reading: str | None = None
    """Of a correction: what it proposes in the place of the quote; an empty string where nothing should stand there."""
    answers: str = ""
    """The id of the note that it answers, the first one that its `see` names; never itself, by way of others either."""
    former_names: tuple[str, ...] = ()
    """Other `NAME`s that its file had once."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note stands, or why it stands nowhere."""

    note: str
    state: AnchorState
    span: Span | None
    score: float
    sought: bool = True
    """Whether similar words would have been found: where too many notes changed, the last are not looked for."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A glossary entry: `glossary/people/NAME.md`."""

    id: str
    """The file's path without its ending: `people/vladimir-putin`."""
    type: EntityType
    name: str
    path: str
    aliases: tuple[str, ...] = ()
    false_friends: tuple[str, ...] = ()
    """`not` in the file: strings that look like the entity and are not."""
    same_as: tuple[str, ...] = ()
    description: str = ""
    merged_into: str = ""
    tags: tuple[str, ...] = ()
    body: str = ""
    body_line: int = 1
    links: tuple[Link, ...] = ()
    words: tuple[str, ...] = ()
    """The body's, as a note's; none where it has no links."""


SURE_NAME = 0.9
"""Evidence from which a single mention earns a page: a rule that hardly errs, or a tagger that does not doubt."""
LIKELY_NAME = 0.5
"""Evidence below which a name is more likely none: it gets no page, however often it stands there."""
SUREST = 0.99
"""Evidence that is told at most."""
MENTIONS = 2
"""Mentions that earn a page where each by itself could be a mistake: finders rarely make the same one twice."""


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """Someone or something that documents name and no person has written an entry for."""

    id: str
    """That of the entry that a person may write, `people/angela-merkel`, so that the address stays."""
    type: EntityType
    name: str
    forms: tuple[tuple[str, int], ...]
    """Each form that stands in a text, and how often; sorted."""
    documents: int
    mentions: int
    evidence: float
    """The best that a document has, from 0 to 1."""
    shared: bool = False
    """It is a last name that several people bear, and means now one, now another of them."""

    @property
    def sure(self) -> str:
        """Return how sure it is in percent, as people are told it: never wholly, as no person looked at it."""
        return f"{min(self.evidence, SUREST):.0%}"

    @property
    def has_page(self) -> bool:
        """Tell whether the evidence is enough for a page. What several people share is nobody's page."""
        enough = self.evidence >= SURE_NAME or (self.mentions >= MENTIONS and self.evidence >= LIKELY_NAME)
        return enough and not self.shared


@dataclass(frozen=True, slots=True)
class Datum:
    """One value of a document's record, and where it comes from."""

    name: str
    value: str
    origin: str
    """`sidecar`, `sidecar, inferred`, `front matter`, `text`, `dateline`, `file name` ..."""


FORMER_ID = "former_id"
"""The name of a datum that tells an id which the document had once."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of the source that is not in the text, and why."""

    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A source, read once. Stages return it with more spans; the text never changes."""

    id: str
    path: str
    """Of the seed, from the archive's root: `seeds/a.txt`."""
    text: str
    sha256: str
    """Of the text, as UTF-8."""
    source_sha256: str
    """Of the seed's bytes."""
    source_bytes: int
    encoding: str
    """What the bytes were decoded as, as the provenance page tells it."""
    line_ends: str
    """`LF`, or what was changed: `CRLF, read as LF`."""
    metadata: tuple[Datum, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    visible: int = 0
    """Code points that the source shows, white space not counted; 0 where its text is all that it shows."""
    blocks: tuple[Block, ...] = ()
    retired: tuple[Retired, ...] = ()
    sentences: tuple[Span, ...] = ()
    """In order; each lies within one block."""
    marks: tuple[Mark, ...] = ()
    """In the order of where they begin."""
    decisions: tuple[Decision, ...] = ()
    """`names` in its sidecar."""
    mentions: tuple[Mention, ...] = ()
    """In order, and never overlapping."""
    ambiguities: tuple[Ambiguity, ...] = ()
    names_by_rules: bool = False
    """Names were looked for by rules alone, as no tagger knows its language."""
    found: tuple[FoundName, ...] = ()
    """Whom and what it names without the glossary's knowing; a mention's `#3` is the fourth."""
    dates: tuple[DateExpression, ...] = ()
    """In order, and never overlapping."""
    quotations: tuple[Quotation, ...] = ()
    """In order; one may lie within another."""
    anchors: tuple[Anchor, ...] = ()

    def value(self, name: str) -> str:
        """Return the first value of that name in the record, or an empty string."""
        return next((datum.value for datum in self.metadata if datum.name == name), "")

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(datum.value for datum in self.metadata if datum.name == name)

    def with_metadata(self, *found: Datum) -> Document:
        """Return the document with the data added whose names its record does not have yet."""
        known = {datum.name for datum in self.metadata}
        return replace(self, metadata=self.metadata + tuple(datum for datum in found if datum.name not in known))

    @property
    def title(self) -> str:
        return self.value("title") or self.id

    def words_of(self, span: Span) -> str:
        """Return the text of the span."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence that names an entity, once or more."""

    document: str
    block: str
    sentence: Span
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What a `[[link]]` leads to: an entry, a document, or a document's passage or note."""

    kind: Literal["entity", "document"]
    id: str
    fragment: str = ""
    """Of a document: `p4`, or `note-NAME`."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A link from a note or an entry, seen from where it leads to."""

    target: Target
    source: Note | Entity
    link: int | None = None
    """Which of the source's `links` it is, the first that leads there; None where only a note's `see` does."""


Day = tuple[int, int, int]
"""(year, month, day) of the proleptic Gregorian calendar, as EDTF has it; the year is astronomical: 44 BC is -43."""
Precision = Literal["day", "month", "sub-year", "year", "decade", "century", "interval", "set"]
"""What a date of EDTF is told as. `sub-year` is a season, a quarter or a half; `set` one or all of several."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that a text mentions, or a document's own."""

    document: str
    block: str
    """Empty, as the spans are, for a document's own date."""
    span: Span
    sentence: Span
    """Around the span: what is shown with it."""
    edtf: str
    first: Day | None
    """The first day that it may mean; None where that is open."""
    last: Day | None
    precision: Precision
    own: bool
    """It is the document's own, and not told of in its text."""
    found_by: str
    """The rule that found it; of a document's own, where its record has it from."""
    entities: tuple[str, ...] = ()
    """Those that the sentence names, in its order."""

    @property
    def begins(self) -> Day:
        """Where it stands in time: what is open at its beginning stands where it ends."""
        return self.first or self.last or (0, 1, 1)

    @property
    def ends(self) -> Day:
        return self.last or self.begins


ParallelKind = Literal["reprint", "edited", "paraphrase"]


@dataclass(frozen=True, slots=True)
class Parallel:
    """Words of two documents that say the same."""

    a: Span
    b: Span
    kind: ParallelKind
    score: float
    """How likely it is that they do, from 0 to 1: of those with 0.8, 8 of 10 are right."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents and their parallels."""

    a: str
    """The id of the one that comes first in the archive's order."""
    b: str
    parallels: tuple[Parallel, ...]
    """In the order of `a`; none overlaps another in both."""
    until: tuple[int | None, int | None] = (None, None)
    """Where in each text the comparing ended, as it is longer than what is compared; None where all of it was."""


MOST_OTHERS = 16
"""Documents that one is compared with, at most: those that share most with it."""
MOST_SHARING = 16
"""Documents that have a sentence or a feature, at most: what more of them have is common, or boilerplate."""
MOST_UNITS = 20_000
"""Sentences of a document that are compared; what follows is not. A book of 1,000 pages has fewer."""


MOST_NAMES = 20
"""Different names of a passage that count as named together. One with more is a list, of which each sentence counts by
itself; a sentence with more does not count. So a passage makes few pairs, however many names it has."""
PASSAGES = 2
"""So many passages name two together before it is told: one is on each one's page anyhow, and may be an accident."""
COMPANIONS = 12
"""Of an entity, as many as are read through."""
RELATED = 6
"""Of a document, the related ones that are told."""
FEW_NAMES, FEW_WORDS = 30, 20
"""Documents that have a name or a word which counts as rare: what more of them have says little of any two, and would
make very many pairs."""


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody or something that the same passages name as an entity."""

    entity: str
    passages: int
    """How many name both."""
    documents: int
    """In how many documents those are."""
    strength: float
    """How far that is from chance: Dunning's log-likelihood ratio, below 0 where they are seldom named together."""
    places: tuple[tuple[str, str], ...] = ()
    """(document, block) of a few of those passages."""


@dataclass(frozen=True, slots=True)
class Related:
    """A document that has to do with another, and why."""

    document: str
    parallels: int
    """How many passages of the two are parallel."""
    entities: tuple[str, ...]
    """Whom and what both name and few others do: the rarest, the rarest first."""
    more_entities: int
    """How many such there are besides."""
    words: tuple[str, ...]
    """Words that both have and few others do: the rarest, the rarest first."""
    more_words: int


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of a document by which it gives what somebody said."""

    document: str
    span: Span
    quoted: bool
    """Given as that person's words; else told by the document in its own."""
    evidence: float = 1.0
    """How sure it is who said it, from 0 to 1."""
    alike: float = 1.0
    """How likely it is that another wording of the statement says the same, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a person said once, in all its wordings."""

    speaker: str
    """An entity's id."""
    wordings: tuple[Wording, ...]
    """In the archive's order, of at least two documents."""


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything that the pages are made of."""

    documents: tuple[Document, ...] = ()
    """By date, then by id; those without a date last."""
    entities: tuple[Entity, ...] = ()
    """Every entry of the glossary in the order of the ids, merged ones among them."""
    found: tuple[FoundEntity, ...] = ()
    """Whom and what the documents name without the glossary's knowing, in the order of the ids."""
    found_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a document's id, the entity's id of each of its found names."""
    repeats: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    """By a document's id, those of its mentions that only the other documents made known."""
    likely: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the id of an entry or a found entity, those that may be the same, though not surely enough to be one."""
    notes: tuple[Note, ...] = ()
    named_in: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """By an entity's id, the documents that name it, in the archive's order, and how often each does."""
    backlinks: tuple[Backlink, ...] = ()
    former: Mapping[str, str] = field(default_factory=dict)
    """By each id that a document had once, the one that it has now."""
    comparisons: tuple[Comparison, ...] = ()
    """Every two documents that have parallels, in the archive's order of the first, then of the second."""
    statements: tuple[Statement, ...] = ()
    """What is told in several documents that somebody said."""
    timeline: tuple[Dated, ...] = ()
    """Every date that could be resolved, by its first day; of those with the same, the longest first."""
    companions: Mapping[str, tuple[Companion, ...]] = field(default_factory=dict)
    """By the id of an entity with a page, who is named beside it, the strongest first."""
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    """By a document's id, the few documents that have most to do with it."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page for the site: a Markdown file in `docs/archive/`, made of front matter and one block of raw HTML."""

    uri: str
    """From `docs/`: `archive/people/vladimir-putin/index.md`."""
    title: str
    kind: str
    """`document`, an entity's type, `merged`, `index`, `notes` or `provenance`."""
    body: str
    """HTML, without blank lines."""
    description: str = ""
    contents: tuple[tuple[str, str], ...] = ()
    """Its sections: (id, heading) each."""
    edit_path: str = ""
    """The file to edit in order to change the page, from the archive's root; empty where there is none."""
    document: str = ""
    """The id of the document whose text it shows; empty for any other page."""
    redirect: str = ""
    """The address, as seen from it, of the page that took its place."""
    feed: str = ""
    """The address, as seen from it, of the feed that tells what is new on it."""
    feed_title: str = ""
    """What that feed is called."""
    told: tuple[tuple[str, str], ...] = ()
    """(name, content) of each `meta` element that tells programs of its subject; as text, not as HTML."""
    data: str = ""
    """What it tells programs of its subject, as JSON-LD that may stand in HTML."""
    shares: tuple[str, ...] = ()
    """Of an entry: the parts of the body that show what each document says of it, or what it said, in order."""

    @property
    def pieces(self) -> tuple[str, ...]:
        """The parts of the body that say words of documents, and are verified when they are made."""
        return (self.body,) if self.document else self.shares


@dataclass(frozen=True, slots=True)
class Searchable:
    """A page as the search sees it."""

    uri: str
    title: str
    kind: str
    html: str
    """Its words, in elements whose ids are the page's own."""
    facts: tuple[tuple[str, str], ...] = ()
    """(name, value) each, which a result shows."""
    fragment: str = ""
    """Where on the page it stands, if it is a part of one: a note."""
    day: Day | None = None
    """By which results are sorted: the first that its date may mean; None where it has none."""
    facets: tuple[tuple[str, str, str], ...] = ()
    """(facet, id, label) of each value that readers may choose: `person`, `people/ada-lovelace`, `Ada Lovelace`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong that a person can mend: where, what and how."""

    code: str
    severity: Severity
    path: str
    message: str
    remedy: str
    line: int = 0
    """One-based; 0 where the whole file is meant."""
    column: int = 0

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{printable(f'{place}: {self.code} {self.message}')}\n    remedy: {printable(self.remedy)}"


def printable(text: str) -> str:
    """Return the text with control characters written out: a stranger's words must not steer a terminal or a log."""
    return "".join(
        character if character.isprintable() or character == "\u00a0" else ascii(character)[1:-1] for character in text
    )
