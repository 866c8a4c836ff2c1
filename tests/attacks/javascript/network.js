// Each function reaches out, or waits to be reached.
const net = require("node:net");
const connected = (socket) =>
  new Promise((resolve, reject) => {
    socket.on("connect", () => (socket.end("hello"), resolve("through"))).on("error", reject);
  });
const listening = (server, ...where) =>
  new Promise((resolve, reject) => {
    server.on("error", reject).listen(...where, () => (server.close(), resolve("through")));
  });

exports.tcp = (t) => connected(net.connect(t.tcp, "127.0.0.1"));
exports.unix = (t) => connected(net.connect(t.unix));
exports.abstract = (t) => connected(net.connect(`\0${t.abstract}`));
exports.http = (t) =>
  new Promise((resolve, reject) => {
    require("node:http").get(`http://127.0.0.1:${t.tcp}/`, () => resolve("through")).on("error", reject)
      .on("socket", (s) => s.on("connect", () => resolve("through")));
  });
exports.http2 = (t) => connected(require("node:http2").connect(`http://127.0.0.1:${t.tcp}`));
exports.udp = (t) =>
  new Promise((resolve, reject) => {
    const socket = require("node:dgram").createSocket("udp4").on("error", reject);
    socket.send("hello", t.udp, "127.0.0.1", (error) => (error ? reject(error) : resolve("through")));
  });
exports.listen = () => listening(net.createServer(), 0, "127.0.0.1");
exports.listen_in_scratch = () => listening(net.createServer(), "./socket");
exports.inspector = async () => {
  require("node:inspector").open(0, "127.0.0.1", false);
  return require("node:inspector").url() && "through";
};
exports.worker_connects = (t) =>
  new Promise((resolve, reject) => {
    const { Worker } = require("node:worker_threads");
    const code = `require("net").connect(${t.tcp}, "127.0.0.1").on("connect", () => require("worker_threads").parentPort.postMessage("through"))`;
    new Worker(code, { eval: true }).on("message", resolve).on("error", reject);
  });
