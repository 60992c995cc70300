// A note's Markdown as it will read, by its plain formatting: paragraphs, headings, lists, quotes, code, bold, italics
// and links. It only makes elements and text; addresses are shown and lead nowhere. The site itself knows more.

/** Emphasis does not span lines, and no run is longer than this: time stays in proportion to the text. */
const INLINE =
  /`([^`\n]{1,500})`|\*\*(?=\S)([^*\n]{1,500})\*\*|\*(?=\S)([^*\n]{1,500})\*|\[\[([^[\]|\n]{1,200})(?:\|([^[\]\n]{1,200}))?\]\]|\[([^[\]\n]{1,300})\]\(([^()\s]{1,500})\)/g;

/** Return elements for a note's body. */
export function preview(body) {
  const blocks = body.replace(/\r\n?/g, "\n").split(/\n[ \t]*\n/).filter((block) => block.trim());
  return blocks.map(blockOf);
}

function blockOf(block) {
  const lines = block.split("\n").filter((line) => line.trim());
  const heading = /^(#{1,6})[ \t]+(.*)$/.exec(lines[0]);
  if (heading && lines.length === 1) return make("p", [make("strong", inline(heading[2]))]);
  if (lines.every((line) => /^ {0,3}>/.test(line))) {
    return make("blockquote", [paragraph(lines.map((line) => line.replace(/^ {0,3}> ?/, "")))]);
  }
  if (lines.every((line) => /^ {0,3}[-*+][ \t]/.test(line))) return list("ul", lines, /^ {0,3}[-*+][ \t]+/);
  if (lines.every((line) => /^ {0,3}\d{1,9}[.)][ \t]/.test(line))) return list("ol", lines, /^ {0,3}\d{1,9}[.)][ \t]+/);
  if (lines.every((line) => /^ {4}|^\t/.test(line))) return make("pre", [make("code", [block.replace(/^( {4}|\t)/gm, "")])]);
  return paragraph(lines);
}

function list(name, lines, marker) {
  return make(name, lines.map((line) => make("li", inline(line.replace(marker, "")))));
}

function paragraph(lines) {
  return make("p", inline(lines.join("\n")));
}

function inline(text) {
  const nodes = [];
  let position = 0;
  for (const found of text.matchAll(INLINE)) {
    nodes.push(text.slice(position, found.index), inlineElement(found));
    position = found.index + found[0].length;
  }
  return [...nodes, text.slice(position)];
}

function inlineElement([, code, strong, emphasis, target, shown, words, address]) {
  if (code) return make("code", [code]);
  if (strong) return make("strong", [strong]);
  if (emphasis) return make("em", [emphasis]);
  const link = make("span", [target ? shown ?? target : words]);
  link.className = "preview-link";
  link.title = target ?? address;
  return link;
}

function make(name, children) {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}
