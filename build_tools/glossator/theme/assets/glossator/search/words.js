// Words as they are compared, and phrases as they are asked for: pure functions.

const QUOTED = /["“”„«»]([^"“”„«»]*)["“”„«»]/g;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:'[\p{L}\p{N}\p{M}]+)*/gu;
const LETTER = "[\\p{L}\\p{N}]";
// Scripts that put nothing between words: a phrase may begin and end within a run of letters.
const RUNS_ON =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Return what a query asks for: {phrases, words}. A quotation mark that none follows says nothing. */
export function asked(query) {
  const phrases = [...query.matchAll(QUOTED)].map(([, phrase]) => phrase.trim()).filter((phrase) => wordsOf(phrase).length);
  return { phrases, words: query.replace(QUOTED, " ").replace(/["“”„«»]/g, " ").trim().replace(/\s+/g, " ") };
}

/** Return the text without case and accents, each letter where it was. */
export function folded(text) {
  return text.replace(/[^\0-\x7f]/g, plain).toLowerCase();
}

function plain(letter) {
  if ("‘’ʼ".includes(letter)) return "'";
  const [first, mark = ""] = letter.normalize("NFD");
  return /\p{M}/u.test(mark) ? first : letter;
}

/** Return the words of a text, folded. */
export function wordsOf(text) {
  return folded(text.normalize("NFC")).match(WORD) ?? [];
}

/** Return what finds a phrase in folded text: its words, whole, one after the other, whatever signs stand between them. */
export function finder(phrase) {
  const words = wordsOf(phrase);
  const letters = words.map((word) => [...word].join("\\p{M}*"));
  const [first, last] = [words[0]?.at(0) ?? "", words.at(-1)?.at(-1) ?? ""];
  const before = RUNS_ON.test(first) ? "" : `(?<!${LETTER})`;
  const after = RUNS_ON.test(last) ? "" : `(?!${LETTER})`;
  return new RegExp(`${before}${letters.join("[^\\p{L}\\p{N}]+")}${after}`, "gu");
}
