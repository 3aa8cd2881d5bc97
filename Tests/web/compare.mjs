// Compares the web module with the command, byte for byte: JSON, DOT, text, SVG (own engine) and the explanation of each
// flow file, or the words by which it is refused; and the settings, on one file.
// Usage: node compare.mjs edgewise.wasm COMMAND FILE.flow …
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [module, command, ...paths] = process.argv.slice(2);
const compiled = new WebAssembly.Module(readFileSync(module));
// What remains of WASI would write to a console and seed hashes, on which no output depends.
const wasi = new Proxy({}, { get: () => () => 0 });

class Engine {
  constructor() {
    this.exports = new WebAssembly.Instance(compiled, { wasi_snapshot_preview1: wasi }).exports;
  }

  put(bytes) {
    const address = this.exports.edgewise_allocate(bytes.length);
    new Uint8Array(this.exports.memory.buffer, address, bytes.length).set(bytes);
    return address;
  }

  // The memory may have grown: it is looked at anew after the call.
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

const outputs = {
  json: ["render", "-T", "json"],
  dot: ["render", "-T", "dot"],
  text: ["render", "-T", "txt", "--width", "80"],
  svg: ["render", "-T", "svg", "--engine", "edgewise"],
  explain: ["explain", "--width", "80"],
};
const plain = Object.keys(outputs).map((name) => [name, []]);
const figure = "graphs/delivery-time.flow";
const settings = [
  ["json", ["set=w1=0.5", "set=w2=-1", "of=e", "detail=operations"]],
  ["dot", ["wrt=e", "precision=7", "theme=dark", "direction=TB"]],
  ["text", ["width=50", "ascii", "direction=TB"]],
  ["svg", ["detail=scalars", "theme=print", "direction=TB"]],
  ["explain", ["mode=forward", "precision=6", "wrt=w1,e"]],
  ["text", ["set=nobody=1"]],
];

function wanted(name, path, lines) {
  // What is said twice on the command line is said last.
  const words = [...outputs[name], path, ...lines.flatMap((line) => {
    const place = line.indexOf("=");
    return place < 0 ? [`--${line}`] : [`--${line.slice(0, place)}`, line.slice(place + 1)];
  })];
  const run = spawnSync(command, words, { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "pipe"] });
  return run.status === 0 ? run.stdout : Buffer.concat([Buffer.from("refused: "), run.stderr]);
}

function difference(found, expected) {
  let index = 0;
  while (index < Math.min(found.length, expected.length) && found[index] === expected[index]) index++;
  const cut = (bytes) => JSON.stringify(bytes.subarray(Math.max(index - 40, 0), index + 40).toString());
  return `byte ${index} of ${found.length} and ${expected.length}: ${cut(found)}, from the command ${cut(expected)}`;
}

let engine = new Engine();
let count = 0;
let different = 0;
function compare(path, name, lines) {
  let found;
  try {
    found = engine.call(`edgewise_${name}`, readFileSync(path), Buffer.from([`source-name=${path}`, ...lines].join("\n")));
  } catch (error) {
    // After a trap nothing in the memory can be trusted.
    found = Buffer.from(`trap: ${error.stack}`);
    engine = new Engine();
  }
  const expected = wanted(name, path, lines);
  count++;
  if (found.equals(expected)) return;
  different++;
  console.error(`${path}: ${[name, ...lines].join(" ")} differs at ${difference(found, expected)}`);
}

for (const [name, lines] of settings) compare(figure, name, lines);
for (const path of paths) {
  for (const [, table] of readFileSync(path, "utf8").matchAll(/csv\("([^"]+)"/g)) {
    engine.call("edgewise_table", Buffer.from(table), readFileSync(join(dirname(path), table)));
  }
  for (const [name, lines] of plain) compare(path, name, lines);
}
console.log(`In WebAssembly ${count - different} of ${count} outputs are the command's, byte for byte`);
process.exit(different === 0 && count > settings.length ? 0 : 1);
