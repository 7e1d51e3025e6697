// The engine that a built page carries, started by Node as its worker starts it: from the memory that is carried.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

// What Node prints of itself is a megabyte of the runtime; the last lines say what went wrong.
process.on("uncaughtException", (error) => {
  console.error(String((error && error.message) || error).trim().slice(-2000));
  process.exit(1);
});
// What the page's own scripts define, without what they begin.
const defined = (source, names, self = {}) => new Function("self", `${source}\nreturn { ${names} };`).call(self, self);

export async function started(page) {
  const text = readFileSync(page, "latin1");
  const inside = (start) => text.slice(text.indexOf(start) + start.length).split("</script>", 1)[0];
  const script = text.match(/function carriedBytes[^]*?\n}\n/)[0];
  const { carriedBytes } = defined(script, "carriedBytes");
  const carried = (name) => {
    const [, size, textContent] = text.match(new RegExp(`id="carried-${name}" data-size="(\\d+)">([^<]*)<`));
    return carriedBytes({ textContent, dataset: { size } });
  };
  // The scripts of the worker, in a world of their own that is told where it lies.
  const self = { location: { href: pathToFileURL("/").href } };
  const scripts = gunzipSync(carried("scripts")).toString() + inside('id="worker">');
  const worker = defined(scripts, "unpacked, begun, put", self);
  const whole = async (name) => new Uint8Array(await worker.unpacked(carried(name)).arrayBuffer());
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  for (const [name, part] of [["pyodide.asm.wasm", "machine"], ["python_stdlib.zip", "library"]]) {
    writeFileSync(join(folder, name), await whole(part));
  }
  const image = await whole("image");
  const python = await globalThis.loadPyodide({ indexURL: folder + "/", lockFileContents: inside('id="lock">'),
    _loadSnapshot: image, stderr: () => {}, createPyodideModule: worker.begun(image) });
  worker.put(python, (await whole("site")).buffer);
  python.FS.writeFile("/solver.xz", carried("solver"));
  return python;
}
