// The engine of the page: Python in a worker, so that the page never waits for it. The page sends what it carries,
// then requests; each is answered by what sec_rules.page.desk answers. The scripts of the runtime stand before this one,
// and nothing is read through an address of a blob: some browsers let no worker of a page from the disk do that.

let desk;

// What was packed tightly, unpacked as it is read.
const unpacked = (packed, type = "") =>
  new Response(new self["xz-decompress"].XzReadableStream(new Response(packed).body), { headers: { "Content-Type": type } });

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

// The machine as it was when its memory was kept, but for one place that says what this browser can do.
function begun(image) {
  return async (settings) => {
    const size = (await image).length;
    // The settings keep this function, and would keep with it what was started from.
    image = null;
    const own = settings.instantiateWasm;
    let exported;
    settings.instantiateWasm = (imports, done) => own(imports, (instance, module) => {
      exported = instance.exports;
      const short = Math.ceil((size - exported.memory.buffer.byteLength) / 65536);
      if (short > 0) exported.memory.grow(short);
      done(instance, module);
    });
    const machine = await _createPyodideModule(settings);
    const place = () => {
      const memory = new Int32Array(exported.memory.buffer);
      return [memory, (exported._PyRuntime.value + memory[exported._PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET.value / 4]) / 4];
    };
    const [memory, at] = place();
    const calls = memory[at];
    const restored = settings.API.restoreSnapshot;
    settings.API.restoreSnapshot = (given) => {
      const told = restored(given);
      const [after, there] = place();
      after[there] = calls;
      return told;
    };
    return machine;
  };
}

// Python anew, by the sources of what is loaded in the memory that is carried, for a browser that cannot go on from it.
async function begunAnew(settings, taken) {
  const python = await loadPyodide({ ...settings, createPyodideModule: _createPyodideModule });
  put(python, await taken("site").arrayBuffer());
  put(python, await taken("plain-site").arrayBuffer());
  python.FS.writeFile("/rest.zip", new Uint8Array(await taken("library").arrayBuffer()));
  step("the rules are read");
  python.runPython(`import sys
sys.path.insert(0, "/site")
from pathlib import Path
from sec_rules.page import imaging
imaging.complete(Path(next(path for path in sys.path if path.endswith(".zip"))), Path("/rest.zip"))
imaging.ready()`);
  python.FS.unlink("/rest.zip");
  return python;
}

// Python as it was when its memory was kept. That is unpacked by another worker, and the machine compiled meanwhile.
async function begunFrom(settings, taken, port) {
  let image = new Promise((resolve, reject) => {
    port.onmessage = ({ data }) => (data.failed ? reject(new Error(data.failed)) : resolve(new Uint8Array(data)));
  }).finally(() => port.close());
  image.catch(() => {});
  const module = await WebAssembly.compileStreaming(taken("machine", "application/wasm"));
  const own = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (_, imports) => ({ module, instance: await WebAssembly.instantiate(module, imports) });
  const python = await loadPyodide({ ...settings, createPyodideModule: begun(image), _loadSnapshot: image });
  WebAssembly.instantiateStreaming = own;
  // What was started from is not held a second time.
  delete python._api.config._loadSnapshot;
  image = null;
  step("the rules are read");
  put(python, await taken("site").arrayBuffer());
  return python;
}

// Nothing is kept beside the page, nor told to another page, by whatever runs here.
for (const name of ["indexedDB", "caches", "BroadcastChannel", "Worker", "SharedWorker", "EventSource", "WebSocket", "WebTransport"]) {
  for (let holder = self; holder; holder = Object.getPrototypeOf(holder)) delete holder[name];
}

// Unpacks the memory for another worker, and ends.
async function unpackFor(port, image) {
  const answer = await unpacked(image).arrayBuffer().catch((error) => ({ failed: String(error.message || error) }));
  port.postMessage(answer, answer.failed ? [] : [answer]);
  self.close();
}

async function start({ carried, lock, anew, port }) {
  // What was unpacked is not held a second time.
  const taken = (name, type) => {
    const packed = carried[name];
    delete carried[name];
    return unpacked(packed, type);
  };
  const files = {
    "https://page.invalid/pyodide.asm.wasm": ["machine", "application/wasm"],
    "https://page.invalid/python_stdlib.zip": [anew ? "plain-library" : "library", "application/zip"],
  };
  // The runtime asks for its files by name. Nothing is fetched: what is not carried is not there.
  self.fetch = async (asked) => {
    const found = files[String(asked)];
    // What the machine is made of was taken before.
    if (found && !(found[0] in carried)) return new Response("");
    if (!found) throw new TypeError("The page fetches nothing: " + asked);
    return taken(...found);
  };
  step("Starting, which takes some seconds");
  const settings = { indexURL: "https://page.invalid/", lockFileContents: lock, checkAPIVersion: false,
    stdout: () => {}, stderr: (line) => console.warn(line) };
  const python = await (anew ? begunAnew : begunFrom)(settings, taken, port);
  python.FS.writeFile("/solver.xz", new Uint8Array(carried.solver));
  desk = python.pyimport("sec_rules.page.desk");
}

function step(says) {
  self.postMessage({ step: says });
}

self.onmessage = async ({ data }) => {
  try {
    if (data.image) {
      await unpackFor(data.port, data.image);
      return;
    }
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
