// Marks the words that the address's fragment means, and brings them into view. No element is added to the text.
import { parseFragment, passageOf } from "./links.js";
import { rangeOfSpan } from "./selection.js";
import { ChangedPage, readText } from "./text.js";

const NAME = "glossator-linked";

/**
 * Mark the words of `#p4:12-58`; none on a page that says other words now. A passage that is none any more tells where
 * its words went.
 */
export function markLinked(given, article) {
  try {
    mark(given, article);
  } catch (error) {
    if (!(error instanceof ChangedPage)) throw error;
  }
}

function mark(given, article) {
  const fragment = decode(given);
  globalThis.CSS?.highlights?.delete(NAME);
  document.querySelector(".block.linked")?.classList.remove("linked");
  const id = passageOf(fragment);
  const text = id && readText(article);
  const found = text && parseFragment(fragment, text);
  if (!found) {
    if (document.getElementById(id)) location.replace(`#${id}`);
    return;
  }
  const range = rangeOfSpan(found, text.blocks);
  // Browsers without highlights mark the passage.
  if (globalThis.Highlight && CSS.highlights) CSS.highlights.set(NAME, new Highlight(range));
  else found.block.element.classList.add("linked");
  scrollTo(range);
}

/** Return the fragment as it was written, without the directives that some browsers leave in it. */
function decode(fragment) {
  const [own] = fragment.split(":~:");
  try {
    return decodeURIComponent(own);
  } catch {
    return own;
  }
}

/** Bring the range to the upper third of the window, below the header that stays there. */
function scrollTo(range) {
  const { top } = range.getClientRects()[0] ?? range.startContainer.parentElement.getBoundingClientRect();
  window.scrollBy({ top: top - document.documentElement.clientHeight / 3 });
}
