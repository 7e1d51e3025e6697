// Drives the page in a real Chromium and prints what a person would see: the built file from the disk, with no host in
// reach, or the address of a server on this machine, which alone is then in reach.
// Arguments: where the page is, the folder for files saved, Chromium, a portfolio, a file that the server watches ("" where
// none), and the drafts. PLAYWRIGHT names the folder of playwright-core, AXE_CORE the script of axe-core, SHOTS a folder
// for pictures.
import { createRequire } from "node:module";
import { appendFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { idle as whenIdle, ready, until } from "./waiting.mjs";

const [page, folder, program, users, watched, ...drafts] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT || "playwright-core");
const axe = process.env.AXE_CORE && readFileSync(process.env.AXE_CORE, "utf-8");
const seen = { asked: [], faults: [], axe: [] };
const browser = await chromium.launch({
  executablePath: program,
  args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
tab.setDefaultTimeout(120000);
tab.on("request", (request) => seen.asked.push(request.url().split("#")[0].replace(/^(file|blob):.*/, "$1")));
tab.on("pageerror", (error) => seen.faults.push(String(error)));

const idle = () => whenIdle(tab);
const said = (id) => tab.textContent("#" + id);
async function timed(act) {
  const begun = Date.now();
  await act();
  await idle();
  return (Date.now() - begun) / 1000;
}
async function saved(selector) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click(selector)]);
  await download.saveAs(join(folder, download.suggestedFilename()));
  await idle();
  return download.suggestedFilename();
}
const give = (kind) => saved(`[data-give=${kind}]`);
// The pictures are those of the file, each from where something begins.
async function shot(name, from = "") {
  if (!process.env.SHOTS || watched) return;
  if (from) await tab.locator(from).evaluate((found) => found.scrollIntoView());
  await tab.screenshot({ path: join(process.env.SHOTS, name + ".jpg"), quality: 75 });
}
// What axe-core finds, by where in the drive it was found: on the page, or in a dialog, while which nothing else can be
// reached. Served, the page is the same, and is looked at once.
async function accessible(where, dialog = "") {
  if (!axe || (watched && where !== "checked")) return;
  await tab.evaluate(`globalThis.axe || eval(${JSON.stringify(axe)})`);
  const found = await tab.evaluate(async (within) => (await globalThis.axe.run(within || document, { resultTypes: ["violations"] })).violations
    .flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(" ")}`)), dialog && `#${dialog}[open]`);
  seen.axe.push(...found.map((one) => `${where}: ${one}`));
}
async function decide(why) {
  await tab.fill("#why", why);
  await tab.fill("#who", "A. Person");
  await tab.fill("#day", "2026-11-29");
  await tab.click("#deciding button[value=decide]");
  await idle();
}

const begun = Date.now();
await tab.goto(page);
await ready(tab);
seen.readyAfter = (Date.now() - begun) / 1000;
seen.first = await tab.textContent(".private");
if (watched) {
  // It is shown without being dropped, and put away for another.
  await tab.waitForSelector("#state-name:has-text('Not checked for effect')", { timeout: 60000 });
  await idle();
  seen.shown = await said("draft-name");
  await tab.click("#again");
}
await shot("start");
await accessible("start");

// A press of the field raises the picker that gives a hold on a file, and where the browser has none the chooser of the field.
const session = await tab.context().newCDPSession(tab);
await session.send("Page.enable");
await session.send("Page.setInterceptFileChooserDialog", { enabled: true });
const picker = new Promise((resolve) => session.once("Page.fileChooserOpened", resolve));
await tab.click("#files");
seen.picker = [(await picker).mode, "backendNodeId" in await picker];
await session.send("Page.setInterceptFileChooserDialog", { enabled: false });
const chosen = async (field, file) => {
  const [chooser] = await Promise.all([tab.waitForEvent("filechooser"), tab.click(field)]);
  await chooser.setFiles(file);
};
await tab.evaluate(() => { globalThis.showOpenFilePicker = undefined; });
seen.checkedAfter = await timed(() => chosen("#files", drafts[0]));
seen.refused = await said("refused");
seen.state = await said("state-name");
seen.verdict = await said("verdict");
seen.cards = await tab.locator(".card").allTextContents();
await shot("checked");
await accessible("checked");
// On a phone it fits before any of it has been scrolled to.
await tab.setViewportSize({ width: 390, height: 844 });
seen.narrowAtFirst = await tab.evaluate(() => document.documentElement.scrollWidth);
await tab.setViewportSize({ width: 1280, height: 900 });

// Three questions: what is saved before they are answered says so.
seen.left = [await said("left-open")];
seen.saved = [await give("json")];
// Nothing is confirmed by nobody; the field for the name is where one is then.
await tab.click("#confirm-text");
seen.nameless = [await said("refused"), await tab.evaluate(() => document.activeElement.id)];
await tab.evaluate(() => document.getElementById("naming").showModal());
await accessible("naming", "naming");
await tab.click("#naming button:not([value=name])");
// A decision of a meeting on a card.
await tab.locator(".card").first().getByText("Decide").click();
await tab.selectOption("#way", "deferred");
await decide("the group meets again");
seen.deferred = await tab.locator(".card").first().textContent();
await tab.fill("#by", "A. Person");
for (const question of ["text", "day", "effect"]) {
  await tab.focus("#confirm-" + question);
  await tab.keyboard.press("Enter");
  await idle();
}
seen.left.push(await said("left-open"));
seen.effect = await said("effect-guess");
seen.recorded = await said("recorded");
seen.saved.push(await give("effect"), await give("record"), await give("json"), await give("note"), await give("docx"));
await shot("confirmed");

// From the words to the card and back.
await tab.locator("#text .to-card").first().click();
seen.focused = await tab.evaluate(() => document.activeElement.id);
await tab.locator(".card >> text=Show").first().click();
seen.back = await tab.evaluate(() => document.activeElement.closest("[data-cards]")?.dataset.cards);

// One card accepted, with a reason, taken back, and mended instead.
const accept = (card) => card.getByRole("button", { name: /^Accept/ }).click();
await accept(tab.locator(".card", { hasText: "TY101" }));
await accessible("deciding", "deciding");
await decide("taken over as it stands");
seen.kept = await tab.locator("#cards .card").count();
seen.accepted = await said("accepted");
await tab.locator("#accepted >> text=Withdraw the acceptance").click();
await idle();
await tab.locator(".card", { hasText: "TY101" }).getByText("Fix:").click();
await idle();
seen.mended = [await tab.locator("#cards .card").count(), await said("refused")];

// One of two twins is changed: the gap, with the smallest User in it, which is accepted.
const figure = tab.locator("#text .line", { hasText: "G8.41" }).locator(".changeable", { hasText: "250,000" }).first();
// What is far from the screen is not drawn, and a person scrolls there first.
await figure.evaluate((found) => found.scrollIntoView({ block: "center" }));
await figure.click();
await accessible("changing", "changing");
seen.changing = await said("changing-what");
await tab.fill("#put", "300,000");
seen.changedAfter = await timed(() => tab.click("#changing button[value=change]"));
seen.changed = { state: await said("state-name"), cards: await tab.locator(".card").allTextContents(), effect: await said("effect-guess") };
seen.left.push(await said("left-open"));
await shot("changed", "#cards-title");
await accept(tab.locator(".card.error").first());
// Nothing is accepted that was not ticked.
await tab.fill("#why", "x");
await tab.click("#deciding button[value=decide]");
seen.accepting = [await tab.locator("#which input").count(), await tab.locator("#which input:checked").count(), await tab.isVisible("#deciding")];
await tab.click("#which-all");
await decide("the other twin follows");
await shot("accepted", "#accepted-part");
seen.afterwards = { accepted: await said("accepted"), refused: await said("refused"), left: await said("to-do") };
// A message stands beside what was pressed, and is in view.
await tab.click("#change");
seen.beside = await tab.locator(".told").evaluate((told) => {
  const { top, bottom } = told.getBoundingClientRect();
  return [told.textContent, told.previousElementSibling.contains(document.getElementById("change")), top >= 0 && bottom <= innerHeight];
});

// Our Users, one User, the years ahead, the plane.
await chosen("#users", users);
await idle();
seen.users = { says: await said("users-says"), cards: await tab.locator(".card .users").allTextContents() };
await shot("users");
await tab.click("#ask-part > summary");
await tab.selectOption("#fact-supplier_party", "yes");
for (const [name, value] of Object.entries({ domestic_premises: "260,000", non_domestic_premises: "0" })) {
  await tab.fill("#fact-" + name, value);
}
await tab.fill("#fact-initial_assessment", "2018-05-01");
await tab.click("#ask button.main");
await idle();
seen.sides = await tab.locator("#ask-answer .side").allTextContents();
await tab.click("#ahead");
await idle();
seen.years = await said("years-table");
seen.saved.push(await saved("#calendar"));
await shot("asked");
await tab.locator("#ask-answer .side").first().evaluate((side) => side.setAttribute("data-first", ""));
seen.firstAnswers = [];
const countFirst = async () => seen.firstAnswers.push(await tab.locator("[data-first]").count());
// Asked for while the calendar may still be made: it waits.
await tab.click("#days-part > summary");
await until(tab, () => document.getElementById("days").textContent.trim());
await idle();
seen.days = await said("days");
await tab.click("#plane-part > summary");
await tab.waitForSelector("#plane svg");
await idle();
seen.plane = await tab.locator("#plane svg").count();
await countFirst();
await shot("plane", "#plane-part > summary");
await accessible("all open");
seen.saved.push(await give("docx"));
seen.done = await said("done");
await tab.click("#questions > summary");
await tab.click("#effect-edit");
await accessible("stating", "stating");
await tab.click("#effect-cancel");

// What was answered of one User is asked again when the draft is another.
await tab.click("#undo");
await idle();
await countFirst();
seen.askedAgain = [await tab.locator("#ask-answer .side").allTextContents(), await said("years-table")];

// The dialogs in which something is asked that this draft leaves no doubt of.
for (const id of ["several", "looking", "trusting"]) {
  await tab.evaluate((dialog) => document.getElementById(dialog).showModal(), id);
  await accessible(id, id);
  await tab.keyboard.press("Escape");
}

// The draft as it stands beside itself.
await tab.click("#pin");
await idle();
seen.options = await tab.locator("#options tbody tr").count();
await tab.emulateMedia({ colorScheme: "dark" });
await tab.setViewportSize({ width: 390, height: 844 });
seen.narrow = await tab.evaluate(() => document.documentElement.scrollWidth);
await accessible("narrow and dark");
await shot("narrow");
await tab.setViewportSize({ width: 1280, height: 900 });
await tab.emulateMedia({ colorScheme: null });

// What is refused, and what is hostile.
for (const draft of drafts.slice(1)) {
  if (await tab.isVisible("#again")) await tab.click("#again");
  await tab.setInputFiles("#files", draft);
  await idle();
  seen[basename(draft)] = { refused: await said("refused"), text: await said("text"), title: await tab.title() };
}
await tab.setInputFiles("#files", Array(21).fill(drafts.at(-1)));
await idle();
seen.many = await said("refused");

// A file is saved by another program: the one that the server watches, while something else is on the screen, or the
// one that was dropped, on which the browser gives a hold.
const other = watched || join(folder, "dropped.md");
if (!watched) {
  writeFileSync(other, "G8.40 The Panel shall publish the report.\n");
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    const data = { items: [], files: [other], dragOperationsMask: 1 };
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  }
  await until(tab, () => document.getElementById("draft-name").textContent === "dropped.md");
  await idle();
}
appendFileSync(other, "G8.39 The Panel shall print the the report.\n");
await until(tab, (name) => document.getElementById("draft-name").textContent === name &&
  document.getElementById("text").textContent.includes("G8.39"), basename(other));
seen.again = await said("text");

// A tab that is closed in the middle of a check.
await tab.click("#again");
await tab.setInputFiles("#files", drafts[0]);
await until(tab, () => document.body.hasAttribute("aria-busy"));
await tab.close();
seen.leftBehind = readdirSync(folder);
await browser.close();
console.log(JSON.stringify(seen));
