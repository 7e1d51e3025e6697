"use strict";
// The three questions about a draft: a guess each, to be confirmed before a file is saved without "unconfirmed" on it.

const QUESTIONS = ["text", "day", "effect"];

// What is confirmed of a question; it counts only while the question still says so.
function confirmable(report, name) {
  const asked = report.questions[name];
  if (name === "text") return JSON.stringify([report.questions.day.base, asked.against, asked.beside]);
  if (name === "day") return asked.on;
  return asked.stated ? state.effects[state.shown] : null;
}

function isConfirmed(name) {
  const report = state.reports[state.shown];
  const now = confirmable(report, name);
  return now !== null && state.confirmed[state.shown]?.[name]?.says === now;
}

const unconfirmed = () => QUESTIONS.filter((name) => !isConfirmed(name));

function confirm(name) {
  const report = state.reports[state.shown];
  const [by, dated] = [$("by").value.trim(), today()];
  const held = { ...state.confirmed[state.shown], [name]: { says: confirmable(report, name), by, dated } };
  state.confirmed = ofShown(state.confirmed, held);
  drawQuestions(report);
  if (unconfirmed().length) $("confirmed-" + name).focus();
  else {
    $("questions").open = false;
    $("questions").querySelector("summary").focus();
  }
  // Who confirms the text and the day is kept in the record of decisions, where that is said.
  if (by && name !== "effect" && ["text", "day"].every(isConfirmed)) {
    busy(async () => tried({ records: await recorded("baseline", "confirmed", { why: "", by, dated }) }));
  }
}

function drawQuestions(report) {
  const { text, day, effect } = report.questions;
  $("text-guess").textContent = text.against ? `The older file ${text.against}.` : text.says;
  $("text-beside").replaceChildren(...beside(text.beside, report.called));
  $("text-back").hidden = !text.against;
  if (document.activeElement !== $("commences")) $("commences").value = day.on;
  $("day-guess").textContent = `${day.stated ? "" : "Assumed, since the draft gives no date: "}${inFull(day.on)}, ` +
    `compared with ${report.called} as at ${inFull(day.base)}.`;
  $("effect-guess").textContent = effect.says;
  const [first = "", ...more] = effect.strays || [];
  $("effect-stray").textContent = first;
  $("effect-more").hidden = more.length === 0;
  $("effect-more").querySelector("summary").textContent = more.length === 1 ? "And one more" : `And ${more.length} more`;
  $("effect-strays").replaceChildren(...more.map((said) => element("li", {}, said)));
  const titles = new Map(effect.outcomes.map((outcome) => [outcome.name, outcome.title]));
  $("effect-rows").replaceChildren(...effect.rows.map((row) => element("li", {},
    `Where ${row.who}, in ${yearsSaid(row.years)}: ${titles.get(row.was)} becomes ${titles.get(row.becomes)}` +
    (row.by.length ? `, by ${row.by.join(", ")}.` : "."))));
  $("effect-all").hidden = effect.rows.length === 0;
  $("effect-count").textContent = effect.rows.length === 1 ? "The change" : `The ${effect.rows.length} changes`;
  for (const name of QUESTIONS) {
    const settled = isConfirmed(name);
    $("confirm-" + name).hidden = settled || (name === "effect" && !canConfirmEffect(effect));
    $("confirmed-" + name).textContent = settled ? confirmedBy(state.confirmed[state.shown][name]) : "Not confirmed.";
    $("question-" + name).classList.toggle("settled", settled);
  }
  $("effect-edit").textContent = canConfirmEffect(effect) ? "Describe it differently \u2026" : "Describe it \u2026";
  const left = unconfirmed().length;
  const astray = effect.exact === false ? ` The draft does not do exactly what is meant: ${first}` : "";
  $("left-open").textContent = (left ? `${left} of 3 not confirmed; what is saved is marked \u201cunconfirmed\u201d.` : "all three are confirmed.") + astray;
}

const confirmedBy = ({ by, dated }) => (by ? `Confirmed by ${by} on ${inFull(dated)}.` : "Confirmed.");

function yearsSaid(years) {
  const turn = years.match(/^(\d+) of (\d+)$/);
  if (turn) return `year ${turn[1]} of every ${turn[2]}`;
  return !years ? "every year" : /^\d+$/.test(years) ? "year " + years : "years " + years;
}

const canConfirmEffect = (effect) => effect.stated || effect.guessed;

function beside(rows, called) {
  if (!rows.length) return [];
  const head = ["Clause", "The file has", `${called[0].toUpperCase()}${called.slice(1)} of that day has`].map((said) => element("th", { scope: "col" }, said));
  return [element("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "The two texts side by side" },
    element("table", {}, element("caption", {}, "Where they differ, though no mark shows a change"),
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, element("th", { scope: "row" }, row.clause),
        element("td", {}, row.file || "nothing there", row.why ? element("p", { class: "aside" }, row.why) : ""),
        element("td", {}, row.code || "nothing there"))))))];
}

function inFull(day) {
  return new Date(day + "T12:00:00").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

// What the draft is meant to do: a form, a line for each change.

function effectForm() {
  const effect = state.reports[state.shown].questions.effect;
  const rows = effect.rows.length ? effect.rows : [{ who: "", years: "", was: "", becomes: "", by: [] }];
  $("effect-lines").replaceChildren(...rows.map((row, i) => effectLine(row, i, effect.outcomes)));
  $("effect-problem").textContent = "";
  $("stating").showModal();
}

function effectLine(row, number, outcomes) {
  const id = (name) => `effect-${name}-${number}`;
  const choice = (name, label, chosen) => element("div", {}, element("label", { for: id(name) }, label),
    element("select", { id: id(name), name }, element("option", { value: "" }, "choose"),
      ...outcomes.map((o) => element("option", { value: o.name, selected: o.name === chosen }, o.title))));
  return element("fieldset", {}, element("legend", {}, `Change ${number + 1}`),
    element("label", { for: id("who") }, "Who: where \u2026"),
    element("textarea", { id: id("who"), name: "who", rows: "3", spellcheck: "false" }, row.who),
    element("div", { class: "pair" },
      element("div", {}, element("label", { for: id("years") }, "In which years"),
        element("input", { type: "text", id: id("years"), name: "years", value: row.years, placeholder: "every year",
          autocomplete: "off", "aria-describedby": "years-hint" })),
      choice("was", "From", row.was), choice("becomes", "To", row.becomes)),
    element("input", { type: "hidden", name: "by", value: row.by.join(",") }),
    element("p", { class: "actions" }, element("button", { type: "button", onclick: (event) => dropLine(event.target) },
      "Take this change out")));
}

function dropLine(button) {
  button.closest("fieldset").remove();
  $("effect-add").focus();
}

function addLine() {
  const number = 1 + Math.max(-1, ...[...$("effect-lines").querySelectorAll("[name=who]")].map((x) => Number(x.id.slice(11))));
  const { outcomes } = state.reports[state.shown].questions.effect;
  const made = effectLine({ who: "", years: "", was: "", becomes: "", by: [] }, number, outcomes);
  $("effect-lines").append(made);
  made.querySelector("textarea").focus();
}

function linesOfEffect() {
  return [...$("effect-lines").children].map((line) => {
    const of = (name) => line.querySelector(`[name=${name}]`).value;
    return { who: of("who"), years: of("years"), was: of("was"), becomes: of("becomes"), by: of("by").split(",").filter(Boolean) };
  });
}

// Takes rows as what the draft is meant to do, once they were read and the draft was held against them.
async function stateEffect(rows) {
  const { text } = await asked(engine, { do: "state", rows }, []);
  await takeEffect(text);
}

async function takeEffect(text) {
  await tried({ effects: ofShown(state.effects, text) });
  confirm("effect");
}

async function confirmQuestion(name) {
  if (!$("by").value.trim()) {
    refuse("Give your name first: it is recorded beside what you confirm.");
    $("by").focus();
    return;
  }
  const { effect } = state.reports[state.shown].questions;
  if (name === "effect" && !effect.stated) busy(() => stateEffect(effect.rows));
  else confirm(name);
}

function markedAgainst(file) {
  if (file) busy(async () => tried({ against: { name: file.name, data: await file.arrayBuffer() } }));
}

async function saveEffect() {
  await busy(() => stateEffect(linesOfEffect()));
  // What is refused is said where it can be mended.
  $("effect-problem").textContent = $("refused").textContent;
  if (!$("refused").textContent) $("stating").close();
}
