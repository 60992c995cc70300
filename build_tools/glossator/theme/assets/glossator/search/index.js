// Pagefind's index, in shards that are merged here, and what results are chosen and sorted by.

const SITE = new URL("../../../", import.meta.url).href;
const INDEX = new URL("pagefind/", SITE).href;

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

/** Return the results of a query, the best first; of an empty one, every page. */
export async function find(query) {
  const pagefind = await ready();
  const words = query.replace(/[“”„«»]/g, '"'); // phrases, whatever the keyboard makes of quotation marks
  return (await pagefind.search(words.trim() ? words : null)).results;
}

/** Return the address of a page of the site. */
export function addressIn(path) {
  return new URL(path, SITE).href;
}
