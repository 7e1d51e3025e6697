"use strict";
// The page itself: what a person drops, asks and decides. It keeps the files; the engine keeps nothing.

const $ = (id) => document.getElementById(id);
const LARGEST = 50000000;

const state = { drafts: [], how: "options", on: "", reports: [], shown: 0, accepted: [], settled: [], busy: false };

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
  return [{ ...does, drafts, how, on, accepted, settled }, state.drafts.map((draft) => draft.data)];
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
  for (const file of files) {
    if (file.size > LARGEST) {
      const [size, most] = [file.size, LARGEST].map((bytes) => bytes.toLocaleString("en-GB"));
      throw new Refused(`${file.name} has ${size} bytes; a draft has at most ${most}.`);
    }
    drafts.push({ name: file.name, data: await file.arrayBuffer() });
  }
  if (!drafts.length) return;
  const how = drafts.length > 1 ? await howSeveral(drafts) : "options";
  Object.assign(state, { drafts, how, shown: 0, accepted: [], settled: [] });
  await checkAll();
});

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
  $("cards").replaceChildren(...report.cards.map((card, number) => cardOf(card, number, actions(card, number))));
  $("no-cards").hidden = report.cards.length > 0;
  $("desk").classList.toggle("unclaimed", ["not-all-read", "nothing-read"].includes(report.state));
  $("accepted").replaceChildren(...report.accepted.map((card) => element("li", {},
    `${card.code} ${card.where}: ${card.says} Accepted: ${card.because}`)));
  $("accepted-part").hidden = report.accepted.length === 0;
  $("open").replaceChildren(...report.open.map((place) => element("li", {},
    element("q", {}, place.text), ` in ${place.where}: ${place.why}`)));
  $("open-part").hidden = report.open.length === 0;
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
}

begin();
