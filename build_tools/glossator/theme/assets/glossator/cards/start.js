// Cards: pointing at a link within the archive, focusing or tapping it, shows what it leads to. This module only
// listens; what shows a card is loaded when somebody first rests on such a link. Read from disk, links stay plain.
import { subjectOf } from "./subject.js";

const REST = 300; // milliseconds that a pointer or the focus rests on a link before its card opens
let waiting;
let tapped = false;

async function open(link, way) {
  const subject = subjectOf(link);
  if (!subject) return false;
  const { show } = await import("./card.js");
  return show(link, subject, way);
}

function linkOf(target) {
  const link = target.closest?.(".md-content a[href]");
  return link && subjectOf(link) ? link : null;
}

function wait(link, way) {
  clearTimeout(waiting);
  if (link.dataset.card === "open") return;
  waiting = setTimeout(() => open(link, way), REST);
}

function listen() {
  document.addEventListener("pointerover", ({ target, pointerType }) => {
    const link = linkOf(target);
    if (pointerType === "mouse" && link) wait(link, "pointer");
  });
  document.addEventListener("pointerout", ({ target }) => {
    if (linkOf(target)) clearTimeout(waiting);
  });
  document.addEventListener("focusin", ({ target }) => {
    const link = linkOf(target);
    if (link?.matches(":focus-visible") && !tapped) wait(link, "focus");
  });
  document.addEventListener("focusout", () => clearTimeout(waiting));
  document.addEventListener("pointerdown", ({ pointerType }) => (tapped = pointerType !== "mouse"), true);
  document.addEventListener("keydown", () => (tapped = false), true);
  // A first tap shows the card, a second one follows the link, as does the first where no card can be shown.
  document.addEventListener("click", (event) => {
    const link = tapped && !event.defaultPrevented && event.button === 0 ? linkOf(event.target) : null;
    if (!link || link.dataset.card === "open") return;
    event.preventDefault();
    open(link, "tap")
      .catch(() => false)
      .then((shown) => shown || location.assign(link.href));
  });
}

if (location.protocol !== "file:" && HTMLElement.prototype.showPopover) listen();
