// The engine of the page: Python in a worker, so that the page never waits for it. The page sends what it carries,
// then requests; each is answered by what sec_rules.page.desk answers.
"use strict";

// Packed more tightly than a browser unpacks by itself.
const UNPACK = `
import importlib, io, lzma, pathlib, sys, zipfile
for packed in (pathlib.Path("/site.xz"), pathlib.Path("/package.xz")):
    zipfile.ZipFile(io.BytesIO(lzma.decompress(packed.read_bytes()))).extractall("/site")
    packed.unlink()
sys.path.insert(0, "/site")
importlib.invalidate_caches()
`;

let desk;

async function start({ carried, lock }) {
  const files = {
    "https://page.invalid/pyodide.asm.wasm": [carried.machine, "application/wasm"],
    "https://page.invalid/python_stdlib.zip": [carried.library, "application/zip"],
  };
  // The runtime asks for its files by name. Nothing is fetched: what is not carried is not there.
  self.fetch = async (asked) => {
    const found = files[String(asked)];
    if (!found) throw new TypeError("The page fetches nothing: " + asked);
    return new Response(found[0], { headers: { "Content-Type": found[1] } });
  };
  const module = (text) => import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  const [{ loadPyodide }, glue] = await Promise.all([module(carried.runtime), module(carried["machine-glue"])]);
  step("Python starts");
  const python = await loadPyodide({
    indexURL: "https://page.invalid/",
    lockFileContents: lock,
    createPyodideModule: glue.default,
    checkAPIVersion: false,
    stdout: () => {},
    stderr: (line) => console.warn(line),
  });
  step("the rules are read");
  for (const name of ["site", "package"]) python.FS.writeFile("/" + name + ".xz", new Uint8Array(carried[name]));
  python.runPython(UNPACK);
  desk = python.pyimport("sec_rules.page.desk");
  desk.prepare();
}

function step(says) {
  self.postMessage({ step: says });
}

self.onmessage = async ({ data }) => {
  try {
    if (data.carried) {
      await start(data);
      self.postMessage({ ready: true });
      return;
    }
    const told = desk.answered(JSON.stringify(data.request), data.files.map((file) => new Uint8Array(file)), step);
    const [answer, made] = [told.get(0), told.get(1)];
    const files = made.toJs();
    made.destroy();
    told.destroy();
    self.postMessage({ id: data.id, answer, files });
  } catch (error) {
    self.postMessage({ id: data.id, failed: String((error && error.message) || error) });
  }
};
