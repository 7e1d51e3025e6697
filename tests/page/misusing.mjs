// What goes wrong on the built page in a real Chromium, and what is then seen: old browsers, twenty drafts, hostile words, a
// rulebook of one's own and a hostile one, a stop, a failure of the engine, a browser that cannot go on from the memory that
// is carried, a tab that is closed, storage that is full. One tab goes through all of it, since each that starts takes seconds.
// Arguments: where the page is, a folder with a draft and two rulebooks, Chromium, a draft that takes some seconds, a folder in
// which there is no room, and the page without what it carries, which is quicker to read. PLAYWRIGHT names the folder of
// playwright-core.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { idle as whenIdle, ready, until } from "./waiting.mjs";

const [page, folder, program, slow, full, lean] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT || "playwright-core");
const seen = { faults: [], blocked: [], asked: [] };
const browser = await chromium.launch({
  executablePath: program, args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"], downloadsPath: join(folder, "saved"),
});

// Old browsers: what they lack is taken away before the page is read.
const OLD = ["delete globalThis.WebAssembly", "delete globalThis.DecompressionStream", "delete globalThis.Worker",
  "delete globalThis.HTMLDialogElement", "delete Array.prototype.with", "globalThis.Blob = class { constructor() { throw new Error('no space'); } }",
  "globalThis.Worker = class { postMessage() { setTimeout(() => this.onmessage?.({ data: { failed: 'no such memory' } })); } terminate() {} }"];
seen.old = [];
for (const lacks of OLD) {
  const tab = await browser.newPage();
  await tab.addInitScript(lacks);
  await tab.goto(lacks.startsWith("delete") ? lean : page);
  await until(tab, () => !/^$|starting/.test(document.getElementById("refused").textContent));
  seen.old.push(await tab.textContent("#refused"));
  await tab.close();
}

const context = await browser.newContext();
let asked = seen.asked;
const tab = await opened();
const said = (id) => tab.textContent("#" + id);

async function opened(waits = true) {
  const found = await context.newPage();
  found.setDefaultTimeout(40000);
  found.on("pageerror", (error) => seen.faults.push(String(error)));
  found.on("request", (request) => asked.push(request.url().replace(/^(file|blob):.*/, "$1")));
  await found.addInitScript(() => document.addEventListener("securitypolicyviolation",
    ({ effectiveDirective, blockedURI }) => { (globalThis.blocked ||= []).push(`${effectiveDirective} ${blockedURI}`); }));
  // No room is left to store anything, and what is stored all the same is seen at the end.
  const session = await context.newCDPSession(found);
  await session.send("Storage.overrideQuotaForOrigin", { origin: "file://", quotaSize: 0 }).catch(() => {});
  await found.goto(page);
  if (waits) await ready(found);
  return found;
}
const idle = () => whenIdle(tab);
const text = (name, words) => ({ name, mimeType: "text/markdown", buffer: Buffer.from(words) });
async function put(...files) {
  if (await tab.isVisible("#again")) await tab.click("#again");
  await tab.setInputFiles("#files", files);
}
const short = (n, more = "") => text(`draft ${n}.md`, `G8.40 The Panel shall publish the the report ${n}.${more}\n`);

// Twenty at once, side by side.
await put(...Array.from({ length: 20 }, (_, n) => short(n)));
await tab.click("#several button[value=options]");
await idle();
seen.twenty = [await said("refused"), await tab.locator("#tabs button").count(), await tab.locator("#options tbody tr").count()];

// Words of a draft, and names of files, that would run.
const HOSTILE = ["<script>globalThis.ran = 1</script>", "</style><script>globalThis.ran = 1</script>", "<img src=x onerror='globalThis.ran = 1'>",
  "&lt;b&gt; &amp;amp;", "\"><svg onload='globalThis.ran = 1'>", "{{ 7 * 7 }}", "javascript:globalThis.ran=1", "${globalThis.ran = 1}",
  "]]><script>globalThis.ran = 1</script>", "<a href='javascript:globalThis.ran = 1'>x</a>", "<style>@import url(http://example.org/a.css)</style>",
  "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>"];
const first = HOSTILE[2];
await put(text(`${first.replaceAll("/", "")}.md`, `# ${first}\n\n` + HOSTILE.map((words, n) =>
  `G8.${60 + n} Where a User {++${words}++} is a Supplier Party, it shall be subject to a Full the the assessment. ${words}\n\n`).join("")));
await idle();
seen.hostile = { refused: await said("refused"), shows: [], cards: await tab.locator(".card").count() };
// The words without the numbers of cards between them.
const drawn = await tab.evaluate(() => {
  const copy = document.getElementById("text").cloneNode(true);
  for (const button of copy.querySelectorAll(".to-card")) button.remove();
  return copy.textContent;
});
for (const words of HOSTILE) if (drawn.includes(words)) seen.hostile.shows.push(words);
// A portfolio, a statement of effect and a record of decisions with such words.
const csv = `name,supplier_party,domestic_premises,${first}\n${HOSTILE.map((words) => `"${words.replaceAll('"', '""')}",yes,1,${first}`).join("\n")}\n`;
await tab.setInputFiles("#users", [{ name: "users.csv", mimeType: "text/csv", buffer: Buffer.from(csv) }]);
await idle();
for (const end of [".effect.toml", ".decisions.toml"]) {
  await tab.setInputFiles("#users", [text("a" + end, `x = "${first}"\n${first}\n`)]);
  await idle();
}
await tab.click("#plane-part > summary");
// What is dropped while something else is done is not lost without a word.
await until(tab, () => document.body.hasAttribute("aria-busy"));
await tab.setInputFiles("#files", [short(4)]);
seen.whileBusy = await said("refused");
await idle();
await tab.click("#plane-part > summary");
seen.hostile.ran = await tab.evaluate(() => globalThis.ran ?? "");
seen.hostile.elements = await tab.locator("#desk script, #desk img, #desk iframe, #desk style, #desk a[href]").count();

// A draft of 200 pages, each paragraph left open: drawn with pauses, in which the page hears what a person does.
seen.long = await tab.evaluate(async () => {
  const report = state.reports[0];
  const paragraphs = Array.from({ length: 4000 }, (_, i) => report.paragraphs[i % report.paragraphs.length]);
  const open = paragraphs.map((_, i) => ({ id: `x${i}`, where: `H1.${i}`, text: "words", why: "not read", ways: [["nothing", "It bears on nothing"]] }));
  state.reports = [{ ...report, paragraphs, open }];
  let pauses = 0;
  const timer = setInterval(() => { pauses += 1; });
  await draw();
  clearInterval(timer);
  const [line] = document.querySelectorAll("#text .line");
  return [pauses > 1, document.querySelectorAll("#text .line").length, document.querySelectorAll("#open li").length,
    getComputedStyle(line.parentElement).contentVisibility];
});

// A rulebook of one's own: asked for before it is run, shut in where it runs, and gone when it is taken back. A server would
// hear of it if anything were carried out of the page.
const ruled = { reached: 0 };
const server = createServer((_, response) => { ruled.reached += 1; response.setHeader("Access-Control-Allow-Origin", "*").end(); });
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const hostile = join(folder, "hostile_book.py");
writeFileSync(hostile, readFileSync(hostile, "utf-8").replaceAll("HOST", `http://127.0.0.1:${server.address().port}/`));
const trust = async (answer, ...names) => {
  await tab.setInputFiles("#files", names.map((name) => join(folder, name)));
  await tab.waitForSelector("#trusting[open]");
  await tab.click(`#trusting button[value="${answer}"]`);
  await idle();
};
await tab.click("#again");
await trust("", "esos.py");
ruled.cancelled = [await said("refused"), await tab.isVisible("#rulebook")];
await trust("run", "esos.py", "esos.md");
ruled.checked = [await said("state-name"), await said("kicker"), await said("day-guess")];
ruled.form = [await tab.locator("#ask-fields label").allTextContents(), await tab.locator("#ahead").getAttribute("hidden") !== null];
await tab.click("#again");
// What is asked for here is told, though the page lets nothing of it out.
asked = ruled.tried = [];
await trust("run", "hostile_book.py");
ruled.hostile = JSON.parse((await said("rulebook-says")).match(/\{.*\}/)[0]);
await tab.click("#plane-part > summary");
// What was drawn of the draft before may stand there until this one is.
await until(tab, () => document.getElementById("plane").textContent.trim() === "drawn").catch(() => {});
await idle();
ruled.drawn = [await said("plane"), await tab.locator("#plane :is(a, meta, iframe, form)").count()];
ruled.where = tab.url() === page;
await tab.click("#plane-part > summary");

// A stop ends what is done, also when another follows at once, and the rulebook is taken back while the engine starts again.
await tab.click("#again");
await tab.setInputFiles("#files", slow);
await tab.waitForSelector("#stop:visible");
await tab.click("#stop");
await idle();
seen.stopped = [await said("refused")];
await tab.setInputFiles("#files", [short(1)]);
await tab.waitForSelector("#stop:visible");
await tab.click("#stop");
await idle();
seen.stopped.push(await said("refused"));
await tab.click("#rulebook-off");
await idle();
asked = seen.asked;
ruled.off = [await said("kicker"), await said("state-name"), await tab.isVisible("#rulebook")];
await put(short(2));
await idle();
seen.afterStop = [await said("refused"), await said("draft-name"), await said("step")];

// The engine fails: it is said, and another takes its place. The memory that is carried cannot be restored by then: Python
// starts anew, and reads and proves the same.
await tab.evaluate(() => {
  const post = Worker.prototype.postMessage;
  globalThis.started = [];
  Worker.prototype.postMessage = function (data, ...more) {
    if (data.carried) globalThis.started.push(data.anew);
    if (data.image) data.image.fill(0);
    return post.call(this, data, ...more);
  };
});
seen.failed = await tab.evaluate(() => engine.send({ do: "check", drafts: [{ name: "a.md", file: 9 }] }, []).then(String, String));
if (await tab.isVisible("#again")) await tab.click("#again");
await tab.fill("#pasted", "In Section G8.41, for \u201c250,000\u201d substitute \u201c300,000\u201d.");
await tab.click("#paste button");
await until(tab, () => document.getElementById("state-name").textContent === "Fault");
await idle();
seen.anew = [await tab.evaluate(() => globalThis.started), await said("draft-name")];
await put(short(3));
await idle();
seen.afterFailure = [await said("refused"), await said("draft-name")];

// No room is left where the browser puts what is saved: nothing on the screen is lost, and it is saved when there is room.
const session = await browser.newBrowserCDPSession();
const { targetInfo } = await (await context.newCDPSession(tab)).send("Target.getTargetInfo");
const ended = () => new Promise((resolve) => {
  const listener = ({ state }) => state !== "inProgress" && resolve(session.off("Browser.downloadProgress", listener) && state);
  session.on("Browser.downloadProgress", listener);
});
seen.full = [];
for (const downloadPath of [full, join(folder, "saved")]) {
  await session.send("Browser.setDownloadBehavior", { behavior: "allowAndName", browserContextId: targetInfo.browserContextId, downloadPath, eventsEnabled: true });
  const [state] = await Promise.all([ended(), tab.click("[data-give=html]")]);
  await idle();
  seen.full.push([state, await tab.locator(".card").count() > 0, await said("refused"), await said("done")]);
}

// A tab that is closed: asked first where something would be lost; in the middle of a check, and of saving.
await tab.emulateMedia({ media: "print" });
await tab.pdf({ path: join(folder, "printed.pdf"), format: "A4" });
await tab.emulateMedia({ media: null });
await tab.locator(".card").first().getByText("Accept").click();
for (const [id, words] of [["why", "as it is"], ["who", "A. Person"], ["day", "2026-11-29"]]) await tab.fill("#" + id, words);
await tab.click("#deciding button[value=decide]");
await idle();
seen.asks = await new Promise((resolve) => {
  tab.once("dialog", async (dialog) => { resolve(dialog.type()); await dialog.dismiss(); });
  tab.close({ runBeforeUnload: true });
});
seen.stored = await tab.evaluate(async () => [document.cookie, Object.keys(globalThis.localStorage).length,
  Object.keys(globalThis.sessionStorage).length, (await indexedDB.databases()).length, (await navigator.serviceWorker?.getRegistrations?.().catch(() => []))?.length ?? 0]);
seen.blocked = await tab.evaluate(() => globalThis.blocked ?? []);
await Promise.all([tab.click("[data-give=docx], [data-give=json]").catch(() => {}), tab.close()]);
const fresh = await opened(false);
seen.fresh = [await fresh.isVisible("#start"), await fresh.isVisible("#desk")];
seen.left = readdirSync(folder);
await browser.close();
server.close();
seen.ruled = ruled;
console.log(JSON.stringify(seen));
