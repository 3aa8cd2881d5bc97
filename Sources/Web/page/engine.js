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

return {
  async module() {
    performance.mark("edgewise-arrived");
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
    const module = await WebAssembly.compile(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
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
