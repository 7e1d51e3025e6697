"use strict";
// Words changed on the screen. The draft itself is changed, so that what is saved is what is seen.

async function change(found) {
  if (!found) {
    refuse("Select words within one paragraph of the draft first. Figures and comparisons need no selecting: press one.");
    return;
  }
  $("changing-what").replaceChildren(...around(found));
  $("put").value = found.words;
  if (await answerOf("changing", "put") !== "change" || $("put").value === found.words) return;
  const by = await tracker();
  if (by === null) return;
  const { paragraph, start, end } = found;
  busy(() => rewrite({ do: "change", name: state.drafts[state.shown].name, look: state.look, paragraph, start, end,
    put: $("put").value, by }, [state.drafts[state.shown].data]));
}

// Words with those that stand beside them in the draft, so that it is seen where they stand.
const BESIDE_WORDS = 60;
function around({ paragraph, start, end, words }) {
  const { number, runs } = state.reports[state.shown].paragraphs[paragraph];
  const standing = (signs, from, to) => {
    let at = 0;
    return runs.map(([text, mark]) => {
      const these = Array.from(text);
      const part = these.slice(Math.max(0, from - at), Math.max(0, to - at)).join("");
      at += these.length;
      return ["deleted", "undone"].includes(mark) ? "" : part;
    }).join("");
  };
  const [before, after] = [standing(runs, 0, start), standing(runs, end, Infinity)];
  const cut = [before.length > BESIDE_WORDS ? "\u2026" : "", after.length > BESIDE_WORDS ? "\u2026" : ""];
  const [near, far] = [before.slice(-BESIDE_WORDS), after.slice(0, BESIDE_WORDS)];
  // What is cut begins and ends with a whole word.
  return [number ? number + " " : "", cut[0] && cut[0] + near.replace(/^\S*\s/, "") || near, element("mark", {}, words),
    cut[1] && far.replace(/\s\S*$/, "") + cut[1] || far];
}

async function mend(fix) {
  const by = await tracker();
  if (by !== null) busy(() => rewrite(...request({ do: "fix", findings: [fix.id], by })));
}

// Under whose name a change is tracked: a text has no names, and in a Word file it is never that of the program.
const tracker = () => (/\.docx$/i.test(state.drafts[state.shown].name) ? named("A change is tracked in the Word file under your name.") : "");


async function rewrite(what, files) {
  const [[, data]] = (await asked(engine, what, files)).files;
  const draft = { ...state.drafts[state.shown], data: data.buffer };
  const again = ["text", "day"].filter(isConfirmed);
  await tried({ drafts: state.drafts.with(state.shown, draft), before: [...state.before, state.drafts],
    confirmed: confirmedOfEffect() });
  checkedAgain("Changed", again.length ? " You have changed the draft: please confirm again which text it is marked against " +
    "and when it commences." : "");
}

// The text and the day are confirmed of a draft as it stands, in the record too; what it is meant to do is said of any.
function confirmedOfEffect() {
  const { effect } = state.confirmed[state.shown] || {};
  return ofShown(state.confirmed, effect ? { effect } : {});
}

function undo() {
  busy(async () => {
    await tried({ drafts: state.before.at(-1), before: state.before.slice(0, -1), confirmed: confirmedOfEffect() });
    checkedAgain("Taken back");
  });
}

// The draft as it stands beside itself, so that one of the two can be changed and both compared.
const OF_EACH = ["effects", "records", "accepted", "settled", "given", "confirmed"];
function pin() {
  const draft = state.drafts[state.shown];
  const letter = String.fromCharCode(65 + state.drafts.length);
  const name = draft.name.replace(/( option [B-Z])?(\.\w+)$/, ` option ${letter}$2`);
  const drafts = [...state.drafts, { name, data: draft.data, handle: null }];
  const kept = OF_EACH.map((of) => [of, Object.assign([...state[of]], { [drafts.length - 1]: state[of][state.shown] })]);
  busy(async () => {
    await tried({ drafts, ...Object.fromEntries(kept), how: "options", before: [], shown: state.drafts.length });
    done(`The draft as it stands is kept as ${name}, which is now on the screen. Change either; the table has both.`);
  });
}
