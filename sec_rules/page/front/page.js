"use strict";
// The page itself: what a person drops, asks and decides. It keeps the files; the engine keeps nothing.

const $ = (id) => document.getElementById(id);

const NOTHING = { drafts: [], how: "options", on: "", look: null, against: null, reports: [], shown: 0, accepted: [],
  settled: [], given: [], effects: [], records: [], confirmed: [], before: [], next: null };
// The rulebook by which drafts are checked stays from one draft to the next; null for the Smart Energy Code.
const state = { ...NOTHING, users: null, rulebook: null, busy: false };

const engine = $("worker") ? new WorkerEngine(step) : new ServedEngine(step);

// One thing at a time: what is asked shows its steps and can be stopped; what is refused is said.
async function busy(work) {
  if (state.busy) return;
  state.busy = true;
  document.body.setAttribute("aria-busy", "true");
  refuse("");
  // While the page starts there is nothing to stop.
  $("stop").hidden = !document.body.dataset.ready;
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
    const waiting = state.next;
    state.next = null;
    if (waiting) busy(waiting);
  }
}

// What is asked for while something else is done waits for that; of several the last one is done.
function afterwards(work) {
  if (state.busy) state.next = work;
  else busy(work);
}

function request(does) {
  const files = state.drafts.map((draft) => draft.data);
  const drafts = state.drafts.map((draft, file) => ({ name: draft.name, file }));
  const against = state.against && { name: state.against.name, file: files.push(state.against.data) - 1 };
  const users = state.users && { name: state.users.name, file: files.push(state.users.data) - 1 };
  const rulebook = state.rulebook && { name: state.rulebook.name, file: files.push(state.rulebook.data) - 1 };
  const { how, on, look, shown: which } = state;
  const ofEach = (kept, none) => drafts.map((_, i) => kept[i] ?? none);
  const [accepted, given] = [state.accepted, state.given].map((kept) => ofEach(kept, []));
  const settled = ofEach(state.settled, []).map((rows) => rows.map((one) => one.says));
  const [effects, records] = [ofEach(state.effects, null), ofEach(state.records, "")];
  return [{ ...does, drafts, how, on, look, against, accepted, settled, given, effects, records, which, users, rulebook }, files];
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
  step("Drawing the draft");
  await drawAll();
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

// Where all begins.

function listen() {
  const on = (id, event, act) => $(id).addEventListener(event, act);
  on("files", "click", choose);
  // A field that holds a file says nothing when the same one is chosen again.
  for (const id of ["files", "users"]) {
    on(id, "change", ({ target }) => {
      take([...target.files]);
      target.value = "";
    });
  }
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
  on("which-all", "click", tickAll);
  on("stop", "click", () => engine.stop());
  on("rulebook-off", "click", withoutRulebook);
  for (const name of QUESTIONS) on("confirm-" + name, "click", () => confirmQuestion(name));
  on("commences", "change", (event) => event.target.value && busy(() => tried({ on: event.target.value })));
  on("older", "change", (event) => markedAgainst(event.target.files[0]));
  on("text-back", "click", () => busy(() => tried({ against: null })));
  on("effect-edit", "click", effectForm);
  on("effect-add", "click", addLine);
  on("effect-save", "click", saveEffect);
  on("effect-cancel", "click", () => $("stating").close());
  on("ask", "submit", (event) => { event.preventDefault(); busy(askOne); });
  on("users-empty", "click", () => save("users.csv", new TextEncoder().encode("\ufeff" + columns().join(",") + "\r\n")));
  on("ahead", "click", () => busy(yearsAhead));
  on("calendar", "click", () => give("ics", { facts: filledIn() }));
  for (const name of DRAWN) on(name + "-part", "toggle", () => $(name + "-part").open && afterwards(drawParts));
  on("again", "click", () => toStart(true));
  on("back", "click", () => toStart(false));
  for (const button of document.querySelectorAll("[data-give]")) {
    button.addEventListener("click", () => give(button.dataset.give));
  }
  // Nothing is stored, so a tab that is closed takes with it what was changed and decided.
  window.addEventListener("beforeunload", (event) => {
    const decided = [...state.accepted, ...state.settled, ...state.records].some((kept) => kept?.length);
    if (state.before.length || decided) event.preventDefault();
  });
}

// The place where drafts are put in, and back to the draft on the desk.
function toStart(start) {
  $("desk").hidden = start;
  $("start").hidden = !start;
  $("back").hidden = !start;
  document.body.classList.toggle("working", !start);
  $("files").value = "";
  (start ? $("files") : $("again")).focus();
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
  if ($("worker") && document.characterSet !== "windows-1252") {
    refuse(`This file was passed on as ${document.characterSet}, which spoils what it carries: ` +
      "save it to a disk and open it from there.");
    return;
  }
  await busy(async () => {
    await engine.start().catch((error) => {
      const says = String(error.message || error).trim().split("\n").pop().replace(/\.$/, "");
      throw new Refused(`The page cannot start in this browser: ${says}. A current Edge, Chrome, Firefox or Safari is needed.`);
    });
    await begunWithRulebook();
    document.body.dataset.ready = "yes";
  });
  setInterval(engine.watched ? lookAtWatched : lookAgain, 1000);
}

begin();
