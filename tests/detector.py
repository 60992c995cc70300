"""Opens pages in Chromium, and tells what ran on them, what could run, and what is not as it should be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Frame, Page, Request

WATCH = """
(() => {
  const tell = (what) => globalThis.hit(String(what).slice(0, 200));
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    globalThis[name] = (...given) => void tell(`${name} ${given[0]}`);
  const leaves = (address) => new URL(String(address?.url ?? address), document.baseURI).origin !== location.origin;
  const watch = (owner, name, isHostile) => {
    const own = owner?.[name];
    if (!own) return;
    owner[name] = function (...given) {
      if (isHostile(...given)) tell(`${name} ${given[0]}`);
      return new.target ? Reflect.construct(own, given) : own.apply(this, given);
    };
  };
  watch(globalThis, "fetch", leaves);
  watch(XMLHttpRequest.prototype, "open", (_, address) => leaves(address));
  for (const name of ["WebSocket", "EventSource", "SharedWorker", "RTCPeerConnection"])
    watch(globalThis, name, () => true);
  watch(navigator, "sendBeacon", () => true);
  watch(document, "write", () => true);
  watch(globalThis, "setTimeout", (what) => typeof what === "string");
  Object.defineProperty(document, "cookie", { get: () => "", set: (value) => tell(`cookie ${value}`) });
})();
"""
"""Runs before any script of a page, in every frame."""

TOUCH = """
() => document.querySelectorAll("*").forEach((element) => {
  for (const type of ["mouseover", "focus", "click", "load", "error", "toggle", "animationend"])
    element.dispatchEvent(new Event(type));
})
"""
"""What a reader's hand could set off. A synthetic `Event` follows no link."""

LOOK = r"""
({ tags, attributes, slots }) => {
  const found = [];
  const say = (element, what) => found.push(`${element.localName} ${what}`.slice(0, 200));
  const ours = `.glossator, ${slots}`; // the theme's scripts set styles of the theme's own elements
  const leads = (value) => {
    try {
      return new URL(value, document.baseURI).href;
    } catch {
      return "about:invalid";
    }
  };
  const byId = (id) => Document.prototype.getElementById.call(document, id);
  const addresses = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "ping"];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) say(element, name);
      if (name === "srcdoc" || (name === "style" && element.closest(ours))) say(element, name);
      if (addresses.includes(name) && !/^(https?|mailto):/.test(leads(value))) say(element, leads(value));
    }
    const again = element.id && byId(element.id) !== element && !element.matches("pre[id^=__code_]");
    if (again) say(element, `has the id ${element.id} again`);
    if (element.matches("meta[http-equiv=refresh]")) say(element, `leads to ${element.content}`);
    if (!element.matches("meta, input, a, button, form") && element.hasAttribute("name")) say(element, "has a name");
  }
  for (const inner of document.querySelectorAll(slots.split(",").map((slot) => `${slot} *`).join(","))) {
    if (!tags.includes(inner.localName)) say(inner, "stands in a slot");
    const numbered = inner.matches("pre[id^=__code_]"); // by the theme's script
    for (const { name } of inner.attributes)
      if (!attributes.includes(name) && !(name === "id" && numbered)) say(inner, `has ${name} in a slot`);
  }
  if (window.name) found.push(`window.name ${window.name}`);
  if (window.length) found.push(`${window.length} frames`);
  for (const name of ["getElementById", "querySelector", "createElement", "addEventListener"])
    if (typeof document[name] !== "function") found.push(`document.${name} is hidden`);
  for (const [name, kind] of [["body", HTMLBodyElement], ["head", HTMLHeadElement], ["forms", HTMLCollection]])
    if (!(document[name] instanceof kind)) found.push(`document.${name} is hidden`);
  const config = document.querySelectorAll("#__config");
  if (config.length !== 1 || config[0].localName !== "script") found.push("#__config is not the theme's");
  return found;
}
"""

SKELETON = r"""
({ slots, source }) => {
  const tree = source === undefined ? document : new DOMParser().parseFromString(source, "text/html");
  const told = new Set("id class name rel role type target for media http-equiv property action method".split(" "));
  const theirs = ["title", "style", "data-md-scrollfix"]; // set by the theme's scripts, as its own elements have room
  const scrolled = / ?md-nav__link--(passed|active)/g; // by the theme's scripts, as far as a page was read
  const same = (value) => value.replace(/w\d{5}\S*/g, "w").replace(scrolled, "");
  const lines = [];
  const walk = (element, depth) => {
    if (element.matches("span.more")) return; // a text's first words, where it has any
    if (element.matches("[data-start]")) return void lines.push(`${depth} passage`);
    const attributes = [...element.attributes]
      .filter(({ name }) => name !== "data-gap" && !(theirs.includes(name) && element.matches("[class*=md-]")))
      .map(({ name, value }) => (told.has(name) ? `${name}=${same(value)}` : name)).sort().join(" ");
    lines.push(`${depth} ${element.localName} ${attributes}`);
    if (!element.matches(slots)) for (const child of element.children) walk(child, depth + 1);
  };
  walk(tree.documentElement, 0);
  return lines;
}
"""
"""A page's elements, one a line, without what stands in slots for contributed Markdown and for the words of sources.

`data-gap` is words of a source: the white space between two of its passages.
"""

SLOTS = ".note-body,.contributed"
IN_SLOTS = (
    "a abbr b blockquote br caption cite code dd del details div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins kbd"
    " li mark ol p pre q s small span strong sub summary sup table tbody td tfoot th thead tr ul"
).split()
ATTRIBUTES_IN_SLOTS = "class colspan href open rel rowspan scope start title".split()
OF_THE_SITE = ("assets/", "pagefind/", "favicon", "sitemap", "search/")
"""Where what the pages themselves load lies."""


@dataclass
class Detector:
    """Opens pages, and tells what ran or could run on them."""

    page: Page
    root: str
    """The address of the site."""
    hits: list[str] = field(default_factory=list)
    _address: str = ""

    def open(self, path: str, *, is_site: bool = True, leads_to: str = "", touch: bool = True) -> list[str]:
        """Return everything hostile that the page did, would do when it is touched, or holds.

        `leads_to` is where a page that only leads to another one does so.
        """
        self.hits.clear()
        self._address = f"{self.root}{path}"
        self.page.goto(self._address)
        if leads_to:
            self.page.wait_for_url(f"{self.root}{leads_to}")
        looked = {"tags": IN_SLOTS, "attributes": ATTRIBUTES_IN_SLOTS, "slots": SLOTS}
        found = self.page.evaluate(LOOK, looked) if is_site else []
        if touch:
            self.page.evaluate(TOUCH)
        moved = [] if self.page.url in (self._address, f"{self.root}{leads_to}") else [f"moved to {self.page.url}"]
        return [*self.hits, *found, *moved]

    def skeleton(self, source: str | None = None) -> list[str]:
        """Return the elements of the page that is open, or of a page's source that no script has touched."""
        lines: list[str] = self.page.evaluate(SKELETON, {"slots": SLOTS, **({"source": source} if source else {})})
        return lines

    def words(self) -> str:
        """Return the text of the page that is open, with single spaces."""
        return " ".join(str(self.page.evaluate("() => document.body.textContent")).split())

    def asked(self, request: Request) -> None:
        address = request.url
        if address.startswith(self.root) and not request.is_navigation_request():
            if not address.removeprefix(self.root).startswith(OF_THE_SITE):
                self.hits.append(f"request {address[:200]}")
        elif urlsplit(address).scheme in ("http", "https", "ws", "wss") and not address.startswith(self.root):
            self.hits.append(f"request {address[:200]}")

    def said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.hits.append(f"console {message.text[:200]}")

    def went(self, frame: Frame) -> None:
        if frame.parent_frame is not None:
            self.hits.append(f"frame {frame.url[:200]}")


@contextmanager
def watching(context: BrowserContext, root: str) -> Iterator[Detector]:
    """Yield a detector with a page of its own, for a site that is served at `root`."""
    page = context.new_page()
    detector = Detector(page, root)
    page.expose_function("hit", lambda what: detector.hits.append(str(what)))
    page.add_init_script(WATCH)
    page.on("console", detector.said)
    page.on("pageerror", lambda error: detector.hits.append(f"error {str(error)[:200]}"))
    page.on("request", detector.asked)
    page.on("framenavigated", detector.went)
    page.on("popup", lambda popup: detector.hits.append(f"window {popup.url[:200]}"))
    page.on("dialog", lambda dialog: (detector.hits.append(f"dialog {dialog.message[:200]}"), dialog.dismiss()))
    page.on("download", lambda download: detector.hits.append(f"download {download.url[:200]}"))
    yield detector
    page.close()
