"use strict";
// What the page says of what it does: what is being done, what was done, and what is refused. One region of each kind
// tells a screen reader; the eye finds the sentence beside what was pressed, or at the top of the screen.

let acted = null;
for (const kind of ["click", "change", "submit"]) {
  document.addEventListener(kind, ({ target }) => {
    const control = target.closest?.("button, input, summary, form");
    if (control && !control.closest("dialog")) acted = control;
  }, true);
}

function step(says) {
  $("step").textContent = says ? says + " \u2026" : "";
}

const refuse = (sentence) => tell("refused", sentence);
const done = (sentence, look = "") => tell("done", sentence, look);

function tell(kind, sentence, look = "") {
  for (const old of document.querySelectorAll(".told")) old.remove();
  const row = sentence && acted?.isConnected && acted.checkVisibility?.() ? acted.closest(".actions, .outs, .drop, form, .line") : null;
  for (const id of ["refused", "done"]) {
    $(id).textContent = id === kind ? sentence : "";
    $(id).className = [row ? "vh" : "", id === kind ? look : ""].join(" ").trim();
  }
  if (row) row.after(element("p", { class: `told ${kind} ${look}`, "aria-hidden": "true" }, sentence));
}
