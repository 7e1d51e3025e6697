// Run by Node when the page is built: starts the runtime and compiles modules in it, by sec_rules/page/compiling.py.
// Arguments: the folder of the runtime and of what is made, an archive of modules, and the call that compiles them.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

// The last line says what went wrong: what Node prints of itself is a megabyte of the runtime.
process.on("uncaughtException", (error) => {
  console.error(String((error && error.message) || error).trim().slice(-2000));
  process.exit(1);
});
const [folder, sources, call] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const python = await loadPyodide({ indexURL: folder + "/" });
const unpack = (name, to) => {
  python.FS.mkdir(to);
  python.unpackArchive(new Uint8Array(readFileSync(join(folder, name))), "zip", { extractDir: to });
};
unpack(sources, "/site");
unpack("python_stdlib.zip", "/library");
python.FS.mkdir("/out");
python.runPython(readFileSync(join(folder, "compiling.py"), "utf-8") + "\n" + call);
// A file is there whole or not at all.
for (const name of python.FS.readdir("/out").filter((name) => name.endsWith(".zip"))) {
  writeFileSync(join(folder, name + ".partial"), python.FS.readFile("/out/" + name));
  renameSync(join(folder, name + ".partial"), join(folder, name));
}
