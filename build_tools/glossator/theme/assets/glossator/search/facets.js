// What results are chosen by: pure functions over the numbers that the build wrote.

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

/** Return the sets of a page's ids by facet. */
function idsOf(page, values) {
  const ids = new Map();
  for (const number of page.slice(1)) {
    const [facet, id] = values[number];
    if (!ids.has(facet)) ids.set(facet, new Set());
    ids.get(facet).add(id);
  }
  return ids;
}

/** Return the results that fit, and for each facet how many results each of its values would leave. */
export function choose(results, { values, pages }, chosen) {
  const counts = new Map(FACETS.map(({ name }) => [name, new Map()]));
  const kept = [];
  for (const result of results) {
    const ids = idsOf(pages[result.id] ?? [0], values);
    if (fits(ids, chosen)) kept.push(result);
    for (const { name, single } of FACETS) {
      if (!ids.has(name) || !fits(ids, chosen, single ? name : undefined)) continue;
      for (const id of ids.get(name)) counts.get(name).set(id, (counts.get(name).get(id) ?? 0) + 1);
    }
  }
  return { kept, counts };
}

/** Return results by their day, the latest first; those without one come last, and else the order stays. */
export function byDate(results, { pages }) {
  const day = ({ id }) => pages[id]?.[0] || -Infinity;
  return [...results].sort((a, b) => (day(a) === day(b) ? 0 : day(b) - day(a)));
}

/** Return the labels of names that look like a query: a word of theirs begins as one of it, or differs in few letters. */
export function alike(query, values, most = 5) {
  const asked = words(query);
  const near = (one, other) => one.startsWith(other.slice(0, 4)) && Math.abs(one.length - other.length) < 4;
  const found = values.filter(
    ([facet, , label]) =>
      ["person", "place", "organization"].includes(facet) &&
      words(label).some((word) => asked.some((other) => near(word, other) || distance(word, other) < 2)),
  );
  return [...new Set(found.map(([, , label]) => label))].slice(0, most);
}

function words(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
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
