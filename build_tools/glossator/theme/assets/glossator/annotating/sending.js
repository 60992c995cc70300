// The ways of a note's file out of the page: to the code host's page for a new file, to the clipboard, to a folder.
import { newFile } from "./hosts.js";
import { copy } from "./page.js";

/** Milliseconds after which a browser has taken up a download. */
const TAKEN = 60_000;

/**
 * Open the code host's page with the file filled in, or copied where an address cannot hold it.
 * Returns {told, byHand}: what to tell the reader, and whether the file must be copied by hand.
 */
export async function sendFile(begun, { path, words }) {
  const { address, filled, host } = newFile(begun, path, words);
  if (!filled && !(await copy(words))) {
    return { told: [`Copy the note’s file below by hand, then paste it there: `, linkTo(address, host)], byHand: true };
  }
  window.open(address, "_blank", "noopener");
  const told = filled
    ? `${host} opens in a new tab, with your note in it. Propose the new file there. `
    : `The note’s file is copied. ${host} opens in a new tab: paste it there, and propose the new file. `;
  return { told: [told, linkTo(address, "Open it again")], byHand: false };
}

/** Copy the file; returns the same. */
export async function copyFile({ path, words }) {
  return (await copy(words))
    ? { told: ["Copied. The file’s place is ", code(path), "."], byHand: false }
    : { told: ["The browser did not copy it; copy the text below by hand."], byHand: true };
}

/** Give the file to the reader's folder of downloads; returns the same. */
export function downloadFile({ path, words }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([words], { type: "text/markdown" }));
  link.download = path.split("/").at(-1);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), TAKEN);
  return { told: ["Send the file to those who keep this archive. Its place is ", code(path), "."], byHand: false };
}

function linkTo(address, words) {
  const link = document.createElement("a");
  return Object.assign(link, { href: address, target: "_blank", rel: "noopener noreferrer", textContent: words });
}

function code(words) {
  return Object.assign(document.createElement("code"), { textContent: words });
}
