// The engine that a built page carries, started by Node as its worker starts it: from the memory that is carried.
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
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
const defined = (source, names, self = {}) => new Function("self", `${source}\nreturn { ${names} };`)(self);

export async function started(page) {
  const text = readFileSync(page, "utf-8");
  const inside = (start) => text.slice(text.indexOf(start) + start.length).split("</script>", 1)[0];
  const script = text.match(/const OTHERWISE[^]*?\n}\n/)[0];
  const { carriedBytes } = defined(script, "carriedBytes");
  const carried = (name) => {
    const [, size, textContent] = text.match(new RegExp(`id="carried-${name}" data-size="(\\d+)">([^<]*)<`));
    return carriedBytes({ textContent, dataset: { size } });
  };
  const module = { exports: {} };
  new Function("module", "exports", "require", gunzipSync(carried("unpacker")).toString())(
    module, module.exports, createRequire(import.meta.url));
  const unpacked = async (name) => {
    const stream = new module.exports.XzReadableStream(new Blob([carried(name)]).stream());
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const files = { "pyodide.mjs": gunzipSync(carried("runtime")), "pyodide.asm.mjs": gunzipSync(carried("machine-glue")),
    "pyodide.asm.wasm": await unpacked("machine"), "python_stdlib.zip": await unpacked("library") };
  for (const [name, data] of Object.entries(files)) writeFileSync(join(folder, name), data);
  const lockFileContents = inside('id="lock">');
  const [{ loadPyodide }, glue] = await Promise.all(["pyodide.mjs", "pyodide.asm.mjs"].map((name) =>
    import(pathToFileURL(join(folder, name)))));
  const { begun, put } = defined(inside('id="worker">'), "begun, put");
  const image = await unpacked("image");
  const python = await loadPyodide({ indexURL: folder + "/", lockFileContents, _loadSnapshot: image, stderr: () => {},
    createPyodideModule: begun(glue, image.length) });
  put(python, (await unpacked("site")).buffer);
  python.FS.writeFile("/solver.xz", carried("solver"));
  return python;
}
