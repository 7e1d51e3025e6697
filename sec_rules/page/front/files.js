"use strict";
// What comes in and goes out: drafts, what lies beside them, Users; files saved elsewhere, and those that the page saves.

const LARGEST = 50000000;
const MOST = 20;

// What is dropped or chosen: drafts, a portfolio, statements of effect.

const BESIDE = [".effect.toml", ".decisions.toml", ".accepted.json"];
const ending = (name) => BESIDE.find((end) => name.toLowerCase().endsWith(end)) || name.toLowerCase().replace(/^.*(\.[^.]*)$/, "$1");

function take(files, handles = []) {
  if (!state.busy) return takeNow(files, handles);
  refuse("Something else is still being done: put it in again when that has ended, or press Stop first.");
}

const takeNow = (files, handles) => busy(async () => {
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
  const rulebook = taken.find((file) => ending(file.name) === ".py");
  const drafts = taken.filter((file) => file !== users && file !== rulebook && !beside.includes(file));
  if (rulebook && !drafts.length) {
    await takeRulebook(rulebook);
    return;
  }
  if (!drafts.length && !state.drafts.length) throw new Refused("Put a draft in first, then what goes with it.");
  if (drafts.length > MOST) throw new Refused(`These are ${drafts.length} drafts; at most ${MOST} are checked at once.`);
  if (drafts.length) {
    const how = drafts.length > 1 ? await howSeveral(drafts) : "options";
    if (!how) throw new Refused("Nothing was checked: it was not said whether these are one modification or options.");
    const [effects, records, baselines] = BESIDE.map((end) => drafts.map((draft) => besideOf(beside, draft, end)));
    const accepted = await Promise.all(baselines.map((text) => (text ? acceptedIn(text) : [])));
    if (rulebook) await takeRulebook(rulebook, false);
    await tried({ ...NOTHING, drafts, how, effects, records, accepted, users: users || state.users });
    $("questions").open = true;
    return;
  }
  if (users) await tried({ users });
  for (const file of beside) {
    const text = new TextDecoder().decode(file.data);
    if (ending(file.name) === BESIDE[0]) await takeEffect(text);
    else if (ending(file.name) === BESIDE[1]) await tried({ records: ofShown(state.records, text) });
    else await tried({ accepted: ofShown(state.accepted, [...shownOf(state.accepted), ...await acceptedIn(text)]) });
  }
});

// What goes with a draft, a statement of its effect or a record of decisions: its name with another ending.
function besideOf(files, draft, end) {
  const stem = draft.name.replace(/\.[^.]*$/, "");
  const found = files.find((file) => file.name === stem + end);
  return found ? new TextDecoder().decode(found.data) : null;
}

// What a baseline accepts.
async function acceptedIn(text) {
  return (await asked(engine, { do: "baseline", text }, [])).accepted;
}

// What is kept of each draft: of the one on the screen, and with that of the one on the screen replaced.
const shownOf = (kept) => kept[state.shown] ?? [];
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
    await busy(async () => {
      await tried({ drafts });
      checkedAgain(`${name} was saved elsewhere`);
    });
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
  if (found.refused) refuse(found.refused);
  if (!found.data) return;
  const data = asBytes(found.data);
  if (state.drafts.some((draft) => draft.name === found.name)) await renewed(found.name, data.buffer, seen);
  else await take([new File([data], found.name)]);
}

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

async function give(what, more = {}) {
  await busy(async () => {
    const answer = await asked(engine, ...request({ do: "give", what, unconfirmed: unconfirmed(),
      changed: state.before.length > 0, ...more }));
    for (const [name, data] of answer.files) save(name, data);
    const names = answer.files.map(([name]) => name).join(" and ");
    const left = unconfirmed().length && what !== "draft" ? " Its name says that a question is not confirmed." : "";
    done(`Saved as ${names}, in the folder of your downloads. If the download fails, nothing here is lost.${left}`);
  });
}

function save(name, data) {
  const link = element("a", { href: URL.createObjectURL(new Blob([data])), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
