// How words are described so that they are found again, whatever becomes of the text around them: a TextQuoteSelector
// of the W3C's. The law is that of `annotate/quotes.py`, which places notes.
import { SPACE, wordsOf } from "./text.js";

/** Code points of a prefix and of a suffix. */
export const CONTEXT = 32;
/** Where so many do not tell the words from the same words elsewhere, more are taken, up to this. */
const LONGEST_CONTEXT = 512;
/** Code points of a quote: the most that a note may have. */
export const LONGEST_QUOTE = 2000;
/** Words that stand in more places than this are told apart by nothing. */
const MOST_PLACES = 1000;
/** Pairs of code points that are compared in one try: a few hundredths of a second. */
const MOST_COMPARED = 4_000_000;
/** Other places must agree with the prefix and suffix by so much less, of all that these have. */
const RUNNER_UP = 0.05;
/** No note can quote these: YAML, in which notes are written, has no such characters. */
const UNQUOTABLE = /[\0-\x08\x0b\x0e-\x1f\ud800-\udfff]/u;

/** The words cannot be quoted; the message tells the reader why, and what would do. */
export class UnquotableError extends Error {}

/** Return {exact, prefix, suffix} of a span that has words at its ends; throws UnquotableError. */
export function describe(text, span) {
  const exact = wordsOf(text.points, span);
  check(exact, span.end - span.start);
  const starts = placesOf(text, exact);
  for (let size = CONTEXT; size <= LONGEST_CONTEXT && size * size * starts.length <= MOST_COMPARED; size *= 2) {
    const quote = { exact, ...around(text.points, span, size) };
    if (isAlone(text.points, span, starts, quote)) return quote;
  }
  const count = starts.length > MOST_PLACES ? "very many" : starts.length;
  throw new UnquotableError(
    `These words stand in ${count} places with the same words ` +
      "around them, so a note could not be put in the right one. Select more words.",
  );
}

function check(exact, size) {
  if (size > LONGEST_QUOTE) {
    throw new UnquotableError(
      `You selected ${size.toLocaleString("en")} characters; a note can quote ${LONGEST_QUOTE.toLocaleString("en")}. ` +
        "Select fewer words.",
    );
  }
  const found = UNQUOTABLE.exec(exact);
  if (found) {
    const code = found[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    throw new UnquotableError(
      `Among these words is an invisible character (U+${code}) that no note can quote. Select the words before or after it.`,
    );
  }
}

/** Return what stands around the span: as much as asked for, but nothing beyond what can be quoted. */
function around(points, { start, end }, size) {
  const prefix = wordsOf(points, { start: Math.max(0, start - size), end: start });
  const suffix = wordsOf(points, { start: end, end: end + size });
  return { prefix: prefix.split(UNQUOTABLE).at(-1), suffix: suffix.split(UNQUOTABLE)[0] };
}

/** Return the offset of each place where the words stand, in order, overlapping ones too; of too many, one too many. */
function placesOf({ points, string }, exact) {
  const starts = [];
  let [units, offset] = [0, 0];
  for (let at = string.indexOf(exact); at >= 0 && starts.length <= MOST_PLACES; at = string.indexOf(exact, at + 1)) {
    while (units < at) units += points[offset++].length;
    starts.push(offset);
  }
  return starts;
}

/** Tell whether the prefix and suffix stand around no other place, nor nearly so. */
function isAlone(points, span, starts, quote) {
  const size = span.end - span.start;
  const reach = 2 * Math.max(quote.prefix.length, quote.suffix.length) + 2;
  const [prefix, suffix] = [reversed(folded(quote.prefix)), folded(quote.suffix)];
  const given = prefix.length + suffix.length;
  return starts.every((start) => {
    if (start === span.start) return true;
    const before = reversed(folded(wordsOf(points, { start: Math.max(0, start - reach), end: start })));
    const after = folded(wordsOf(points, { start: start + size, end: start + size + reach }));
    const shared = likeness(prefix, before) * prefix.length + likeness(suffix, after) * suffix.length;
    return given > 0 && shared / given <= 1 - RUNNER_UP - 0.001;
  });
}

/** Return the code points of words without white space at their ends, with single blanks, and with plain marks. */
function folded(words) {
  return [...FOLDS.reduce((folding, [found, plain]) => folding.replace(found, plain), words)];
}
const FOLDS = [
  [new RegExp(`[${SPACE}]+`, "g"), " "],
  [/^ | $/g, ""],
  [/[’‘‚‛ʼ`´]/g, "'"],
  [/[“”„‟«»]/g, '"'],
  [/[‐‑]/g, "-"],
];

function reversed(points) {
  return points.slice().reverse();
}

/** Return what share of the given is there, from its beginning, after as few edits as can be. */
function likeness(given, standing) {
  if (!given.length) return 0;
  const lengths = [1, 0.8, 1.25].map((share) => Math.round(share * given.length));
  const errors = lengths.map((size) => distance(given, standing.slice(0, size)));
  return Math.max(0, 1 - Math.min(...errors) / given.length);
}

/** Return the Levenshtein distance of two arrays. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  a.forEach((point, line) => {
    let corner = row[0];
    row[0] = line + 1;
    b.forEach((other, column) => {
      const kept = corner + (point === other ? 0 : 1);
      corner = row[column + 1];
      row[column + 1] = Math.min(kept, corner + 1, row[column] + 1);
    });
  });
  return row[b.length];
}
