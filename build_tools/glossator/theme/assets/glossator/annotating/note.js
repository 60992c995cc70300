// A note as the file that it becomes in the archive: front matter that every YAML parser reads alike, then Markdown.

/** Bytes of the front matter, and of the whole file, that are read. */
const FRONT_MATTER_BYTES = 8 * 1024;
const FILE_BYTES = 64 * 1024;
/** Characters of a file's name without its ending: readable, and short enough for every system. */
const NAME_LENGTH = 60;

/** The motivation of notes that propose other words (W3C Web Annotation Vocabulary). */
export const CORRECTING = "editing";

/** What cannot be written as a note; the message tells the reader why, and what would do. */
export class NoteError extends Error {}

/** Return {path, words} of the note's file in the archive; throws NoteError. */
export function noteFile({ document, schema, quote, motivation, reading, author, date, tags, body }) {
  const all = [
    ["quote", scalar(quote.exact)],
    ["prefix", scalar(quote.prefix)],
    ["suffix", scalar(quote.suffix)],
    ["motivation", motivation],
    ["reading", motivation === CORRECTING ? scalar(straight(plain(reading))) : ""],
    ["author", scalar(oneLine(author))],
    ["date", scalar(date)],
    ["tags", `[${tags.map(oneLine).filter(Boolean).map(scalar).join(", ")}]`],
  ];
  // An empty reading says that nothing should stand there.
  const fields = all.filter(([name, value]) => value && (name === "reading" || !['""', "[]"].includes(value)));
  const modeline = schema ? `# yaml-language-server: $schema=${schema}\n` : "";
  const front = modeline + fields.map(([name, value]) => `${name}: ${value}\n`).join("");
  const text = plain(body);
  const words = `---\n${front}---\n${text}${text && "\n"}`;
  checkSize(front, words);
  return { path: `annotations/${document}/${nameOf(quote.exact, words)}.md`, words };
}

/** Return a name of the first words, with a mark of the whole file's: two notes on the same words are two files. */
export function nameOf(exact, words) {
  const latin = exact.slice(0, 4 * NAME_LENGTH).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const steps = latin.split(/[^a-z0-9]+/).filter(Boolean);
  let name = "";
  for (const step of steps.slice(0, 6)) {
    if (name && name.length + step.length >= NAME_LENGTH) break;
    name += `${name && "-"}${step}`.slice(0, NAME_LENGTH);
  }
  return `${name || "note"}-${hash(words)}`;
}

/** Return the text as a double-quoted YAML scalar on one line, which nothing in it can end. */
export function scalar(text) {
  let written = "";
  let last = "";
  for (const point of text) {
    written += ESCAPES[point] ?? (mustEscape(point, last) ? escaped(point) : point);
    if (point !== " " && point !== "\t") last = point;
  }
  return `"${written}"`;
}

const ESCAPES = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
/** What YAML cannot hold as it is, and what nobody sees: controls, line ends, turns of direction, lone surrogates. */
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]$|^[\xa0\u2000-\u200a\u202f\u205f\u3000]$/u;

/** The loader counts a bracket after such a mark as one that opens, even within quotation marks, and allows few. */
function mustEscape(point, last) {
  return UNSEEN.test(point) || ((point === "[" || point === "{") && "[{,:?-".includes(last));
}

function escaped(point) {
  const code = point.codePointAt(0);
  const [letter, digits] = code > 0xffff ? ["U", 8] : code > 0xff ? ["u", 4] : ["x", 2];
  return `\\${letter}${code.toString(16).padStart(digits, "0")}`;
}

/** Return a name or a tag on one line. */
function oneLine(text) {
  return straight(plain(text)).replace(/\s+/g, " ").trim();
}

/** Return the text without what would turn the words after it around: the archive takes no such names. */
function straight(text) {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
}

/** Return what a reader typed, without characters that no text can hold. */
function plain(text) {
  return text.replace(/\r\n?/g, "\n").replace(/[\0-\x08\x0b-\x1f\x7f]|\p{Cs}/gu, "").trimEnd();
}

function checkSize(front, words) {
  const bytes = (text) => new TextEncoder().encode(text).length;
  if (bytes(front) > FRONT_MATTER_BYTES) {
    throw new NoteError("The quoted words and what you wrote besides the note are too long together. Quote fewer words.");
  }
  if (bytes(words) > FILE_BYTES) {
    throw new NoteError("The note is too long: an archive reads 64 KB at most. Shorten it, or write two notes.");
  }
}

/** Return eight digits that differ where texts do (FNV-1a, 32 bits): `crypto` is not there on every connection. */
function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return (value >>> 0).toString(16).padStart(8, "0");
}
