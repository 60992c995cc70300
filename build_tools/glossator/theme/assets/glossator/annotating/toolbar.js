// The toolbar by selected words, or by the number of a passage: where it stands, and how the keyboard reaches it.

/** Pixels between the words and the toolbar; a finger's handles hang below the words. */
const GAP = matchMedia("(pointer: coarse)").matches ? 30 : 8;
/** Pixels that stay free at the window's edges. */
const EDGE = 8;
/** Milliseconds in which a selection that is still made may change again. */
const PAUSE = 150;

/**
 * Show the toolbar whenever words are selected, and hide it when they are not any more.
 * `find` returns what a selection means, or null; `act(name, meant)` does what a button says.
 */
export function startToolbar(desk, { find, act, say }) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const buttons = [...desk.querySelectorAll("button")];
  let meant = null;
  let opener = null;
  let pressed = false;
  let timer = 0;

  function show(found, rect) {
    meant = found;
    tell("");
    const isNew = desk.hidden;
    desk.hidden = false;
    place(desk, sheet, rect);
    return isNew;
  }

  function hide() {
    desk.hidden = true;
    opener = null;
    tell("");
  }

  /** Show a message by the buttons; a reader who does not see it hears it. */
  function tell(words) {
    desk.querySelector(".desk__told").textContent = words;
    if (words) say(words);
  }

  function look() {
    if (pressed || document.querySelector("dialog[open]") || desk.contains(document.activeElement)) return;
    const selection = document.getSelection();
    const found = find(selection);
    if (found) {
      opener = null;
      if (show(found, lastRect(selection))) {
        say("Words selected. Control and Enter lead to Annotate, Cite and Copy link.");
      }
    } else if (!opener) hide();
  }

  function openBy(link, found, byKeyboard) {
    show(found, link.getBoundingClientRect());
    opener = link;
    if (byKeyboard) buttons[0].focus({ preventScroll: true });
  }

  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  document.addEventListener("pointerdown", (event) => {
    pressed = !desk.contains(event.target);
    if (pressed && opener && event.target !== opener) hide();
  });
  for (const type of ["pointerup", "pointercancel"]) {
    document.addEventListener(type, () => {
      pressed = false;
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !desk.hidden && !document.querySelector("dialog[open]")) {
      const back = opener;
      if (desk.contains(document.activeElement)) document.activeElement.blur();
      hide();
      back?.focus();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !desk.hidden && !isWriting(event.target)) {
      event.preventDefault();
      buttons[0].focus({ preventScroll: true });
    }
  });
  desk.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
  });
  // A press must not take the selection away before the button is told of it.
  desk.addEventListener("mousedown", (event) => event.preventDefault());
  desk.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && meant) act(button.dataset.does, meant);
  });
  window.addEventListener("resize", () => desk.hidden || opener || look());
  return { openBy, tell };
}

function isWriting(element) {
  return Boolean(element.closest?.("input, textarea, select, [contenteditable]"));
}

/** Return where the last selected words stand in the window. */
function lastRect(selection) {
  const rects = selection.getRangeAt(selection.rangeCount - 1).getClientRects();
  return [...rects].filter((rect) => rect.width > 0).at(-1) ?? selection.getRangeAt(0).getBoundingClientRect();
}

/** Put the toolbar under the words, or where the window ends before them; no element has a style of its own. */
function place(desk, sheet, rect) {
  sheet.replaceSync("#glossator-desk { top: 0; left: 0; }");
  const own = desk.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(EDGE, Math.min(rect.left, clientWidth - own.width - EDGE));
  const top = Math.max(EDGE, Math.min(rect.bottom + GAP, clientHeight - own.height - EDGE));
  sheet.replaceSync(`#glossator-desk { top: ${top - own.top}px; left: ${left - own.left}px; }`);
}
