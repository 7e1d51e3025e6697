"use strict";
// Elements made of what the engine tells. Every word of a draft becomes text, never markup.

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

const TAGS = { inserted: "ins", deleted: "del", undone: "del", kept: "span" };
const SAID = { inserted: "[inserted: ", deleted: "[deleted: ", undone: "[inserted and deleted: " };

// Made of each of many, with a pause whenever it took longer than nobody notices: what a person does meanwhile is heard.
const UNNOTICED = 30;
async function madeOfEach(many, made) {
  const all = [];
  let until = performance.now() + UNNOTICED;
  for (const [i, one] of many.entries()) {
    all.push(made(one, i));
    if (performance.now() > until) {
      await new Promise((resolve) => setTimeout(resolve));
      until = performance.now() + UNNOTICED;
    }
  }
  return all;
}

// So many elements are laid out at once.
const LAID_OUT = 200;
const BATCH = 25;

// Elements as they are; of more than a few, batches, of which a browser lays out those near the screen.
function batches(all) {
  return all.length <= LAID_OUT ? all : inBatches(all, (some) => element("div", { class: "batch" }, ...some));
}

// Items as a list; of more than a few a list each batch, since a browser has work with each item that it skips by itself.
function listsOf(items) {
  if (items.length <= LAID_OUT) return [element("ul", { class: "listed" }, ...items)];
  return inBatches(items, (some) => element("ul", { class: "listed batch" }, ...some));
}

const inBatches = (all, made) =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) => made(all.slice(i * BATCH, (i + 1) * BATCH)));

// What draws a paragraph of the draft's own redline; `marks` gives for a paragraph which of its words which cards speak of.
function redline(report, onCard) {
  const marks = new Map();
  report.cards.forEach((card, number) => {
    for (const [paragraph, start, end] of card.places) {
      if (!marks.has(paragraph)) marks.set(paragraph, []);
      marks.get(paragraph).push({ number, start, end });
    }
  });
  return (paragraph, i) => drawnParagraph(paragraph, i, marks.get(i) || [], report, onCard);
}

function drawnParagraph(paragraph, index, marks, report, onCard) {
  const bounds = new Set(marks.flatMap((mark) => [mark.start, mark.end]));
  const made = element(paragraph.heading ? "h3" : "p", { class: "line", "data-paragraph": index });
  if (paragraph.number) made.append(element("span", { class: "number" }, paragraph.number + " "));
  let at = 0;
  let before = null;
  for (const [text, mark] of paragraph.runs) {
    // Offsets are those of Python: whole characters, not halves of a pair.
    const signs = Array.from(text);
    let from = 0;
    while (from < signs.length) {
      let to = from + 1;
      while (to < signs.length && !bounds.has(at + to)) to += 1;
      const cards = marks.filter((m) => m.start < at + to && m.end > at + from).map((m) => m.number);
      const run = drawnRun(signs.slice(from, to).join(""), mark, cards, at + from, report, onCard);
      // Words of one card that stand together lead to it once, behind the last of them.
      if (cards.length && before?.dataset.cards === run.dataset.cards) before.querySelector(".to-card").remove();
      made.append(run);
      // Deleted words that no card speaks of part nothing.
      if (cards.length || (mark !== "deleted" && mark !== "undone")) before = run;
      from = to;
    }
    at += signs.length;
  }
  return made;
}

// Words with what the redline does to them, which a reader who does not see it is told.
function marked(text, mark, ...inner) {
  const said = SAID[mark] ? [element("span", { class: "vh" }, SAID[mark])] : [];
  return element(TAGS[mark], {}, said, inner.length ? inner : text, said.length ? element("span", { class: "vh" }, "]") : []);
}

// Figures and comparisons, on which most turns, can be changed by a click.
const TURNS = /(?<![\p{L}\d.,])\d{1,3}(?:,\d{3})+(?![\d])|(?<![\p{L}\d.,])\d{4,}(?!\d)|equal to or (?:less|more|greater) than|(?:no )?(?:more|less|fewer) than|exceeds?|at (?:least|most)/gu;

function drawnRun(text, mark, cards, offset, report, onCard) {
  const chunks = [];
  let from = 0;
  const put = (to, name, attributes) => {
    if (to > from) {
      const at = offset + Array.from(text.slice(0, from)).length;
      chunks.push(element(name, { "data-offset": at, ...attributes }, text.slice(from, to)));
    }
    from = to;
  };
  if (mark === "kept" || mark === "inserted") {
    for (const found of text.matchAll(TURNS)) {
      put(found.index, "span", {});
      put(found.index + found[0].length, "button", { type: "button", class: "changeable", title: "Change this" });
    }
  }
  put(text.length, "span", {});
  const made = marked(text, mark, ...chunks);
  if (!cards.length) return made;
  const worst = report.cards[cards[0]].severity;
  const said = cards.map((number) => number + 1).join(", ");
  const link = element("button", { type: "button", class: "to-card", onclick: () => onCard(cards[0]) },
    element("span", { class: "vh" }, "to card "), said);
  return element("mark", { class: "hit " + worst, "data-cards": cards.join(" ") }, made, link);
}

// What is selected in the redline, or the words of one element: their paragraph, where they stand in it, and themselves.
function selectedWords() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const ends = [[range.startContainer, range.startOffset], [range.endContainer, range.endOffset]].map(([node, offset]) => {
    const holder = node.nodeType === Node.TEXT_NODE && node.parentElement.closest("#text [data-offset]");
    return holder && [holder.closest(".line"), Number(holder.dataset.offset) + Array.from(node.data.slice(0, offset)).length];
  });
  if (!ends[0] || !ends[1] || ends[0][0] !== ends[1][0]) return null;
  return { paragraph: Number(ends[0][0].dataset.paragraph), start: ends[0][1], end: ends[1][1], words: selection.toString() };
}

function wordsOf(holder) {
  const [start, words] = [Number(holder.dataset.offset), holder.textContent];
  return { paragraph: Number(holder.closest(".line").dataset.paragraph), start, end: start + Array.from(words).length, words };
}

// Sentences behind a line that opens them.
const fold = (attributes, summary, ...inner) => element("details", attributes, element("summary", {}, summary), ...inner);

// So many Users are named at once; more of them in a fold.
const FEW = 6;
// So many sentences of a card are shown at once.
const FIRST = 8;

function cardOf(card, number, actions, users) {
  const made = element("article", { class: "card " + card.severity, id: "card-" + number, tabindex: "-1",
    "aria-labelledby": "card-title-" + number });
  const said = (sentence) => element("p", { class: card.claims ? "claim" : null }, sentence);
  const where = [card.severity, card.where.join(", ")].filter(Boolean).join(" \u00b7 ");
  made.append(
    element("h3", { id: "card-title-" + number },
      element("span", { class: "badge" }, String(number + 1)), " ",
      element("span", { class: "severity " + card.severity }, where)),
    ...card.told.slice(0, FIRST).map(said));
  if (card.told.length > FIRST) {
    made.append(fold({}, `And ${card.told.length - FIRST} more sentences`, ...card.told.slice(FIRST).map(said)));
  }
  for (const one of [...card.accepted, ...card.decided]) made.append(element("p", { class: "verified" }, one));
  if (card.intended) made.append(element("p", {}, card.intended));
  for (const [label, runs] of card.redline) {
    made.append(element("blockquote", { class: "drafted" }, label + " ", ...runs.map(([text, mark]) => marked(text, mark))));
  }
  if (card.follows.length) {
    made.append(fold({ open: card.severity !== "note" }, "What goes with it", ...card.follows.map((sentence) => element("p", {}, sentence))));
  }
  if (users && users.says) {
    const few = users.names.length && users.names.length <= FEW;
    made.append(element("p", { class: "users" }, users.says, few ? ` They are: ${users.names.join(", ")}.` : ""));
    if (users.names.length && !few) made.append(fold({}, "Who they are", element("p", {}, users.names.join(", "))));
  }
  if (card.codes.length) {
    made.append(fold({ class: "codes" }, "What the codes mean", element("ul", {}, ...card.codes.map((code, i) => element("li", {}, `${code}: ${card.checks[i]}`)))));
  }
  made.append(element("p", { class: "actions" }, ...actions));
  return made;
}
