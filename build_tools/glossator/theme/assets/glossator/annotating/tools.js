// Readers' tools on a document's page: annotate, cite and link to words. The modules beside this one do one thing each.
// All of it loads with the first use (start.js).
import { startCiting } from "./citing.js";
import { NoteForm } from "./form.js";
import { passageFragment, textFragment } from "./links.js";
import { addressOf, copy, factsOf, today } from "./page.js";
import { describe, UnquotableError } from "./quote.js";
import { rangeOfSpan, spanOfSelection } from "./selection.js";
import { blockAt, blocksOf, ChangedPage, isWhole, readText, trim, wordsOf } from "./text.js";
import { Toolbar } from "./toolbar.js";

const article = document.querySelector("article.source");
const facts = factsOf(article);
const byId = (id) => document.getElementById(`glossator-${id}`);
const form = new NoteForm(byId("annotate"), facts);
const { cite, show } = startCiting(byId("cite"));
const blocks = blocksOf(article);
let toolbar;

/**
 * Prepare the tools, once, with the words that are selected already; `isPressed()` tells whether a pointer still selects.
 * Returns a function that opens the toolbar by the number of a passage.
 */
export async function start(isPressed) {
  await styled();
  // Behind the text, and before what follows on it: so stands the toolbar for those who go from one thing to the next.
  article.after(byId("desk"));
  toolbar = new Toolbar(byId("desk"), { find, act, say, isPressed: isPressed() });
  return openBy;
}

/** Load the tools' style sheet. */
function styled() {
  const sheet = document.createElement("link");
  return new Promise((done, failed) => {
    sheet.addEventListener("load", done);
    sheet.addEventListener("error", failed);
    Object.assign(sheet, { rel: "stylesheet", href: new URL("../styles/desk.css", import.meta.url) });
    document.head.append(sheet);
  });
}

/** Return what a selection means, and where its last words stand in the window; or null. */
function find(selection) {
  const span = spanOfSelection(selection, blocks);
  if (!span) return null;
  const { start, element } = blockAt(blocks, span.end - 1);
  const rects = rangeOfSpan({ start: Math.max(start, span.start), end: span.end }, blocks).getClientRects();
  const last = [...rects].filter(({ width }) => width > 0).at(-1);
  return { span, passage: "", rect: last ?? element.getBoundingClientRect() };
}

/** Speak to a screen reader. What stood there already would not be read again. */
function say(words) {
  const status = byId("desk-status");
  status.textContent = "";
  setTimeout(() => (status.textContent = words), 50);
}

const DOES = { annotate: annotating, cite: citing, link: linking };

async function act(name, meant) {
  try {
    const text = readText(article);
    if (!(await isWhole(text, facts.sha256))) throw new ChangedPage();
    const span = trim(text.points, meant.span);
    if (!span) throw new UnquotableError("There are no words in this, only white space.");
    await DOES[name](text, span, meant.passage);
  } catch (error) {
    if (!(error instanceof ChangedPage || error instanceof UnquotableError)) throw error;
    toolbar.tell(error.message);
  }
}

function annotating(text, span) {
  form.open(describe(text, span));
}

function citing(text, span, passage) {
  const { id, fragment } = passageFragment(span, text.blocks);
  cite({
    ...facts,
    passage: id,
    characters: passage ? "" : fragment.split(":")[1].replace("-", "–"),
    quote: wordsOf(text.points, span),
    address: `${addressOf()}#${passage || fragment}`,
    accessed: today(),
  });
}

async function linking(text, span, passage) {
  const fragment = passage || passageFragment(span, text.blocks).fragment + textFragment(text, span, pageBefore);
  const address = `${location.href.split("#")[0]}#${fragment}`;
  if (await copy(address)) toolbar.tell("The link is copied.");
  else show("Link", address);
}

/** Return all words of the page before an offset of the text. */
function pageBefore(offset) {
  const { startContainer, startOffset } = rangeOfSpan({ start: offset, end: offset + 1 }, blocks);
  const range = document.createRange();
  range.setStart(document.body, 0);
  range.setEnd(startContainer, startOffset);
  return range.toString();
}

function meantBy(block) {
  return { span: block, passage: block.id, rect: block.element.getBoundingClientRect() };
}

function openBy(link, byKeyboard) {
  const id = decodeURIComponent(link.hash.slice(1));
  const block = blocks.find((each) => each.id === id);
  // The browser goes to the passage first: the toolbar stands where the number is then.
  if (block) setTimeout(() => toolbar.openBy(link, meantBy(block), byKeyboard));
}
