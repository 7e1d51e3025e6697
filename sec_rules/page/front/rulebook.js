"use strict";
// A rulebook of one's own: a Python file by which drafts are checked in the place of the Smart Energy Code. It is a
// program, so a person is asked before it is run; where it runs it reaches no network and nothing of the machine.

const OF_THE_CODE = { title: document.title, kicker: "Smart Energy Code, Section G8 \u00b7 security assessments" };

// Runs a rulebook to learn what it is called. What is refused leaves that by which drafts were checked before.
async function takenUp(rulebook) {
  const files = rulebook ? [rulebook.data] : [];
  const named = rulebook && { name: rulebook.name, file: 0 };
  const { title, own } = await asked(engine, { do: "rulebook", rulebook: named }, files);
  state.rulebook = rulebook;
  $("kicker").textContent = own ? title : OF_THE_CODE.kicker;
  document.title = own ? `sec-rules: check a proposed text of ${title}` : OF_THE_CODE.title;
  $("rulebook-says").textContent = own ? `Drafts are checked by the rulebook ${rulebook ? rulebook.name : "of this program"}: ${title}. ` : "";
  $("rulebook").hidden = !own;
  $("rulebook-off").hidden = !rulebook;
  $("colophon").textContent = own ? "A restatement, not the text itself, and not advice." : "A restatement of the Code, not the Code itself, and not advice.";
  $("pasted").placeholder = own ? "" : $("pasted").dataset.example;
  return title;
}

// What was decided of drafts by other rules is decided of something else.
const anew = () => ({ ...NOTHING, drafts: state.drafts, how: state.how });

async function takeRulebook(rulebook, check = true) {
  // Where this program answers it refuses the file before anybody is asked.
  if ($("worker")) {
    $("trusting-what").textContent = rulebook.name;
    if ((await answerOf("trusting")) !== "run") throw new Refused(`${rulebook.name} was not run.`);
  }
  const title = await takenUp(rulebook);
  if (check && state.drafts.length) await tried(anew());
  done(`Drafts are checked by ${rulebook.name} now: ${title}.`);
}

// The engine starts anew, so that nothing of a program that ran in it is left.
function withoutRulebook() {
  busy(async () => {
    await engine.stop();
    await takenUp(null);
    if (state.drafts.length) await tried(anew());
    done("Drafts are checked by the Smart Energy Code again.");
  });
}

// The rulebook that this page was built with, or that the program which serves it was started with.
async function begunWithRulebook() {
  const built = $("carries-rulebook");
  if (built) await takenUp({ name: built.dataset.name, data: asBytes(built.textContent.trim()).buffer });
  else if (!$("worker")) await takenUp(null);
}
