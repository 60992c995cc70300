// The search as a page of its own: what is searched and chosen stands in its address.
import { alike, byDate, choose, chosenIn, FACETS } from "./facets.js";
import { find, readFacets } from "./index.js";
import { make, toItem } from "./results.js";

const PAUSE = 200; // milliseconds without a key before a search
const PAGE = 10; // results at a time
const VALUES = 8; // of a facet, until a reader asks for more

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
  return { query: parameters.get("q") ?? "", sort: parameters.get("sort") ?? "", chosen: chosenIn(parameters) };
}

/** Put what is searched and chosen into the address: choices are steps to go back by, letters are not. */
function go({ query, sort, chosen }, step) {
  const parameters = new URLSearchParams();
  if (query) parameters.set("q", query);
  if (sort) parameters.set("sort", sort);
  for (const [name, ids] of chosen) for (const id of ids) parameters.append(name, id);
  const address = `${location.pathname}${parameters.size ? `?${parameters}` : ""}`;
  history[step ? "pushState" : "replaceState"](null, "", address);
  return search();
}

async function search() {
  const mine = ++turn;
  const { query, sort, chosen } = state();
  try {
    const waiting = setTimeout(() => mine === turn && (status.textContent = "Searching …"), 300);
    facets ??= await readFacets();
    const results = await find(query).finally(() => clearTimeout(waiting));
    if (mine !== turn) return;
    const { kept, counts } = choose(results, facets, chosen);
    const asked = query || [...chosen.values()].some((ids) => ids.size);
    shown = asked ? (sort === "date" ? byDate(kept, facets) : kept) : [];
    list.replaceChildren();
    showFacets(counts, chosen);
    showChosen(chosen);
    showHelp(asked, query, chosen);
    await showMore(mine);
    if (mine === turn) status.textContent = asked ? summary(shown.length) : "";
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

function summary(count) {
  return count ? `${count.toLocaleString("en")} ${count === 1 ? "result" : "results"}` : "No results";
}

function labelOf(facet, id) {
  return facets.values.find(([name, other]) => name === facet && other === id)?.[2] ?? id;
}

function toggle(facet, id) {
  const { query, sort, chosen } = state();
  if (!chosen.get(facet).delete(id)) chosen.get(facet).add(id);
  return go({ query, sort, chosen }, true);
}

function showFacets(counts, chosen) {
  const focused = document.activeElement?.id;
  const groups = FACETS.map((facet) => group(facet, counts.get(facet.name), chosen.get(facet.name)));
  aside.replaceChildren(...groups.filter(Boolean));
  if (focused) document.getElementById(focused)?.focus();
}

function group({ name, title }, counts, chosen) {
  const ids = [...new Set([...chosen, ...counts.keys()])];
  if (!ids.length) return null;
  const rank = (id) => (name === "year" ? -Number(id) : -(counts.get(id) ?? 0));
  const order = ids.sort((a, b) => rank(a) - rank(b) || labelOf(name, a).localeCompare(labelOf(name, b)));
  const seen = wide.has(name) ? order : order.filter((id, at) => at < VALUES || chosen.has(id));
  const set = make("fieldset", "facet");
  set.append(make("legend", "", title), ...seen.map((id) => choice(name, id, counts.get(id) ?? 0, chosen.has(id))));
  if (seen.length < order.length) {
    const button = make("button", "facet__more", `${order.length - seen.length} more`);
    button.type = "button";
    button.addEventListener("click", () => {
      wide.add(name);
      search().then(() => aside.querySelector(`#facet-${name}-${seen.length}`)?.focus());
    });
    set.append(button);
  }
  [...set.querySelectorAll("input")].forEach((box, at) => (box.id = `facet-${name}-${at}`));
  return set;
}

function choice(facet, id, count, isChosen) {
  const label = make("label", "");
  const box = make("input", "");
  box.type = "checkbox";
  box.checked = isChosen;
  box.addEventListener("change", () => toggle(facet, id));
  label.append(box, make("span", "facet__label", labelOf(facet, id)), make("span", "facet__count", String(count)));
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

function showHelp(asked, query, chosen) {
  const nothing = asked && !shown.length;
  help.hidden = asked && !nothing;
  root.classList.toggle("searching--nothing", Boolean(nothing));
  const near = help.querySelector(".searching__near");
  near.replaceChildren();
  if (!nothing) return;
  const isChosen = [...chosen.values()].some((ids) => ids.size);
  if (isChosen) {
    const button = make("button", "", "Search without what was chosen");
    button.type = "button";
    button.addEventListener("click", () => go({ query, sort: "", chosen: chosenIn(new URLSearchParams()) }, true));
    near.append(item(button));
  }
  for (const label of alike(query, facets.values)) {
    const link = make("a", "", label, `${location.pathname}?${new URLSearchParams({ q: label })}`);
    near.append(item("Did you mean ", link, "?"));
  }
}

function item(...parts) {
  const line = make("li", "");
  line.append(...parts);
  return line;
}

function move(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const stops = [input, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  if (!step || at < 0 || event.isComposing) return;
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  event.preventDefault();
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => go({ ...state(), query: input.value.trim() }, false), PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  go({ ...state(), query: input.value.trim() }, true);
});
sorting.addEventListener("change", () => go({ ...state(), sort: sorting.value }, true));
more.querySelector("button").addEventListener("click", () => showMore());
root.addEventListener("keydown", move);
addEventListener("popstate", begin);

function begin() {
  const { query, sort } = state();
  input.value = query;
  sorting.value = sort;
  return search();
}

root.querySelector("details").open = matchMedia("(min-width: 60em)").matches;
root.hidden = false;
begin();
if (!state().query) input.focus();
