// What a link leads to, of all that cards tell of: an entry, a document, a passage of one, or a note.

const ARCHIVE = new URL("../../../archive/", import.meta.url).href;
const PAGE = /^((?:people|organizations|places|events|works|terms|documents)\/[a-z0-9-]{1,80})(?:\/|\/index\.html|\.html)?$/;
const WITHIN = /^#(p\d+[a-z]*|note-[a-z0-9-]+)(?::|$)/;
const NEVER = ".card, .md-content__button, .passage-number, .headerlink, [download], [role=doc-backlink], .permalink, nav";

/** Return {id, page, within} of a link, or null: the page's id, its address, and the passage or note in it, or "". */
export function subjectOf(link) {
  if (link.closest(NEVER)) return null;
  const { href, hash } = link;
  const page = href.split(/[?#]/)[0];
  const id = page.startsWith(ARCHIVE) ? PAGE.exec(page.slice(ARCHIVE.length))?.[1] : "";
  if (!id) return null;
  const within = WITHIN.exec(decodeURIComponent(hash))?.[1] ?? "";
  const here = page === location.href.split(/[?#]/)[0];
  if ((here && !within) || (hash && !within && here)) return null;
  return { id, page, within, here };
}

/** Return the address of the file that holds the card of a page: FNV-1a, as the program names the files. */
export function fileOf(id) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return `${ARCHIVE}cards/${(value % 1024).toString(16).padStart(3, "0")}.txt`;
}
