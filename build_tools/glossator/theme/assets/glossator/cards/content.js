// What stands on a card: what the build wrote for the page, and the words of a passage or a note from the page itself.
import { fileOf } from "./subject.js";

const LONGEST = 320; // characters of a passage
const files = new Map();

/** Fetch a file once, and return it as a document; where that failed, it is tried again the next time. */
function fetched(address) {
  if (!files.has(address)) {
    const found = fetch(address).then(async (answer) => {
      if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    found.catch(() => files.delete(address));
    files.set(address, found);
  }
  return files.get(address);
}

function make(name, classes, text) {
  const element = document.createElement(name);
  element.className = classes;
  element.textContent = text;
  return element;
}

/** Return a copy of an element for this page: its links lead where they did, and it has no ids. */
function taken(element, address) {
  const copy = document.importNode(element, true);
  for (const link of copy.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address).href;
  for (const marked of copy.querySelectorAll("[id]")) marked.removeAttribute("id");
  return copy;
}

function shortened(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST).replace(/\s\S*$/, "")} …`;
}

async function pageCard({ id }) {
  const address = fileOf(id);
  const card = (await fetched(address)).querySelector(`article[data-card="${id}"]`);
  return card ? [...taken(card, address).children] : [];
}

/** Return a passage's words, as the source has them. */
function passageCard(subject, page, head) {
  const block = page.getElementById(subject.within);
  if (!block) return head;
  const words = make("blockquote", "card__words", shortened(block.textContent));
  words.lang = block.closest("[lang]")?.lang ?? "";
  words.dir = "auto";
  return [make("p", "card__kind", `Passage ${subject.within}`), ...head.slice(1, 2), words, ...head.slice(3)];
}

function noteCard(subject, page, head) {
  const note = page.getElementById(subject.within);
  if (!note) return head;
  const parts = [".note-quote", ".correction", ".note-body"].map((part) => note.querySelector(`:scope > ${part}`));
  const kind = note.querySelector(".note-head")?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const shown = parts.filter(Boolean).map((part) => taken(part, subject.page));
  return [make("p", "card__kind", `Note ${kind}`), ...shown];
}

/** Return what stands on the card of a subject: elements, none where nothing is known of it. */
export async function contentOf(subject) {
  if (!subject.within) return pageCard(subject);
  const isNote = subject.within.startsWith("note-");
  const [page, head] = await Promise.all([
    subject.here ? document : fetched(subject.page),
    isNote || subject.here ? [] : pageCard(subject),
  ]);
  return isNote ? noteCard(subject, page, head) : passageCard(subject, page, head);
}
