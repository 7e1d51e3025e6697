"use strict";
// A checked draft on the screen, and the ways between its words and its cards.

// What is drawn.

// The draft that is shown, and what was answered and opened of another, or of it before it was changed.
async function drawAll() {
  await draw();
  await askAgain();
  await drawParts();
}

async function draw() {
  const report = state.reports[state.shown];
  const lines = await madeOfEach(report.paragraphs, redline(report, toCard));
  const cards = await madeOfEach(report.cards, (card, number) => cardOf(card, number, actions(card, number), report.users?.cards?.[card.id]));
  const open = await madeOfEach(report.open, openPlace);
  // Another may have been asked for meanwhile.
  if (report !== state.reports[state.shown]) return;
  $("start").hidden = true;
  $("desk").hidden = false;
  document.body.classList.add("working");
  $("tabs").replaceChildren(...tabs());
  $("state").className = "state-line " + report.state;
  $("state-name").textContent = report.says;
  $("verdict").textContent = report.verdict.replace(report.says + ". ", "");
  $("draft-name").textContent = report.title === report.name ? report.name : `${report.name}: ${report.title}`;
  $("recorded").replaceChildren(...report.recorded.map((said) => element("li", {}, said)));
  $("recorded-part").hidden = report.recorded.length === 0;
  drawQuestions(report);
  drawForm(report);
  drawColumns(report);
  drawOptions();
  $("text").replaceChildren(...batches(lines));
  drawCards(report, cards);
  $("desk").classList.toggle("unclaimed", ["not-all-read", "nothing-read"].includes(report.state));
  drawDecided(report, open);
  $("pin").hidden = state.how === "one" && state.drafts.length > 1;
  $("undo").disabled = state.before.length === 0;
  $("save-draft").hidden = state.before.length === 0;
  $("give-effect").disabled = !report.questions.effect.stated;
  $("does").replaceChildren(...report.does.map((said) => element("li", {}, said)));
  $("notes").replaceChildren(...report.notes.map((note) => element("li", {}, note)));
  $("users-says").textContent = report.users ? report.users.refused || report.users.says : "";
  $("together").hidden = !state.together;
  $("together").className = "state-line " + (state.together?.state || "");
  $("together").replaceChildren(...(state.together ? drawnBy(state.together.drawn) : []));
}

// The cards to look at, and below them those that somebody accepted.
function drawCards(report, drawn) {
  const left = drawn.filter((_, i) => !report.cards[i].is_accepted);
  const lapsed = report.lapsed.map((one) => element("p", { class: "actions" },
    `${one.code}, accepted in ${one.where || "the draft"}, is not found any more, or says something else now: ${one.says} `, takeBack([one.id])));
  $("cards").replaceChildren(...batches(left));
  $("accepted").replaceChildren(...drawn.filter((card) => !left.includes(card)), ...lapsed);
  $("accepted-part").hidden = left.length === drawn.length && !lapsed.length;
  $("no-cards").hidden = left.length > 0;
  $("no-cards").textContent = drawn.length ? "All that was found is accepted." : report.found_nothing;
  $("smallest").textContent = report.smallest;
  const accepted = drawn.length - left.length;
  const looked = left.length === 1 ? "1 card is left to look at" : `${left.length || "No"} cards are left to look at`;
  $("to-do").textContent = accepted ? `${looked}; ${accepted} ${accepted === 1 ? "card is" : "cards are"} accepted.` : "";
}

const takeBack = (ids, number) => element("button", { type: "button", onclick: () => busy(async () => {
  await tried({ accepted: ofShown(state.accepted, shownOf(state.accepted).filter((one) => !ids.includes(one.id))) });
  if (number !== undefined) toCard(number);
}) }, "Withdraw the acceptance");

// What was settled, each with a way back, and what is open.
function drawDecided(report, open) {
  const back = (onclick) => element("button", { type: "button", onclick }, "Take back");
  const part = (id, rows) => {
    $(id).replaceChildren(...listsOf(rows));
    $(id + "-part").hidden = rows.length === 0;
  };
  part("assumed", report.assumed.map(({ id, says }) => element("li", {}, says + " ",
    back(() => busy(() => unsettle(id))))));
  part("open", open);
}

const openPlace = (place) => element("li", {}, element("q", {}, place.text), ` in ${place.where}: ${place.why} `,
  place.ways.length ? element("button", { type: "button", onclick: () => settle(place) }, "Settle \u2026") : "");

function tabs() {
  if (state.reports.length < 2) return [];
  return state.reports.map((report, i) => element("button", { type: "button", "aria-pressed": String(i === state.shown),
    onclick: () => afterwards(() => turnTo(i)) }, `${report.name}: ${report.says}`));
}

async function turnTo(number) {
  state.shown = number;
  await drawAll();
}

function actions(card, number) {
  return [
    element("button", { type: "button", disabled: card.places.length === 0, onclick: () => toWords(number) }, "Show"),
    ...card.fixes.map((fix) => element("button", { type: "button", onclick: () => mend(fix) }, fixSays(fix))),
    card.findings.length ? element("button", { type: "button", onclick: () => acceptCard(card, number) }, "Accept \u2026") : null,
    card.taken.length ? takeBack(card.taken, number) : null,
    element("button", { type: "button", onclick: () => decideCard(card) }, "Decide \u2026"),
  ];
}

// What is mended; where it is blanks, in words.
function fixSays({ old, new: put }) {
  if (/^ {2,}$/.test(old) && put === " ") return old.length === 2 ? "Fix: take out the second space" : "Fix: leave one space";
  if (!put) return old.trim() ? `Fix: take out \u201c${old}\u201d` : "Fix: take out the space";
  const shown = (text) => text.replace(/^ +| +$| {2,}/g, (blanks) => "\u00b7".repeat(blanks.length));
  return `Fix: \u201c${shown(old)}\u201d to \u201c${shown(put)}\u201d`;
}

// Said after a change, so that it is heard what became of the whole; what became of it is no success of its own.
function checkedAgain(what, left = "") {
  const { says, state: now } = state.reports[state.shown];
  done(`${what}, and checked again: ${says}.${left}`, now === "proved" ? "" : "found");
}

function toCard(number) {
  const card = $("card-" + number);
  card.scrollIntoView({ block: "nearest" });
  card.focus();
}

function toWords(number) {
  const words = [...document.querySelectorAll("#text [data-cards]")]
    .find((found) => found.dataset.cards.split(" ").includes(String(number)));
  if (!words) return;
  words.scrollIntoView({ block: "center" });
  words.querySelector("button").focus();
}
