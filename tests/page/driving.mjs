// Drives the built page in a real Chromium, from the disk and with no host in reach, and prints what a person would see.
// Arguments: the page, the folder for files saved, Chromium, a portfolio, and the drafts. PLAYWRIGHT names the folder of playwright-core.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [page, folder, program, users, ...drafts] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT || "playwright-core");
const seen = { asked: [], faults: [] };
const browser = await chromium.launch({
  executablePath: program,
  args: ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
tab.on("request", (request) => seen.asked.push(request.url().split(":")[0]));
tab.on("pageerror", (error) => seen.faults.push(String(error)));

const idle = () => tab.waitForFunction(() => !document.body.hasAttribute("aria-busy"), null, { timeout: 120000 });
const said = (id) => tab.textContent("#" + id);
async function saved(kind) {
  const [download] = await Promise.all([tab.waitForEvent("download"), tab.click(`[data-give=${kind}]`)]);
  await download.saveAs(join(folder, download.suggestedFilename()));
  return download.suggestedFilename();
}
const shot = (name) => process.env.SHOTS && tab.screenshot({ path: join(process.env.SHOTS, name + ".png") });

const begun = Date.now();
await tab.goto(pathToFileURL(page).href);
await tab.waitForFunction(() => document.body.dataset.ready, null, { timeout: 120000 });
seen.readyAfter = (Date.now() - begun) / 1000;
seen.first = await tab.textContent(".private");
await shot("start");

const checking = Date.now();
await tab.setInputFiles("#files", drafts[0]);
await idle();
seen.checkedAfter = (Date.now() - checking) / 1000;
seen.refused = await said("refused");
seen.state = await said("state-name");
seen.verdict = await said("verdict");
seen.cards = await tab.locator(".card").allTextContents();
await shot("checked");
seen.saved = [await saved("json"), await saved("docx")];

// From the words to the card and back.
await tab.locator("#text .to-card").first().click();
seen.focused = await tab.evaluate(() => document.activeElement.id);
await tab.locator(".card >> text=Show").first().click();
seen.back = await tab.evaluate(() => document.activeElement.closest("[data-cards]")?.dataset.cards);

// One card accepted, with a reason.
await tab.locator(".card", { hasText: "TY101" }).getByText("Accept").click();
await tab.fill("#why", "taken over as it stands");
await tab.fill("#who", "A. Person");
await tab.fill("#day", "2026-11-29");
await tab.click("#accepting button[value=accept]");
await idle();
seen.left = await tab.locator(".card").count();
seen.accepted = await said("accepted");

// One of two twins is changed: the gap, with the smallest User in it, which is accepted too.
const figure = tab.locator("#text .line", { hasText: "G8.41" }).locator(".changeable", { hasText: "250,000" }).first();
// What is far from the screen is not drawn, and a person scrolls there first.
await figure.evaluate((found) => found.scrollIntoView({ block: "center" }));
await figure.click();
await tab.fill("#put", "300,000");
await tab.click("#changing button[value=change]");
await idle();
seen.changed = { state: await said("state-name"), verdict: await said("verdict"), cards: await tab.locator(".card").allTextContents() };
await shot("changed");
await tab.locator(".card.error").first().getByText("Accept").click();
await tab.fill("#why", "the other twin follows");
await tab.click("#accepting button[value=accept]");
await idle();
seen.afterwards = { accepted: await said("accepted"), refused: await said("refused") };

// Our Users.
await tab.setInputFiles("#users", users);
await idle();
seen.users = { says: await said("users-says"), cards: await tab.locator(".card .users").allTextContents() };
await shot("users");
seen.saved.push(await saved("docx"));

// What is refused, and what is hostile.
for (const draft of drafts.slice(1)) {
  if (await tab.isVisible("#again")) await tab.click("#again");
  await tab.setInputFiles("#files", draft);
  await idle();
  seen[draft.split("/").pop()] = { refused: await said("refused"), text: await said("text"), title: await tab.title() };
}
await tab.setViewportSize({ width: 390, height: 844 });
seen.narrow = await tab.evaluate(() => document.documentElement.scrollWidth);
await browser.close();
console.log(JSON.stringify(seen));
