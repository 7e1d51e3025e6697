// A rulebook of one's own on the built page in a real Chromium: asked for before it is run, shut in where it runs, and gone
// when it is taken back. Arguments: where the page is, a folder with a draft and two rulebooks, one of them hostile, Chromium.
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { idle as whenIdle, ready, until } from "./waiting.mjs";

const [page, folder, program] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT || "playwright-core");
const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"] });
const tab = await browser.newPage();
tab.setDefaultTimeout(60000);
const seen = { reached: 0 };
// A server that would hear of it if anything were carried out of the page.
const server = createServer((_, response) => { seen.reached += 1; response.setHeader("Access-Control-Allow-Origin", "*").end(); });
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const hostile = join(folder, "hostile_book.py");
writeFileSync(hostile, readFileSync(hostile, "utf-8").replaceAll("HOST", `http://127.0.0.1:${server.address().port}/`));
const said = (id) => tab.textContent("#" + id);
const idle = () => whenIdle(tab);
const put = async (answer, ...names) => {
  await tab.setInputFiles("#files", names.map((name) => join(folder, name)));
  await tab.waitForSelector("#trusting[open]");
  await tab.click(`#trusting button[value="${answer}"]`);
  await idle();
};

await tab.goto(page);
await ready(tab);
await put("", "esos.py");
seen.cancelled = [await said("refused"), await tab.isVisible("#rulebook")];
await put("run", "esos.py", "esos.md");
seen.checked = [await said("state-name"), await said("kicker"), await said("day-guess")];
seen.form = [await tab.locator("#ask-fields label").allTextContents(), await tab.locator("#ahead").getAttribute("hidden") !== null];
await tab.click("#again");
await put("run", "hostile_book.py");
seen.hostile = JSON.parse((await said("rulebook-says")).match(/\{.*\}/)[0]);
await tab.click("#plane-part > summary");
await until(tab, () => document.getElementById("plane").textContent.trim());
await idle();
seen.drawn = [await said("plane"), await tab.locator("#plane :is(a, meta, iframe, form)").count()];
await tab.waitForTimeout(500);
seen.where = tab.url() === page;
await tab.click("#rulebook-off");
await idle();
seen.off = [await said("kicker"), await said("state-name"), await tab.isVisible("#rulebook")];
await browser.close();
server.close();
console.log(JSON.stringify(seen));
