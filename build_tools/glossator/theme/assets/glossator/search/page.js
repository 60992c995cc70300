// The search as a page of its own: what is searched and chosen stands in its address.
import { byDate, choose, chosenIn, FACETS, readable } from "./facets.js";
import { ways } from "./help.js";
import { find, readFacets } from "./index.js";
import { make, summary, toItem } from "./results.js";

const PAUSE = 200; // milliseconds without a key before a search
const PAGE = 10; // results at a time
const VALUES = 8; // of a facet, until a reader asks for more
const FEW = 2; // values that are not worth a button

const root = document.querySelector(".searching");
const form = root.querySelector("form");
const input = form.querySelector("input[type=search]");
const sorting = form.querySelector("select");
const status = root.querySelector(".searching__status");
const chips = root.querySelector(".searching__chosen");
const help = root.querySelector(".searching__help");
const list = root.querySelector(".search__results");
const more = root.querySelector(".search__more");
const aside = root.querySelector(".searching__facets");

const wide = new Set(); // facets that show all their values
let facets;
let shown = [];
let turn = 0;
let timer;

function state() {
  const parameters = new URLSearchParams(location.search);
  return {
    query: (parameters.get("q") ?? "").slice(0, input.maxLength),
    sort: parameters.get("sort") === "date" ? "date" : "",
    chosen: chosenIn(parameters),
  };
}

/** Return what is wanted by what stands in the field, which the address may not have yet. */
function wantedNow() {
  return { ...state(), query: input.value.trim() };
}

function addressOf({ query, sort, chosen }) {
  const parameters = new URLSearchParams();
  if (query) parameters.set("q", query);
  if (sort) parameters.set("sort", sort);
  for (const [name, ids] of chosen) for (const id of ids) parameters.append(name, id);
  return `${location.pathname}${parameters.size ? `?${parameters}` : ""}`;
}

/** Put what is searched and chosen into the address: choices are steps to go back by, letters are not. */
function go(wanted, step) {
  clearTimeout(timer);
  const address = addressOf(wanted);
  const isNew = address !== location.pathname + location.search;
  history[step && isNew ? "pushState" : "replaceState"](null, "", address);
  return begin();
}

async function search() {
  const mine = ++turn;
  const { query, sort, chosen } = state();
  try {
    const waiting = setTimeout(() => mine === turn && (status.textContent = "Searching …"), 300);
    facets ??= readable(await readFacets());
    const { results, strange, isCut } = await find(query).finally(() => clearTimeout(waiting));
    if (mine !== turn) return;
    const { kept, counts } = choose(results, facets, chosen);
    const labels = [...chosen].flatMap(([facet, ids]) => [...ids].map((id) => labelOf(facet, id)));
    const isAsked = query || labels.length;
    shown = isAsked ? (sort ? byDate(kept, facets) : kept) : [];
    list.replaceChildren();
    showFacets(counts, chosen);
    showChosen(chosen);
    await Promise.all([showMore(mine), showHelp(mine, isAsked, strange)]);
    if (mine !== turn) return;
    const choice = shown.length ? "" : labels.join(", ");
    status.textContent = isAsked ? summary(shown.length, { query, choice, strange, isCut }) : "";
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    status.textContent = "The search could not be loaded. Check the connection, then load the page again.";
  }
}

async function showMore(mine = turn) {
  const { query } = state();
  const from = list.children.length;
  const data = await Promise.all(shown.slice(from, from + PAGE).map((result) => result.data()));
  if (mine !== turn) return;
  list.append(...data.map((result) => toItem(result, query)));
  more.hidden = list.children.length >= shown.length;
  if (from) list.children[from]?.querySelector("a").focus();
}

function labelOf(facet, id) {
  return facets.labels.get(facet)?.get(id) ?? id;
}

function toggle(facet, id) {
  const wanted = wantedNow();
  if (!wanted.chosen.get(facet).delete(id)) wanted.chosen.get(facet).add(id);
  return go(wanted, true);
}

function showFacets(counts, chosen) {
  const focused = aside.contains(document.activeElement) ? document.activeElement : null;
  const groups = FACETS.map((facet) => group(facet, counts.get(facet.name), chosen.get(facet.name)));
  aside.replaceChildren(...groups.filter(Boolean));
  if (focused) boxes().find(({ name, value }) => name === focused.name && value === focused.value)?.focus();
}

function boxes() {
  return [...aside.querySelectorAll("input")];
}

function group({ name, title }, counts, chosen) {
  const ids = [...new Set([...chosen, ...counts.keys()])];
  if (!ids.length) return null;
  const rank = (id) => (name === "year" ? -Number(id) : -(counts.get(id) ?? 0));
  const order = ids.sort((a, b) => rank(a) - rank(b) || labelOf(name, a).localeCompare(labelOf(name, b)));
  const isWhole = wide.has(name) || order.length <= VALUES + FEW;
  const seen = isWhole ? order : order.filter((id, at) => at < VALUES || chosen.has(id));
  const set = make("fieldset", "facet");
  set.append(make("legend", "", title), ...seen.map((id) => choice(name, id, counts.get(id) ?? 0, chosen.has(id))));
  if (seen.length < order.length) {
    const button = make("button", "facet__more", `${order.length - seen.length} more`);
    button.type = "button";
    button.addEventListener("click", () => {
      const before = new Set(seen);
      wide.add(name);
      set.replaceWith(group({ name, title }, counts, chosen));
      boxes()
        .find((box) => box.name === name && !before.has(box.value))
        ?.focus();
    });
    set.append(button);
  }
  return set;
}

function choice(facet, id, count, isChosen) {
  const label = make("label", "");
  const box = make("input", "");
  Object.assign(box, { type: "checkbox", name: facet, value: id, checked: isChosen });
  box.addEventListener("change", () => toggle(facet, id));
  label.append(box, make("span", "facet__label", labelOf(facet, id)), make("span", "facet__count", count.toLocaleString("en")));
  return label;
}

function showChosen(chosen) {
  const all = [...chosen].flatMap(([facet, ids]) => [...ids].map((id) => [facet, id]));
  chips.replaceChildren(
    ...all.map(([facet, id]) => {
      const button = make("button", "chip", labelOf(facet, id));
      button.type = "button";
      button.setAttribute("aria-label", `Remove ${labelOf(facet, id)}`);
      button.addEventListener("click", () => toggle(facet, id).then(() => (chips.querySelector("button") ?? input).focus()));
      return button;
    }),
  );
}

/** Say how to go on where nothing was found, or nothing was searched; of words that nothing has, say which ones names have. */
async function showHelp(mine, isAsked, strange) {
  const wanted = state();
  const isNothing = isAsked && !shown.length;
  const found = isNothing || strange.length ? await ways(wanted, strange, facets, isNothing) : [];
  if (mine !== turn) return;
  help.querySelector(".searching__near").replaceChildren(
    ...found.map(({ before, words, after, ...other }) => {
      const line = make("li", "");
      line.append(before, make("a", "", words, addressOf({ ...wanted, ...other })), after);
      return line;
    }),
  );
  help.querySelector(".searching__how").hidden = isAsked && !isNothing;
  help.hidden = isAsked && !isNothing && !found.length;
}

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [input, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (!step || at < 0 || event.isComposing) return;
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  event.preventDefault();
}

/** Follow a way within this page without loading it. */
function follow(event) {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  begin();
  input.focus();
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => go(wantedNow(), false), PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(wantedNow(), true);
});
sorting.addEventListener("change", () => go({ ...wantedNow(), sort: sorting.value }, true));
more.querySelector("button").addEventListener("click", () => showMore());
help.addEventListener("click", follow);
root.addEventListener("keydown", move);
addEventListener("popstate", begin);

function begin() {
  const { query, sort } = state();
  if (input.value.trim() !== query) input.value = query;
  sorting.value = sort;
  return search();
}

root.querySelector("details").open = matchMedia("(min-width: 60em)").matches;
root.hidden = false;
begin();
if (!state().query) input.focus();
