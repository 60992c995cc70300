// The search: Pagefind's index, in shards, and results that lead to the passage.

const SITE = new URL("../../", import.meta.url).href;
const INDEX = new URL("pagefind/", SITE).href;
const PAUSE = 150; // milliseconds without a key before a search
const PAGE = 8; // results at a time
const PASSAGES = 3; // links to passages, a result
const BEFORE = 8; // words that an excerpt shows before the first match
const AROUND = 26; // words that an excerpt shows

const HELP = "Type a word or a name. Words in quotation marks are searched as they stand: \"peace plan\".";

let index;

async function load() {
  const pagefind = await import(`${INDEX}pagefind.js`);
  await pagefind.options({ baseUrl: SITE });
  await pagefind.init();
  await pagefind.search(""); // fails if the index could not be read; merging would wait for ever
  const answer = await fetch(`${INDEX}shards.json`);
  if (!answer.ok) throw new Error(`shards.json: ${answer.status}`);
  const shards = await answer.json();
  await Promise.all(shards.map((shard) => pagefind.mergeIndex(INDEX + shard, { baseUrl: SITE })));
  return pagefind;
}

function ready() {
  index ??= load().catch((error) => {
    index = undefined;
    throw error;
  });
  return index;
}

export function start(dialog, explain) {
  const input = dialog.querySelector("input");
  const status = dialog.querySelector(".search__status");
  const list = dialog.querySelector(".search__results");
  const more = dialog.querySelector(".search__more");
  let turn = 0;
  let timer;
  let shown = [];

  const say = (words) => {
    status.textContent = words;
  };

  async function search() {
    const mine = ++turn;
    const query = input.value.trim();
    const words = query.replace(/[“”„«»]/g, '"'); // phrases, whatever the keyboard makes of quotation marks
    if (!query) {
      show([], mine);
      say(HELP);
      return;
    }
    try {
      const waiting = setTimeout(() => mine === turn && say("Searching …"), 300);
      const found = await ready()
        .then((pagefind) => pagefind.search(words))
        .finally(() => clearTimeout(waiting));
      if (mine !== turn) return;
      await show(found.results, mine);
      if (mine === turn) say(summary(found.results.length, query));
    } catch (error) {
      if (mine !== turn) return;
      console.error(error);
      show([], mine);
      explain();
    }
  }

  async function show(results, mine) {
    const data = await Promise.all(results.slice(0, PAGE).map((result) => result.data()));
    if (mine !== turn) return;
    const named = (page) => page.meta.title.toLowerCase() === input.value.trim().toLowerCase();
    data.sort((a, b) => named(b) - named(a)); // a page of that very name comes first
    shown = results;
    list.replaceChildren(...data.map(toItem));
    dialog.scrollTop = 0;
    more.hidden = results.length <= PAGE;
  }

  async function showMore() {
    const mine = turn;
    const from = list.children.length;
    const data = await Promise.all(shown.slice(from, from + PAGE).map((result) => result.data()));
    if (mine !== turn) return;
    list.append(...data.map(toItem));
    more.hidden = list.children.length >= shown.length;
    list.children[from]?.querySelector("a").focus();
  }

  function move(step) {
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  more.querySelector("button").addEventListener("click", showMore);
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      dialog.close(); // a search field would first be emptied
    } else if (event.key === "ArrowDown") {
      move(1);
    } else if (event.key === "ArrowUp") {
      move(-1);
    } else if (event.key === "Enter" && event.target === input) {
      list.querySelector("a")?.click();
    } else {
      return;
    }
    event.preventDefault();
  });
  return search();
}

function summary(count, query) {
  if (count) return `${count} ${count === 1 ? "page" : "pages"} for “${query}”`;
  return (
    `Nothing for “${query}”. Try fewer words, the beginning of a word, another spelling, ` +
    "or the indexes of the archive."
  );
}

function toItem(data) {
  const item = make("li", "search__result");
  const heading = make("p", "search__title");
  heading.append(make("a", "", data.meta.title, data.url));
  const kind = data.meta.type;
  if (kind) heading.append(" ", make("span", "search__kind", kind));
  const source = data.meta.source;
  if (source) heading.append(" ", make("span", "search__source", source));
  item.append(heading);
  const words = wordsOf(data);
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
    const link = make("a", "search__passage", "", `${data.url}#${id}`);
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

function make(name, classes, text = "", href = "") {
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
