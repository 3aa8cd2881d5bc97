// Compares the web module with the command, byte for byte: JSON, DOT, text, SVG (own engine) and the explanation of each
// flow file, or the words by which it is refused; the drawings that a page is given, before and in training; and the settings,
// on one file.
// Usage: node compare.mjs edgewise.wasm COMMAND FILE.flow …
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runInThisContext } from "node:vm";

const [module, command, ...paths] = process.argv.slice(2);
const bytes = readFileSync(module);
const compiled = new WebAssembly.Module(bytes);
// A page is given the very module, packed.
runInThisContext(readFileSync(join(dirname(module), "edgewise-engine.js"), "utf8"));
if (!bytes.equals(await globalThis.edgewiseEngine.bytes())) throw new Error("edgewise-engine.js holds another module");
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
  call(name, texts, ...more) {
    const given = texts.map((bytes) => [this.put(bytes), bytes.length]);
    const reply = this.exports[name](...given.flat(), ...more);
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
  tikz: ["render", "-T", "tikz"],
  mermaid: ["render", "-T", "mermaid"],
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
  ["json", ["at=2"]],
  ["svg", ["at=1", "theme=dark"]],
  ["explain", ["at=3"]],
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
function ask(name, path, lines, ...more) {
  try {
    const settings = Buffer.from([`source-name=${path}`, ...lines].join("\n"));
    return engine.call(`edgewise_${name}`, [readFileSync(path), settings], ...more);
  } catch (error) {
    // After a trap nothing in the memory can be trusted.
    engine = new Engine();
    return Buffer.from(`trap: ${error.stack}`);
  }
}

function check(found, expected, words) {
  count++;
  if (found.equals(expected)) return;
  different++;
  console.error(`${words} differs at ${difference(found, expected)}`);
}

function compare(path, name, lines) {
  check(ask(name, path, lines), wanted(name, path, lines), `${path}: ${[name, ...lines].join(" ")}`);
}

// What a page shows first, and after a training step.
function comparePage(path, svg) {
  const figure = ask("figure", path, []);
  if (figure.subarray(0, 1).toString() !== "{") return check(figure, Buffer.from("{"), `${path}: figure`);
  const drawn = JSON.parse(figure).svg;
  if (drawn === undefined) return;
  check(Buffer.from(drawn), svg, `${path}: the figure of a page`);
  // A short film stands in one layout, as a series does.
  const film = JSON.parse(ask("film", path, []));
  if (film.steps.length < 2 || film.steps.length * JSON.parse(figure).boxes.length > 150) return;
  const folder = mkdtempSync(join(tmpdir(), "series-"));
  const series = spawnSync(command, [...outputs.svg, path, "--at", `0..${film.steps.at(-1)}`, "-o", join(folder, "%d.svg")]);
  for (const step of series.status === 0 ? [0, 1] : []) {
    const timeline = ask("timeline", path, [], step);
    const drawing = Buffer.from(timeline.subarray(0, 1).toString() === "{" ? JSON.parse(timeline).svg : timeline);
    check(drawing, readFileSync(join(folder, `${film.steps[step]}.svg`)), `${path}: step ${step} of the film`);
  }
  rmSync(folder, { recursive: true });
}

for (const [name, lines] of settings) compare(figure, name, lines);
// The update of another learning rate, by hand: 1 − 0.1·12 = −0.2.
const faster = ask("figure", figure, ["lr=0.1"]).toString().replace(/<[^>]*>/g, "");
check(Buffer.from(faster.includes("← 1 − 0.1·12=−0.2") ? "−0.2" : faster), Buffer.from("−0.2"), "the update of lr=0.1");
for (const path of paths) {
  for (const [, table] of readFileSync(path, "utf8").matchAll(/csv\("([^"]+)"/g)) {
    engine.call("edgewise_table", [Buffer.from(table), readFileSync(join(dirname(path), table))]);
  }
  for (const [name, lines] of plain) compare(path, name, lines);
  comparePage(path, wanted("svg", path, []));
}

// Memory stays as it is over many edits.
const text = readFileSync(figure);
let size = 0;
for (let edit = 0; edit < 10_000; edit++) {
  const settings = Buffer.from(`set=w1=${edit % 100 / 10}`);
  engine.call("edgewise_figure", [text, settings]);
  if (edit % 4 === 0) engine.call("edgewise_timeline", [text, settings], edit % 3);
  if (edit === 500) size = engine.exports.memory.buffer.byteLength;
}
const grown = engine.exports.memory.buffer.byteLength - size;
if (grown > 0) {
  different++;
  console.error(`9,500 edits take ${grown} more bytes of memory`);
}
console.log(`In WebAssembly ${count - different} of ${count} outputs are the command's, byte for byte`);
process.exit(different === 0 && count > settings.length ? 0 : 1);
