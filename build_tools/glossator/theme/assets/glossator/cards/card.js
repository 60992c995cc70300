// The card itself: one element in the top layer, so that nothing on the page moves.
import { contentOf, decided } from "./content.js";
import { placeFor, sheetFor } from "./place.js";

const LEAVING = 400; // milliseconds in which a pointer may stand still between the link and the card
const SHEET = "(max-width: 44.984375em)"; // where a card lies at the edge of the window that is away from its link
const PASSAGE = ".words, .note, li, p, td, th, dd, q, h1, h2, h3";

const card = document.createElement("div");
card.className = "card";
card.id = "glossator-card";
card.popover = "manual";
card.setAttribute("role", "dialog");
card.setAttribute("aria-label", "What the link leads to");
card.tabIndex = -1;
const told = document.createElement("p");
told.className = "card-told";
told.setAttribute("role", "status");
document.body.append(card, told);

const styled = new Promise((done) => {
  const styles = document.createElement("link");
  styles.rel = "stylesheet";
  styles.href = new URL("../styles/cards.css", import.meta.url).href;
  styles.onload = styles.onerror = done;
  document.head.append(styles);
});

let current = null; // the link whose card is open
let wanted = null; // the link that a reader rested on last
let title = ""; // of the current link: the browser would show it over the card
let pointed = null; // where the pointer is
let leaving = null;

/** Show a link's card, and tell whether there is one; `way` is pointer, focus or tap. */
export async function show(link, subject, way) {
  wanted = link;
  const [content] = await Promise.all([contentOf(subject, link), styled]);
  if (wanted !== link || !content.length || !isThere(link, way)) return false;
  if (subject.here && subject.within.startsWith("note-") && way !== "tap" && inSight(subject.within)) return false;
  close();
  current = link;
  link.dataset.card = "open";
  link.setAttribute("aria-details", card.id);
  title = link.title;
  link.removeAttribute("title");
  card.replaceChildren(...content, onward(link, subject, way));
  card.dataset.decided = decided(link);
  card.classList.toggle("card--sheet", matchMedia(SHEET).matches);
  card.showPopover();
  place(link);
  card.scrollTop = 0;
  if (way === "focus") told.textContent = spoken(content);
  if (way === "tap") card.focus({ preventScroll: true });
  return true;
}

/** Tell whether the reader is still where the card would open. */
function isThere(link, way) {
  if (way === "tap") return link.isConnected;
  return way === "focus" ? document.activeElement === link : link.matches(":hover");
}

function inSight(id) {
  const { top, bottom, height } = document.getElementById(id)?.getBoundingClientRect() ?? {};
  return height > 0 && top >= 0 && bottom <= innerHeight;
}

/** Return the way on: big enough for a thumb where a tap opened the card. */
function onward(link, { within }, way) {
  const line = document.createElement("p");
  line.className = "card__onward";
  const on = document.createElement("a");
  on.href = link.href;
  on.textContent = within ? "Go there" : "Open the page";
  line.append(on);
  if (way === "focus") {
    const keys = document.createElement("span");
    keys.className = "card__keys";
    keys.textContent = "Alt ↓ to enter, Esc to close";
    line.append(keys);
  }
  if (way === "tap") {
    const shut = document.createElement("button");
    shut.type = "button";
    shut.textContent = "Close";
    shut.addEventListener("click", close);
    line.append(shut);
  }
  return line;
}

let isFirst = true;

/** Return the card as a screen reader says it; how to enter and close it is said once. */
function spoken(content) {
  const words = content.map((each) => each.textContent.replace(/\s+/g, " ").trim()).filter(Boolean);
  if (isFirst) words.push("Alt and Down to enter the card, Escape to close it.");
  isFirst = false;
  return words.join(". ");
}

function place(link) {
  for (const property of ["left", "top", "max-height"]) card.style.removeProperty(property);
  const lines = [...link.getClientRects()];
  const header = Math.max(0, document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0);
  const view = { width: innerWidth, height: innerHeight, top: header };
  const size = { width: card.offsetWidth, height: card.offsetHeight };
  if (card.classList.contains("card--sheet")) {
    const { above, room } = sheetFor(size, lines, view);
    card.classList.toggle("card--above", above);
    card.style.setProperty("max-height", `${room}px`);
    return;
  }
  const isPointed = ({ left, right, top, bottom }) =>
    pointed && pointed.x >= left && pointed.x <= right && pointed.y >= top && pointed.y <= bottom;
  const block = (link.closest(PASSAGE) ?? link).getBoundingClientRect();
  const at = placeFor(size, lines.find(isPointed) ?? lines[0], lines, block, view);
  card.style.setProperty("left", `${at.left}px`);
  card.style.setProperty("top", `${at.top}px`);
  card.style.setProperty("max-height", `${at.room}px`);
}

function close() {
  stay();
  if (!current) return;
  const link = current;
  const wasWithin = card.contains(document.activeElement);
  current = null;
  link.dataset.card = "closed"; // so that it does not open at once again, as the focus returns
  link.removeAttribute("aria-details");
  if (title) link.title = title;
  told.textContent = "";
  card.hidePopover();
  if (wasWithin) link.focus({ preventScroll: true });
  if (!link.matches(":hover, :focus")) delete link.dataset.card;
}

function stay() {
  clearTimeout(leaving);
  leaving = null;
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (!card.contains(document.activeElement) && !current?.matches(":focus-visible")) close();
  }, LEAVING);
}

function distance({ x, y }) {
  const { left, right, top, bottom } = card.getBoundingClientRect();
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

/** Follow the pointer: one that comes nearer to the card has all the time that it takes. */
function follow({ clientX: x, clientY: y, pointerType }) {
  if (pointerType !== "mouse") return;
  const before = pointed;
  pointed = { x, y };
  if (leaving && before && distance(pointed) < distance(before)) leave();
}

/** Let Tab go from the card's last link to what follows its link on the page, and Shift and Tab back to the link. */
function pass(event) {
  const stops = [...card.querySelectorAll("a[href], button")];
  const at = document.activeElement;
  if (event.shiftKey && (at === stops[0] || at === card)) {
    current.focus();
    event.preventDefault();
  } else if (!event.shiftKey && at === stops.at(-1)) close();
}

function press(event) {
  if (!current) return;
  const isWithin = card.contains(document.activeElement);
  if (event.key === "Escape") close();
  else if (event.key === "ArrowDown" && event.altKey && document.activeElement === current)
    card.querySelector("a[href]").focus();
  else {
    if (event.key === "Tab" && isWithin) pass(event);
    return;
  }
  event.preventDefault();
}

card.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && leave());
card.addEventListener("click", ({ target }) => {
  // Where the link leads decides about the focus, and no longer the link that the card was opened from.
  if (target.closest("a")) setTimeout(() => (document.activeElement.blur(), close()));
});
document.addEventListener("pointermove", follow, { passive: true });
document.addEventListener("pointerover", ({ target }) => {
  if (current?.contains(target) || card.contains(target)) stay();
});
document.addEventListener("pointerout", ({ target, relatedTarget, pointerType }) => {
  if (pointerType === "mouse" && current?.contains(target) && !current.contains(relatedTarget)) leave();
});
document.addEventListener("focusin", ({ target }) => {
  if (current && target !== current && !card.contains(target)) close();
});
document.addEventListener("pointerdown", ({ target }) => {
  if (current && !card.contains(target) && !current.contains(target)) close();
});
document.addEventListener("keydown", press);
addEventListener("scroll", () => card.classList.contains("card--sheet") || close(), { passive: true });
addEventListener("resize", close);
addEventListener("pagehide", close);
window.document$?.subscribe(close); // the theme's instant navigation has changed the page
