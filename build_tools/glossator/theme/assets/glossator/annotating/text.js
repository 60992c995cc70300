// A document's text, read back from its page. Offsets are Unicode code points, as everywhere in Glossator; JavaScript's
// strings count UTF-16 units, so the text is kept as an array of code points, too.

/** What Python takes for white space; JavaScript's `\s` knows fewer controls, and U+FEFF besides. */
const SPACE = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

/** Return how many code points a string has. */
export function length(string) {
  let count = 0;
  for (const _ of string) count += 1;
  return count;
}

/** Return the passages of an article, in order: {id, start, end, element} each. */
export function blocksOf(article) {
  return [...article.querySelectorAll("[data-start]")].map((element) => ({
    id: element.id,
    start: Number(element.dataset.start),
    end: Number(element.dataset.end),
    element,
  }));
}

/**
 * Return the passages of an article and the text that they stand in: {blocks, points, string}.
 * `points` is an array of code points, `string` the same joined.
 * Throws where the page does not say what it was built to say, as after a translation.
 */
export function readText(article) {
  const blocks = blocksOf(article);
  const points = [];
  for (const { start, end, element } of blocks) {
    append(points, gapBefore(element, start - points.length), start);
    append(points, element.textContent, end);
  }
  append(points, article.dataset.tail ?? "", Infinity);
  return { blocks, points, string: points.join("") };
}

/** Return the white space between a passage and the one before: line ends, unless the page tells another. */
function gapBefore(element, size) {
  return element.closest("[data-gap]")?.dataset.gap ?? "\n".repeat(Math.max(0, size));
}

function append(points, string, end) {
  for (const point of string) points.push(point);
  if (end !== Infinity && points.length !== end) throw new ChangedPage();
}

/** The words on the page are no longer those of the document. */
export class ChangedPage extends Error {
  constructor() {
    super(
      "The words on this page are not the document’s any more: a translation or an extension changed them. " +
        "Show the original, or load the page again.",
    );
  }
}

/** Tell whether the text has the hash that the page tells (SHA-256 of its UTF-8, in hexadecimal digits). */
export async function isWhole(text, sha256) {
  if (!globalThis.crypto?.subtle) return true; // Only on secure connections; the lengths of all passages were right.
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text.string));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}

/** Return the span without white space at its ends, or null where nothing else is in it. */
export function trim(points, { start, end }) {
  while (start < end && SPACE.test(points[start])) start += 1;
  while (end > start && SPACE.test(points[end - 1])) end -= 1;
  return start < end ? { start, end } : null;
}

/** Return the words of a span. */
export function wordsOf(points, { start, end }) {
  return points.slice(start, end).join("");
}

/** Return the passage that holds the offset; between two, the next one. */
export function blockAt(blocks, offset) {
  return blocks[firstWhere(blocks, (block) => block.end > offset)] ?? blocks.at(-1);
}

/** Return the index of the first item for which `holds`, which then holds for all behind it; the length for none. */
export function firstWhere(items, holds) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}
