// Waits for what the page comes to be, told by its own changes: asked at every frame, as a driver does else, the page draws
// without end, which takes the processor from what is waited for.

const PATIENCE = 120000;

// Until what a function says of the page, run in it with a value, is so.
export async function until(tab, holds, value = null, patience = PATIENCE) {
  const seen = tab.evaluate(`new Promise((resolve) => {
    const observer = new MutationObserver(look);
    function look() {
      if (!(${holds})(${JSON.stringify(value)})) return;
      observer.disconnect();
      resolve();
    }
    observer.observe(document, { attributes: true, childList: true, characterData: true, subtree: true });
    look();
  })`);
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not so after ${patience} ms: ${holds}`)), patience);
  });
  await Promise.race([seen, late]).finally(() => clearTimeout(timer));
}

export const ready = (tab, patience) => until(tab, () => Boolean(document.body.dataset.ready), null, patience);

// A dialog tells that it was closed in a task of its own, behind the click, and only then is the page busy.
const told = (tab) => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
export const idle = async (tab, patience) => {
  await told(tab);
  await until(tab, () => !document.body.hasAttribute("aria-busy"), null, patience);
};
