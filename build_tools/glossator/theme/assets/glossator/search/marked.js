// Words of a search are marked on the page that a result led to, until a reader clears the marks. Nothing is put into the
// text: ranges are painted (CSS Custom Highlight API); where a browser cannot do that, nothing is marked.
import { finder, folded } from "./words.js";

const NAME = "glossator-marked";
const WITHIN = ".md-content :is(.block, .note, .contributed, .head, h1, p, li, td):not(:has(p, li, .block))";

function* rangesIn(element, finders) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node; (node = walker.nextNode()); ) nodes.push(node);
  const text = folded(nodes.map(({ data }) => data).join(""));
  const starts = [];
  nodes.reduce((at, node) => (starts.push(at), at + node.length), 0);
  const place = (offset, isEnd) => {
    const at = starts.findLastIndex((start) => (isEnd ? start < offset : start <= offset));
    return [nodes[at], offset - starts[at]];
  };
  for (const find of finders) {
    for (const { index, 0: found } of text.matchAll(find)) {
      const range = document.createRange();
      range.setStart(...place(index, false));
      range.setEnd(...place(index + found.length, true));
      yield range;
    }
  }
}

function load(styles) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(styles, import.meta.url).href;
  document.head.append(link);
}

/** Mark the words, and put a button below the page that clears the marks. */
function mark(words) {
  const finders = words.map(finder);
  const ranges = [...document.querySelectorAll(WITHIN)].flatMap((element) => [...rangesIn(element, finders)]);
  if (!ranges.length) return;
  load("../styles/marked.css");
  CSS.highlights.set(NAME, new Highlight(...ranges));

  const button = document.createElement("button");
  button.type = "button";
  button.className = "marked-clear";
  button.textContent = ranges.length === 1 ? "Clear the mark" : `Clear ${ranges.length.toLocaleString("en")} marks`;
  button.title = "Clear the marks of the words that you searched (Esc)";
  const clear = () => {
    CSS.highlights.delete(NAME);
    button.remove();
    removeEventListener("keydown", escape);
  };
  const escape = ({ key, defaultPrevented }) => {
    if (key === "Escape" && !defaultPrevented && !document.querySelector("dialog[open]")) clear();
  };
  button.addEventListener("click", clear);
  addEventListener("keydown", escape);
  document.body.append(button);
}

const address = new URL(location.href);
const words = address.searchParams.getAll("marked").filter((some) => /[\p{L}\p{N}]/u.test(some));
address.searchParams.delete("marked");
history.replaceState(history.state, "", address); // what readers copy and cite is the page's address
if (words.length && globalThis.Highlight) mark(words);
