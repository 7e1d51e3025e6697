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

// The draft's own redline; `marks` gives for a paragraph which of its words which cards speak of.
function redline(report, onCard) {
  const marks = new Map();
  report.cards.forEach((card, number) => {
    for (const [paragraph, start, end] of card.places) {
      if (!marks.has(paragraph)) marks.set(paragraph, []);
      marks.get(paragraph).push({ number, start, end });
    }
  });
  return report.paragraphs.map((paragraph, i) => drawnParagraph(paragraph, i, marks.get(i) || [], report, onCard));
}

function drawnParagraph(paragraph, index, marks, report, onCard) {
  const bounds = new Set(marks.flatMap((mark) => [mark.start, mark.end]));
  const made = element(paragraph.heading ? "h3" : "p", { class: "line", "data-paragraph": index });
  if (paragraph.number) made.append(element("span", { class: "number" }, paragraph.number + " "));
  let at = 0;
  for (const [text, mark] of paragraph.runs) {
    // Offsets are those of Python: whole characters, not halves of a pair.
    const signs = Array.from(text);
    let from = 0;
    while (from < signs.length) {
      let to = from + 1;
      while (to < signs.length && !bounds.has(at + to)) to += 1;
      const cards = marks.filter((m) => m.start < at + to && m.end > at + from).map((m) => m.number);
      made.append(drawnRun(signs.slice(from, to).join(""), mark, cards, at + from, report, onCard));
      from = to;
    }
    at += signs.length;
  }
  return made;
}

// Words with what the redline does to them, which a reader who does not see it is told.
function marked(text, mark) {
  const made = element(TAGS[mark]);
  if (SAID[mark]) made.append(element("span", { class: "vh" }, SAID[mark]), text, element("span", { class: "vh" }, "]"));
  else made.append(text);
  return made;
}

function drawnRun(text, mark, cards, offset, report, onCard) {
  const made = marked(text, mark);
  made.dataset.offset = offset;
  if (!cards.length) return made;
  const worst = report.cards[cards[0]].severity;
  const said = cards.map((number) => number + 1).join(", ");
  const attributes = { class: "hit " + worst, "data-cards": cards.join(" "), onclick: () => onCard(cards[0]) };
  const link = element("button", { type: "button", class: "to-card", onclick: () => onCard(cards[0]) },
    element("span", { class: "vh" }, "to card "), said);
  return element("mark", attributes, made, link);
}

function cardOf(card, number, actions) {
  const made = element("article", { class: "card " + card.severity, id: "card-" + number, tabindex: "-1",
    "aria-labelledby": "card-title-" + number });
  const where = [card.severity, card.where.join(", "), card.codes.join(", ")].filter(Boolean).join(" \u00b7 ");
  made.append(
    element("h3", { id: "card-title-" + number },
      element("span", { class: "badge" }, String(number + 1)), " ",
      element("span", { class: "severity " + card.severity }, where)),
    ...card.says.map((sentence) => element("p", {}, sentence)));
  if (card.intended) made.append(element("p", {}, card.intended));
  if (card.smallest) made.append(element("p", { class: "aside" }, "Smallest case: " + card.smallest + "."));
  for (const [label, runs] of card.redline) {
    made.append(element("blockquote", { class: "drafted" }, label + " ", ...runs.map(([text, mark]) => marked(text, mark))));
  }
  if (card.follows.length) {
    made.append(element("details", {}, element("summary", {}, "What follows from it"),
      ...card.follows.map((sentence) => element("p", {}, sentence))));
  }
  made.append(element("p", { class: "actions" }, ...actions));
  return made;
}
