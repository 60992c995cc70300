// The form of a note: it becomes a file, and the code host's page for a new file opens with it. Nothing is sent from
// here, and nothing is kept but the reader's name, where the reader asks for that.
import { prepare } from "./dialogs.js";
import { newFile } from "./hosts.js";
import { NoteError, noteFile } from "./note.js";
import { copy, today } from "./page.js";
import { preview } from "./preview.js";

const NAME_KEY = "glossator.author";
/** These say something without a word of Markdown. */
const WORDLESS = ["highlighting", "tagging"];

/** Return a function that opens the form for a quote. */
export function startForm(dialog, facts) {
  const open = prepare(dialog);
  const field = (name) => dialog.querySelector(`#glossator-note-${name}`);
  const part = (name) => dialog.querySelector(`.desk-dialog__${name}`);
  const [body, motivation, tags, author, remember] = ["body", "motivation", "tags", "author", "remember"].map(field);
  const hosted = newFile(facts.begun, "x", "");
  let quote = null;

  part("main").textContent = hosted ? `Open on ${hosted.host}` : "Download the note’s file";
  dialog.querySelector('[data-does="download"]').hidden = !hosted;
  author.value = stored() ?? "";
  remember.checked = author.value !== "";

  /** Return the note's file, or null where something is missing, which the reader is told. */
  function make() {
    tell("error", "");
    body.removeAttribute("aria-invalid");
    if (!body.value.trim() && !WORDLESS.includes(motivation.value)) {
      body.setAttribute("aria-invalid", "true");
      body.focus();
      return tell("error", "Write your note first.");
    }
    if (motivation.value === "tagging" && !tags.value.trim()) {
      tags.focus();
      return tell("error", "Write the tags first.");
    }
    try {
      return show(noteFile(written()));
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      return tell("error", error.message);
    }
  }

  function written() {
    return {
      document: facts.id,
      quote,
      motivation: motivation.value,
      author: author.value,
      date: today(),
      tags: tags.value.split(","),
      body: body.value,
    };
  }

  function show(file) {
    part("file").querySelector("code").textContent = file.path;
    part("file").querySelector("textarea").value = file.words;
    return file;
  }

  function tell(where, words, ...more) {
    part(where).replaceChildren(words, ...more);
    return null;
  }

  async function send(file) {
    const { address, filled, host } = newFile(facts.begun, file.path, file.words);
    const link = linkTo(address, `Open ${host} again`);
    if (filled) {
      window.open(address, "_blank", "noopener");
      tell("told", `${host} opens in a new tab, with your note in it: propose it there. `, link);
    } else if (await copy(file.words)) {
      window.open(address, "_blank", "noopener");
      tell("told", `Your note’s file is copied. ${host} opens in a new tab: paste it there, and propose it. `, link);
    } else {
      byHand(`Copy the note’s file below by hand, then paste it at ${host}. `, linkTo(address, `Open ${host}`));
    }
  }

  function byHand(...words) {
    part("file").open = true;
    part("file").querySelector("textarea").select();
    tell("told", ...words);
  }

  function download(file) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.words], { type: "text/markdown" }));
    link.download = file.path.split("/").at(-1);
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    tell("told", "Send the file to those who keep this archive. Its place is ", code(file.path), ".");
  }

  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const file = make();
    if (file) void (hosted ? send(file) : download(file));
  });
  dialog.querySelector('[data-does="download"]').addEventListener("click", () => {
    const file = make();
    if (file) download(file);
  });
  dialog.querySelector('[data-does="copy"]').addEventListener("click", async () => {
    const file = make();
    if (!file) return;
    if (await copy(file.words)) tell("told", "Copied. The file’s place is ", code(file.path), ".");
    else byHand("The browser did not copy it; copy the text below by hand.");
  });
  part("preview").addEventListener("toggle", shown);
  body.addEventListener("input", shown);
  part("file").addEventListener("toggle", () => quote && show(noteFile(written())));
  for (const input of [author, remember]) {
    input.addEventListener("change", () => store(remember.checked ? author.value : ""));
  }

  function shown() {
    if (part("preview").open) part("preview").querySelector("div").replaceChildren(...preview(body.value));
  }

  return (described) => {
    quote = described;
    tell("error", "");
    tell("told", hosted ? "" : "This archive names no place to send notes to: the note becomes a file.");
    part("quote").textContent = quote.exact;
    part("file").open = false;
    open();
    body.focus();
  };
}

function linkTo(address, words) {
  const link = document.createElement("a");
  Object.assign(link, { href: address, target: "_blank", rel: "noopener noreferrer", textContent: words });
  return link;
}

function code(words) {
  const element = document.createElement("code");
  element.textContent = words;
  return element;
}

/** Return what is kept; browsers may forbid to keep anything. */
function stored() {
  try {
    return localStorage.getItem(NAME_KEY);
  } catch {
    return null;
  }
}

function store(name) {
  try {
    if (name) localStorage.setItem(NAME_KEY, name);
    else localStorage.removeItem(NAME_KEY);
  } catch {
    // The name stays in the form alone.
  }
}
