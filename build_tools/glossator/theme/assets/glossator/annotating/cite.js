// References to a passage: as text, for BibTeX, and as CSL-JSON, which reference managers read.

const DAY = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/;
/** Code points of the quoted words that a reference repeats. */
const SHOWN = 120;

/**
 * `cited` is {id, title, author, source, date (EDTF), passage, characters, quote, address, sha256, accessed}.
 * `id` is the document's, `characters` says which of the passage's are meant, `accessed` is a day.
 */
export const FORMATS = { text: asText, bibtex: asBibtex, csl: asCsl };

function asText({ title, author, source, date, passage, characters, quote, address, sha256, accessed }) {
  const origin = [source, date].filter(Boolean).join(", ");
  const place = `${passage}${characters && `, characters ${characters}`}`;
  return [
    `${author && `${author}. `}“${title}”${origin && `. ${origin}`}. Passage ${place}: “${shortened(quote)}”.`,
    `${address} (read ${accessed}; SHA-256 of the text: ${sha256}).`,
  ].join(" ");
}

function asBibtex({ id, title, author, source, date, passage, characters, quote, address, sha256, accessed }) {
  const year = /^\d{4}(?!\d)/.exec(date)?.[0] ?? "";
  const fields = [
    ["author", author && `{${tex(author)}}`],
    ["title", `{${tex(title)}}`],
    ["howpublished", tex(source)],
    ["year", year],
    ["date", DAY.test(date) ? date : ""],
    ["url", address.replace(/[{}\\\s]/g, encodeURIComponent)],
    ["urldate", accessed],
    ["note", tex(`${placeOf(passage, characters)}: “${shortened(quote)}”. ${hashOf(sha256)}`)],
  ].filter(([, value]) => value);
  return `@misc{${id}-${passage},\n${fields.map(([name, value]) => `  ${name} = {${value}},\n`).join("")}}\n`;
}

function asCsl({ id, title, author, source, date, passage, characters, quote, address, sha256, accessed }) {
  const item = {
    id: `${id}-${passage}`,
    type: "document",
    title,
    author: author ? [{ literal: author }] : undefined,
    "container-title": source || undefined,
    issued: date ? cslDate(date) : undefined,
    accessed: cslDate(accessed),
    URL: address,
    section: passage,
    abstract: shortened(quote),
    note: `${placeOf(passage, characters)}. ${hashOf(sha256)}`,
  };
  return `${JSON.stringify([item], null, 2)}\n`;
}

function placeOf(passage, characters) {
  return `Passage ${passage}${characters && `, characters ${characters}`}`;
}

function hashOf(sha256) {
  return `SHA-256 of the text: ${sha256}`;
}

/** Return an EDTF date as CSL knows dates: in parts where it is a day, month, year or two of them, else in words. */
function cslDate(edtf) {
  const parts = edtf.split("/").map((each) => DAY.exec(each)?.slice(1).filter(Boolean).map(Number));
  return parts.length <= 2 && parts.every(Boolean) ? { "date-parts": parts } : { literal: edtf };
}

function shortened(words) {
  const line = words.replace(/\s+/g, " ").trim();
  const points = [...line];
  return points.length <= SHOWN ? line : `${points.slice(0, SHOWN).join("").replace(/\s+\S*$/, "")} …`;
}

const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };

/** Return the words as TeX says them. */
function tex(words) {
  return words.replace(/\s+/g, " ").replace(/[\\~^{}$&#%_]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}
