// Run by Node when the page is built: starts the runtime, makes it ready by sec_rules/page/imaging.py, and keeps its memory.
// Argument: the folder of the runtime, of the modules in its folder `site`, and of what is made.
import { readFileSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// The last line says what went wrong: what Node prints of itself is a megabyte of the runtime.
process.on("uncaughtException", (error) => {
  console.error(String((error && error.message) || error).trim().slice(-2000));
  process.exit(1);
});
const [folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const lockFileContents = readFileSync(join(folder, "lock.json"), "utf-8");
const python = await loadPyodide({ indexURL: folder + "/", lockFileContents, _makeSnapshot: true });
for (const name of readdirSync(join(folder, "site"), { recursive: true })) {
  const path = join(folder, "site", name);
  if (statSync(path).isDirectory()) python.FS.mkdirTree("/site/" + name.replaceAll("\\", "/"));
  else python.FS.writeFile("/site/" + name.replaceAll("\\", "/"), readFileSync(path));
}
python.runPython("import sys; sys.path.insert(0, '/site')");
const names = python.runPython("from sec_rules.page import imaging; imaging.ready(); import json; json.dumps(imaging.loaded())");
python.runPython("imaging.forget()");
// A file is there whole or not at all.
for (const [name, data] of [["loaded.json", names], ["image", python.makeMemorySnapshot()]]) {
  writeFileSync(join(folder, name + ".partial"), data);
  renameSync(join(folder, name + ".partial"), join(folder, name));
}
