// The engine that a built page carries, started by Node: the same machine, libraries and package.
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

export async function started(page) {
  const text = readFileSync(page, "utf-8");
  const carried = (name) => Buffer.from(text.match(new RegExp(`id="carried-${name}">([^<]*)<`))[1], "base64");
  const unpacked = (name) => new Uint8Array(gunzipSync(carried(name)));
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const lock = text.match(/id="lock">([^<]*)</)[1];
  const parts = { "pyodide.mjs": "runtime", "pyodide.asm.mjs": "machine-glue", "pyodide.asm.wasm": "machine",
    "python_stdlib.zip": "library" };
  for (const [file, name] of Object.entries(parts)) writeFileSync(join(folder, file), unpacked(name));
  writeFileSync(join(folder, "pyodide-lock.json"), lock);
  const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
  const python = await loadPyodide({ indexURL: folder + "/", lockFileContents: lock, stderr: () => {} });
  for (const name of ["site", "package"]) python.unpackArchive(unpacked(name), "zip", { extractDir: "/site" });
  python.FS.writeFile("/solver.xz", new Uint8Array(carried("solver")));
  python.runPython(text.match(/const BEGIN = `([^`]*)`/)[1]);
  return python;
}
