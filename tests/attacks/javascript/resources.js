//// loop: time_limit_exceeded
function f() { for (;;); }
//// loop_while_loading: time_limit_exceeded
for (;;);
//// catastrophic_expression: time_limit_exceeded
function f() { return /^(a+)+$/.test("a".repeat(40) + "!"); }
//// endless_timers: time_limit_exceeded
function f() { return new Promise(() => setInterval(() => {}, 5)); }
//// endless_microtasks: time_limit_exceeded
async function f() { for (;;) await null; }
//// sleep: time_limit_exceeded
function f() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }
//// loop_in_a_worker: time_limit_exceeded
function f() { return new Promise((resolve) => new (require("worker_threads").Worker)("for (;;);", { eval: true }).on("exit", resolve)); }
//// loop_at_exit: runtime_error|time_limit_exceeded
process.on("exit", () => { for (;;); });
function f() { process.exit(); }
//// objects: memory_limit_exceeded
function f() { const all = []; for (;;) all.push({ a: [1, 2, 3] }); }
//// strings: memory_limit_exceeded
function f() { const all = []; for (let i = 0; ; i++) all.push("x".repeat(1e6) + i, Buffer.from(String(i).repeat(1e5))); }
//// buffers: memory_limit_exceeded
function f() { const all = []; for (;;) all.push(Buffer.alloc(1 << 22, 1)); }
//// four_gigabytes_at_once: memory_limit_exceeded|runtime_error
function f() { const big = Buffer.alloc(2 ** 32 - 1, 1); return big.length; }
//// shared_memory: memory_limit_exceeded
function f() { const all = []; for (;;) { const s = new Uint8Array(new SharedArrayBuffer(1 << 24)); s.fill(1); all.push(s); } }
//// wasm_memory: memory_limit_exceeded|runtime_error
function f() { const m = new WebAssembly.Memory({ initial: 1, maximum: 65536 }); for (;;) { m.grow(256); new Uint8Array(m.buffer).fill(1); } }
//// memory_in_a_worker: memory_limit_exceeded|runtime_error
function f() { return new Promise((resolve, reject) => new (require("worker_threads").Worker)("const all = []; for (;;) all.push(Buffer.alloc(1 << 22, 1));", { eval: true }).on("exit", resolve).on("error", reject)); }
//// recursion: runtime_error
function f() { return f() + 1; }
//// threads: runtime_error|memory_limit_exceeded|time_limit_exceeded
function f() { const all = []; for (let i = 0; i < 200; i++) all.push(new (require("worker_threads").Worker)("setInterval(() => {}, 1000)", { eval: true })); return new Promise(() => {}); }
//// output: output_limit_exceeded
function f() { for (;;) console.log("x".repeat(1e5)); }
//// output_on_stderr: output_limit_exceeded
function f() { for (;;) process.stderr.write("x".repeat(1e5)); }
//// giant_file: runtime_error
function f() { require("fs").writeFileSync("big", ""); require("fs").truncateSync("big", 2 ** 40); return 1; }
//// full_scratch: runtime_error|output_limit_exceeded
function f() { const fs = require("fs"); for (let i = 0; ; i++) fs.writeFileSync(`f${i}`, Buffer.alloc(1 << 20, 1)); }
//// nesting: protocol_error
function f() { let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return a; }
//// itself: protocol_error
function f() { const a = {}; a.a = a; return a; }
//// sparse: protocol_error
function f() { const a = []; a[4294967294 - 1] = 1; return a; }
//// a_million_keys: protocol_error|memory_limit_exceeded
function f() { return Object.fromEntries(Array.from({ length: 6e5 }, (_, i) => [`k${i}`, i])); }
