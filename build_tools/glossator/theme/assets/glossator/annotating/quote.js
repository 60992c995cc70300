// How words are described so that they are found again, whatever becomes of the text around them: a TextQuoteSelector
// of the W3C's. The law is that of `describe_quote` in `annotate/quotes.py`, beside which stands what places notes.
import { wordsOf } from "./text.js";

/** Code points of a prefix and of a suffix. */
export const CONTEXT = 32;
/** Where so many do not tell the words from the same words elsewhere, more are taken, up to this. */
const LONGEST_CONTEXT = 512;
/** Code points of a quote: the most that a note may have. */
export const LONGEST_QUOTE = 2000;
/** No note can quote these: YAML, in which notes are written, has no such characters. */
const UNQUOTABLE = /[\0-\x08\x0b\x0e-\x1f]|\p{Cs}/u;

/** The words cannot be quoted; the message tells the reader why, and what would do. */
export class UnquotableError extends Error {}

/** Return {exact, prefix, suffix} of a span that has words at its ends; throws UnquotableError. */
export function describe(text, span) {
  const exact = wordsOf(text.points, span);
  check(exact, span.end - span.start);
  for (let size = CONTEXT; size <= LONGEST_CONTEXT; size *= 2) {
    const quote = { exact, ...around(text.points, span, size) };
    if (standsOnce(text.string, quote.prefix + exact + quote.suffix)) return quote;
  }
  throw new UnquotableError(
    "These words stand in several places with the same words around them, so a note could not be put in the right one. " +
      "Select more words.",
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

function standsOnce(text, words) {
  return text.indexOf(words) === text.lastIndexOf(words);
}
