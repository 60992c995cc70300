// What a reader selected, as a span of the text; and a span of the text as a range of the page. Only what stands in
// passages counts: notes, numbers and menus between them are no part of the text.
import { firstWhere, length } from "./text.js";

/**
 * Return the span of all that is selected, from its first place in the text to its last, or null.
 * Browsers part a selection into several ranges where something in it cannot be selected; its direction says nothing.
 */
export function spanOfSelection(selection, blocks) {
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  return spanOfRanges(Array.from({ length: selection.rangeCount }, (_, n) => selection.getRangeAt(n)), blocks);
}

/** Return the span from the first place of the ranges to the last, or null where they hold nothing of the text. */
export function spanOfRanges(ranges, blocks) {
  if (!blocks.length) return null;
  const starts = ranges.map((range) => startOf(range, blocks));
  const ends = ranges.map((range) => endOf(range, blocks));
  const [start, end] = [Math.min(...starts), Math.max(...ends)];
  return start < end ? { start, end } : null;
}

function startOf(range, blocks) {
  const { startContainer: node, startOffset: offset } = range;
  const block = blocks[firstWhere(blocks, ({ element }) => side(element, node, offset) <= 0)];
  if (!block) return Infinity;
  return side(block.element, node, offset) < 0 ? block.start : block.start + before(block.element, node, offset);
}

function endOf(range, blocks) {
  const { endContainer: node, endOffset: offset } = range;
  const block = blocks[firstWhere(blocks, ({ element }) => side(element, node, offset) < 0) - 1];
  if (!block) return -Infinity;
  return side(block.element, node, offset) > 0 ? block.end : block.start + before(block.element, node, offset);
}

/** Return -1 where the point stands before the element's content, 0 in it, and 1 behind it. */
function side(element, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.comparePoint(node, offset);
}

/** Return how many code points of the element stand before the point. A range's string has no regard to what shows. */
function before(element, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return length(range.toString());
}

/** Return the range of the page that shows the span. */
export function rangeOfSpan({ start, end }, blocks) {
  const first = blocks[firstWhere(blocks, (block) => block.end > start)];
  const last = blocks[firstWhere(blocks, (block) => block.start >= end) - 1];
  const range = document.createRange();
  range.setStart(...pointIn(first.element, Math.max(0, start - first.start)));
  range.setEnd(...pointIn(last.element, Math.min(end, last.end) - last.start));
  return range;
}

/** Return the text node and its UTF-16 offset before which so many code points of the element stand. */
function pointIn(element, count) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  let left = count;
  for (let size = length(node.data); size < left; size = length(node.data)) {
    left -= size;
    node = walker.nextNode();
  }
  return [node, [...node.data].slice(0, left).join("").length];
}
