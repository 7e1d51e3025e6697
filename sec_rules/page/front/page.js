"use strict";
// The page itself: what a person drops, asks and decides. It keeps the files; the engine keeps nothing.

const $ = (id) => document.getElementById(id);
const LARGEST = 50000000;
const MOST = 20;

const NOTHING = { drafts: [], how: "options", on: "", look: null, against: null, reports: [], shown: 0, accepted: [],
  settled: [], given: [], effects: [], records: [], confirmed: [], before: [] };
const state = { ...NOTHING, users: null, busy: false };

function step(says) {
  $("step").textContent = says ? says[0].toUpperCase() + says.slice(1) + " \u2026" : "";
}

const engine = $("worker") ? new WorkerEngine(step) : new ServedEngine(step);

// One thing at a time: what is asked shows its steps and can be stopped; what is refused is said.
async function busy(work) {
  if (state.busy) return;
  state.busy = true;
  document.body.setAttribute("aria-busy", "true");
  refuse("");
  $("stop").hidden = false;
  try {
    await work();
  } catch (error) {
    refuse(error instanceof Refused ? error.message
      : "A fault of the program, not of yours: " + String(error.message || error).trim().split("\n").pop());
  } finally {
    state.busy = false;
    document.body.removeAttribute("aria-busy");
    $("stop").hidden = true;
    step("");
  }
}

function refuse(sentence) {
  $("refused").textContent = sentence;
}

function request(does) {
  const files = state.drafts.map((draft) => draft.data);
  const drafts = state.drafts.map((draft, file) => ({ name: draft.name, file }));
  const against = state.against && { name: state.against.name, file: files.push(state.against.data) - 1 };
  const users = state.users && { name: state.users.name, file: files.push(state.users.data) - 1 };
  const { how, on, look, accepted, given, shown: which } = state;
  const settled = state.settled.map((one) => one.says);
  const effects = drafts.map((_, i) => state.effects[i] ?? null);
  const records = drafts.map((_, i) => state.records[i] ?? "");
  return [{ ...does, drafts, how, on, look, against, accepted, settled, given, effects, records, which, users }, files];
}

async function checkAll() {
  const answer = await asked(engine, ...request({ do: "check" })).catch(async (error) => {
    if (error.asks !== "look" || state.look !== null) throw error;
    $("look-says").textContent = error.message.replace(/ Say --.*$/, "");
    const said = await answerOf("looking");
    if (!said) throw error;
    state.look = said === "change";
    return asked(engine, ...request({ do: "check" }));
  });
  state.reports = answer.reports;
  state.together = answer.together;
  state.shown = Math.min(state.shown, answer.reports.length - 1);
  draw();
  await drawPlane();
}

// What a person answers in a dialog; "" where it is closed without an answer.
function answerOf(id, first) {
  const dialog = $(id);
  dialog.returnValue = "";
  dialog.showModal();
  if (first) $(first).select();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true });
  });
}

async function give(what, more = {}) {
  await busy(async () => {
    const answer = await asked(engine, ...request({ do: "give", what, unconfirmed: unconfirmed(), ...more }));
    for (const [name, data] of answer.files) save(name, data);
  });
}

function save(name, data) {
  const link = element("a", { href: URL.createObjectURL(new Blob([data])), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// What is dropped or chosen: drafts, a portfolio, statements of effect.

const BESIDE = [".effect.toml", ".decisions.toml"];
const ending = (name) => BESIDE.find((end) => name.toLowerCase().endsWith(end)) || name.toLowerCase().replace(/^.*(\.[^.]*)$/, "$1");

const take = (files, handles = []) => busy(async () => {
  const taken = await Promise.all([...files].map(async (file, i) => {
    if (file.size > LARGEST) {
      const [size, most] = [file.size, LARGEST].map((bytes) => bytes.toLocaleString("en-GB"));
      throw new Refused(`${file.name} has ${size} bytes; a draft has at most ${most}.`);
    }
    const given = { name: file.name, saved: file.lastModified, handle: handles[i] || null };
    try {
      return { ...given, data: await file.arrayBuffer() };
    } catch {
      throw new Refused(`${file.name} cannot be read any more; was it moved, changed or opened by another program?`);
    }
  }));
  const users = taken.find((file) => [".csv", ".xlsx", ".xlsm", ".xls"].includes(ending(file.name)));
  const beside = taken.filter((file) => BESIDE.includes(ending(file.name)));
  const drafts = taken.filter((file) => file !== users && !beside.includes(file));
  if (!drafts.length && !state.drafts.length) throw new Refused("Put a draft in first, then what goes with it.");
  if (drafts.length > MOST) throw new Refused(`These are ${drafts.length} drafts; at most ${MOST} are checked at once.`);
  if (drafts.length) {
    const how = drafts.length > 1 ? await howSeveral(drafts) : "options";
    if (!how) throw new Refused("Nothing was checked: it was not said whether these are one modification or options.");
    const [effects, records] = BESIDE.map((end) => drafts.map((draft) => besideOf(beside, draft, end)));
    await tried({ ...NOTHING, drafts, how, effects, records, users: users || state.users });
    $("questions").open = true;
    return;
  }
  if (users) await tried({ users });
  for (const file of beside) {
    const text = new TextDecoder().decode(file.data);
    if (ending(file.name) === BESIDE[0]) await takeEffect(text);
    else await tried({ records: ofShown(state.records, text) });
  }
});

// What goes with a draft, a statement of its effect or a record of decisions: its name with another ending.
function besideOf(files, draft, end) {
  const stem = draft.name.replace(/\.[^.]*$/, "");
  const found = files.find((file) => file.name === stem + end);
  return found ? new TextDecoder().decode(found.data) : null;
}

// What is kept of each draft, with that of the one on the screen replaced.
const ofShown = (kept, text) => state.drafts.map((_, i) => (i === state.shown ? text : kept[i] ?? null));

function howSeveral(drafts) {
  $("several-names").replaceChildren(...drafts.map((draft) => element("li", {}, draft.name)));
  return answerOf("several");
}

// Checks with something else in the place of what is there, and goes back where that is refused.
async function tried(instead) {
  const kept = Object.fromEntries(Object.keys(instead).map((name) => [name, state[name]]));
  Object.assign(state, instead);
  try {
    await checkAll();
  } catch (error) {
    Object.assign(state, kept);
    throw error;
  }
}

// What is drawn.

function draw() {
  const report = state.reports[state.shown];
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
  drawOptions();
  $("text").replaceChildren(...redline(report, toCard));
  $("cards").replaceChildren(...report.cards.map((card, number) => cardOf(card, number, actions(card, number), report.users?.cards?.[card.id])));
  $("no-cards").hidden = report.cards.length > 0;
  $("no-cards").textContent = report.found_nothing;
  $("desk").classList.toggle("unclaimed", ["not-all-read", "nothing-read"].includes(report.state));
  drawDecided(report);
  $("undo").disabled = state.before.length === 0;
  $("save-draft").hidden = state.before.length === 0;
  $("give-effect").disabled = !report.questions.effect.stated;
  $("does").replaceChildren(...report.does.map((said) => element("li", {}, said)));
  $("notes").replaceChildren(...report.notes.map((note) => element("li", {}, note)));
  $("users-says").textContent = report.users ? report.users.refused || report.users.says : "";
  $("together").hidden = !state.together;
  if (state.together) $("together-says").textContent = state.together.verdict || "";
}

// What was accepted and settled, each with a way back, and what is open.
function drawDecided(report) {
  const back = (onclick) => element("button", { type: "button", onclick }, "Take back");
  const part = (id, rows) => {
    $(id).replaceChildren(...rows);
    $(id + "-part").hidden = rows.length === 0;
  };
  part("accepted", report.accepted.map((card) => element("li", {},
    `${card.code} ${card.where}: ${card.says} Accepted: ${card.because} `,
    back(() => busy(() => tried({ accepted: state.accepted.filter((one) => one.id !== card.id) }))))));
  part("assumed", report.assumed.map(({ id, says }) => element("li", {}, says + " ",
    back(() => busy(() => unsettle(id))))));
  part("open", report.open.map((place) => element("li", {}, element("q", {}, place.text), ` in ${place.where}: ${place.why} `,
    place.ways.length ? element("button", { type: "button", onclick: () => settle(place) }, "Settle \u2026") : "")));
}

// What is settled of a place is taken back, also where the record of decisions holds it.
async function unsettle(id) {
  const record = state.records[state.shown];
  const text = record ? (await asked(engine, { do: "unsettle", record, about: id }, [])).text : record;
  await tried({ settled: state.settled.filter((one) => one.id !== id), records: ofShown(state.records, text),
    given: state.given.filter((one) => !one.startsWith(id)) });
}

function tabs() {
  if (state.reports.length < 2) return [];
  return state.reports.map((report, i) => element("button", { type: "button", "aria-pressed": String(i === state.shown),
    onclick: () => { state.shown = i; draw(); busy(drawPlane); } }, `${report.name}: ${report.says}`));
}

function actions(card, number) {
  return [
    element("button", { type: "button", disabled: card.places.length === 0, onclick: () => toWords(number) }, "Show"),
    ...card.fixes.map((fix) => element("button", { type: "button", onclick: () => mend(fix) }, "Fix: " + fixSays(fix))),
    card.findings.length ? element("button", { type: "button", onclick: () => acceptCard(card) }, "Accept \u2026") : null,
    element("button", { type: "button", onclick: () => decideCard(card) }, "Decide \u2026"),
  ];
}

// Blanks are shown as dots, since it is often they that are mended.
function fixSays({ old, new: put }) {
  const shown = (text) => text.replace(/^ +| +$| {2,}/g, (blanks) => "\u00b7".repeat(blanks.length));
  return put ? `\u201c${shown(old)}\u201d to \u201c${shown(put)}\u201d` : `take out \u201c${shown(old)}\u201d`;
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

// What is decided: a card accepted, an open place settled, each with a reason, on whose word and when.

async function decided(title, what, ways) {
  $("deciding-title").textContent = title;
  $("deciding-what").textContent = what;
  $("way").replaceChildren(...ways.map(([value, said]) => element("option", { value }, said)));
  $("way-part").hidden = ways.length === 0;
  if (!$("day").value) $("day").value = new Date().toISOString().slice(0, 10);
  if (await answerOf("deciding") !== "decide") return null;
  const [why, who, day] = ["why", "who", "day"].map((id) => $(id).value.trim());
  $("why").value = "";
  return { because: `${why} (${who}, ${day})`, why, by: who, dated: day, way: $("way").value };
}

// The record of decisions with one more in it.
async function recorded(about, decision, { why: because, by, dated }, way = "") {
  const wanted = request({ do: "decide", about, decided: decision, because, by, dated, way });
  return ofShown(state.records, (await asked(engine, ...wanted)).text);
}

async function acceptCard(card) {
  const codes = [...new Set(card.findings.map(({ code }) => code))].join(", ");
  const all = card.findings.length > 1 ? ` This accepts all ${card.findings.length} findings of the card (${codes}).` : "";
  const found = await decided("Accept this", card.says[0] + all, []);
  if (!found) return;
  const rows = card.findings.map((finding) => ({ ...finding, because: found.because }));
  busy(() => tried({ accepted: [...state.accepted, ...rows] }));
}

const KINDS = [["agreed", "Agreed"], ["action", "An action for whoever is named"], ["deferred", "Deferred"],
  ["out of scope", "Out of scope"], ["dissent", "Dissent of whoever is named"]];

// What a meeting decided of a card; the card stays.
async function decideCard(card) {
  const found = await decided("Decide on this", card.says[0], KINDS);
  if (found) busy(async () => tried({ records: await recorded(card.id, found.way, found) }));
}

async function settle(place) {
  const found = await decided("Settle this", `\u201c${place.text}\u201d`, place.ways);
  if (!found) return;
  const [way, value] = found.way.split("=");
  busy(async () => tried({
    records: await recorded(place.id, "settled", found, way),
    settled: [...state.settled, { id: place.id, says: `${place.id}=${way}: ${found.because}` }],
    given: value ? [...state.given, `${place.id}=${value}`] : state.given,
  }));
}

// Words changed on the screen. The draft itself is changed, so that what is saved is what is seen.

async function change(found) {
  if (!found) {
    refuse("Select words within one paragraph of the draft first; figures and comparisons have a button.");
    return;
  }
  $("changing-what").textContent = found.words;
  $("put").value = found.words;
  if (await answerOf("changing", "put") !== "change" || $("put").value === found.words) return;
  const { paragraph, start, end } = found;
  busy(() => rewrite({ do: "change", name: state.drafts[state.shown].name, look: state.look, paragraph, start, end,
    put: $("put").value }, [state.drafts[state.shown].data]));
}

function mend(fix) {
  busy(() => rewrite(...request({ do: "fix", findings: [fix.id] })));
}

async function rewrite(what, files) {
  const [[, data]] = (await asked(engine, what, files)).files;
  const draft = { ...state.drafts[state.shown], data: data.buffer };
  await tried({ drafts: state.drafts.with(state.shown, draft), before: [...state.before, state.drafts] });
}

function undo() {
  busy(() => tried({ drafts: state.before.at(-1), before: state.before.slice(0, -1) }));
}

// The draft as it stands beside itself, so that one of the two can be changed and both compared.
function pin() {
  const draft = state.drafts[state.shown];
  const letter = String.fromCharCode(65 + state.drafts.length);
  const name = draft.name.replace(/( option [B-Z])?(\.\w+)$/, ` option ${letter}$2`);
  const drafts = [...state.drafts, { name, data: draft.data, handle: null }];
  const effects = [...drafts.keys()].map((i) => state.effects[i < state.drafts.length ? i : state.shown] ?? null);
  const confirmed = Object.assign([...state.confirmed], { [drafts.length - 1]: state.confirmed[state.shown] });
  busy(() => tried({ drafts, effects, confirmed, how: "options", before: [], shown: state.drafts.length }));
}

// A file saved anew by another program is checked again, with all that was decided of it.

async function renewed(name, data, saved) {
  const at = state.drafts.findIndex((draft) => draft.name === name);
  if (at < 0) return;
  state.drafts[at].saved = saved;
  const drafts = state.drafts.with(at, { ...state.drafts[at], data });
  if (state.before.length) {
    $("renewed-says").textContent = `${name} was saved again elsewhere. `;
    $("renewed").hidden = false;
    state.waiting = drafts;
  } else {
    await busy(() => tried({ drafts }));
  }
}

function takeRenewed() {
  $("renewed").hidden = true;
  busy(() => tried({ drafts: state.waiting, before: [] }));
}

async function lookAgain() {
  if (state.busy) return;
  for (const { name, handle, saved } of state.drafts) {
    const file = handle && await handle.getFile().catch(() => null);
    if (file && file.lastModified !== saved) {
      const data = await file.arrayBuffer().catch(() => null);
      // While Word saves, the file may be empty for a moment.
      if (data && data.byteLength) await renewed(name, data, file.lastModified);
    }
  }
}

// The file that the program watches is checked when it is first seen, and again whenever it was saved.
let seen = "";
async function lookAtWatched() {
  if (state.busy) return;
  const found = await engine.watched(seen).catch(() => ({ seen }));
  seen = found.seen || "";
  if (!found.data) return;
  const data = asBytes(found.data);
  if (state.drafts.some((draft) => draft.name === found.name)) await renewed(found.name, data.buffer, seen);
  else await take([new File([data], found.name)]);
}

// Where all begins.

// A handle lets the file be looked at again when it is saved; browsers that have none give the file as it is.
async function choose(event) {
  if (!window.showOpenFilePicker) return;
  event.preventDefault();
  const handles = await window.showOpenFilePicker({ multiple: true }).catch(() => []);
  const files = await Promise.all(handles.map((handle) => handle.getFile()));
  if (files.length) take(files, handles);
}

async function drop(event) {
  event.preventDefault();
  const files = [...event.dataTransfer.files];
  const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
  const handles = await Promise.all(items.map((item) => item.getAsFileSystemHandle?.().catch(() => null)));
  if (files.length) take(files, handles);
}

function listen() {
  const on = (id, event, act) => $(id).addEventListener(event, act);
  on("files", "click", choose);
  on("files", "change", (event) => take(event.target.files));
  on("paste", "submit", (event) => {
    event.preventDefault();
    const text = $("pasted").value;
    if (text.trim()) take([new File([text], "pasted.md")]);
  });
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", drop);
  on("text", "click", ({ target }) => target.matches(".changeable") && change(wordsOf(target)));
  // A click takes the selection away, so what was selected is noted before it.
  on("change", "pointerdown", (event) => event.preventDefault());
  on("change", "click", () => change(selectedWords()));
  on("undo", "click", undo);
  on("pin", "click", pin);
  on("renew", "click", takeRenewed);
  on("users", "change", (event) => take(event.target.files));
  on("stop", "click", () => engine.stop());
  for (const name of QUESTIONS) on("confirm-" + name, "click", () => confirmQuestion(name));
  on("commences", "change", (event) => event.target.value && busy(() => tried({ on: event.target.value })));
  on("older", "change", (event) => markedAgainst(event.target.files[0]));
  on("text-back", "click", () => busy(() => tried({ against: null })));
  on("effect-edit", "click", effectForm);
  on("effect-add", "click", addLine);
  on("effect-save", "click", saveEffect);
  on("effect-cancel", "click", () => $("stating").close());
  on("ask", "submit", (event) => { event.preventDefault(); askOne(); });
  on("ahead", "click", yearsAhead);
  on("calendar", "click", () => give("ics", { facts: filledIn() }));
  on("plane-part", "toggle", () => busy(drawPlane));
  on("again", "click", () => {
    $("desk").hidden = true;
    $("start").hidden = false;
    document.body.classList.remove("working");
    $("files").value = "";
    $("files").focus();
  });
  for (const button of document.querySelectorAll("[data-give]")) {
    button.addEventListener("click", () => give(button.dataset.give));
  }
  // Nothing is stored, so a tab that is closed takes with it what was changed and decided.
  window.addEventListener("beforeunload", (event) => {
    if (state.before.length || state.accepted.length || state.settled.length) event.preventDefault();
  });
}

function confirmQuestion(name) {
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

function missing() {
  const needed = { WebAssembly: "WebAssembly", DecompressionStream: "streams that unpack", Worker: "workers",
    HTMLDialogElement: "dialogs" };
  const lacks = Object.keys(needed).filter((name) => !(name in globalThis)).map((name) => needed[name]);
  return "with" in Array.prototype ? lacks : [...lacks, "newer lists"];
}

async function begin() {
  listen();
  const lacks = missing();
  if (lacks.length) {
    refuse(`This browser is too old for the page: it lacks ${lacks.join(", ")}. ` +
      "A current Edge, Chrome, Firefox or Safari has them.");
    return;
  }
  await busy(async () => {
    await engine.start();
    document.body.dataset.ready = "yes";
  });
  setInterval(engine.watched ? lookAtWatched : lookAgain, 1000);
}

begin();
