// Where to go on from a search that finds nothing, or not all of its words: each way with what it finds.
import { alike, choose, chosenIn } from "./facets.js";
import { find } from "./index.js";
import { asked } from "./words.js";

const MOST_WORDS = 6; // of a query from which each is left out in turn
const NOTHING_CHOSEN = chosenIn(new URLSearchParams());

/** Return {before, words, after} of each way, with the `query` or `chosen` that it changes. */
export async function ways({ query, chosen }, strange, facets, isNothing) {
  const near = alike(strange.length ? strange.join(" ") : query, facets);
  const names = near.map((label) => ({ before: "Did you mean ", words: label, after: "?", query: label }));
  if (!isNothing) return names;
  const isChosen = [...chosen.values()].some((ids) => ids.size);
  const count = async (one, other) => choose((await find(one)).results, facets, other).kept.length;
  const tried = [
    ...(isChosen && query ? [{ before: "", words: "Search without what was chosen", chosen: NOTHING_CHOSEN }] : []),
    ...shorter(query).map((fewer) => ({ before: "Search ", words: fewer, query: fewer })),
  ];
  const counts = await Promise.all(tried.map((way) => count(way.query ?? query, way.chosen ?? chosen)));
  const some = tried.map((way, at) => ({ ...way, after: `: ${results(counts[at])}`, count: counts[at] }));
  return [...names, ...some.filter((way) => way.count)];
}

/** Return the query without its quotation marks, or without one of its words. */
function shorter(query) {
  const { phrases, words } = asked(query);
  if (phrases.length) return [[words, ...phrases].filter(Boolean).join(" ")];
  const parts = words.split(" ");
  if (parts.length < 2 || parts.length > MOST_WORDS) return [];
  return [...new Set(parts.map((_, at) => parts.filter((_word, other) => other !== at).join(" ")))];
}

function results(count) {
  return `${count.toLocaleString("en")} ${count === 1 ? "result" : "results"}`;
}
