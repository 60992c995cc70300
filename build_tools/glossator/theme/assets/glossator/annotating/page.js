// What the page tells of its document, for references and for a note's file.

/** Return the page's facts; `begun` is the code host's address for a new note, `schema` that of notes'; or empty. */
export function factsOf(article) {
  const { title, author, source, date, newNote, noteSchema } = document.querySelector(".annotating").dataset;
  const { document: id, sha256 } = article.dataset;
  return { id, sha256, title, author, source, date, begun: newNote, schema: noteSchema };
}

/** Return the page's address without a fragment: that which its site publishes, if it tells. */
export function addressOf() {
  const canonical = document.querySelector('link[rel="canonical"]')?.href;
  return (canonical ?? location.href).split("#")[0];
}

/** Return today, as the reader's calendar has it: 2025-11-21. */
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Copy words; return whether that went well. Browsers allow it on secure connections alone. */
export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;
  }
}

const NAME_KEY = "glossator.author";

/** Return the name that the reader asked to keep. Browsers may forbid to keep anything. */
export function keptName() {
  try {
    return localStorage.getItem(NAME_KEY) ?? "";
  } catch {
    return "";
  }
}

/** Keep a name, or none. */
export function keepName(name) {
  try {
    if (name) localStorage.setItem(NAME_KEY, name);
    else localStorage.removeItem(NAME_KEY);
  } catch {
    // The name stays in the form alone.
  }
}
