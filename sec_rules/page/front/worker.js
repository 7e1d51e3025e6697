// The engine of the page: Python in a worker, so that the page never waits for it. The page sends what it carries,
// then requests; each is answered by what sec_rules.page.desk answers.
"use strict";

// The solver is packed more tightly than a browser unpacks by itself, and is unpacked when something first asks for it.
const BEGIN = `
import sys
class Solver:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name == "z3":
            import lzma, pathlib
            sys.meta_path.remove(cls)
            packed = pathlib.Path("/solver.xz")
            pathlib.Path("/site/z3/lib").mkdir(parents=True, exist_ok=True)
            pathlib.Path("/site/z3/lib/libz3.so").write_bytes(lzma.decompress(packed.read_bytes()))
            packed.unlink()
sys.meta_path.insert(0, Solver)
sys.path.insert(0, "/site")
`;

let desk;

function unpacked(data, type) {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream, { headers: { "Content-Type": type || "" } });
}

// The files of an archive in which nothing is compressed, by its directory at the end.
function* filesOf(archive) {
  const view = new DataView(archive);
  let end = archive.byteLength - 22;
  while (view.getUint32(end, true) !== 0x06054b50) end -= 1;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    const size = view.getUint32(at + 24, true);
    const [name, more, note] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const local = view.getUint32(at + 42, true);
    const begins = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    yield [new TextDecoder().decode(new Uint8Array(archive, at + 46, name)), new Uint8Array(archive, begins, size)];
    at += 46 + name + more + note;
  }
}

function put(python, archive) {
  const made = new Set();
  for (const [name, data] of filesOf(archive)) {
    const folder = "/site/" + name.slice(0, name.lastIndexOf("/"));
    if (!made.has(folder)) python.FS.mkdirTree(folder);
    made.add(folder);
    python.FS.writeFile("/site/" + name, data);
  }
}

async function start({ carried, lock }) {
  const files = {
    "https://page.invalid/pyodide.asm.wasm": [carried.machine, "application/wasm"],
    "https://page.invalid/python_stdlib.zip": [carried.library, "application/zip"],
  };
  const [site, modules] = ["site", "package"].map((name) => unpacked(carried[name]).arrayBuffer());
  // The runtime asks for its files by name. Nothing is fetched: what is not carried is not there.
  self.fetch = async (asked) => {
    const found = files[String(asked)];
    if (!found) throw new TypeError("The page fetches nothing: " + asked);
    return unpacked(...found);
  };
  const module = async (name) =>
    import(URL.createObjectURL(new Blob([await unpacked(carried[name]).text()], { type: "text/javascript" })));
  const [{ loadPyodide }, glue] = await Promise.all([module("runtime"), module("machine-glue")]);
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
  for (const archive of await Promise.all([site, modules])) put(python, archive);
  python.FS.writeFile("/solver.xz", carried.solver);
  python.runPython(BEGIN);
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
