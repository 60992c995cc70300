// Marks the words that the address's fragment means, and brings them into view. No element is added to the text.
import { parseFragment } from "./links.js";
import { rangeOfSpan } from "./selection.js";

const NAME = "glossator-linked";

/** Mark the words of `#p4:12-58`; return what was found, or null where the fragment means something else. */
export function markLinked(fragment, readText) {
  globalThis.CSS?.highlights?.delete(NAME);
  document.querySelector(".block.linked")?.classList.remove("linked");
  if (!fragment.includes(":")) return null;
  const text = readText();
  const found = parseFragment(decode(fragment), text);
  if (!found) return null;
  const range = rangeOfSpan(found, text.blocks);
  // Browsers without highlights mark the passage.
  if (globalThis.Highlight && CSS.highlights) CSS.highlights.set(NAME, new Highlight(range));
  else found.block.element.classList.add("linked");
  scrollTo(range);
  return found;
}

function decode(fragment) {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

/** Bring the range to the upper third of the window, below the header that stays there. */
function scrollTo(range) {
  const { top } = range.getClientRects()[0] ?? range.startContainer.parentElement.getBoundingClientRect();
  window.scrollBy({ top: top - document.documentElement.clientHeight / 3 });
}
