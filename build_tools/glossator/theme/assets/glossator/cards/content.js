// What stands on a card: what the build wrote for the page, and the words of a passage or a note from the page itself.

const LONGEST = 320; // characters of a passage
const files = new Map();

/** Return the address of the file that holds the card of a page: FNV-1a, as the program names the files. */
function fileOf({ id, archive }) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return `${archive}cards/${(value % 1024).toString(16).padStart(3, "0")}.txt`;
}

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

/** Return the first words of a text, none of them changed. */
function shortened(text) {
  const words = text.trim();
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST).replace(/\s\S*$/, "")} …`;
}

async function pageCard(subject) {
  const address = fileOf(subject);
  const card = (await fetched(address)).querySelector(`article[data-card="${subject.id}"]`);
  return card ? [...taken(card, address).children] : [];
}

/** Return a passage's words, as the source has them. */
function passageCard(subject, page, head) {
  const block = page.getElementById(subject.within);
  if (!block?.textContent.trim()) return head;
  const words = make("blockquote", "card__words", shortened(block.textContent));
  words.lang = block.closest("[lang]")?.lang ?? "";
  words.dir = "auto";
  words.toggleAttribute("data-spaced", "spaced" in block.dataset);
  const [name, facts] = [".card__name", ".card__facts"].map((part) => head.filter((each) => each.matches(part)));
  return [make("p", "card__kind", `Passage ${subject.within}`), ...name, words, ...facts];
}

function noteCard(subject, page, head) {
  const note = page.getElementById(subject.within);
  if (!note) return head;
  const parts = [".note-quote", ".correction", ".note-body"].map((part) => note.querySelector(`:scope > ${part}`));
  const kind = note.querySelector(".note-head")?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const shown = parts.filter(Boolean).map((part) => taken(part, subject.page));
  return [make("p", "card__kind", `Note ${kind}`), ...shown];
}

/** Tell who decided what a mark means: a person, a rule, or nobody yet. */
export function decided({ dataset: { reviewed, foundBy = "name" } }) {
  if (reviewed === "false") return "nobody";
  return ["name", "editor"].includes(foundBy) ? "person" : "rule";
}

/** Return what stands on the card of a link to a subject: elements, none where nothing is known of it. */
export async function contentOf(subject, link) {
  if (!subject.within) {
    const content = await pageCard(subject);
    const doubt = `A rule takes “${link.textContent.trim()}” for this entry; no person decided it here.`;
    return content.length && decided(link) === "rule" ? [...content, make("p", "card__doubt", doubt)] : content;
  }
  const isNote = subject.within.startsWith("note-");
  const [page, head] = await Promise.all([
    subject.here ? document : fetched(subject.page),
    isNote || subject.here ? [] : pageCard(subject),
  ]);
  return isNote ? noteCard(subject, page, head) : passageCard(subject, page, head);
}
