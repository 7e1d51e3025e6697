"use strict";
// What is decided: a card accepted, an open place settled, each with a reason, on whose word and when.

// The day where this person sits, as a field for a day takes it.
const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);

// The name of whoever sits here, asked for once and then kept until the page is closed; null where none is given.
async function named(why) {
  if (!$("by").value.trim()) {
    $("naming-why").textContent = why;
    if (await answerOf("naming", "name") !== "name") return null;
    named.is($("name").value);
  }
  return $("by").value.trim();
}
named.is = (name) => {
  for (const id of ["by", "who", "name"]) if (!$(id).value.trim()) $(id).value = name.trim();
};

async function decided(title, verb, who, what, hint, ways, rows = []) {
  $("deciding-title").textContent = title;
  $("deciding-who").textContent = who;
  $("deciding-does").textContent = verb;
  $("deciding-what").textContent = what;
  $("deciding-hint").textContent = hint;
  $("which").replaceChildren(...rows.map(({ code, clause, message }, i) => element("label", { class: "which" },
    element("input", { type: "checkbox", value: i, checked: rows.length === 1, onchange: needOne }), ` ${code}${clause ? ", " + clause : ""}: ${message}`)));
  $("which-part").hidden = rows.length < 2;
  needOne();
  if (!$("who").value.trim()) $("who").value = $("by").value;
  $("way").replaceChildren(...ways.map(([value, said]) => element("option", { value }, said)));
  $("way-part").hidden = ways.length === 0;
  if (!$("day").value) $("day").value = today();
  if (await answerOf("deciding") !== "decide") return null;
  const [why, by, day] = ["why", "who", "day"].map((id) => $(id).value.trim());
  $("why").value = "";
  named.is(by);
  const chosen = [...$("which").querySelectorAll("input:checked")].map((box) => rows[box.value]);
  return { because: `${why} (${by}, ${day})`, why, by, dated: day, way: $("way").value, chosen };
}

// Of several none is taken that was not ticked, and at least one must be.
function needOne() {
  const boxes = [...$("which").querySelectorAll("input")];
  boxes[0]?.setCustomValidity(boxes.some((box) => box.checked) ? "" : "Tick at least one of these.");
}

function tickAll() {
  for (const box of $("which").querySelectorAll("input")) box.checked = true;
  needOne();
}

// The record of decisions with one more in it.
async function recorded(about, decision, { why: because, by, dated }, way = "") {
  const wanted = request({ do: "decide", about, decided: decision, because, by, dated, way });
  return ofShown(state.records, (await asked(engine, ...wanted)).text);
}

const ACCEPTING = "An accepted card moves to \u201cAccepted\u201d with the reason, the name and the day. It is still in " +
  "the Word file, the note and the report, as accepted, and the state of the draft, at the top, does not change.";

async function acceptCard(card, number) {
  const several = card.findings.length > 1 ? " Several findings come from this one cause; tick those that you accept." : "";
  const found = await decided("Accept this", "Accept", "Accepted by", card.told[0] + several, ACCEPTING, [], card.findings);
  if (!found || !found.chosen.length) return;
  const rows = found.chosen.map((finding) => ({ ...finding, because: found.why, by: found.by, on: found.dated }));
  await busy(async () => {
    await tried({ accepted: ofShown(state.accepted, [...shownOf(state.accepted), ...rows]) });
    const all = state.reports[state.shown].cards[number]?.is_accepted;
    done(all ? "Accepted: the card is under \u201cAccepted\u201d now." : "Accepted. What is left of the card stays where it is.");
  });
  $("card-" + number)?.focus({ preventScroll: true });
}

const KINDS = [["agreed", "Agreed"], ["action", "An action for whoever is named"], ["deferred", "Deferred"],
  ["out of scope", "Out of scope"], ["dissent", "Dissent of whoever is named"]];

const DECIDING = "The card stays where it is. What is decided is kept with it and in the record of decisions.";
const SETTLING = "What you say is taken as read from here on, and every result that rests on it says so.";

// What a meeting decided of a card; the card stays.
async function decideCard(card) {
  const found = await decided("Record a decision", "Record it", "Decided by", card.told[0], DECIDING, KINDS);
  if (!found) return;
  busy(async () => {
    await tried({ records: await recorded(card.id, found.way, found) });
    done("Recorded: it stands on the card.");
  });
}

async function settle(place) {
  const found = await decided("Settle what was not read", "Settle it", "Settled by", `\u201c${place.text}\u201d`, SETTLING, place.ways);
  if (!found) return;
  const [way, value] = found.way.split("=");
  busy(async () => {
    await tried({
      records: await recorded(place.id, "settled", found, way),
      settled: ofShown(state.settled, [...shownOf(state.settled), { id: place.id, says: `${place.id}=${way}: ${found.because}` }]),
      given: value ? ofShown(state.given, [...shownOf(state.given), `${place.id}=${value}`]) : state.given,
    });
    checkedAgain("Settled");
  });
}

// What is settled of a place is taken back, also where the record of decisions holds it.
async function unsettle(id) {
  const record = state.records[state.shown];
  const text = record ? (await asked(engine, { do: "unsettle", record, about: id }, [])).text : record;
  await tried({ settled: ofShown(state.settled, shownOf(state.settled).filter((one) => one.id !== id)),
    records: ofShown(state.records, text), given: ofShown(state.given, shownOf(state.given).filter((one) => !one.startsWith(id))) });
}
