// Compares the web module with the command: JSON, DOT, text, SVG (own engine) and the explanation of each flow file, byte
// for byte. Usage: node compare.mjs edgewise.wasm COMMAND FILE.flow …
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [module, command, ...paths] = process.argv.slice(2);

// What remains of WASI is called only by what never happens here; any seed will do for hashes.
const wasi = new Proxy({}, { get: () => () => 0 });
const compiled = new WebAssembly.Module(readFileSync(module));

class Engine {
  constructor() {
    this.exports = new WebAssembly.Instance(compiled, { wasi_snapshot_preview1: wasi }).exports;
  }

  // The memory may have grown: it is looked at anew after every call.
  put(bytes) {
    const address = this.exports.edgewise_allocate(bytes.length);
    new Uint8Array(this.exports.memory.buffer, address, bytes.length).set(bytes);
    return address;
  }

  call(name, ...texts) {
    const given = texts.map((bytes) => [this.put(bytes), bytes.length]);
    const reply = this.exports[name](...given.flat());
    for (const [address] of given) this.exports.edgewise_free(address);
    if (reply === undefined) return;
    const [status, count] = new Int32Array(this.exports.memory.buffer, reply, 2);
    const bytes = Buffer.from(new Uint8Array(this.exports.memory.buffer, reply + 8, count));
    this.exports.edgewise_free(reply);
    return status === 0 ? bytes : Buffer.concat([Buffer.from("refused: "), bytes]);
  }
}

const outputs = [
  ["edgewise_json", ["render", "-T", "json"]],
  ["edgewise_dot", ["render", "-T", "dot"]],
  ["edgewise_text", ["render", "-T", "txt", "--width", "80"]],
  ["edgewise_svg", ["render", "-T", "svg", "--engine", "edgewise"]],
  ["edgewise_explain", ["explain", "--width", "80"]],
];

function wanted(words, path) {
  const run = spawnSync(command, [...words, path], { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "pipe"] });
  return run.status === 0 ? run.stdout : Buffer.concat([Buffer.from("refused: "), run.stderr]);
}

function place(a, b) {
  let index = 0;
  while (index < Math.min(a.length, b.length) && a[index] === b[index]) index++;
  const cut = (bytes) => JSON.stringify(bytes.subarray(Math.max(index - 40, 0), index + 40).toString());
  return `byte ${index} of ${a.length} and ${b.length}: ${cut(a)}, from the command ${cut(b)}`;
}

let engine = new Engine();
let different = 0;
for (const path of paths) {
  const flow = readFileSync(path);
  for (const [, table] of flow.toString().matchAll(/csv\("([^"]+)"/g)) {
    engine.call("edgewise_table", Buffer.from(table), readFileSync(join(dirname(path), table)));
  }
  for (const [name, words] of outputs) {
    let found;
    try {
      found = engine.call(name, flow, Buffer.from(`source-name=${path}`));
    } catch (error) {
      found = Buffer.from(`trap: ${error.stack}`);
      engine = new Engine();
    }
    const expected = wanted(words, path);
    if (found.equals(expected)) continue;
    different++;
    console.error(`${path}: ${words.join(" ")} differs at ${place(found, expected)}`);
  }
}
console.log(`${paths.length * outputs.length - different} of ${paths.length * outputs.length} outputs are the command's`);
process.exit(different === 0 ? 0 : 1);
