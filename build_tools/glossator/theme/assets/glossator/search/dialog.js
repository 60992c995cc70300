// The search in the header: results as one types, and the way to all of them.
import { addressIn, find } from "./index.js";
import { summary, toItem } from "./results.js";

const PAUSE = 150; // milliseconds without a key before a search
const PAGE = 8; // results at a time

const HELP = 'Type a word or a name. Words in quotation marks are searched as they stand: "peace plan".';

export function start(dialog, explain) {
  const input = dialog.querySelector("input");
  const status = dialog.querySelector(".search__status");
  const list = dialog.querySelector(".search__results");
  const all = dialog.querySelector(".search__all a");
  let turn = 0;
  let timer;
  let latest;

  const say = (words) => {
    status.textContent = words;
  };

  async function search() {
    const mine = ++turn;
    const query = input.value.trim();
    const page = new URL(addressIn(all.dataset.path));
    if (query) page.searchParams.set("q", query);
    all.href = page.href;
    if (!query) {
      list.replaceChildren();
      say(HELP);
      return;
    }
    try {
      const waiting = setTimeout(() => mine === turn && say("Searching …"), 300);
      const { results, ...about } = await find(query).finally(() => clearTimeout(waiting));
      const data = await Promise.all(results.slice(0, PAGE).map((result) => result.data()));
      if (mine !== turn) return;
      const named = (result) => result.meta.title.toLowerCase() === query.toLowerCase();
      data.sort((a, b) => named(b) - named(a)); // a page of that very name comes first
      list.replaceChildren(...data.map((result) => toItem(result, query)));
      dialog.scrollTop = 0;
      const help = results.length ? "" : ". Try fewer words, the beginning of a word, or another spelling.";
      say(summary(results.length, { query, ...about }) + help);
    } catch (error) {
      if (mine !== turn) return;
      console.error(error);
      list.replaceChildren();
      explain();
    }
  }

  function begin() {
    clearTimeout(timer);
    timer = undefined;
    latest = search();
    return latest;
  }

  /** Open the first result of what stands in the field, also where it was typed faster than it is searched. */
  async function open() {
    if (timer !== undefined) begin();
    await latest;
    if (dialog.open) (list.querySelector("a") ?? all).click();
  }

  function move(step) {
    const stops = [input, ...list.querySelectorAll("a"), all];
    const at = stops.indexOf(document.activeElement);
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)].focus();
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(begin, PAUSE);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      dialog.close(); // a search field would first be emptied
    } else if (event.key === "ArrowDown") {
      move(1);
    } else if (event.key === "ArrowUp") {
      move(-1);
    } else if (event.key === "Enter" && event.target === input) {
      void open();
    } else {
      return;
    }
    event.preventDefault();
  });
  return begin();
}
