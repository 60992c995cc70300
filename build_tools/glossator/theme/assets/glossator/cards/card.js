// The card itself: one element in the top layer, so that nothing on the page moves.
import { contentOf } from "./content.js";
import { placeFor } from "./place.js";

const LEAVING = 400; // milliseconds in which a pointer may go from the link to the card
const SHEET = "(max-width: 44.984375em)"; // where a card lies at the edge of the window that is away from its link

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
let wanted = null; // the link that a reader rests on
let pointed = null; // where the pointer is
let leaving;

document.addEventListener("pointermove", ({ clientX: x, clientY: y }) => (pointed = { x, y }), { passive: true });

/** Show a link's card, and tell whether there is one; `way` is pointer, focus or tap. */
export async function show(link, subject, way) {
  wanted = link;
  const [content] = await Promise.all([contentOf(subject), styled]);
  if (wanted !== link || !link.isConnected || !content.length) return false;
  if (subject.here && subject.within.startsWith("note-") && way !== "tap" && inSight(subject.within)) return false;
  close();
  current = link;
  link.dataset.card = "open";
  card.replaceChildren(...content, onward(link, subject, way));
  card.classList.toggle("card--sheet", matchMedia(SHEET).matches);
  card.showPopover();
  place(link, way);
  if (way === "focus") {
    link.setAttribute("aria-describedby", told.id || (told.id = "glossator-card-told"));
    told.textContent = `${spoken(content)} Alt and Down to enter the card, Escape to close it.`;
  }
  return true;
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
  if (way === "tap") {
    const shut = document.createElement("button");
    shut.type = "button";
    shut.textContent = "Close";
    shut.addEventListener("click", close);
    line.append(" ", shut);
  }
  return line;
}

function spoken(content) {
  return content.map((each) => each.textContent.replace(/\s+/g, " ").trim()).filter(Boolean).join(". ");
}

function place(link, way) {
  card.style.removeProperty("left");
  card.style.removeProperty("top");
  const rects = [...link.getClientRects()];
  const isIn = ({ left, right, top, bottom }) =>
    pointed && pointed.x >= left && pointed.x <= right && pointed.y >= top && pointed.y <= bottom;
  const line = (way === "pointer" && rects.find(isIn)) || rects[0];
  if (card.classList.contains("card--sheet")) {
    card.classList.toggle("card--above", line.bottom > innerHeight - card.offsetHeight - 16);
    return;
  }
  const block = (link.closest(".words, .note, li, p, td, th, dd, q, h1, h2, h3") ?? link).getBoundingClientRect();
  const size = { width: card.offsetWidth, height: card.offsetHeight };
  const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  const at = placeFor(size, line, block, { width: innerWidth, height: innerHeight, top: Math.max(0, header) });
  card.style.setProperty("left", `${at.left}px`);
  card.style.setProperty("top", `${at.top}px`);
}

function close() {
  clearTimeout(leaving);
  if (!current) return;
  delete current.dataset.card;
  current.removeAttribute("aria-describedby");
  current = null;
  told.textContent = "";
  card.hidePopover();
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => card.contains(document.activeElement) || close(), LEAVING);
}

card.addEventListener("pointerenter", () => clearTimeout(leaving));
card.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && leave());
document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "mouse" || !current) return;
  if (current.contains(target) || card.contains(target)) clearTimeout(leaving);
});
document.addEventListener("pointerout", ({ target, pointerType }) => {
  if (pointerType === "mouse" && target.closest?.("a") === wanted) {
    if (wanted !== current) wanted = null;
    else leave();
  }
});
document.addEventListener("focusin", ({ target }) => {
  if (current && target !== current && !card.contains(target)) close();
});
document.addEventListener("pointerdown", ({ target }) => {
  if (current && !card.contains(target) && !current.contains(target)) close();
});
document.addEventListener("keydown", (event) => {
  if (!current) return;
  if (event.key === "Escape") {
    const back = card.contains(document.activeElement) ? current : null;
    close();
    back?.focus();
    event.preventDefault();
  } else if (event.key === "ArrowDown" && event.altKey && document.activeElement === current) {
    card.querySelector("a[href]").focus();
    event.preventDefault();
  }
});
addEventListener("scroll", () => current && !card.classList.contains("card--sheet") && close(), { passive: true });
addEventListener("resize", close);
addEventListener("pagehide", close);
