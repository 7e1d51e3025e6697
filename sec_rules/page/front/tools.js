"use strict";
// What else is asked of a checked draft: one User, the years ahead, the decision plane, options side by side.

function drawForm(report) {
  const names = JSON.stringify(report.form.map((field) => field.name));
  $("ask-part").hidden = report.form.length === 0;
  if ($("ask-fields").dataset.names === names) return;
  $("ask-fields").dataset.names = names;
  $("ask-fields").replaceChildren(...report.form.map(fieldOf),
    ...report.form.filter((field) => field.from).map((field) => dayOf(field.from)));
  $("ahead").hidden = !report.form.some((field) => field.from);
}

// The day of that from which years are counted.
function dayOf(anchor) {
  const id = "fact-" + anchor.name;
  return element("div", {}, element("label", { for: id }, "Day of " + anchor.what),
    element("input", { type: "date", id, name: anchor.name, "aria-describedby": id + "-hint" }),
    element("p", { class: "aside", id: id + "-hint" }, "Optional, in place of the years. \u201cThe years ahead\u201d needs it."));
}

function fieldOf(field) {
  const id = "fact-" + field.name;
  const values = field.kind === "yes-no" ? ["yes", "no"] : field.values;
  const input = field.kind === "number"
    ? element("input", { type: "text", inputmode: "numeric", id, name: field.name, autocomplete: "off", "aria-describedby": id + "-hint" })
    : element("select", { id, name: field.name, "aria-describedby": id + "-hint" },
        element("option", { value: "" }, "not known"), ...values.map((value) => element("option", { value }, value)));
  const [label, meaning] = [field.label, field.meaning || "Leave it at \u201cnot known\u201d if you are unsure."]
    .map((text) => text[0].toUpperCase() + text.slice(1));
  return element("div", {}, element("label", { for: id }, label), input,
    element("p", { class: "aside", id: id + "-hint" }, meaning));
}

// The columns of a table of Users as the page calls them: their names, which the cards tell, and a fact each.
const columns = () => ["Name", ...state.reports[state.shown].form.map(({ label }) => (/[",]/.test(label) ? `"${label.replaceAll('"', '""')}"` : label))];

function drawColumns(report) {
  const names = report.form.map((field) => field.label).join(", ");
  $("users-hint").textContent = names && `One User in each row. The first row names the columns: Name (what you call the User), ${names}. ` +
    "Columns that you do not have may be left out. Yes or no, and figures with or without commas; at most 100,000 rows.";
}

const filledIn = () => Object.fromEntries([...new FormData($("ask"))].filter(([, value]) => value));

async function askOne() {
  const { sides } = await asked(engine, ...request({ do: "ask", facts: filledIn() }));
  $("ask-answer").replaceChildren(...sides.map(sideOf));
  $("ask-answer").hidden = false;
}

// What was answered of one User is asked again of a draft that says something else, or is not shown any more.
async function askAgain() {
  for (const [part, ask] of [["ask-answer", askOne], ["years-part", yearsAhead]]) {
    if ($(part).hidden) continue;
    $(part).hidden = true;
    if ($("ask-part").open) await ask().catch(() => {});
  }
}

function sideOf(side) {
  const list = (title, said) => said.length
    ? [element("h4", { class: "small" }, title), element("ul", {}, ...said.map((one) => element("li", {}, one + (one.endsWith(".") ? "" : "."))))]
    : [];
  return element("section", { class: "side" }, element("h3", { class: "small" }, side.title),
    element("p", { class: "outcome" }, side.outcome || "Not determined"),
    side.undetermined ? element("p", {}, side.undetermined) : "",
    side.because.length ? element("p", {}, "By " + side.because.join(" and ") + ".") : "",
    ...side.words.map(([label, text]) => element("blockquote", { class: "drafted" }, label + " ", text)),
    ...list("Counted", side.counted), ...list("Nearest change", side.nearest), ...list("Would be settled by", side.needs),
    ...list("Doubts", side.doubts));
}

async function yearsAhead() {
  const { years } = await asked(engine, ...request({ do: "schedule", facts: filledIn() }));
  const head = ["Year", "Assessment", "By", "Latest day"].map((said) => element("th", { scope: "col" }, said));
  $("years-table").replaceChildren(element("table", {}, element("caption", {}, "The years ahead, under the proposed text"),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...years.map((year) => element("tr", {}, element("th", { scope: "row" }, String(year.year)),
      element("td", {}, year.outcome, year.note ? element("p", { class: "aside" }, year.note) : ""),
      element("td", {}, year.because.join(" ")), element("td", {}, year.latest ? inFull(year.latest) : "not known"))))));
  $("years-part").hidden = false;
}

// Parts of the report, drawn by its own templates, in which every word of a draft is text; each when it is looked at.
const DRAWN = ["days", "plane"];
// Whatever drew them, they lead nowhere and load nothing: a rulebook of one's own runs where they are drawn.
const LEADS = "meta, link, base, script, iframe, frame, object, embed, form, [href]:not([href^='#']), [target], [ping]";
function drawnBy(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  for (const led of body.querySelectorAll(LEADS)) led.remove();
  return body.childNodes;
}

async function drawParts() {
  for (const name of DRAWN.filter((each) => $(each + "-part").open)) {
    const { drawn } = await asked(engine, ...request({ do: "part", part: name }));
    $(name).replaceChildren(...drawnBy(drawn));
    // In the report the part has that name itself.
    $(name).querySelector("#" + name)?.removeAttribute("id");
  }
}

function drawOptions() {
  const several = state.reports.length > 1;
  $("options").hidden = !several;
  if (!several) return;
  const lines = (said, otherwise) => said.length ? said.map((one) => element("p", {}, one)) : otherwise;
  const users = state.reports.some((report) => report.users);
  const head = ["Draft", "State", "What it does", "What is wrong", ...(users ? ["Our Users"] : [])].map((said) => element("th", { scope: "col" }, said));
  $("options").replaceChildren(element("table", {}, element("caption", {}, state.together ? "Each alone" : "Side by side"),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...state.reports.map((report) => element("tr", {}, element("th", { scope: "row" }, report.name),
      element("td", {}, report.says), element("td", {}, ...lines(report.does, "Nothing that was looked at.")),
      element("td", {}, ...lines(report.wrong, report.found_nothing)),
      users ? element("td", {}, report.users?.refused || report.users?.says || "") : "")))));
}
