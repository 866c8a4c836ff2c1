// Each function changes something outside its folder; who looks from outside sees it.
const fs = require("node:fs");
const path = require("node:path");

exports.new_file = async (t) => fs.writeFileSync(path.join(t.target, "new.txt"), "x");
exports.append = async (t) => fs.appendFileSync(t.victim, "more");
exports.truncate = async (t) => fs.truncateSync(t.victim, 0);
exports.open_to_truncate = async (t) => fs.closeSync(fs.openSync(t.victim, fs.constants.O_RDONLY | fs.constants.O_TRUNC));
exports.remove = async (t) => fs.rmSync(t.victim);
exports.rename = async (t) => fs.renameSync(t.victim, path.join(t.target, "moved.txt"));
exports.move_out = async (t) => {
  fs.writeFileSync("mine.txt", "x");
  fs.copyFileSync("mine.txt", path.join(t.target, "copied.txt"));
};
exports.folder = async (t) => fs.mkdirSync(path.join(t.target, "folder"));
exports.symlink = async (t) => fs.symlinkSync("/etc/passwd", path.join(t.target, "link"));
exports.mode = async (t) => fs.chmodSync(t.victim, 0o777);
exports.times = async (t) => fs.utimesSync(t.victim, 1, 1);
exports.report = async (t) => process.report.writeReport(path.join(t.target, "report.json"));
exports.heap_snapshot = async (t) => require("node:v8").writeHeapSnapshot(path.join(t.target, "heap.heapsnapshot"));
exports.in_a_worker = (t) =>
  new Promise((resolve) => {
    const { Worker } = require("node:worker_threads");
    const code = `require("fs").writeFileSync(${JSON.stringify(path.join(t.target, "worker.txt"))}, "x")`;
    new Worker(code, { eval: true }).on("exit", resolve).on("error", resolve);
  });
exports.dotdot = async (t) => fs.writeFileSync(path.join(path.relative(process.cwd(), t.target), "dots.txt"), "x");
