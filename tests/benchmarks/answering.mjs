// Answers drafts by the engine that a built page carries, started by Node, and prints for each the SHA-256 of its JSON
// or the sentence with which it is refused. Arguments: the built page, and a file with the path of a draft in each line.
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const [page, list] = process.argv.slice(2);
const text = readFileSync(page, "utf-8");
// What Node prints of itself is a megabyte of the runtime; the last lines say what went wrong.
process.on("uncaughtException", (error) => {
  console.error(String((error && error.message) || error).trim().slice(-2000));
  process.exit(1);
});
const carried = (name) => Buffer.from(text.match(new RegExp(`id="carried-${name}">([^<]*)<`))[1], "base64");
const unpacked = (name) => new Uint8Array(gunzipSync(carried(name)));
const folder = mkdtempSync(join(tmpdir(), "page-"));
const parts = { "pyodide.mjs": "runtime", "pyodide.asm.mjs": "machine-glue", "pyodide.asm.wasm": "machine", "python_stdlib.zip": "library" };
for (const [file, name] of Object.entries(parts)) writeFileSync(join(folder, file), unpacked(name));
const lock = text.match(/id="lock">([^<]*)</)[1];
writeFileSync(join(folder, "pyodide-lock.json"), lock);

const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: folder + "/", lockFileContents: lock, stderr: () => {} });
for (const name of ["site", "package"]) python.unpackArchive(unpacked(name), "zip", { extractDir: "/site" });
python.FS.writeFile("/solver.xz", new Uint8Array(carried("solver")));
python.runPython(text.match(/const BEGIN = `([^`]*)`/)[1]);
const desk = python.pyimport("sec_rules.page.desk");
desk.prepare();
for (const path of readFileSync(list, "utf-8").split("\n").filter(Boolean)) {
  const asked = { do: "give", what: "json", drafts: [{ name: basename(path), file: 0 }] };
  const told = desk.answered(JSON.stringify(asked), [new Uint8Array(readFileSync(path))], () => {});
  const [answer, made] = [JSON.parse(told.get(0)), told.get(1).toJs()];
  told.destroy();
  const said = answer.refused ? { refused: answer.refused } : { sha256: createHash("sha256").update(made[0]).digest("hex") };
  console.log(JSON.stringify({ path, ...said }));
}
