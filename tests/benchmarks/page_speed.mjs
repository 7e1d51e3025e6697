// How quick the built page is in a real Chromium: prints seconds until it is ready, of a first check, of changes of one figure
// and of a long draft, the memory of its process after each, and for how long it stood still at most. Arguments: the page,
// Chromium, a Word file with the figure 250,000 in G8.41, a portfolio, and a long draft or "". PLAYWRIGHT names the folder of
// playwright-core.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { idle as whenIdle, ready, until } from "../page/waiting.mjs";

const [page, program, draft, users, long] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT || "playwright-core");
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"] });
const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
const PATIENCE = 900000;
tab.setDefaultTimeout(PATIENCE);
const idle = () => whenIdle(tab, PATIENCE);
const since = (begun) => (performance.now() - begun) / 1000;
async function timed(act) {
  const begun = performance.now();
  await act();
  await idle();
  return since(begun);
}
// Of all renderers that of the page, and the worker in it, takes most: megabytes in all, and without the program of the
// browser, which each of its processes maps.
const megabytes = {};
async function weigh(when) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    const status = readFileSync(`/proc/${id}/status`, "utf-8");
    const [all, mapped] = ["VmRSS", "RssFile"].map((name) => Number(status.match(`${name}:\\s+(\\d+)`)[1]) / 1000);
    return [all, all - mapped];
  });
  megabytes[when] = sizes.sort((one, other) => other[0] - one[0])[0];
}
async function edit(figure) {
  const line = tab.locator("#text .line", { hasText: "G8.41" });
  await line.locator(".changeable", { hasText: /\d{3},000/ }).first().click();
  await tab.fill("#put", figure);
  return timed(() => tab.click("#changing button[value=change]"));
}
// For how many seconds the page heard nothing at most, since this was asked last.
const watch = () => tab.evaluate(() => {
  let last = performance.now();
  globalThis.still = 0;
  setInterval(() => {
    const now = performance.now();
    globalThis.still = Math.max(globalThis.still, (now - last) / 1000);
    last = now;
  }, 20);
});
const still = () => tab.evaluate(() => { const told = globalThis.still; globalThis.still = 0; return told; });

const told = { megabytes };
let begun = performance.now();
await tab.goto(pathToFileURL(page).href);
await ready(tab, PATIENCE);
told.ready = since(begun);
await weigh("ready");
told.first = await timed(() => tab.setInputFiles("#files", draft));
await weigh("first");
await tab.fill("#by", "A. Person");
told.edits = [];
for (const figure of ["300,000", "310,000", "320,000", "330,000", "340,000"]) told.edits.push(await edit(figure));
await weigh("five edits");
if (users) {
  for (let more = 1; more <= 15; more += 1) await edit(`${340 + more},000`);
  await weigh("twenty edits");
  await timed(() => tab.setInputFiles("#users", users));
  await weigh("portfolio");
}
if (long) {
  await watch();
  await tab.click("#again");
  await tab.evaluate(() => {
    globalThis.steps = new Set();
    new MutationObserver(() => globalThis.steps.add(document.getElementById("step").textContent))
      .observe(document.getElementById("step"), { childList: true, characterData: true, subtree: true });
  });
  told.long = await timed(() => tab.setInputFiles("#files", long));
  await tab.waitForTimeout(500);
  told.longStill = await still();
  told.steps = await tab.evaluate(() => [...globalThis.steps]);
  told.state = await tab.textContent("#state-name");
  told.lines = await tab.locator("#text .line").count();
  const figure = tab.locator("#text .line", { hasText: "G8.41" }).locator(".changeable", { hasText: "250,000" }).first();
  await figure.evaluate((found) => found.click());
  await tab.fill("#put", "300,000");
  told.longEdit = await timed(() => tab.click("#changing button[value=change]"));
  await tab.waitForTimeout(500);
  told.editStill = await still();
  await weigh("long");
  // On paper all of it is laid out at once.
  begun = performance.now();
  await tab.emulateMedia({ media: "print" });
  told.printed = [(await tab.pdf({ format: "A4" })).length, since(begun)];
  await tab.emulateMedia({ media: null });
  told.printStill = await still();
  await weigh("print");
  await tab.click("#again");
  await tab.setInputFiles("#files", { name: "other.md", mimeType: "text/markdown", buffer: Buffer.from(
    Array.from({ length: 3000 }, (_, i) => `H${1 + Math.floor(i / 200)}.${1 + i % 200} Each Party shall send report ${i} to the Panel.\n`).join("\n")) });
  await until(tab, () => / of /.test(document.getElementById("step").textContent), null, PATIENCE);
  begun = performance.now();
  await tab.click("#stop");
  await idle();
  told.stopped = [since(begun), await tab.textContent("#refused")];
  told.afterStop = await timed(() => tab.setInputFiles("#files", draft));
}
await browser.close();
console.log(JSON.stringify(told));
