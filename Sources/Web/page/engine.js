// Behind the engine, a gzip whose every four bytes are five of 85 letters: of the last group as many are missing of each.
globalThis.edgewiseEngine = async () => {
  const value = new Uint8Array(128), view = new DataView(new ArrayBuffer(Math.ceil(edgewiseBytes.length / 5) * 4));
  for (let code = 33, count = 0; code < 127; code++) if (!"\"&'<>\\".includes(String.fromCharCode(code))) value[code] = count++;
  for (let from = 0, to = 0; from < edgewiseBytes.length; to += 4) {
    let group = 0;
    for (let place = 0; place < 5; place++) group = group * 85 + (value[edgewiseBytes.charCodeAt(from++)] ?? 84);
    view.setUint32(to, group);
  }
  const bytes = new Blob([view.buffer.slice(0, Math.floor(edgewiseBytes.length * 0.8))]);
  return WebAssembly.compile(await new Response(bytes.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
};
