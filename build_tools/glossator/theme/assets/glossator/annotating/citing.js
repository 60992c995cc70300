// The dialog that shows a reference in the form that the reader chooses.
import { FORMATS } from "./cite.js";
import { prepare } from "./dialogs.js";
import { copy } from "./page.js";

const BY_HAND = "The browser did not copy it; copy the marked text by hand.";

/** Return {cite, show}: `cite` opens the dialog for a passage (see cite.js), `show` for words that were not copied. */
export function startCiting(dialog) {
  const open = prepare(dialog);
  const [heading, formats, form, words, told] = [
    "h2",
    ".desk-dialog__formats",
    "select",
    "textarea",
    ".desk-dialog__told",
  ].map((name) => dialog.querySelector(name));
  let cited = null;

  function write(text) {
    words.value = text;
    told.textContent = "";
  }

  form.addEventListener("change", () => write(FORMATS[form.value](cited)));
  dialog.querySelector('[data-does="copy"]').addEventListener("click", async () => {
    words.select();
    told.textContent = (await copy(words.value)) ? "Copied." : BY_HAND;
  });

  function begin(title, withForms, text) {
    heading.textContent = title;
    formats.hidden = !withForms;
    write(text);
    open();
    (withForms ? form : words).focus();
  }

  return {
    cite(passage) {
      cited = passage;
      begin("Cite", true, FORMATS[form.value](cited));
    },
    show(title, text) {
      begin(title, false, text);
      words.select();
      told.textContent = BY_HAND;
    },
  };
}
