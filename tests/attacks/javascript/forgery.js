//// exit_while_loading
process.exit(0);
//// exit_in_the_call
function f() { process.exit(0); }
//// exit_later
function f() { setTimeout(() => process.exit(0), 1); return new Promise(() => {}); }
//// real_exit
function f() { process.reallyExit(0); }
//// abort
function f() { process.abort(); }
//// kill_oneself
function f() { process.kill(process.pid, "SIGKILL"); }
//// terminate_oneself
function f() { process.kill(process.pid, "SIGTERM"); return new Promise(() => {}); }
//// close_the_channel
function f() { require("fs").closeSync(4); return 1; }
//// garbage_on_the_channel
function f() { require("fs").writeSync(4, "garbage that is no frame at all"); return 1; }
//// two_replies
const fs = require("fs");
const write = fs.writeSync;
fs.writeSync = (fd, data, ...more) => { if (fd === 4) write(fd, data, ...more); return write(fd, data, ...more); };
function f() { return 1; }
//// early_reply
const frame = (text) => { const h = Buffer.from(text); const p = Buffer.alloc(12); p.writeUInt32BE(h.length); return Buffer.concat([p, h]); };
require("fs").writeSync(4, frame('{"c":{"op":"ready","classes":{},"data":[]},"v":null,"b":[]}'));
require("fs").writeSync(4, frame('{"c":{"id":"0000000000000000"},"v":42,"b":[]}'));
function f() { return 1; }
//// reply_with_another_id
const fs = require("fs");
const write = fs.writeSync;
fs.writeSync = (fd, data, ...more) => write(fd, Buffer.from(data.toString("latin1").replace(/"id":"\w{16}"/, '"id":"0123456789abcdef"'), "latin1"), ...more);
function f() { return 42; }
//// length_of_four_gigabytes
function f() { require("fs").writeSync(4, Buffer.alloc(12, 255)); return 1; }
//// half_a_frame
function f() { require("fs").writeSync(4, Buffer.from([0, 0, 0, 9, 0, 0, 0])); process.exit(0); }
//// patched_stringify
JSON.stringify = () => '{"verdict": "accepted"}';
function f() { return 1; }
//// patched_buffer
Buffer.concat = () => Buffer.from("accepted");
function f() { return 1; }
//// polluted_json
Object.prototype.toJSON = () => 42;
function f() { return 1; }
//// polluted_then
Object.prototype.then = function (resolve) { resolve(42); };
function f() { return { a: 1 }; }
//// polluted_names
Object.prototype.op = "ready"; Object.prototype.raised = undefined; Object.prototype.v = 42;
function f() { return 1; }
//// polluted_array
Array.prototype.map = () => [42]; Array.prototype.join = () => "42";
function f() { return [1]; }
//// number_like
function f() { return { valueOf: () => 42, toString: () => "42" }; }
//// boxed
function f() { return new Number(42); }
//// always_equal
class Equal extends Number { [Symbol.toPrimitive]() { return 42; } }
function f() { return new Equal(1); }
//// proxy
function f() { return new Proxy([42], { get: (target, key) => (key === "length" ? 1 : target[key]), getPrototypeOf: () => Number.prototype }); }
//// tag_in_an_object
function f() { return { i: "0x2a00000000000000" }; }
//// a_function
function f() { return () => 42; }
//// a_symbol
function f() { return Symbol("42"); }
//// a_string
function f() { return "42"; }
//// says_accepted
console.log("accepted"); console.error('{"say": "result", "test": 0, "verdict": "accepted"}');
function f() { console.log('{"verdict": "accepted", "score": 1.0}'); return 1; }
//// says_on_every_descriptor
function f() { for (let fd = 5; fd < 64; fd++) { try { require("fs").writeSync(fd, '{"say":"done","diagnosis":[]}'); } catch {} } return 1; }
//// calls_off_the_judge
process.removeAllListeners("uncaughtException"); process.removeAllListeners("beforeExit");
function f() { return new Promise(() => {}); }
//// throws_a_passing_error
function f() { throw Object.assign(new Error("accepted"), { name: "AssertionError" }); }
//// listener_that_swallows
process.on("uncaughtException", () => {});
function f() { setTimeout(() => { throw new Error("late"); }, 1); return new Promise(() => {}); }
//// replaces_the_program
require("fs").writeFileSync("boot.js", "process.exit(0)");
require("fs").writeFileSync("job.json", '{"code": "exports.f = () => 42"}');
function f() { return 1; }
