// Links to words: `#p4:12-58` counts code points from the beginning of passage p4. A text fragment behind it shows the
// words where no script runs, in the browsers that know such fragments.
import { blockAt, trim, wordsOf } from "./text.js";

const ADDRESS = /^#(p[0-9]+[a-z]*):([0-9]{1,9})-([0-9]{1,9})$/;
/** Code points of a quote that stands in a text fragment as a whole, and of the ends of a longer one. */
const WHOLE = 80;
const END = 40;
/** Code points around the words that are tried one after the other; an address must stay short enough to be sent. */
const CONTEXTS = [0, 16, 32, 64, 128, 256];
const LETTER = /[\p{L}\p{M}\p{N}_]/u;

/** Return the id of the passage that an address's fragment counts from, or nothing where it is no such fragment. */
export function passageOf(fragment) {
  return ADDRESS.exec(fragment)?.[1] ?? "";
}

/** Return {block, start, end} that an address's fragment means, or null; what the text has no more is cut off. */
export function parseFragment(fragment, { blocks, points }) {
  const found = ADDRESS.exec(fragment);
  const block = found && blocks.find(({ id }) => id === found[1]);
  if (!block) return null;
  const start = Math.min(block.start + Number(found[2]), points.length);
  const end = Math.min(block.start + Number(found[3]), points.length);
  return start < Math.min(end, block.end) ? { block, start, end } : { block, start: block.start, end: block.end };
}

/** Return the fragment for a span, and the id of the passage in which it begins. */
export function passageFragment({ start, end }, blocks) {
  const { id, start: origin } = blockAt(blocks, start);
  return { id, fragment: `${id}:${start - origin}-${end - origin}` };
}

/**
 * Return the directive that has a browser itself look for the words, or nothing where it could not find them.
 * A browser takes the first place on the page that fits, so as much of what stands around them is given as tells it.
 * `pageBefore(offset)` returns all words of the page before that offset of the text.
 */
export function textFragment(text, span, pageBefore) {
  const { first, last } = ends(text, toWords(text.points, span));
  if (!first || !last) return "";
  const before = fold(pageBefore(first.start));
  for (const size of CONTEXTS) {
    const [prefix, suffix] = around(text, first, last, size);
    if (isFirstPlace(text.points, { first, prefix, suffix }, before)) {
      const pieces = [prefix && `${encoded(text, prefix)}-`, encoded(text, first)];
      if (last !== first) pieces.push(encoded(text, last));
      if (suffix) pieces.push(`-${encoded(text, suffix)}`);
      return `:~:text=${pieces.filter(Boolean).join(",")}`;
    }
  }
  return "";
}

/** Return the words that a browser looks for: all, or of many the first and the last; null where there are none. */
function ends({ points, blocks }, whole) {
  const { end } = blockAt(blocks, whole.start);
  if (whole.end - whole.start <= WHOLE && whole.end <= end) return { first: whole, last: whole };
  const { start } = blockAt(blocks, whole.end - 1);
  return {
    first: trim(points, { start: whole.start, end: shorter(points, whole.start, Math.min(end, whole.start + END)) }),
    last: trim(points, { start: longer(points, Math.max(start, whole.end - END), whole.end), end: whole.end }),
  };
}

/** Return what stands before the words and behind them: no browser looks for a piece across passages. */
function around({ points, blocks }, first, last, size) {
  const prefix = trim(points, { start: Math.max(0, first.start - size), end: first.start });
  const start = prefix && Math.max(prefix.start, blockAt(blocks, prefix.end - 1).start);
  const end = Math.min(blockAt(blocks, last.end - 1).end, last.end + size);
  return [
    prefix && trim(points, { start: longer(points, start, prefix.end), end: prefix.end }),
    last === first ? trim(points, { start: last.end, end: shorter(points, last.end, end) }) : null,
  ];
}

/** Tell whether the words with what is around them stand on the page behind `before`, and not in it already. */
function isFirstPlace(points, { first, prefix, suffix }, before) {
  const start = prefix?.start ?? first.start;
  const words = fold(wordsOf(points, { start, end: suffix?.end ?? first.end }));
  const place = before.length - fold(wordsOf(points, { start, end: first.start })).length;
  return (before + fold(wordsOf(points, { start: first.start, end: suffix?.end ?? first.end }))).indexOf(words) === place;
}

/** Return the words as browsers compare them: without accents and capitals, with single blanks. */
function fold(words) {
  return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
}

function toWords(points, { start, end }) {
  const isLetter = (offset) => LETTER.test(points[offset] ?? " ");
  while (isLetter(start - 1) && isLetter(start)) start -= 1;
  while (isLetter(end - 1) && isLetter(end)) end += 1;
  return { start, end };
}

function shorter(points, start, end) {
  while (end > start && LETTER.test(points[end] ?? " ") && LETTER.test(points[end - 1])) end -= 1;
  return end;
}

function longer(points, start, end) {
  while (start < end && LETTER.test(points[start - 1] ?? " ") && LETTER.test(points[start])) start += 1;
  return start;
}

/** A hyphen, a comma and an ampersand part the pieces of a text fragment. */
function encoded({ points }, span) {
  return encodeURIComponent(wordsOf(points, span).replace(/\s+/g, " ")).replace(/-/g, "%2D").replace(/[!'()*]/g, percent);
}

function percent(mark) {
  return `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
}
