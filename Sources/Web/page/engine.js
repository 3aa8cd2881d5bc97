// Behind the engine's bytes: how it is asked. They are a gzip in letters of seven bits; above those stands a letter that a script
// could not hold together with the next.
globalThis.edgewiseEngine = (() => {
"use strict";

// Runs in a worker, or in the page where its policy allows none.
function machine(module) {
  const encoder = new TextEncoder(), decoder = new TextDecoder();
  // What remains of WASI would write to a console and seed hashes, on which no output depends.
  const wasi = new Proxy({}, { get: () => () => 0 });
  let engine = null;
  return (name, texts, tables, numbers = []) => {
    try {
      engine ??= new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi }).exports;
      const call = (name, texts, ...numbers) => {
        const given = texts.map((text) => {
          const bytes = encoder.encode(text), address = engine.edgewise_allocate(bytes.length);
          new Uint8Array(engine.memory.buffer, address, bytes.length).set(bytes);
          return [address, bytes.length];
        });
        const reply = engine["edgewise_" + name](...given.flat(), ...numbers);
        for (const [address] of given) engine.edgewise_free(address);
        return reply;
      };
      for (const table of tables) call("table", table);
      const reply = call(name, texts, ...numbers);
      // The memory may have grown: it is looked at anew.
      const [status, count] = new Int32Array(engine.memory.buffer, reply, 2);
      const text = decoder.decode(new Uint8Array(engine.memory.buffer, reply + 8, count));
      engine.edgewise_free(reply);
      return status ? { refusal: text } : { text };
    } catch (error) {
      // After a trap nothing in the memory can be trusted: the next call has a new one.
      engine = null;
      return { refusal: `The engine stopped (${error.message}). The next change starts it again.` };
    }
  };
}

// Gives back the module that `.ci/pack.swift` took apart, byte for byte.
function unpacked(packed) {
  let at = 0, to = 0;
  const number = () => {
    let value = 0, shift = 0, byte;
    do value |= ((byte = packed[at++]) & 127) << shift; while (shift += 7, byte > 127);
    return value;
  };
  const module = new Uint8Array(number()), front = number();
  let functions = number();
  // A symbol: its rule, the stream of its operand, where its bytes begin and end.
  const symbols = Array.from({ length: number() }, () => [packed[at++], packed[at++], at + 1, at += packed[at] + 1]);
  const [rules, streams, begins, ends] = [0, 1, 2, 3].map((part) => Int32Array.from(symbols, (symbol) => symbol[part]));
  const place = Int32Array.from(Array.from({ length: number() }, number), (length) => (at += length) - length);
  const write = (value, most) => {
    for (; value > most; value >>= 7) module[to++] = value & 127 | 128;
    module[to++] = value;
  };
  // From a stream to the module: some bytes, some numbers as they stand there.
  const copy = (stream, count) => {
    module.set(packed.subarray(place[stream], place[stream] += count), to);
    to += count;
  };
  const copyNumbers = (stream, count) => {
    at = place[stream];
    while (count--) do module[to++] = packed[at]; while (packed[at++] > 127);
    place[stream] = at;
  };
  const next = (stream) => {
    at = place[stream];
    const value = number();
    place[stream] = at;
    return value;
  };
  // The locals of a function, those used last in front; as many as were met.
  const order = new Int32Array(1 << 16);
  let met = 0, address = 0;
  copy(0, front);
  while (functions--) {
    const start = to;
    met = 0;
    const groups = packed[place[2]];
    copyNumbers(2, 2 * groups + 1);
    for (let depth = 0; depth >= 0;) {
      const symbol = packed[place[1]++], rule = rules[symbol], stream = streams[symbol], end = ends[symbol];
      let from = begins[symbol];
      const opcode = module[to++] = packed[from++];
      if (opcode === 11) depth--;
      else if (opcode < 5 && opcode > 1) depth++;
      if (rule < 6) {
        while (from < end) module[to++] = packed[from++];
        if (rule === 1) {
          copyNumbers(stream, 1);
        } else if (rule === 5) {
          const step = next(stream);
          address += step & 1 ? -(step + 1) / 2 : step / 2;
          write(address, 63);
        } else if (rule === 3) {
          const count = next(stream);
          write(count, 127);
          copyNumbers(stream, count + 1);
        } else if (rule) {
          if (rule === 2) copyNumbers(stream, 2); else copy(stream, 4);
        }
      } else if (rule === 8) {
        copy(stream, 8);
      } else {
        let rank = rule === 7 ? packed[from] : next(stream);
        while (met <= rank) order[met] = met++;
        const local = order[rank];
        for (; rank; rank--) order[rank] = order[rank - 1];
        order[0] = local;
        write(local, 127);
      }
    }
    // Its length stands in front of it.
    const end = to;
    write(end - start, 127);
    const length = module.slice(end, to);
    module.copyWithin(start + length.length, start, end);
    module.set(length, start);
  }
  copy(0, module.length - to);
  return module;
}

return {
  // The module as it was compiled.
  async bytes() {
    const bytes = new Uint8Array(edgewiseCount);
    let rest = 0, count = 0, to = 0;
    // What is over at the end falls off the bytes.
    const put = (bits) => {
      rest = (rest << 7 | bits) & 0x7fff;
      count += 7;
      if (count >= 8) bytes[to++] = rest >> (count -= 8);
    };
    for (let from = 0; from < edgewiseText.length; from++) {
      const code = edgewiseText.charCodeAt(from);
      if (code >= 128) put([0, 10, 13, 34, 60, 92][(code >> 7) - 2]);
      put(code & 127);
    }
    const packed = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return unpacked(new Uint8Array(await new Response(packed).arrayBuffer()));
  },

  async module() {
    performance.mark("edgewise-arrived");
    const module = await WebAssembly.compile(await this.bytes());
    performance.measure("edgewise-ready", "edgewise-arrived");
    return module;
  },

  async start() {
    const module = await (this.compiled ??= this.module());
    try {
      const source = `${machine};let run;onmessage=({data})=>{if(data.module)run=machine(data.module);` +
        `postMessage(data.module?{ready:1}:{id:data.id,...run(...data.call)})}`;
      const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const worker = new Worker(address);
      await new Promise((done, fail) => {
        worker.onmessage = done;
        worker.onerror = worker.onmessageerror = fail;
        worker.postMessage({ module });
      });
      URL.revokeObjectURL(address);
      const waiting = new Map();
      let last = 0;
      worker.onmessage = ({ data }) => { waiting.get(data.id)(data); waiting.delete(data.id); };
      this.end = () => { worker.terminate(); for (const done of waiting.values()) done({ refusal: "", isOver: true }); };
      return (...call) => new Promise((done) => { waiting.set(++last, done); worker.postMessage({ id: last, call }); });
    } catch {
      const run = machine(module);
      this.end = null;
      return async (...call) => run(...call);
    }
  },

  async call(...call) { return (await (this.running ??= this.start()))(...call); },

  // What takes no time is asked in the page itself: to a worker and back takes longer.
  async callHere(...call) { return (this.here ??= machine(await (this.compiled ??= this.module())))(...call); },

  // A run that is no longer wanted need not be waited for.
  restart() { if (this.end) { this.end(); this.running = null; } },
};
})();
