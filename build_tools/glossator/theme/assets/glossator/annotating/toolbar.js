// The toolbar by selected words, or by the number of a passage: where it stands, and how the keyboard reaches it.

/** Pixels between the words and the toolbar; a finger's handles hang below the words. */
const GAP = matchMedia("(pointer: coarse)").matches ? 30 : 8;
/** Pixels that stay free at the window's edges. */
const EDGE = 8;
/** Milliseconds in which a selection that is still made may change again. */
const PAUSE = 150;

export class Toolbar {
  #desk;
  #buttons;
  #find;
  #say;
  #sheet = new CSSStyleSheet();
  /** What the buttons are about. */
  #meant = null;
  /** The passage's number that opened the toolbar, where no words are selected. */
  #opener = null;
  /** Whether a pointer may still change the selection. */
  #pressed;
  #timer = 0;

  /**
   * Show the toolbar whenever words are selected, as some may be already, and hide it when they are not any more.
   * `find` returns what a selection means and the `rect` that it has in the window, or null; `act(name, meant)` does what a button says; `say` speaks.
   */
  constructor(desk, { find, act, say, isPressed }) {
    this.#desk = desk;
    this.#buttons = [...desk.querySelectorAll("button")];
    this.#find = find;
    this.#say = say;
    this.#pressed = isPressed;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
    this.#hear();
    desk.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      // The words that are selected now are meant, even if they are since a moment only.
      if (this.#timer && !document.getSelection().isCollapsed) this.#look();
      if (button && this.#meant) act(button.dataset.does, this.#meant);
    });
    this.#lookSoon();
  }

  /** Open by the number of a passage, under the passage itself. */
  openBy(link, meant, byKeyboard) {
    this.#show(meant);
    this.#opener = link;
    if (byKeyboard) this.#buttons[0].focus({ preventScroll: true });
  }

  /** Show a message by the buttons; a reader who does not see it hears it. */
  tell(words) {
    this.#desk.querySelector(".desk__told").textContent = words;
    if (words) this.#say(words);
  }

  #hear() {
    document.addEventListener("selectionchange", () => this.#lookSoon());
    document.addEventListener("pointerdown", ({ target }) => this.#press(target));
    for (const type of ["pointerup", "pointercancel"]) document.addEventListener(type, () => this.#release());
    document.addEventListener("keydown", (event) => this.#type(event));
    window.addEventListener("resize", () => this.#desk.hidden || this.#opener || this.#look());
    // A press must not take the selection away before the button is told of it.
    this.#desk.addEventListener("mousedown", (event) => event.preventDefault());
    this.#desk.addEventListener("keydown", (event) => this.#step(event));
  }

  #press(target) {
    this.#pressed = !this.#desk.contains(target);
    if (this.#pressed && this.#opener && target !== this.#opener) this.#hide();
  }

  #release() {
    if (this.#pressed) this.#lookSoon();
    this.#pressed = false;
  }

  #lookSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), PAUSE);
  }

  #look() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#pressed || isBusy() || this.#desk.contains(document.activeElement)) return;
    const meant = this.#find(document.getSelection());
    if (!meant) {
      if (!this.#opener) this.#hide();
      return;
    }
    this.#opener = null;
    if (this.#show(meant)) {
      this.#say("Words selected. Control and Enter lead to Annotate, Cite and Copy link.");
    }
  }

  /** Show the toolbar under what is meant, and return whether it was hidden before. */
  #show(meant) {
    const wasHidden = this.#desk.hidden;
    const { start, end } = this.#meant?.span ?? {};
    if (meant.span.start !== start || meant.span.end !== end) this.tell("");
    this.#meant = meant;
    this.#desk.hidden = false;
    place(this.#desk, this.#sheet, meant.rect);
    return wasHidden;
  }

  #hide() {
    this.#desk.hidden = true;
    this.#opener = null;
    this.tell("");
  }

  #type(event) {
    if (this.#desk.hidden || isBusy()) return;
    if (event.key === "Escape") {
      const back = this.#opener;
      if (this.#desk.contains(document.activeElement)) document.activeElement.blur();
      this.#hide();
      back?.focus();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isWriting(event.target)) {
      event.preventDefault();
      this.#buttons[0].focus({ preventScroll: true });
    }
  }

  /** Go from button to button with the arrows. */
  #step(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = this.#buttons;
    buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length).focus();
  }
}

function isBusy() {
  return document.querySelector("dialog[open]") !== null;
}

function isWriting(element) {
  return Boolean(element.closest?.("input, textarea, select, [contenteditable]"));
}

/** Put the toolbar under the words, or where the window ends before them; no element has a style of its own. */
function place(desk, sheet, rect) {
  sheet.replaceSync("#glossator-desk { top: 0; left: 0; }");
  const own = desk.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const left = Math.max(EDGE, Math.min(rect.left, clientWidth - own.width - EDGE));
  const header = document.querySelector("header.md-header")?.getBoundingClientRect().bottom ?? 0;
  const top = Math.max(header + EDGE, Math.min(rect.bottom + GAP, clientHeight - own.height - EDGE));
  sheet.replaceSync(`#glossator-desk { top: ${top - own.top}px; left: ${left - own.left}px; }`);
}
