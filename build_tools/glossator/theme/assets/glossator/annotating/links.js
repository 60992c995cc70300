// Links to words: `#p4:12-58` counts code points from the beginning of passage p4. A text fragment behind it shows the
// words where no script runs, in the browsers that know such fragments.
import { blockAt, trim, wordsOf } from "./text.js";

const ADDRESS = /^#(p[0-9]+[a-z]*):([0-9]{1,9})-([0-9]{1,9})$/;
/** Code points of a quote that stands in a text fragment as a whole, and of the ends of a longer one. */
const WHOLE = 80;
const END = 40;
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

/** Return the directive that has a browser itself look for the words, or nothing where it could not find them. */
export function textFragment(text, span) {
  const whole = toWords(text.points, span);
  const block = blockAt(text.blocks, whole.start);
  if (whole.end - whole.start <= WHOLE && whole.end <= block.end) return `:~:text=${encoded(text, whole)}`;
  const first = trim(text.points, { start: whole.start, end: shorter(text.points, whole.start, Math.min(block.end, whole.start + END)) });
  const lastBlock = blockAt(text.blocks, whole.end - 1);
  const last = trim(text.points, { start: longer(text.points, Math.max(lastBlock.start, whole.end - END), whole.end), end: whole.end });
  return first && last ? `:~:text=${encoded(text, first)},${encoded(text, last)}` : "";
}

/** Return the span grown to whole words: browsers look for nothing less. */
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
