// A document's page, as it loads. What readers annotate, cite and link with is loaded with its first use, and what marks
// the words that an address means, where an address means words.

const article = document.querySelector("article.source");
const hint = document.querySelector(".annotating");
let isPressed = false;
let loading;

/** Load the tools, and return what opens them by a passage's number; nothing where they cannot be loaded now. */
async function tools() {
  loading ??= import("./tools.js").then(({ start }) => start(() => isPressed));
  try {
    return await loading;
  } catch (error) {
    loading = undefined;
    hint.textContent = "What you annotate with could not be loaded. Check the connection, then load the page again.";
    throw error;
  }
}

for (const type of ["pointerdown", "pointerup", "pointercancel"]) {
  document.addEventListener(type, () => (isPressed = type === "pointerdown"));
}

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!loading && !selection.isCollapsed && selection.containsNode(article, true)) void tools();
});

article.addEventListener("click", async (event) => {
  const link = event.target.closest(".passage-number");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const byKeyboard = event.detail === 0;
  (await tools())(link, byKeyboard);
});

for (const link of article.querySelectorAll(".passage-number")) {
  link.setAttribute("aria-describedby", "glossator-desk-hint");
}
hint.hidden = false;

let marking;

function follow() {
  if (/:|%3a/i.test(location.hash)) marking ??= import("./marks.js");
  void marking?.then(({ markLinked }) => markLinked(location.hash, article));
}

addEventListener("hashchange", follow);
follow();
