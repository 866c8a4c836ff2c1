// Each function starts a program or lays hands on another process.
const child = require("node:child_process");
const fs = require("node:fs");
const ran = (done) => {
  if (done.error) throw done.error;
  return String(done.stdout).includes("hi") && "through";
};
const ended = (started) =>
  new Promise((resolve, reject) => {
    started.on("error", reject).on("exit", (code) => (code === 0 ? resolve("through") : reject(new Error(`left with ${code}`))));
  });

exports.spawn_sync = async () => ran(child.spawnSync("/bin/echo", ["hi"]));
exports.spawn = () => ended(child.spawn("/bin/true"));
exports.shell = async () => String(child.execSync("echo hi")).includes("hi") && "through";
exports.exec_file = async () => String(child.execFileSync("/bin/echo", ["hi"])).includes("hi") && "through";
exports.fork_node = (t) => ended(child.fork(t.nothing));
exports.node_again = async () => ran(child.spawnSync(process.execPath, ["-p", "'hi'"]));
exports.node_by_name = async () => ran(child.spawnSync("node", ["-p", "'hi'"]));
exports.loader = async () => ran(child.spawnSync("/lib64/ld-linux-x86-64.so.2", ["/bin/echo", "hi"]));
exports.own_script = async () => {
  fs.writeFileSync("script.sh", "#!/bin/sh\necho hi\n", { mode: 0o755 });
  return ran(child.spawnSync("./script.sh"));
};
exports.detached = () => ended(child.spawn("/bin/sh", ["-c", "exit 0"], { detached: true, stdio: "ignore" }));
exports.cluster = () =>
  new Promise((resolve, reject) => {
    const cluster = require("node:cluster");
    cluster.setupPrimary({ exec: T.nothing });
    cluster.fork().on("online", () => resolve("through")).on("error", reject);
  });
exports.in_a_worker = () =>
  new Promise((resolve, reject) => {
    const { Worker } = require("node:worker_threads");
    const code = `const d = require("child_process").spawnSync("/bin/echo", ["hi"]); if (d.error) throw d.error; require("worker_threads").parentPort.postMessage("through")`;
    new Worker(code, { eval: true }).on("message", resolve).on("error", reject);
  });
exports.ask_whether_it_lives = async (t) => process.kill(t.sleeper, 0) && "through";
exports.ask_for_the_parent = async () => process.kill(process.ppid || 1, 0) && "through";
exports.signal_another = async (t) => process.kill(t.sleeper, "SIGCONT") && "through";
exports.debug_another = async (t) => (process._debugProcess(t.sleeper), "through");
exports.priority_of_another = async (t) => (require("node:os").setPriority(t.sleeper, 19), "through");
exports.own_priority = async () => (require("node:os").setPriority(0, 19), "through");
exports.replace_oneself = async () => process.execve("/bin/echo", ["echo", "RESULT \"through\""], {});
