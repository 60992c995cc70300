// The form of a note, which becomes a file. Nothing is sent from here, and nothing is kept but the reader's name, where
// the reader asks for that.
import { prepare } from "./dialogs.js";
import { newFile } from "./hosts.js";
import { CORRECTING, NoteError, noteFile } from "./note.js";
import { keepName, keptName, today } from "./page.js";
import { preview } from "./preview.js";
import { copyFile, downloadFile, sendFile } from "./sending.js";

/** These say something without a word of Markdown. */
const WORDLESS = ["highlighting", "tagging", CORRECTING];
const FIELDS = ["body", "motivation", "reading", "tags", "author", "remember"];
const PARTS = ["quote", "preview", "reading", "error", "told", "main", "file"];

export class NoteForm {
  #facts;
  #open;
  #quote = null;
  /** The form's inputs, and its other elements, by their names. */
  #fields;
  #parts;

  /** Prepare the dialog for notes on the document that the page's facts tell of. */
  constructor(dialog, facts) {
    this.#facts = facts;
    this.#open = prepare(dialog);
    this.#fields = Object.fromEntries(FIELDS.map((name) => [name, dialog.querySelector(`#glossator-note-${name}`)]));
    this.#parts = Object.fromEntries(PARTS.map((name) => [name, dialog.querySelector(`.desk-dialog__${name}`)]));
    const hosted = newFile(facts.begun, "", "");
    this.#parts.main.textContent = hosted ? `Open on ${hosted.host}` : "Download the note’s file";
    dialog.querySelector('[data-does="download"]').hidden = !hosted;
    this.#fields.author.value = keptName();
    this.#fields.remember.checked = this.#fields.author.value !== "";
    this.#hear(dialog, hosted ? (file) => sendFile(facts.begun, file) : downloadFile);
  }

  /** Open the form for a quote (see quote.js). What was written before stands there still. */
  open(quote) {
    const { reading, body } = this.#fields;
    if (this.#quote?.exact !== quote.exact) reading.value = quote.exact;
    this.#quote = quote;
    this.#parts.quote.textContent = quote.exact;
    this.#parts.file.open = false;
    this.#tell("error");
    this.#tell("told", this.#facts.begun ? "" : "This archive names no place to send notes to; yours becomes a file.");
    this.#open();
    body.focus();
  }

  #hear(dialog, send) {
    const { motivation, body, author, remember } = this.#fields;
    dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#give(send);
    });
    dialog.querySelector('[data-does="download"]').addEventListener("click", () => this.#give(downloadFile));
    dialog.querySelector('[data-does="copy"]').addEventListener("click", () => this.#give(copyFile));
    motivation.addEventListener("change", () => (this.#parts.reading.hidden = motivation.value !== CORRECTING));
    body.addEventListener("input", () => this.#preview());
    this.#parts.preview.addEventListener("toggle", () => this.#preview());
    dialog.addEventListener("input", () => this.#parts.file.open && this.#make());
    this.#parts.file.addEventListener("toggle", () => this.#parts.file.open && this.#make());
    for (const input of [author, remember]) {
      input.addEventListener("change", () => keepName(remember.checked ? author.value : ""));
    }
  }

  /** Give the finished file away, in one of the ways of sending.js. */
  async #give(way) {
    this.#tell("told");
    const file = this.#isReady() ? this.#make() : null;
    if (!file) return;
    const { told, byHand } = await way(file);
    this.#tell("told", ...told);
    if (!byHand) return;
    this.#parts.file.open = true;
    this.#parts.file.querySelector("textarea").select();
  }

  /** Tell the reader what is missing, if anything is. */
  #isReady() {
    const { body, motivation, reading, tags } = this.#fields;
    for (const field of [body, reading, tags]) field.removeAttribute("aria-invalid");
    if (!body.value.trim() && !WORDLESS.includes(motivation.value)) return this.#miss(body, "Write your note first.");
    if (motivation.value === "tagging" && !tags.value.trim()) return this.#miss(tags, "Write the tags first.");
    if (motivation.value === CORRECTING && reading.value === this.#quote.exact) {
      return this.#miss(reading, "Change the words first: they are still the source’s.");
    }
    return true;
  }

  #miss(field, words) {
    field.setAttribute("aria-invalid", "true");
    field.focus();
    this.#tell("error", words);
    return false;
  }

  /** Show and return the file of what is written so far, or tell why there can be none. */
  #make() {
    this.#tell("error");
    try {
      const file = noteFile(this.#written());
      this.#parts.file.querySelector("code").textContent = file.path;
      this.#parts.file.querySelector("textarea").value = file.words;
      return file;
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      this.#tell("error", error.message);
      return null;
    }
  }

  #written() {
    const { body, motivation, reading, tags, author } = this.#fields;
    return {
      document: this.#facts.id,
      schema: this.#facts.schema,
      quote: this.#quote,
      motivation: motivation.value,
      reading: reading.value,
      author: author.value,
      date: today(),
      tags: tags.value.split(","),
      body: body.value,
    };
  }

  #preview() {
    const { preview: part } = this.#parts;
    if (part.open) part.querySelector("div").replaceChildren(...preview(this.#fields.body.value));
  }

  #tell(where, ...words) {
    this.#parts[where].replaceChildren(...words.filter(Boolean));
  }
}
