// Results as elements: text nodes and <mark>, never HTML from the index.
import { addressIn } from "./index.js";
import { asked, wordsOf as foldedWords } from "./words.js";

const PASSAGES = 3; // links to passages, a result
const BEFORE = 8; // words that an excerpt shows before the first match
const AROUND = 26; // words that an excerpt shows
const MARKED = 8; // words that are marked on arrival, at most

/** Return the element of a result; `query` is what was searched. */
export function toItem(data, query) {
  const item = make("li", "search__result");
  const heading = make("p", "search__title");
  const words = wordsOf(data);
  const address = data.meta.address ? addressIn(data.meta.address) : data.url;
  const marked = markedOf(words, data.locations, query);
  heading.append(make("a", "", data.meta.title, withMarked(address, marked)));
  const kind = data.meta.type;
  if (kind) heading.append(" ", make("span", "search__kind", kind));
  const record = [data.meta.source, data.meta.date].filter(Boolean).join(" · ");
  if (record) heading.append(" ", make("span", "search__source", record));
  item.append(heading);
  const passages = passagesOf(data);
  if (!passages.length) {
    const excerpt = make("p", "search__excerpt");
    const start = afterTitle(words, data.meta.title);
    const locations = data.locations.filter((location) => location >= start);
    excerpt.append(...excerptOf(words, locations, start, words.length));
    item.append(excerpt);
    return item;
  }
  const links = make("ul", "search__passages");
  for (const { id, start, end, locations } of passages) {
    const link = make("a", "search__passage", "", withMarked(`${data.url}#${id}`, marked));
    const label = make("span", "search__number", /^p\d+[a-z]*$/.test(id) ? id : id.startsWith("note-") ? "note" : "§");
    const excerpt = make("span", "search__excerpt");
    excerpt.append(...excerptOf(words, locations, start, end));
    link.append(label, " ", excerpt);
    const line = make("li", "");
    line.append(link);
    links.append(line);
  }
  item.append(links);
  return item;
}

/** Return what is marked on the page that a result leads to: phrases as they were searched, and words as they were found. */
function markedOf(words, locations, query) {
  const { phrases } = asked(query);
  const inPhrases = new Set(phrases.flatMap(foldedWords));
  const found = locations.map((at) => (words[at] ?? "").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").toLowerCase());
  const alone = found.filter((word) => !foldedWords(word).every((each) => inPhrases.has(each)));
  return [...new Set([...phrases, ...alone])].filter(Boolean).slice(0, MARKED);
}

function withMarked(address, marked) {
  const url = new URL(address);
  for (const words of marked) url.searchParams.append("marked", words);
  return url.href;
}

export function make(name, classes, text = "", href = "") {
  const element = document.createElement(name);
  if (classes) element.className = classes;
  if (text) element.textContent = text;
  if (href) element.href = href;
  return element;
}

// The words that Pagefind counts its locations by. Where it parted them itself (Chinese, Japanese ...), it left signs.
function wordsOf(data) {
  if (!data.raw_content?.includes("\u200B")) return data.content.split(/[\r\n\s]+/g);
  return data.raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">").split("\u200B");
}

// Where the words go on after the title, which stands above them already.
function afterTitle(words, title) {
  const named = title.split(/\s+/);
  let at = 0;
  while (named.every((word, n) => words[at + n]?.replace(/[.]$/, "") === word.replace(/[.]$/, ""))) at += named.length;
  return at < words.length ? at : 0;
}

// The passages that hold the best matches, in reading order.
function passagesOf(data) {
  const anchors = data.anchors
    .filter(({ id, element }) => /^(p\d+[a-z]*|note-[a-z0-9-]+)$/.test(id) || /^h[2-6]$/.test(element))
    .sort((a, b) => a.location - b.location);
  const found = new Map();
  for (const { location, balanced_score: score } of data.weighted_locations) {
    const at = anchors.findLastIndex((anchor) => anchor.location <= location);
    if (at < 0) continue;
    const passage = found.get(at) ?? { at, score: 0, locations: [] };
    passage.score += score;
    passage.locations.push(location);
    found.set(at, passage);
  }
  return [...found.values()]
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, PASSAGES)
    .sort((a, b) => a.at - b.at)
    .map(({ at, locations }) => ({
      id: anchors[at].id,
      start: anchors[at].location,
      end: anchors[at + 1]?.location ?? Infinity,
      locations,
    }));
}

// Words around the first match, with every match marked: text nodes and <mark>, never HTML from the index.
function excerptOf(words, locations, start, end) {
  const matches = new Set(locations);
  const last = Math.min(end, words.length);
  const first = Math.max(start, Math.min((locations[0] ?? start) - BEFORE, last - AROUND));
  const stop = Math.min(first + AROUND, last);
  const pieces = [first > start ? "… " : ""];
  for (let at = first; at < stop; at += 1) {
    pieces.push(matches.has(at) ? make("mark", "", words[at]) : words[at], " ");
  }
  return [...pieces, stop < last ? "…" : ""];
}

/** Return how many results there are, in words; `strange` are words that nothing has, and that the results lack. */
export function summary(count, { query, choice = "", strange = [], isCut = false }) {
  const number = `${isCut ? "At least " : ""}${count ? count.toLocaleString("en") : "No"}`;
  const what = `${query ? ` for “${query}”` : ""}${choice ? ` with ${choice}` : ""}`;
  const lacking = count && strange.length ? `; nothing has ${strange.map((word) => `“${word}”`).join(", ")}` : "";
  return `${number} ${count === 1 ? "result" : "results"}${what}${lacking}`;
}
