"use strict";
// The solution process for JavaScript: an answer's functions and classes, served over the wire (see sandbox/wire.py).
//
// Descriptors: 1 stdout, 2 stderr, 4 the call socket.  job.json holds the answer and nothing that could give a test
// away.  Nothing here is a wall: an answer may change all of it, and can then only lie about itself.

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { createRequire } = require("node:module");
const { pathToFileURL } = require("node:url");

const CALLS = 4;
const MAX_TEXT = 4000;
const MAX_DEPTH = 100;
const MAX_ELEMENTS = 1_000_000; // what is larger crosses as a typed array
const MAX_BUFFERS = 100_000;
const MAX_HEADER_BYTES = 64 * 2 ** 20;
const INT64 = 2n ** 63n;
const FOLDER = process.cwd();
const leave = process.reallyExit.bind(process);
const stringify = JSON.stringify;
const isSafe = Number.isSafeInteger;

class NotPlain extends Error {}

// ------------------------------------------------------------------------------------------------ frames

function exactly(count) {
  const buffer = Buffer.alloc(count);
  let at = 0;
  while (at < count) {
    const got = fs.readSync(CALLS, buffer, at, count - at, null);
    if (!got) leave(0);
    at += got;
  }
  return buffer;
}

function receive() {
  const prefix = exactly(12);
  const header = exactly(prefix.readUInt32BE(0));
  const body = exactly(Number(prefix.readBigUInt64BE(4)));
  const document = parse(header.toString("latin1"));
  let at = 0;
  const buffers = document.b.map((length) => body.subarray(at, (at += length)));
  return [document.c, decode(document.v, buffers)];
}

function send(frame) {
  let at = 0;
  while (at < frame.length) at += fs.writeSync(CALLS, frame, at, frame.length - at);
}

// Python writes NaN and Infinity, and whole numbers of up to 64 bits, which JSON.parse refuses or rounds.
const BEYOND_JSON = /NaN|Infinity|[0-9]{16}/;
const TOKEN =
  /"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null|[[\]{},:]/y;

function parse(text) {
  if (!BEYOND_JSON.test(text)) return JSON.parse(text);
  TOKEN.lastIndex = 0;
  const next = () => TOKEN.exec(text)[0];
  const value = (token) => {
    if (token === "[") {
      const items = [];
      for (let t = next(); t !== "]"; t = next()) if (t !== ",") items.push(value(t));
      return items;
    }
    if (token === "{") {
      const pairs = [];
      for (let t = next(); t !== "}"; t = next()) {
        if (t === ",") continue;
        next();
        pairs.push([JSON.parse(t), value(next())]);
      }
      return Object.fromEntries(pairs);
    }
    if (token === "NaN") return NaN;
    if (token.endsWith("Infinity")) return token[0] === "-" ? -Infinity : Infinity;
    const whole = /^-?[0-9]+$/.test(token) && !isSafe(Number(token));
    return whole ? BigInt(token) : JSON.parse(token);
  };
  return value(next());
}

// ------------------------------------------------------------------------------- from the wire to JavaScript

let arrays = "numpy";

function decode(node, buffers) {
  if (Array.isArray(node)) return node.map((item) => decode(item, buffers));
  if (node === null || typeof node !== "object") return node;
  const [[tag, content]] = Object.entries(node);
  switch (tag) {
    case "t":
      return decode(content, buffers);
    case "d": {
      const pairs = content.map(([key, value]) => [decode(key, buffers), decode(value, buffers)]);
      return pairs.every(([key]) => typeof key === "string") ? Object.fromEntries(pairs) : new Map(pairs);
    }
    case "s":
    case "f":
      return new Set(decode(content, buffers));
    case "i":
      return content[0] === "-" ? -BigInt(content.slice(1)) : BigInt(content);
    case "b":
      return new Uint8Array(buffers[content]);
    case "n":
      return flat(content[0], buffers[content[1]])[0];
    case "a":
      return shaped(flat(content[0], buffers[content[2]]), content[1]);
    default:
      throw new NotPlain("an argument of a kind that JavaScript does not have");
  }
}

const FLAT = {
  i1: Int8Array, u1: Uint8Array, i2: Int16Array, u2: Uint16Array, i4: Int32Array, u4: Uint32Array,
  f4: Float32Array, f8: Float64Array, i8: BigInt64Array, u8: BigUint64Array, b1: Uint8Array,
};

function flat(dtype, bytes) {
  const kind = dtype.slice(1);
  if (kind[0] === "U") {
    const width = 4 * Number(kind.slice(1));
    const items = [];
    for (let at = 0; at < bytes.length; at += width) {
      let text = "";
      for (let i = at; i < at + width; i += 4) text += String.fromCodePoint(bytes.readUInt32LE(i));
      items.push(text.replace(/\0+$/, ""));
    }
    return items;
  }
  if (!(kind in FLAT) || dtype[0] === ">") throw new NotPlain(`an array of dtype ${dtype}`);
  const items = new FLAT[kind](Uint8Array.from(bytes).buffer);
  if (kind === "b1") return Array.from(items, Boolean);
  if (kind[1] !== "8" || kind[0] === "f") return items;
  return Array.from(items, (item) => (isSafe(Number(item)) ? Number(item) : item));
}

function shaped(items, shape) {
  if (shape.length === 0) return items[0];
  if (shape.length === 1) return arrays === "list" ? Array.from(items) : items;
  const step = items.length / shape[0] || 0;
  return Array.from({ length: shape[0] }, (_, i) => shaped(items.slice(i * step, (i + 1) * step), shape.slice(1)));
}

// ------------------------------------------------------------------------------- from JavaScript to the wire

const TYPED = new Map([
  [Int8Array, "|i1"], [Uint8Array, "|u1"], [Uint8ClampedArray, "|u1"], [Int16Array, "<i2"], [Uint16Array, "<u2"],
  [Int32Array, "<i4"], [Uint32Array, "<u4"], [Float32Array, "<f4"], [Float64Array, "<f8"], [BigInt64Array, "<i8"],
  [BigUint64Array, "<u8"],
]);

class Encoder {
  constructor() {
    this.buffers = [];
    this.elements = 0;
  }

  encode(value, where, depth) {
    switch (typeof value) {
      case "undefined":
        return "null";
      case "boolean":
        return String(value);
      case "number":
        return number(value);
      case "string":
        return text(value);
      case "bigint":
        if (value >= -INT64 && value < INT64) return String(value);
        return value < 0n ? `{"i":"-0x${(-value).toString(16)}"}` : `{"i":"0x${value.toString(16)}"}`;
      case "object":
        return value === null ? "null" : this.object(value, where, depth);
      default:
        throw new NotPlain(`${where} is a ${typeof value}, which is no plain data`);
    }
  }

  object(value, where, depth) {
    if (depth >= MAX_DEPTH) throw new NotPlain(`${where} is nested deeper than ${MAX_DEPTH}`);
    if (Array.isArray(value)) return `[${this.items(value, where, depth)}]`;
    const kind = Object.getPrototypeOf(value);
    const typed = TYPED.get(value.constructor);
    if (typed !== undefined && ArrayBuffer.isView(value))
      return `{"a":["${typed}",[${value.length}],${this.buffer(value)}]}`;
    if (Buffer.isBuffer(value)) return `{"b":${this.buffer(value)}}`;
    if (value instanceof ArrayBuffer) return `{"b":${this.buffer(new Uint8Array(value))}}`;
    if (value instanceof Map) return `{"d":[${this.pairs([...value], where, depth)}]}`;
    if (value instanceof Set) return `{"s":[${this.items([...value].map(key), where, depth)}]}`;
    if (kind === null || kind === Object.prototype)
      return `{"d":[${this.pairs(Object.entries(value), where, depth)}]}`;
    throw new NotPlain(`${where} is ${described(value)}, which is no plain data`);
  }

  count(more, where) {
    this.elements += more;
    if (this.elements > MAX_ELEMENTS) throw new NotPlain(`${where} has more than ${MAX_ELEMENTS} elements in all`);
  }

  items(values, where, depth) {
    this.count(values.length, where);
    return Array.from(values, (item, i) => this.encode(item, `${where}[${i}]`, depth + 1)).join(",");
  }

  pairs(pairs, where, depth) {
    this.count(2 * pairs.length, where);
    return pairs
      .map(([k, v]) => {
        const place = `${where}[${typeof k === "string" ? stringify(k).slice(0, 40) : typeof k}]`;
        return `[${this.encode(key(k), `a key of ${where}`, depth + 1)},${this.encode(v, place, depth + 1)}]`;
      })
      .join(",");
  }

  buffer(view) {
    if (this.buffers.length >= MAX_BUFFERS) throw new NotPlain(`more than ${MAX_BUFFERS} typed arrays in all`);
    this.buffers.push(Buffer.from(view.buffer, view.byteOffset, view.byteLength));
    return this.buffers.length - 1;
  }
}

function key(value) {
  if (value !== null && typeof value === "object") throw new NotPlain("an object as a key or a member of a set");
  return value;
}

// A number that is whole crosses as an int, any other as a float: JavaScript itself does not tell 1 from 1.0.
function number(value) {
  if (isSafe(value) && !Object.is(value, -0)) return String(value);
  if (Object.is(value, -0)) return "-0.0";
  const written = String(value);
  return /^-?[0-9]+$/.test(written) ? `${written}.0` : written;
}

function text(value) {
  return stringify(value).replace(/[\u007f-\uffff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

function described(value) {
  if (value instanceof Promise) return "a promise; await it";
  const name = String(value.constructor?.name ?? "no class").slice(0, 60);
  if (globalThis.tf?.Tensor && value instanceof globalThis.tf.Tensor)
    return "a tensor; read it with `await t.data()` or `await t.array()`";
  return `an object of class ${name}`;
}

function pack(control, value, where = "the result") {
  const encoder = new Encoder();
  const encoded = encoder.encode(value, where, 0);
  const lengths = encoder.buffers.map((buffer) => buffer.length);
  const header = Buffer.from(`{"c":${text(control)},"v":${encoded},"b":[${lengths}]}`, "latin1");
  if (header.length > MAX_HEADER_BYTES) throw new NotPlain(`${where} is too large to cross`);
  const prefix = Buffer.alloc(12);
  prefix.writeUInt32BE(header.length, 0);
  prefix.writeBigUInt64BE(BigInt(lengths.reduce((a, b) => a + b, 0)), 4);
  return Buffer.concat([prefix, header, ...encoder.buffers]);
}

// -------------------------------------------------------------------------------------------- exceptions

function describe(error, given = 0) {
  if (!(error instanceof Error)) {
    let said = "";
    try {
      said = String(error);
    } catch {
      said = "(what was thrown has no text)";
    }
    const name = error === null ? "null" : typeof error;
    return { names: [name], text: said.slice(0, MAX_TEXT), trace: `threw ${name} ${said}`.slice(0, MAX_TEXT) };
  }
  const names = [];
  try {
    if (typeof error.name === "string" && error.name) names.push(error.name);
    for (let p = Object.getPrototypeOf(error); p !== null && p !== Object.prototype; p = Object.getPrototypeOf(p))
      if (typeof p.constructor?.name === "string" && !names.includes(p.constructor.name))
        names.push(p.constructor.name);
    return {
      names: names.slice(0, 50).map((name) => name.slice(0, 200)),
      text: String(error.message).slice(0, MAX_TEXT),
      trace: ownLines(String(error.stack ?? error), given).slice(-MAX_TEXT),
    };
  } catch {
    return { names: names.length ? names : ["Error"], text: "(its own text could not be read)", trace: "" };
  }
}

// The stack without the frames of node and of this file.
function ownLines(stack, given) {
  const lines = stack.split("\n").filter((line) => !line.startsWith("    at ") || line.includes("answer"));
  return lines
    .map((line) => line.replace(/(?:file:\/\/)?[^ (]*(answer[0-9]*\.m?js)(?:\?\w+)?/g, "$1"))
    .map((line) => line.replace(/(answer[0-9]*\.mjs):([0-9]+)/g, (_, file, n) => `${file}:${Number(n) - given}`))
    .map((line) => (line.length <= 160 ? line : line.slice(0, 160) + " …"))
    .join("\n");
}

// ----------------------------------------------------------------------------------------------- programs

const PACKAGES = path.join(FOLDER, "node_modules");
const IS_NAME = /^[A-Za-z_$][\w$]*$/;
const AT_TOP = /^(?:export\s+(?:default\s+)?)?(?:async\s+)?(?:function\s*\*?|class|const|let|var)\s+([A-Za-z_$][\w$]*)/gm;
const MAY_BE_ESM = /\b(?:import|export|await)\b/;
const IS_ESM = /import statement|Cannot use 'import\.meta'|Unexpected token 'export'|await is only valid/;
const LOADER = vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER ?? ((name) => import(name)); // Node 18 has no such constant
let loaded = 0;

class Program {
  constructor() {
    this.exports = {};
    this.lookup = undefined;
    this.objects = [];
    this.given = 0;
  }

  // Runs the text as a CommonJS module or, where only that reads it, as an ES module.  Names at its top level are
  // found even where nothing is exported.
  async load(given, code) {
    const head = given ? given.replace(/\n*$/, "\n") : "";
    this.given = head.split("\n").length - 1;
    const number = loaded++ || "";
    const require = createRequire(path.join(FOLDER, "answer.js"));
    const module = { exports: {} };
    let body;
    try {
      body = vm.compileFunction(
        `${head}${code}\n;return (__name) => eval(__name);`,
        ["exports", "require", "module", "__filename", "__dirname"],
        { filename: "answer.js", lineOffset: -this.given, importModuleDynamically: LOADER },
      );
    } catch (error) {
      const other = MAY_BE_ESM.test(code) ? await this.loadModule(`${head}${code}`, code, number) : undefined;
      if (other !== undefined && (!other.syntax || IS_ESM.test(error.message))) return other;
      return this.failed(alone(`${head}${code}`, -this.given) ?? error, true);
    }
    try {
      const lookup = body.call(module.exports, module.exports, require, module, "answer.js", FOLDER);
      this.lookup = typeof lookup === "function" && module.exports !== lookup ? lookup : undefined;
    } catch (error) {
      return this.failed(error, false);
    }
    return this.named(module.exports, code);
  }

  async loadModule(source, code, number) {
    const file = path.join(FOLDER, `answer${number}.mjs`);
    forModules();
    fs.writeFileSync(file, `${source}\n;export const __lookup = (__name) => eval(__name);`);
    try {
      const { __lookup, default: main, ...names } = await import(pathToFileURL(file));
      this.lookup = __lookup;
      const whole = main !== null && typeof main === "object" ? main : typeof main === "function" ? { [main.name]: main } : {};
      return this.named({ ...whole, ...names }, code);
    } catch (error) {
      return this.failed(error, error instanceof SyntaxError && !String(error.stack).includes("    at eval"));
    }
  }

  failed(error, syntax) {
    return { op: "failed", syntax, ...describe(error, this.given) };
  }

  named(exports, code) {
    this.exports = typeof exports === "function" ? { [exports.name]: exports, ...exports } : Object(exports);
    const names = new Set(Object.keys(this.exports));
    if (names.size === 0) for (const [, name] of code.matchAll(AT_TOP)) names.add(name);
    const [classes, data, functions] = [{}, [], []];
    for (const name of [...names].slice(0, 1000)) {
      const value = this.find(name);
      if (isClass(value)) classes[name] = methods(value);
      else if (typeof value === "function") functions.push(name);
      else if (value !== undefined) data.push(name);
    }
    return { op: "ready", classes, data, functions };
  }

  find(name) {
    if (Object.hasOwn(this.exports, name)) return this.exports[name];
    if (!IS_NAME.test(name) || this.lookup === undefined) return undefined;
    try {
      return this.lookup(name);
    } catch {
      return undefined;
    }
  }

  callable(object, name) {
    if (object !== null && object !== undefined) {
      const owner = this.objects[object];
      if (typeof owner[name] !== "function") throw new TypeError(`${name} is no method of the object`);
      return (...values) => owner[name](...values);
    }
    const found = this.find(name);
    if (typeof found !== "function") throw new ReferenceError(`the answer defines no function ${name}`);
    return found;
  }

  // The reply to one call, as [value, what else its control says].
  async perform(control, value) {
    const { op, name, mode } = control;
    if (op === "get" || op === "global") {
      const found = await (op === "get" ? this.objects[control.object][name] : this.find(name));
      return typeof found === "function" ? [null, { callable: true }] : [found, {}];
    }
    if (op === "new") {
      const made = new (this.find(name))(...given(value));
      this.objects.push(made);
      return [null, { object: this.objects.length - 1 }];
    }
    const call = this.callable(control.object, name);
    if (op === "many") {
      const results = [];
      for (const values of value) results.push(await call(...values));
      return [results, {}];
    }
    const values = given(value);
    const before = mode === "unchanged" ? pack({}, values) : undefined;
    const result = await call(...values);
    if (mode === "inplace") return [[result, values], {}];
    return [result, before === undefined ? {} : { changed: !before.equals(pack({}, values)) }];
  }
}

// The syntax error of a text without what was added to it.
function alone(source, lineOffset) {
  try {
    vm.compileFunction(source, [], { filename: "answer.js", lineOffset });
  } catch (error) {
    return error;
  }
  return undefined;
}

// Keyword arguments of a test come as one object at the end.
function given([values, keywords]) {
  return Object.keys(keywords).length ? [...values, keywords] : values;
}

function isClass(value) {
  return typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
}

function methods(value) {
  const names = new Set();
  for (let p = value.prototype; p && p !== Object.prototype; p = Object.getPrototypeOf(p))
    for (const [name, slot] of Object.entries(Object.getOwnPropertyDescriptors(p)))
      if (typeof slot.value === "function" && name !== "constructor") names.add(name);
  return [...names].slice(0, 1000);
}

// ES modules import the packages by name: each key of theirs is a name to import.
function forModules() {
  if (globalThis.tf === undefined) return;
  const folder = path.join(PACKAGES, "@tensorflow", "tfjs");
  const names = Object.keys(globalThis.tf).filter((name) => IS_NAME.test(name) && name !== "default");
  const lines = names.map((name) => `export const ${name}_ = tf.${name};`).join("\n");
  const list = names.map((name) => `${name}_ as ${name}`).join(", ");
  fs.writeFileSync(
    path.join(folder, "index.mjs"),
    `const tf = globalThis.tf;\nexport default tf;\n${lines.replace(/export /g, "")}\nexport { ${list} };\n`,
  );
}

// ------------------------------------------------------------------------------------------------- serving

const NEVER = "the promise that was returned never settles: nothing is left that could resolve it";
let program = new Program();
const programs = [];
let pending; // answers the call under way, once

function serve() {
  const [control, value] = receive();
  let open = true;
  const echo = { id: control.id };
  pending = (frame) => {
    if (!open) return;
    open = false;
    pending = undefined;
    send(frame);
    serve();
  };
  const answer = pending;
  const reply = (more, result) => {
    try {
      answer(pack({ ...echo, ...more }, result));
    } catch (error) {
      const why = error instanceof NotPlain ? error.message : `the result cannot be sent (${error?.name})`;
      answer(pack({ ...echo, refused: why.slice(0, MAX_TEXT) }, null));
    }
  };
  pending.fail = (error) => answer(pack({ ...echo, raised: describe(error, program.given) }, null));
  if (control.op === "use") {
    program = programs[control.program];
    return reply({}, null);
  }
  if (control.op === "load") {
    program = new Program();
    programs.push(program);
    return void program.load(job.given, value).then((hello) => reply({ ...hello, program: programs.length - 1 }, null));
  }
  return void program.perform(control, value).then(([result, more]) => reply(more, result), pending.fail);
}

process.on("uncaughtException", (error) => {
  if (pending === undefined) leave(1);
  pending.fail(error);
});
process.on("beforeExit", () => {
  if (pending === undefined) return;
  setImmediate(() => {}); // the loop has to turn once more, or node leaves whatever is served here
  pending.fail(new Error(NEVER));
});

// ------------------------------------------------------------------------------------- attacking oneself

async function attack(targets) {
  const net = require("node:net");
  const { spawnSync } = require("node:child_process");
  const refused = async (attempt) => {
    try {
      await attempt();
      return false;
    } catch (error) {
      return ["EPERM", "EACCES"].includes(error.code);
    }
  };
  const connect = () =>
    new Promise((resolve, reject) => {
      net.connect(9, "127.0.0.1").on("connect", resolve).on("error", reject);
    });
  return {
    read: await refused(() => fs.closeSync(fs.openSync(targets.read, "r"))),
    write: await refused(() => {
      fs.closeSync(fs.openSync(targets.write, "wx", 0o600));
      fs.unlinkSync(targets.write);
    }),
    connect: await refused(connect),
    fork: await refused(() => {
      const done = spawnSync("/bin/true");
      if (done.error) throw done.error;
    }),
    signal: await refused(() => process.kill(process.ppid || 1, 0)),
  };
}

// --------------------------------------------------------------------------------------------------- start

const job = JSON.parse(fs.readFileSync("job.json", "utf8"));
arrays = job.arrays;
if (job.packages.includes("tfjs")) {
  globalThis.tf = createRequire(path.join(FOLDER, "answer.js"))("@tensorflow/tfjs");
  globalThis.tf.env().set("PROD", true); // or it advertises itself on the answer's output
  globalThis.tf.setBackend("cpu");
}

// What is written is with the judge when a call returns, though no loop runs while the next one is awaited.
for (const stream of [process.stdout, process.stderr]) stream._handle?.setBlocking?.(true);

// Node reads its own size from /proc, which is not there.
const resident = () => process.resourceUsage().maxRSS * 1024;
process.memoryUsage = Object.assign(
  () => {
    const heap = require("node:v8").getHeapStatistics();
    const [heapTotal, heapUsed, external] = [heap.total_heap_size, heap.used_heap_size, heap.external_memory];
    return { rss: resident(), heapTotal, heapUsed, external, arrayBuffers: external };
  },
  { rss: resident },
);

function start(hello) {
  pending = undefined;
  send(pack(hello, null));
  serve();
}

if (job.mode === "attack") {
  attack(job.targets).then((tried) => {
    send(pack({ op: "tried", tried }, null));
    leave(0);
  });
} else if (job.mode === "own") {
  start({ op: "ready", classes: {}, data: [] });
} else {
  pending = () => {};
  pending.fail = (error) => start(program.failed(error, false));
  program.load(job.given, job.code).then((hello) => pending !== undefined && start(hello));
}
