// Cards: pointing at a link within the archive, focusing or tapping it, shows what it leads to. This module listens;
// what shows a card loads when a reader first rests on such a link. Read from disk, links stay plain.
const ARCHIVE = new URL("../../../archive/", import.meta.url).href;
const PAGE = /^((?:people|organizations|places|events|works|terms|documents)\/[a-z0-9-]{1,80})\/(?:index\.html)?$/;
const WITHIN = /^#(p\d+[a-z]*|note-[a-z0-9-]+)(?::|$)/;
const NEVER = ".md-content__button, .passage-number, .headerlink, [download], [role=doc-backlink], .permalink, nav";
const REST = 300; // milliseconds that a pointer or the focus rests on a link before its card opens
const PATIENCE = 1500; // milliseconds after which a tap follows the link where no card has come
let waiting;
let tapped = false;

function pageOf({ href }) {
  return href.split(/[?#]/)[0];
}

function idOf(page) {
  return page.startsWith(ARCHIVE) ? PAGE.exec(page.slice(ARCHIVE.length))?.[1] : "";
}

/** Return what a link leads to, or null: the page's id and address, and the passage or note in it, or "". */
function subjectOf(link) {
  const page = pageOf(link);
  const id = idOf(page);
  const within = WITHIN.exec(link.hash)?.[1] ?? "";
  const here = id === idOf(pageOf(location));
  return id && (within || !here) ? { id, page, within, here, archive: ARCHIVE } : null;
}

function linkOf({ target }) {
  const link = target.closest?.(".md-content a[href]");
  return link && !link.closest(NEVER) && subjectOf(link) ? link : null;
}

async function open(link, way) {
  const { show } = await import("./card.js");
  return show(link, subjectOf(link), way);
}

function wait(link, way) {
  clearTimeout(waiting);
  if (!link.dataset.card) waiting = setTimeout(() => open(link, way).catch(() => {}), REST);
}

/** Wait no longer; a link whose card was closed may show it again. */
function leave(event) {
  const link = linkOf(event);
  if (!link || link.contains(event.relatedTarget)) return;
  clearTimeout(waiting);
  if (link.dataset.card === "closed") delete link.dataset.card;
}

// A first tap shows the card, a second one follows the link. The theme's instant navigation must not see the first.
function tap(event) {
  const link = tapped && !event.ctrlKey && !event.metaKey && !event.shiftKey && linkOf(event);
  if (!link || link.dataset.card === "open") return;
  event.preventDefault();
  event.stopPropagation();
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  const shown = open(link, "tap").catch(() => {});
  Promise.race([shown, late]).then((isShown) => isShown || location.assign(link.href));
}

function listen(name, heard) {
  document.addEventListener(name, heard, true);
}

if (location.protocol !== "file:" && HTMLElement.prototype.showPopover) {
  listen("pointerdown", ({ pointerType }) => (tapped = pointerType !== "mouse"));
  listen("keydown", () => (tapped = false));
  listen("click", tap);
  listen("pointerout", leave);
  listen("focusout", leave);
  listen("pointerover", (event) => {
    const link = event.pointerType === "mouse" && linkOf(event);
    if (link) wait(link, "pointer");
  });
  listen("focusin", (event) => {
    const link = !tapped && linkOf(event);
    if (link && link.matches(":focus-visible")) wait(link, "focus");
  });
}
