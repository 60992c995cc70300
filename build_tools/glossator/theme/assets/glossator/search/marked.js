// Words of a search are marked on the page that a result led to, until Escape is pressed. Nothing is put into the text:
// ranges are painted (CSS Custom Highlight API); where a browser cannot do that, nothing is marked.

const NAME = "glossator-marked";

const address = new URL(location.href);
const asked = address.searchParams.getAll("marked").filter(Boolean);
address.searchParams.delete("marked");
history.replaceState(history.state, "", address); // what readers copy and cite is the page's address

/** Return what finds the words where they stand alone, whatever their case and the white space between them. */
function finder(words) {
  const letters = words.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters.join("\\s+")}(?![\\p{L}\\p{N}])`, "giu");
}

function* rangesIn(element, finders) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  for (let node; (node = walker.nextNode()); ) nodes.push(node);
  const text = nodes.map(({ data }) => data).join("");
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

if (asked.length && globalThis.Highlight) {
  const finders = asked.map(finder);
  const within = document.querySelectorAll(".md-content :is(.block, .note, .contributed, .head, h1, p, li, td):not(:has(p, li, .block))");
  const ranges = [...within].flatMap((element) => [...rangesIn(element, finders)]);
  CSS.highlights.set(NAME, new Highlight(...ranges));
  addEventListener("keydown", ({ key, defaultPrevented }) => {
    if (key === "Escape" && !defaultPrevented) CSS.highlights.delete(NAME);
  });
}
