"use strict";
// The page itself: what a person drops, asks and decides. It keeps the files; the engine keeps nothing.

const $ = (id) => document.getElementById(id);
const LARGEST = 50000000;

const NOTHING = { drafts: [], how: "options", on: "", reports: [], shown: 0, accepted: [], settled: [], before: [] };
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
  $("refused").textContent = "";
  $("stop").hidden = false;
  try {
    await work();
  } catch (error) {
    $("refused").textContent = error instanceof Refused ? error.message
      : "A fault of the program, not of yours: " + error.message.trim().split("\n").pop();
  } finally {
    state.busy = false;
    document.body.removeAttribute("aria-busy");
    $("stop").hidden = true;
    step("");
  }
}

function request(does) {
  const drafts = state.drafts.map((draft, file) => ({ name: draft.name, file }));
  const { how, on, accepted, settled } = state;
  const files = state.drafts.map((draft) => draft.data);
  const users = state.users && { name: state.users.name, file: files.push(state.users.data) - 1 };
  return [{ ...does, drafts, how, on, accepted, settled, users }, files];
}

async function checkAll() {
  const [what, files] = request({ do: "check" });
  const answer = await asked(engine, what, files);
  state.reports = answer.reports;
  state.together = answer.together;
  state.shown = Math.min(state.shown, answer.reports.length - 1);
  draw();
}

async function give(what, more = {}) {
  await busy(async () => {
    const [wanted, files] = request({ do: "give", what, which: state.shown, ...more });
    const answer = await asked(engine, wanted, files);
    for (const [name, data] of answer.files) save(name, data);
  });
}

function save(name, data) {
  const link = element("a", { href: URL.createObjectURL(new Blob([data])), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// What is dropped or chosen.

const take = (files) => busy(async () => {
  const drafts = [];
  let users = null;
  for (const file of files) {
    if (file.size > LARGEST) {
      const [size, most] = [file.size, LARGEST].map((bytes) => bytes.toLocaleString("en-GB"));
      throw new Refused(`${file.name} has ${size} bytes; a draft has at most ${most}.`);
    }
    const given = { name: file.name, data: await file.arrayBuffer() };
    if (file.name.toLowerCase().endsWith(".csv")) users = given;
    else drafts.push(given);
  }
  if (users && !drafts.length && !state.drafts.length) throw new Refused("Put a draft in first, then the Users it concerns.");
  if (users) state.users = users;
  if (!drafts.length) {
    if (users) await withUsers();
    return;
  }
  const how = drafts.length > 1 ? await howSeveral(drafts) : "options";
  Object.assign(state, NOTHING, { drafts, how, on: state.on, accepted: [], settled: [], before: [] });
  await checkAll();
});

// A portfolio that is refused is put away, so that the next check is one of the draft alone.
async function withUsers() {
  try {
    await checkAll();
  } catch (error) {
    state.users = null;
    throw error;
  }
}

function howSeveral(drafts) {
  const dialog = $("several");
  $("several-names").replaceChildren(...drafts.map((draft) => element("li", {}, draft.name)));
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "one" ? "one" : "options"), { once: true });
  });
}

// What is drawn.

function draw() {
  const report = state.reports[state.shown];
  $("start").hidden = true;
  $("desk").hidden = false;
  $("tabs").replaceChildren(...tabs());
  $("state").className = "state-line " + report.state;
  $("state-name").textContent = report.says;
  $("verdict").textContent = report.verdict.replace(report.says + ". ", "");
  $("draft-name").textContent = report.name;
  $("based").textContent = `As if it commenced on ${report.on}. ${report.base_because}`;
  $("text").replaceChildren(...redline(report, toCard));
  $("cards").replaceChildren(...report.cards.map((card, number) => cardOf(card, number, actions(card, number), report.users)));
  $("no-cards").hidden = report.cards.length > 0;
  $("desk").classList.toggle("unclaimed", ["not-all-read", "nothing-read"].includes(report.state));
  $("accepted").replaceChildren(...report.accepted.map((card) => element("li", {},
    `${card.code} ${card.where}: ${card.says} Accepted: ${card.because}`)));
  $("accepted-part").hidden = report.accepted.length === 0;
  $("open").replaceChildren(...report.open.map((place) => element("li", {},
    element("q", {}, place.text), ` in ${place.where}: ${place.why}`)));
  $("open-part").hidden = report.open.length === 0;
  $("undo").disabled = state.before.length === 0;
  $("users-says").textContent = report.users ? `${state.users.name}: ${report.users.rows.toLocaleString("en-GB")} Users, ` +
    `${report.users.moved} get another answer${report.users.unsettled ? `, ${report.users.unsettled} are not settled` : ""}.` : "";
  drawTogether();
}

function tabs() {
  if (state.reports.length < 2) return [];
  return state.reports.map((report, i) => element("button", { type: "button", "aria-pressed": String(i === state.shown),
    onclick: () => { state.shown = i; draw(); } }, `${report.name}: ${report.says}`));
}

function drawTogether() {
  $("together").hidden = !state.together;
  if (state.together) $("together-says").textContent = state.together.verdict || "";
}

function actions(card, number) {
  return [
    element("button", { type: "button", disabled: card.places.length === 0, onclick: () => toWords(number) }, "Show"),
    card.findings.length ? element("button", { type: "button", onclick: () => acceptCard(card) }, "Accept \u2026") : null,
  ];
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

function acceptCard(card) {
  const dialog = $("accepting");
  $("accepting-what").textContent = card.says[0];
  dialog.returnValue = "";
  dialog.showModal();
  dialog.addEventListener("close", () => {
    const [why, who, day] = ["why", "who", "day"].map((id) => $(id).value.trim());
    if (dialog.returnValue !== "accept" || !why || !who) return;
    const because = `${why} (${who}, ${day})`;
    state.accepted.push(...card.findings.map((finding) => ({ ...finding, because })));
    busy(checkAll);
  }, { once: true });
}

// Words changed on the screen. The draft itself is changed, so that what is saved is what is seen.

function change(found) {
  if (!found) {
    $("refused").textContent = "Select words within one paragraph of the draft first; figures and comparisons have a button.";
    return;
  }
  const dialog = $("changing");
  $("changing-what").textContent = found.words;
  $("put").value = found.words;
  dialog.returnValue = "";
  dialog.showModal();
  $("put").select();
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "change" || $("put").value === found.words) return;
    const put = $("put").value;
    busy(async () => {
      const draft = state.drafts[state.shown];
      const { paragraph, start, end } = found;
      const what = { do: "change", name: draft.name, paragraph, start, end, put };
      const [[, data]] = (await asked(engine, what, [draft.data])).files;
      const before = [...state.before, state.drafts];
      await tried({ drafts: state.drafts.with(state.shown, { name: draft.name, data: data.buffer }), before });
    });
  }, { once: true });
}

// Checks the draft as it would be, and goes back where that is refused.
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

function undo() {
  busy(() => tried({ drafts: state.before.at(-1), before: state.before.slice(0, -1) }));
}

// The draft as it stands beside itself, so that one of the two can be changed and both compared.
function pin() {
  const draft = state.drafts[state.shown];
  const letter = String.fromCharCode(65 + state.drafts.length);
  const name = draft.name.replace(/( option [B-Z])?(\.\w+)$/, ` option ${letter}$2`);
  const drafts = [...state.drafts, { name, data: draft.data }];
  busy(() => tried({ drafts, how: "options", before: [], shown: state.drafts.length }));
}

// Where all begins.

function listen() {
  $("files").addEventListener("change", (event) => take([...event.target.files]));
  $("paste").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = $("pasted").value;
    if (text.trim()) take([new File([text], "pasted.md")]);
  });
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      if (name === "drop" && event.dataTransfer.files.length) take([...event.dataTransfer.files]);
    });
  }
  $("text").addEventListener("click", ({ target }) => target.matches(".changeable") && change(wordsOf(target)));
  // A click takes the selection away, so what was selected is noted before it.
  $("change").addEventListener("pointerdown", (event) => event.preventDefault());
  $("change").addEventListener("click", () => change(selectedWords()));
  $("undo").addEventListener("click", undo);
  $("pin").addEventListener("click", pin);
  $("users").addEventListener("change", (event) => take([...event.target.files]));
  $("stop").addEventListener("click", () => engine.stop());
  $("again").addEventListener("click", () => {
    $("desk").hidden = true;
    $("start").hidden = false;
    $("files").value = "";
    $("files").focus();
  });
  for (const button of document.querySelectorAll("[data-give]")) {
    button.addEventListener("click", () => give(button.dataset.give));
  }
}

function missing() {
  const needed = { WebAssembly: "WebAssembly", DecompressionStream: "DecompressionStream", Worker: "workers" };
  return Object.keys(needed).filter((name) => !(name in globalThis)).map((name) => needed[name]);
}

async function begin() {
  listen();
  const lacks = missing();
  if (lacks.length) {
    $("refused").textContent = `This browser is too old for the page: it lacks ${lacks.join(", ")}. ` +
      "A current Edge, Chrome, Firefox or Safari has them.";
    return;
  }
  await busy(() => engine.start());
  document.body.dataset.ready = "yes";
  if (engine.watched) setInterval(look, 1000);
}

// The file that the program watches is checked when it is first seen, and again whenever it was saved.
let seen = "";
async function look() {
  if (state.busy) return;
  const found = await engine.watched(seen).catch(() => ({ seen }));
  seen = found.seen || "";
  if (found.data) take([new File([asBytes(found.data)], found.name)]);
}

begin();
