// Pagefind's index, in shards that are merged here, and what results are chosen and sorted by.
import { asked, finder, folded, wordsOf } from "./words.js";

const SITE = new URL("../../../", import.meta.url).href;
const INDEX = new URL("pagefind/", SITE).href;
const MOST_READ = 400; // pages that are read to see whether a phrase stands in them
const MOST_WORDS = 8; // of a query that are also looked for each by itself
const PHRASE_SCORE = 10; // of a word of a phrase, by which passages are chosen: more than Pagefind gives

let loading;

async function load() {
  const pagefind = await import(`${INDEX}pagefind.js`);
  await pagefind.options({ baseUrl: SITE });
  await pagefind.init();
  await pagefind.search(""); // fails if the index could not be read; merging would wait for ever
  const shards = await json("shards.json");
  await Promise.all(shards.map((shard) => pagefind.mergeIndex(INDEX + shard, { baseUrl: SITE })));
  return pagefind;
}

async function json(name) {
  const answer = await fetch(INDEX + name);
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

export function ready() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Return {values, pages}: (facet, id, label) each, and [day, ...numbers of values] by a result's id. */
export function readFacets() {
  return json("facets.json");
}

/** Return {results, strange, isCut}: what a query finds, the best first (of an empty one, every page); words that nothing
 * has; and whether more pages may have its phrases than were read. */
export async function find(query) {
  const pagefind = await ready();
  const look = async (words) => (await pagefind.search(words)).results;
  if (!query.trim()) return { results: await look(null), strange: [], isCut: false };
  const { phrases, words } = asked(query);
  const [{ results, strange }, ...others] = await Promise.all([
    findWords(look, words),
    ...phrases.map((phrase) => look(`"${phrase}"`)),
  ]);
  if (!phrases.length) return { results, strange, isCut: false };
  return { strange, ...(await holding(phrases, results.length || words ? [results, ...others] : others)) };
}

/** Return what has all of the words, save those that nothing has: Pagefind also finds what has only some. */
async function findWords(look, words) {
  const parts = words.split(" ").filter((word) => wordsOf(word).length);
  if (!parts.length) return { results: [], strange: [] };
  if (parts.length > MOST_WORDS) return { results: await look(words), strange: [] };
  const [all, ...each] = await Promise.all([words, ...parts].map(look));
  const strange = parts.filter((_, at) => !each[at].length);
  const ids = each.filter((some) => some.length).map((some) => new Set(some.map(({ id }) => id)));
  return { results: all.filter(({ id }) => ids.every((some) => some.has(id))), strange };
}

/** Return what is in all of the lists and has the phrases as they stand: Pagefind compares stems, and knows one phrase. */
async function holding(phrases, [first, ...others]) {
  const known = others.map((list) => new Map(list.map((result) => [result.id, result])));
  const all = first.filter(({ id }) => known.every((list) => list.has(id)));
  const finders = phrases.map(finder);
  const read = all.slice(0, MOST_READ).map(async (result) => ({
    id: result.id,
    page: withPhrases(finders, await Promise.all([result, ...known.map((list) => list.get(result.id))].map((one) => one.data()))),
  }));
  const results = (await Promise.all(read)).filter(({ page }) => page).map(({ id, page }) => ({ id, data: async () => page }));
  return { results, isCut: all.length > MOST_READ };
}

/** Return a page with the places of what was searched in it; nothing where it lacks a phrase. `found` is one a search. */
function withPhrases(finders, found) {
  const page = found[0];
  const content = folded(page.content);
  const places = finders.map((find) => [...content.matchAll(find)]);
  if (places.some((some) => !some.length)) return null;
  const isParted = page.raw_content?.includes("\u200B"); // by Pagefind, whose count of words is not that of spaces
  const ofWords = found.slice(0, isParted ? found.length : found.length - finders.length);
  const weighted = ofWords.flatMap(({ weighted_locations: some }) => some);
  if (!isParted) weighted.push(...wordNumbers(content, places.flat()).map(phraseWord));
  weighted.sort((a, b) => a.location - b.location);
  return { ...page, weighted_locations: weighted, locations: weighted.map(({ location }) => location) };
}

function phraseWord(location) {
  return { location, weight: 1, balanced_score: PHRASE_SCORE };
}

/** Return the numbers of the words, parted by white space, in which matches stand. */
function wordNumbers(content, matches) {
  const starts = [0, ...[...content.matchAll(/\s+/g)].map(({ index, 0: space }) => index + space.length)];
  const numbers = new Set();
  for (const { index, 0: found } of matches) {
    let at = starts.findLastIndex((start) => start <= index);
    for (; at < starts.length && starts[at] < index + found.length; at += 1) numbers.add(at);
  }
  return [...numbers];
}

/** Return the address of a page of the site. */
export function addressIn(path) {
  return new URL(path, SITE).href;
}
