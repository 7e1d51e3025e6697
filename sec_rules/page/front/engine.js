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
  const at = (from) => places[signs.charCodeAt(from)];
  const found = new Uint8Array(Math.ceil(signs.length / 32) * 31);
  let [held, bits, to] = [0, 0, 0];
  const take = (value, many) => {
    held = (held << many) | value;
    for (bits += many; bits >= 8; to += 1) {
      bits -= 8;
      found[to] = held >> bits;
      held &= (1 << bits) - 1;
    }
  };
  for (let from = 0; from < signs.length; from += 4) {
    const value = ((at(from) * 221 + at(from + 1)) * 221 + at(from + 2)) * 221 + at(from + 3);
    // Numbers of 32 bits have no room for all of it beside the bits that are held.
    take(value >>> 15, 16);
    take(value & 0x7fff, 15);
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
    this.worker.terminate();
    this.anew = true;
    await this.begun(turn);
  }

  async begun(turn) {
    this.parts ??= await this.unpacked();
    const { scripts, ...parts } = this.parts;
    const carried = {};
    for (const [name, blob] of Object.entries(parts)) carried[name] = await blob.arrayBuffer();
    if (this.turn !== turn) return;
    const own = document.getElementById("worker").textContent;
    const source = URL.createObjectURL(new Blob([scripts, own], { type: "text/javascript" }));
    const worker = this.worker = new Worker(source);
    const lock = JSON.parse(document.getElementById("lock").textContent);
    await new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message || "the engine could not be started"));
      worker.onmessage = ({ data }) => {
        if (data.step) this.onStep(data.step);
        else if (data.ready) resolve();
        else if (data.id === undefined) reject(new Error(data.failed));
        else this.settle(data);
      };
      worker.postMessage({ carried, lock, anew: this.anew }, Object.values(carried));
    });
    worker.onerror = (event) => this.lose(new Error(event.message || "the engine ended"));
    URL.revokeObjectURL(source);
    if (!this.waiting.size) this.onStep("");
  }

  // What the page carries, by name. As blobs the parts do not weigh on it, and what they were written in is not needed again.
  async unpacked() {
    this.onStep("Getting ready");
    // A step that is said is seen before the next one keeps the page busy.
    await new Promise((resolve) => setTimeout(resolve));
    const parts = {};
    for (const part of document.querySelectorAll("[id^=carried-]")) {
      parts[part.id.slice(8)] = new Blob([carriedBytes(part)]);
      part.remove();
    }
    const scripts = await new Response(parts.scripts.stream().pipeThrough(new DecompressionStream("gzip"))).blob();
    return { ...parts, scripts };
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
    this.worker?.terminate();
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
