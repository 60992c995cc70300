// What results are chosen by: pure functions over the numbers that the build wrote.
import { wordsOf } from "./words.js";

/** The facets in the order in which they are shown, and whether a page has one value of each at most. */
export const FACETS = [
  { name: "type", title: "Type", single: true },
  { name: "person", title: "Person" },
  { name: "place", title: "Place" },
  { name: "organization", title: "Organization" },
  { name: "source", title: "Source", single: true },
  { name: "year", title: "Year", single: true },
  { name: "collection", title: "Collection", single: true },
  { name: "notes", title: "Notes", single: true },
];
const NAMES = ["person", "place", "organization"];
const SHORTEST = 4; // letters of a word that other spellings of are looked for
const NOTHING = { day: 0, ids: new Map() };

/** Return what the build wrote as {labels, pages}: labels by facet and id; by a result's id its day, and its ids by facet. */
export function readable({ values, pages }) {
  const labels = new Map(FACETS.map(({ name }) => [name, new Map()]));
  for (const [facet, id, label] of values) labels.get(facet)?.set(id, label);
  const read = ([day, ...numbers]) => {
    const ids = new Map();
    for (const number of numbers) {
      const [facet, id] = values[number];
      ids.set(facet, (ids.get(facet) ?? new Set()).add(id));
    }
    return { day, ids };
  };
  return { labels, pages: new Map(Object.entries(pages).map(([id, page]) => [id, read(page)])) };
}

/** Return what an address chooses: sets of ids by the facets' names. */
export function chosenIn(parameters) {
  return new Map(FACETS.map(({ name }) => [name, new Set(parameters.getAll(name))]));
}

/** Tell whether a page has what is chosen: one of a facet's values where pages have one, all of them where they have many. */
function fits(ids, chosen, except) {
  return FACETS.every(({ name, single }) => {
    const wanted = [...chosen.get(name)];
    if (name === except || !wanted.length) return true;
    return single ? wanted.some((id) => ids.get(name)?.has(id)) : wanted.every((id) => ids.get(name)?.has(id));
  });
}

/** Return the results that fit, and for each facet how many results each of its values would leave. */
export function choose(results, { pages }, chosen) {
  const counts = new Map(FACETS.map(({ name }) => [name, new Map()]));
  const kept = [];
  for (const result of results) {
    const { ids } = pages.get(result.id) ?? NOTHING;
    const isKept = fits(ids, chosen);
    if (isKept) kept.push(result);
    for (const { name, single } of FACETS) {
      if (!ids.has(name) || !(single ? fits(ids, chosen, name) : isKept)) continue;
      const count = counts.get(name);
      for (const id of ids.get(name)) count.set(id, (count.get(id) ?? 0) + 1);
    }
  }
  return { kept, counts };
}

/** Return results by their day, the latest first; those without one come last, and else the order stays. */
export function byDate(results, { pages }) {
  const day = ({ id }) => pages.get(id)?.day || -Infinity;
  return [...results].sort((a, b) => (day(a) === day(b) ? 0 : day(b) - day(a)));
}

/** Return the labels of names that look like a query, the likest first: a word of theirs begins alike, or differs in few letters. */
export function alike(query, { labels }, most = 5) {
  const wanted = longWords(query);
  const found = NAMES.flatMap((facet) => [...labels.get(facet).values()])
    .map((label) => [label, Math.min(...longWords(label).flatMap((word) => wanted.map((other) => unlikeness(word, other))))])
    .filter(([, far]) => far < Infinity)
    .sort(([, a], [, b]) => a - b);
  return [...new Set(found.map(([label]) => label))].slice(0, most);
}

function longWords(text) {
  return wordsOf(text).filter((word) => word.length >= SHORTEST);
}

/** Return how many letters make the difference of two words; Infinity where they are too unlike for another spelling. */
function unlikeness(a, b) {
  if (Math.abs(a.length - b.length) > 3) return Infinity;
  const far = distance(a, b);
  return far < 2 || (far < 4 && a.slice(0, SHORTEST) === b.slice(0, SHORTEST)) ? far : Infinity;
}

/** Return the edit distance of two words (Levenshtein), row by row. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(next[j - 1] + 1, row[j] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
