// Each function goes for something that it may not read, and gives back what it got.
const fs = require("node:fs");
const path = require("node:path");

exports.file = async (t) => fs.readFileSync(t.secret, "utf8");
exports.file_by_promise = async (t) => require("node:fs/promises").readFile(t.secret, "utf8");
exports.file_by_stream = (t) =>
  new Promise((resolve, reject) => {
    let text = "";
    fs.createReadStream(t.secret).on("data", (part) => (text += part)).on("end", () => resolve(text)).on("error", reject);
  });
exports.folder = async (t) => fs.readdirSync(path.dirname(t.secret));
exports.folder_recursive = async (t) => fs.readdirSync(path.dirname(t.secret), { recursive: true });
exports.copy_into_scratch = async (t) => {
  fs.copyFileSync(t.secret, "stolen.txt");
  return fs.readFileSync("stolen.txt", "utf8");
};
exports.link_into_scratch = async (t) => {
  fs.linkSync(t.secret, "hard.txt");
  return fs.readFileSync("hard.txt", "utf8");
};
exports.symlink_in_scratch = async (t) => {
  try {
    fs.symlinkSync(t.secret, "soft.txt");
  } catch {
    return fs.readFileSync(path.relative(process.cwd(), t.secret), "utf8");
  }
  return fs.readFileSync("soft.txt", "utf8");
};
exports.require_json = async (t) => require(t.json);
exports.require_module = async (t) => require(t.module);
exports.import_module = async (t) => (await import(`file://${t.module}`)).default;
exports.in_a_worker = (t) =>
  new Promise((resolve, reject) => {
    const { Worker } = require("node:worker_threads");
    const code = `require("worker_threads").parentPort.postMessage(require("fs").readFileSync(${JSON.stringify(t.secret)}, "utf8"))`;
    new Worker(code, { eval: true }).on("message", resolve).on("error", reject);
  });
exports.worker_by_file = (t) =>
  new Promise((resolve, reject) => {
    const { Worker } = require("node:worker_threads");
    new Worker(t.worker).on("message", resolve).on("error", reject);
  });
exports.through_binding = async (t) => {
  const binding = process.binding("fs");
  const fd = binding.open(t.secret, 0, 0, undefined, {});
  return fs.readFileSync(fd, "utf8");
};
exports.through_wasi = async (t) => {
  const { WASI } = require("node:wasi");
  new WASI({ version: "preview1", preopens: { "/": path.dirname(t.secret) } });
  return fs.opendirSync(path.dirname(t.secret)).readSync().name;
};
exports.environment_of_another = async (t) => fs.readFileSync(`/proc/${t.sleeper}/environ`, "utf8");
exports.own_environment_file = async () => fs.readFileSync("/proc/self/environ", "latin1").includes("PATH=") && "through";
exports.own_maps = async () => fs.readFileSync("/proc/self/maps", "utf8").includes("node") && "through";
exports.command_line_of_another = async (t) => fs.readFileSync(`/proc/${t.sleeper}/cmdline`, "latin1").includes("sleep") && "through";
exports.processes = async () => fs.readdirSync("/proc").length > 3 && "through";
exports.questions = async (t) => fs.readFileSync(t.bank, "utf8").includes("solution:") && "through";
exports.program = async (t) => fs.readFileSync(t.program, "utf8").length > 0 && "through";
exports.accounts = async () => fs.readFileSync("/etc/passwd", "utf8").includes("root") && "through";
exports.host_name = async (t) => fs.readFileSync("/etc/hostname", "utf8").length > 0 && "through";
exports.environment = async (t) => process.env.DRILL_TOKEN;
exports.watch = (t) =>
  new Promise((resolve, reject) => {
    const watcher = fs.watch(path.dirname(t.secret), () => resolve("through"));
    watcher.on("error", reject);
    setTimeout(() => fs.writeFileSync(path.join(path.dirname(t.secret), "stir"), "x"), 20);
    setTimeout(() => reject(new Error("nothing seen")), 500);
  });
