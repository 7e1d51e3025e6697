"use strict";
// What answers the page: the engine in a worker of this file, or the program that serves it. Both take a request and the
// bytes of files and give an answer and files; the page knows no difference.

// Ten million signs: a loop is many times as fast as a function for each.
function asBytes(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const signs = atob(text);
  const found = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) found[at] = signs.charCodeAt(at);
  return found;
}

// What the page carries: four signs for 31 bits, as sec_rules/page/signs.py writes them.
function carriedBytes(part) {
  const signs = part.textContent;
  const places = new Uint8Array(256);
  let place = 0;
  for (let code = 1; code < 256; code += 1) if (code !== 13 && code !== 60 && (code < 128 || code > 159)) places[code] = place++;
  const found = new Uint8Array(Math.ceil(signs.length / 32) * 31);
  // What is left over of the last four signs, fewer bits than make a byte, and how many they are.
  let [held, bits, to] = [0, 0, 0];
  for (let from = 0; from < signs.length; from += 4) {
    const value = ((places[signs.charCodeAt(from)] * 221 + places[signs.charCodeAt(from + 1)]) * 221 +
      places[signs.charCodeAt(from + 2)]) * 221 + places[signs.charCodeAt(from + 3)];
    let left = 23 + bits;
    found[to++] = (held << (8 - bits)) | (value >>> left);
    for (; left >= 8; to += 1) found[to] = value >>> (left -= 8);
    bits = left;
    held = value & ((1 << bits) - 1);
  }
  return found.subarray(0, Number(part.dataset.size));
}

function asText(given) {
  let signs = "";
  for (let at = 0; at < given.length; at += 32768) signs += String.fromCharCode(...given.subarray(at, at + 32768));
  return btoa(signs);
}

// What is not done, in a sentence for a person; `asks` names what somebody has to say first.
class Refused extends Error {
  constructor(message, asks) {
    super(message);
    this.asks = asks || "";
  }
}

class WorkerEngine {
  constructor(onStep) {
    this.onStep = onStep;
    this.waiting = new Map();
    this.last = 0;
    this.anew = false;
    this.names = [...document.querySelectorAll("[id^=carried-]")].map(({ id }) => id.slice(8));
    this.parts = {};
  }

  // Starts a worker. What it is made of is kept, so that another can be started after it.
  start() {
    const turn = this.turn = {};
    this.ready = new Promise((resolve, reject) => {
      turn.end = reject;
      this.begun(turn).catch((error) => this.begunAnew(turn, error)).then(resolve, reject);
    });
    // Whoever waits for it is told; where nobody does, nothing was asked.
    this.ready.catch(() => {});
    return this.ready;
  }

  // Where the memory that is carried cannot be restored, Python starts anew, and does so from then on.
  async begunAnew(turn, error) {
    if (this.turn !== turn || this.anew || !this.worker) throw error;
    this.end();
    this.anew = true;
    await this.begun(turn);
  }

  async begun(turn) {
    this.onStep("Getting ready");
    // A step that is said is seen before the next one keeps the page busy.
    await new Promise((resolve) => setTimeout(resolve));
    const scripts = await this.scripts();
    // The memory, which takes longest, is unpacked beside all else.
    const { port1, port2 } = new MessageChannel();
    const image = this.anew ? null : await this.part("image");
    if (this.turn !== turn) return;
    const worker = this.worker = new Worker(scripts);
    this.unpacker = image && new Worker(scripts);
    const ready = new Promise((resolve, reject) => {
      const failed = (event) => reject(new Error(event.message || "the engine could not be started"));
      worker.onerror = failed;
      if (image) this.unpacker.onerror = failed;
      worker.onmessage = ({ data }) => {
        if (data.step) this.onStep(data.step);
        else if (data.ready) resolve();
        else if (data.id === undefined) reject(new Error(data.failed));
        else this.settle(data);
      };
    });
    // It is waited for below.
    ready.catch(() => {});
    if (image) this.unpacker.postMessage({ image, port: port1 }, [image.buffer, port1]);
    const carried = {};
    for (const name of this.names) if (name !== "image" && name !== "scripts") carried[name] = await this.part(name);
    if (this.turn !== turn) return;
    const lock = JSON.parse(document.getElementById("lock").textContent);
    worker.postMessage({ carried, lock, anew: this.anew, port: port2 }, [...Object.values(carried).map(({ buffer }) => buffer), port2]);
    await ready;
    worker.onerror = (event) => this.lose(new Error(event.message || "the engine ended"));
    URL.revokeObjectURL(scripts);
    if (!this.waiting.size) this.onStep("");
  }

  // A part of what the page carries, as bytes. What it was written in is not needed again: it is kept as a blob, which does
  // not weigh on the page, for another worker.
  async part(name) {
    if (this.parts[name]) return new Uint8Array(await this.parts[name].arrayBuffer());
    const written = document.getElementById("carried-" + name);
    const bytes = carriedBytes(written);
    this.parts[name] = new Blob([bytes]);
    written.remove();
    return bytes;
  }

  // The address of the scripts of a worker.
  async scripts() {
    const unpacked = new Response(new Response(await this.part("scripts")).body.pipeThrough(new DecompressionStream("gzip")));
    const own = document.getElementById("worker").textContent;
    return URL.createObjectURL(new Blob([await unpacked.blob(), own], { type: "text/javascript" }));
  }

  end() {
    this.unpacker?.terminate();
    this.worker?.terminate();
  }

  settle({ id, answer, files, failed }) {
    if (failed) {
      // What failed may have left the engine as it should not be.
      this.lose(new Error(failed));
      return;
    }
    const { resolve } = this.waiting.get(id);
    this.waiting.delete(id);
    resolve([answer, files]);
  }

  async send(request, files) {
    await this.ready;
    const id = ++this.last;
    const told = new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    this.worker.postMessage({ id, request, files });
    return told;
  }

  // Ends what is being done, and starts another worker in its place.
  stop() {
    return this.lose(new Refused("Stopped."));
  }

  lose(error) {
    this.end();
    this.turn.end(error);
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
    return this.start();
  }
}

// The program on this machine that serves the page; its address carries the token that it wants to see.
class ServedEngine {
  constructor(onStep) {
    this.onStep = onStep;
  }

  async start() {
    this.token = new URLSearchParams(location.hash.slice(1)).get("token") || "";
  }

  async post(where, body) {
    this.stopping = new AbortController();
    const options = { method: "POST", body, headers: { "X-Token": this.token }, signal: this.stopping.signal };
    const response = await fetch(where, options).catch((error) => {
      throw new Refused(error.name === "AbortError" ? "Stopped." : "sec-rules serve does not answer; is it still running?");
    });
    if (!response.ok) throw new Refused(await response.text());
    return response.json();
  }

  async send(request, files) {
    const sent = files.map((file) => asText(new Uint8Array(file)));
    const { answer, files: made } = await this.post("answer", JSON.stringify({ request, files: sent }));
    return [answer, made.map(asBytes)];
  }

  // The draft that the program watches, where it is another than was seen.
  watched(seen) {
    return this.post("watched?seen=" + encodeURIComponent(seen), "");
  }

  async stop() {
    this.stopping?.abort();
  }
}

// Asks an engine; gives what it tells, with the files as [name, bytes]. What it refuses is thrown as `Refused`.
async function asked(engine, request, files) {
  const [text, made] = await engine.send(request, files);
  const answer = JSON.parse(text);
  if (answer.refused) throw new Refused(answer.refused, answer.asks);
  return { ...answer, files: answer.files.map((name, i) => [name, made[i]]) };
}
