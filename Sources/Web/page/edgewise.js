// Edgewise in a page: every <edgewise-figure>, and every block of flow (code.language-flow), becomes a figure that is computed,
// played, turned and edited. All mathematics is the engine's, the very one of the command; what is here puts its answers into the
// document. Texts of a flow file go in as text nodes and attributes, never as markup.
(() => {
"use strict";

// MARK: The engine

// Runs in a worker, or in the page where its policy allows none.
function machine(module) {
  const encoder = new TextEncoder(), decoder = new TextDecoder();
  // What remains of WASI would write to a console and seed hashes, on which no output depends.
  const wasi = new Proxy({}, { get: () => () => 0 });
  let engine = null;
  return (name, texts, tables, index) => {
    try {
      engine ??= new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi }).exports;
      const call = (name, texts, more = []) => {
        const given = texts.map((text) => {
          const bytes = encoder.encode(text), address = engine.edgewise_allocate(bytes.length);
          new Uint8Array(engine.memory.buffer, address, bytes.length).set(bytes);
          return [address, bytes.length];
        });
        const reply = engine["edgewise_" + name](...given.flat(), ...more);
        for (const [address] of given) engine.edgewise_free(address);
        return reply;
      };
      for (const table of tables) call("table", table);
      const reply = call(name, texts, index === undefined ? [] : [index]);
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

const script = document.currentScript;
const beside = (name) => new URL(name, script?.src || location.href).href;

const engine = {
  async module() {
    if (!globalThis.edgewiseEngine) {
      await new Promise((done, fail) => {
        const element = document.createElement("script");
        element.src = beside("edgewise-engine.js");
        element.onload = done;
        element.onerror = () => fail(new Error("edgewise-engine.js is not beside edgewise.js"));
        document.head.append(element);
      });
    }
    // Five of 85 letters are four bytes; of the last group as many are missing of each.
    const text = globalThis.edgewiseEngine, value = new Uint8Array(128), view = new DataView(new ArrayBuffer(Math.ceil(text.length / 5) * 4));
    for (let code = 33, count = 0; code < 127; code++) if (!"\"&'<>\\".includes(String.fromCharCode(code))) value[code] = count++;
    for (let from = 0, to = 0; from < text.length; to += 4) {
      let group = 0;
      for (let place = 0; place < 5; place++) group = group * 85 + (value[text.charCodeAt(from++)] ?? 84);
      view.setUint32(to, group);
    }
    const bytes = new Blob([view.buffer.slice(0, Math.floor(text.length * 0.8))]).stream().pipeThrough(new DecompressionStream("gzip"));
    return WebAssembly.compile(await new Response(bytes).arrayBuffer());
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

// MARK: Elements

const svgNames = "http://www.w3.org/2000/svg";
function make(name, attributes = {}, ...children) {
  const element = ["svg", "path", "circle", "line", "text"].includes(name)
    ? document.createElementNS(svgNames, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

// Names in italics with their figures below, as the drawing has them; only those that the figure has.
function formula(text, names) {
  return text.split(/([\p{L}_][\p{L}\p{M}\p{N}_]*)/u).flatMap((part) => {
    const bare = part.replace(/^[∂Δ]/u, "");
    if (!names.has(bare)) return part;
    const [, letters, digits] = /^(.*?)(\d*)$/u.exec(bare);
    return [part.slice(0, part.length - bare.length), make("i", {}, letters), digits ? make("sub", {}, digits) : ""];
  });
}

const input = (type, label, more) => make("input", { type, "aria-label": label, ...more });

const isStill = matchMedia("(prefers-reduced-motion: reduce)");
const wait = (milliseconds, action) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(action, milliseconds); }; };

// Deflated and in the letters of an address.
async function packed(text) {
  const bytes = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const letters = Array.from(new Uint8Array(await new Response(bytes).arrayBuffer()), (byte) => String.fromCharCode(byte));
  return btoa(letters.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
async function unpacked(letters) {
  const bytes = Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

function save(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

const words = {
  given: ["▶", "given"], forward: ["▶", "forward"], local: ["∂", "local"], seed: ["◆", "seed"], backward: ["◀", "backward"],
  accumulate: ["+", "add up"], gather: ["+", "gather"], path: ["∏", "path"], update: ["←", "update"],
  helped: ["✓", "did it help"], outcome: ["■", "outcome"],
};
const phaseOf = (kind) => ["given", "forward", "local"].includes(kind) ? "forward"
  : ["update", "outcome", "helped"].includes(kind) ? kind === "update" ? "update" : "outcome" : "backward";
const speeds = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32];
// What travels arrives after this part of a beat.
const arrival = 0.6;
let figures = 0;

// MARK: The figure

class EdgewiseFigure extends HTMLElement {
  connectedCallback() {
    if (this.number) return;
    this.number = ++figures;
    if (!this.id) this.id = `edgewise-${this.number}`;
    this.isPage = this.hasAttribute("page");
    // A page in a frame is told by its address.
    if (this.isPage) for (const name of ["compact", "from", "to"]) {
      const value = new URLSearchParams(location.search).get(name);
      if (value !== null) this.setAttribute(name, value);
    }
    this.isCompact = this.hasAttribute("compact");
    if (this.isPage) return void this.start();
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      this.start();
    }, { rootMargin: "200px" });
    seen.observe(this);
  }

  async start() {
    try {
      const own = this.querySelector(".edgewise-flow");
      if (this.hasAttribute("src")) {
        if (location.protocol === "file:") throw new Error("src= needs a page that comes over http; put the text inside instead");
        const reply = await fetch(this.getAttribute("src"));
        if (!reply.ok) throw new Error(`${this.getAttribute("src")}: ${reply.status} ${reply.statusText}`);
        this.original = await reply.text();
      } else this.original = (own ?? this).textContent.replace(/^\n/, "");
    } catch (error) {
      return void this.append(make("p", { class: "ew-listing", role: "alert" }, String(error.message)));
    }
    this.tables = [...this.querySelectorAll(".edgewise-table")].map((table) => [table.dataset.path, table.textContent.replace(/^\n/, "")]);
    this.text = this.original;
    this.given = (this.getAttribute("settings") ?? "").split("\n").filter(Boolean);
    this.names = new Set();
    this.reset();
    this.position = { step: 0, time: null };
    this.speed = 0.5;
    this.isPlaying = false;
    this.timelines = new Map();
    this.leaves = "";
    await this.readAddress();
    this.isNarrow = this.clientWidth < 600;
    this.build();
    await this.refresh();
    this.classList.add("ew-ready");
    if (this.asked) await this.goTo(this.asked.step, this.asked.beat);
    else if (this.hasAttribute("at")) await this.goTo(+this.getAttribute("at"));
    else if (this.hasAttribute("from")) await this.goTo(this.limits()[0]);
  }

  reset() {
    this.settings = { set: new Map(), open: new Set(), close: new Set() };
    for (const line of this.given) {
      const place = line.indexOf("="), [name, value] = [line.slice(0, place), line.slice(place + 1)];
      if (name === "set") this.settings.set.set(value.slice(0, value.indexOf("=")), value.slice(value.indexOf("=") + 1));
      else if (name === "open" || name === "close") this.settings[name].add(value);
      else if (name === "at") this.asked = { step: +value };
      else this.settings[name] = value;
    }
    for (const name of ["wrt", "detail", "theme", "run", "direction", "precision", "of", "lr"]) {
      if (this.hasAttribute(name)) this.settings[name] = this.getAttribute(name);
    }
    for (const name of (this.getAttribute("open") ?? "").split(";").filter(Boolean)) this.settings.open.add(name);
  }

  lines(more = []) {
    const { set, open, close, theme, ...single } = this.settings;
    const lines = [`source-name=${this.getAttribute("source") ?? "figure"}`, `theme=${theme ?? "auto"}`];
    for (const [name, value] of set) lines.push(`set=${name}=${value}`);
    // What can be read on a telephone.
    if (this.isNarrow && !single.fit) lines.push("fit=620x1000");
    for (const name of open) lines.push(`open=${name}`);
    for (const name of close) lines.push(`close=${name}`);
    for (const [name, value] of Object.entries(single)) if (value != null && value !== "") lines.push(`${name}=${value}`);
    return [...lines, ...more].map((line) => line.replaceAll("\n", " ")).join("\n");
  }

  async ask(name, more, index) {
    const begin = performance.now(), isHere = name === "figure" && this.isQuick;
    // What is drawn into the page has ids and classes of its own.
    if (["figure", "film", "timeline"].includes(name)) more = [`id-prefix=${this.id}`];
    const reply = await engine[isHere ? "callHere" : "call"](name, [this.text, this.lines(more)], this.tables, index);
    if (name === "figure") this.isQuick = performance.now() - begin < (isHere ? 10 : 20);
    if (reply.refusal !== undefined) throw Object.assign(new Error(reply.refusal), { isOver: reply.isOver });
    return reply.text;
  }

  // MARK: The address

  async readAddress() {
    if (!this.isPage) return;
    const asked = new URLSearchParams(location.hash.slice(1));
    const own = { step: 0, beat: 0, run: 0, detail: 0, theme: 0, wrt: 0, lr: 0, flow: 0, graph: 0, open: 0, close: 0 };
    const example = examples().find((example) => example.name === asked.get("graph"));
    if (example) this.take(example);
    try { if (asked.has("flow")) this.text = await unpacked(asked.get("flow")); } catch { /* Not ours: left alone. */ }
    for (const name of ["run", "detail", "theme", "wrt", "lr"]) if (asked.has(name)) this.settings[name] = asked.get(name);
    for (const name of ["open", "close"]) for (const value of asked.getAll(name)) this.settings[name].add(value);
    this.maybe = [...asked].filter(([name]) => !(name in own));
    for (const [name, value] of this.maybe) this.settings.set.set(name.replace(/^\./, ""), value);
    const number = (name) => asked.has(name) && Number.isFinite(+asked.get(name)) ? +asked.get(name) : undefined;
    if (asked.has("step") || asked.has("beat")) this.asked = { step: number("step") ?? 0, beat: number("beat") };
  }

  async address() {
    const state = new URLSearchParams(), { set, open, close, ...single } = this.settings;
    const example = examples().find((example) => example.text === this.text);
    if (example && this.text !== this.original) state.set("graph", example.name);
    else if (this.text !== this.original) state.set("flow", await packed(this.text));
    for (const name of ["run", "detail", "theme", "wrt", "lr"]) if (single[name]) state.set(name, single[name]);
    for (const name of open) state.append("open", name);
    for (const name of close) state.append("close", name);
    for (const [name, value] of set) state.set(/^(step|beat|run|detail|theme|wrt|lr|flow|graph|open|close)$/.test(name) ? "." + name : name, value);
    if (this.position.step) state.set("step", this.film?.steps[this.position.step] ?? 0);
    const beat = this.beatNow();
    if (beat) { state.set("step", this.film.steps[this.position.step]); state.set("beat", beat.index); }
    return state.toString();
  }

  remember = wait(200, async () => {
    if (!this.isPage || this.isPlaying) return;
    const state = await this.address();
    try { history.replaceState(null, "", state ? "#" + state : location.pathname + location.search); } catch { /* Some hosts allow none. */ }
  });

  // MARK: What the engine says

  // After a change of the text or a setting: the figure at once, then its film. While one of them is being computed the latest
  // change is remembered, and no other.
  async refresh() {
    this.turn = (this.turn ?? 0) + 1;
    if (this.filming && performance.now() - this.since > 500) engine.restart();
    await (this.figuring ??= this.repeat((turn) => this.computeFigure(turn)).finally(() => { this.figuring = null; }));
    await (this.filming ??= this.repeat((turn) => this.computeFilm(turn)).finally(() => { this.filming = null; }));
    this.remember();
  }

  async repeat(compute) {
    for (let turn = 0; turn !== this.turn;) {
      turn = this.turn;
      try { await compute(turn); } catch (error) { if (!error.isOver) this.complain([], error.message); }
    }
  }

  async computeFigure() {
    const figure = JSON.parse(await this.ask("figure"));
    // What an address names and the figure does not have is left out.
    if (figure.source === "--set" && this.maybe?.length) {
      const known = new Set(JSON.parse((await engine.call("figure", [this.text, ""], this.tables)).text).leaves?.map((leaf) => leaf.name));
      for (const name of [...this.settings.set.keys()]) if (!known.has(name)) this.settings.set.delete(name);
      this.maybe = null;
      return this.computeFigure();
    }
    this.complain(figure.diagnostics, figure.refusal ?? "", figure.source === "--set");
    this.isDrawn = !!figure.svg;
    if (!figure.svg) return;
    this.figure = figure;
    this.names = new Set([...figure.boxes, ...figure.leaves].map((box) => box.name));
    if (!this.position.step && this.position.time === null) this.show(figure.svg, null);
    this.showControls();
  }

  async computeFilm(turn) {
    if (!this.isDrawn) return;
    this.since = performance.now();
    const film = JSON.parse(await this.ask("film"));
    if (turn !== this.turn) return;
    this.film = film;
    this.timelines.clear();
    const { step, time } = this.position, last = film.steps.length - 1;
    this.position = { step: Math.min(step, last), time: time === null ? null : Math.min(time, film.starts[last + 1]) };
    this.showLosses();
    await this.render();
  }

  async timeline(index) {
    const film = this.film;
    if (!this.timelines.has(index)) {
      this.timelines.set(index, this.ask("timeline", [], index).then((text) => Object.assign(JSON.parse(text), { index })));
      if (this.timelines.size > 6) this.timelines.delete([...this.timelines.keys()].find((key) => Math.abs(key - index) > 2));
    }
    const timeline = await this.timelines.get(index);
    return film === this.film ? timeline : null;
  }

  // MARK: The drawing

  show(svg, timeline) {
    if (this.shownText === svg) { this.shown = timeline; return; }
    const drawing = document.adoptNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement);
    this.shownText = svg;
    this.shown = timeline;
    this.applied = null;
    this.prepare(drawing);
    const focused = this.stage.contains(document.activeElement) ? document.activeElement.dataset.id : null;
    this.stage.replaceChildren(this.sheet, drawing);
    this.drawing = drawing;
    if (focused) this.parts.get(focused)?.focus({ preventScroll: true });
  }

  // Ids of several figures in one page must differ, and so must their style sheets; a title would tell what is not yet known.
  prepare(drawing) {
    const prefix = `${this.id}-`, isScoped = drawing.classList.contains("edgewise");
    this.parts = new Map();
    this.streams = new Map();
    drawing.setAttribute("aria-roledescription", "computation graph");
    drawing.setAttribute("role", "graphics-document");
    if (!isScoped) drawing.setAttribute("aria-labelledby", `${prefix}figure-title ${prefix}figure-description`);
    const own = drawing.querySelector("style"), dark = /@media \(prefers-color-scheme: ?dark\) ?\{\n[^]*?\n\}\n/g;
    const style = isScoped ? own.textContent : `#${this.id} .ew-stage svg{${this.settings.theme === "light" ? own.textContent.replace(dark, "") : own.textContent}}`;
    own.remove();
    this.sheet ??= make("style");
    if (this.sheet.textContent !== style) this.sheet.textContent = style;
    const boxes = new Map((this.figure?.boxes ?? []).map((box) => [box.id, box]));
    for (const element of drawing.querySelectorAll("[id]")) {
      const id = element.id.startsWith(prefix) ? element.id.slice(prefix.length) : element.id;
      element.dataset.id = id;
      element.id = prefix + id;
      if (element.localName !== "g") continue;
      this.parts.set(id, element);
      const title = element.querySelector("title");
      element.told = title?.textContent ?? id;
      title?.remove();
      if (element.classList.contains("node")) {
        element.setAttribute("tabindex", "0");
        element.setAttribute("role", "graphics-symbol");
        element.setAttribute("aria-label", element.told.replaceAll("\n", ", "));
        if (boxes.get(id)?.closed) element.classList.add("ew-closed");
      }
    }
    for (const stream of drawing.querySelectorAll("[data-edge]")) {
      const id = stream.dataset.edge;
      this.streams.set(id.startsWith(prefix) ? id.slice(prefix.length) : id, stream);
    }
    for (const caption of drawing.querySelectorAll(".group > text")) {
      caption.setAttribute("tabindex", "0");
      caption.setAttribute("role", "button");
      caption.setAttribute("aria-label", `close ${caption.textContent}`);
    }
    const [, , width] = drawing.getAttribute("viewBox").split(" ");
    drawing.style.cssText = `width:max(100%,${Math.round(width * (this.isNarrow ? 0.75 : 0.62))}px);max-width:${Math.round(width * 1.25)}px;height:auto`;
  }

  // The drawing at the present moment.
  async render() {
    if (!this.film) return;
    const { step, time } = this.position;
    const isPlain = time === null && step === 0;
    if (isPlain) this.show(this.figure.svg, null);
    const timeline = await this.timeline(step).catch((error) => { if (!error.isOver) this.complain([], error.message); });
    if (!timeline || this.position.step !== step) return;
    if (!isPlain) this.show(timeline.svg, timeline);
    this.told = timeline;
    this.emphasize(timeline);
    this.showMoment(timeline);
    this.remember();
  }

  beatNow() {
    const { step, time } = this.position;
    if (time === null || !this.told || this.told.index !== step) return null;
    const beats = this.told.beats, at = time - this.film.starts[step];
    let index = beats.findLastIndex((beat) => beat.start <= at + 1e-9);
    if (index < 0) index = 0;
    const beat = beats[index];
    return { index, beat, progress: beat.duration > 0 ? Math.min(Math.max((at - beat.start) / beat.duration, 0), 1) : 1 };
  }

  // What is there at this moment, and what is lit.
  emphasize(timeline) {
    const now = this.beatNow();
    if (!now) {
      if (this.applied) { this.shownText = null; this.show(timeline.index ? timeline.svg : this.figure.svg, timeline); }
      return;
    }
    const { index, beat, progress } = now;
    const here = beat.moments.filter((moment) => moment.at <= progress + 1e-9);
    const key = `${timeline.index} ${index} ${here.length}`;
    if (this.applied !== key) {
      this.applied = key;
      this.drawing.classList.add("ew-film");
      const values = [], gradients = [], delivered = new Set();
      for (const moment of [...timeline.beats.slice(0, index).flatMap((beat) => beat.moments), ...here]) {
        for (const [box, shown] of moment.values ?? []) values[box] = shown;
        for (const [box, shown] of moment.gradients ?? []) gradients[box] = shown;
        for (const arrow of moment.delivered ?? []) delivered.add(arrow);
      }
      const active = new Set(beat.active);
      timeline.boxes.forEach((box, place) => {
        const element = this.parts.get(box.id);
        if (!element) return;
        const [value, gradient] = [values[place] ?? 0, gradients[place] ?? 0];
        element.classList.toggle("ew-no-value", !value);
        element.classList.toggle("ew-no-gradient", !gradient);
        element.classList.toggle("ew-active", active.has(place));
        this.write(element, "value", value);
        this.write(element, "gradient", gradient);
        element.setAttribute("aria-label", value && gradient ? element.told.replaceAll("\n", ", ") : box.name);
      });
      this.shownGradients = gradients;
      const moving = new Set(beat.moving);
      timeline.arrows.forEach(([id, , to], place) => {
        const edge = this.parts.get(id), stream = this.streams.get(id);
        edge?.classList.toggle("ew-no-local", !values[to]);
        edge?.classList.toggle("ew-no-flow", !delivered.has(place));
        stream?.classList.toggle("ew-no-flow", !delivered.has(place));
        edge?.classList.toggle("ew-moving-forward", moving.has(place) && !!beat.forward);
        edge?.classList.toggle("ew-moving-backward", moving.has(place) && !beat.forward);
      });
      this.follow(timeline, beat);
    }
    this.placeBeads(timeline, beat, progress);
  }

  // Another text than the drawing's own: a part of a sum, or what a parameter has become.
  write(element, tone, shown) {
    const places = element.querySelectorAll(`.${tone}:not(path)`);
    const place = places[places.length - 1];
    if (!place || (places.length > 1 && Array.isArray(shown))) return;
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    let node = null, found = null;
    while ((node = walker.nextNode())) if (tone === "value" || node.data.includes("=")) found = node;
    if (!found) return;
    found.own ??= found.data;
    const text = Array.isArray(shown)
      ? tone === "value" ? shown.join(" ") : found.own.slice(0, found.own.lastIndexOf("=") + 1) + " " + shown.join(" ") : found.own;
    if (found.data !== text) found.data = text;
  }

  placeBeads(timeline, beat, progress) {
    const isTravelling = beat.moving.length && progress < arrival && !isStill.matches;
    if (!isTravelling && !this.beads?.length) return;
    const old = this.beads?.[0]?.parentNode === this.drawing.querySelector(".graph") ? this.beads : [];
    const wanted = isTravelling ? beat.moving : [];
    while (old.length > wanted.length) old.pop().remove();
    while (old.length < wanted.length) {
      const bead = make("circle", { r: 6 });
      this.drawing.querySelector(".graph").append(bead);
      old.push(bead);
    }
    const part = progress / arrival, eased = part * part * (3 - 2 * part);
    wanted.forEach((arrow, place) => {
      const wire = this.parts.get(timeline.arrows[arrow][0])?.querySelector(".wire");
      if (!wire) return;
      const length = wire.length ??= wire.getTotalLength();
      const point = wire.getPointAtLength(length * (beat.forward ? eased : 1 - eased));
      old[place].setAttribute("class", beat.forward ? "ew-bead ew-forward" : "ew-bead ew-backward");
      old[place].setAttribute("cx", point.x);
      old[place].setAttribute("cy", point.y);
    });
    this.beads = old;
  }

  // What happens stays in view where the drawing is wider than its place.
  follow(timeline, beat) {
    if (this.stage.scrollWidth <= this.stage.clientWidth + 1) return;
    const element = this.parts.get(timeline.boxes[beat.active[0]]?.id);
    if (!element) return;
    const [place, box] = [this.stage.getBoundingClientRect(), element.getBoundingClientRect()];
    if (box.left >= place.left + 12 && box.right <= place.right - 12) return;
    this.stage.scrollBy({ left: (box.left + box.right - place.left - place.right) / 2, behavior: isStill.matches ? "auto" : "smooth" });
  }

  // MARK: Time

  limits() {
    const last = this.film.steps.length - 1;
    const place = (name, otherwise) => {
      const step = this.hasAttribute(name) ? +this.getAttribute(name) : otherwise;
      const found = this.film.steps.findIndex((number) => number >= step);
      return found < 0 ? last : found;
    };
    return [place("from", 0), place("to", Infinity)];
  }

  span() {
    const [from, to] = this.limits();
    return [this.film.starts[from], this.film.starts[to + 1]];
  }

  // By number of training step; without a beat all is seen.
  async goTo(number, beat) {
    if (!this.film) return;
    const found = this.film.steps.findIndex((step) => step >= number);
    const step = found < 0 ? this.film.steps.length - 1 : found;
    this.position = { step, time: null };
    if (beat !== undefined) {
      const timeline = await this.timeline(step);
      const there = timeline?.beats[Math.min(Math.max(Math.round(beat), 0), timeline.beats.length - 1)];
      if (there) this.position.time = this.film.starts[step] + there.start + there.stops.at(-1) * there.duration;
    }
    await this.render();
  }

  at(time) {
    const [from, to] = this.span();
    time = Math.min(Math.max(time, from), to);
    const starts = this.film.starts, last = starts.length - 2;
    let step = starts.findLastIndex((start) => start <= time + 1e-9);
    this.position = { step: Math.min(Math.max(step, 0), last), time };
    return this.render();
  }

  play(isOn = !this.isPlaying) {
    if (!this.film) return;
    const [from, to] = this.span();
    if (isOn && (this.position.time === null || this.position.time >= to - 1e-9)) {
      this.position.time = this.position.time === null ? Math.max(this.film.starts[this.position.step], from) : from;
    }
    this.isPlaying = isOn;
    this.caption.setAttribute("aria-live", isOn ? "off" : "polite");
    this.playButton.textContent = isOn ? "❚❚" : "▶";
    this.playButton.setAttribute("aria-label", isOn ? "pause" : "play");
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    if (!isOn) return void this.remember();
    this.at(this.position.time);
    if (isStill.matches) this.jumpOn();
    else this.frame = requestAnimationFrame((now) => { this.clock = now; this.tick(now); });
  }

  tick(now) {
    if (!this.isPlaying || !this.isConnected) return;
    const [, to] = this.span();
    // While the next step is being drawn, time stands still.
    const isReady = this.told?.index === this.position.step;
    const time = this.position.time + (isReady ? Math.min(now - this.clock, 100) / 1000 * this.speed : 0);
    this.clock = now;
    if (time >= to) { this.at(to); return this.play(false); }
    this.at(time);
    if (this.position.step + 1 < this.film.steps.length) this.timeline(this.position.step + 1).catch(() => {});
    this.frame = requestAnimationFrame((now) => this.tick(now));
  }

  // Without motion: from beat to beat.
  jumpOn() {
    this.timer = setTimeout(async () => {
      if (!this.isPlaying) return;
      await this.beat(1, true);
      const [, to] = this.span();
      if (this.position.time >= to - 1e-6) this.play(false); else this.jumpOn();
    }, 1000 / this.speed);
  }

  // The stop before or behind, perhaps of one kind of beats only.
  async beat(direction, plays = false, kind) {
    if (!this.film) return;
    if (!plays) this.play(false);
    const [from, to] = this.limits(), starts = this.film.starts;
    const time = this.position.time ?? (direction > 0 ? starts[this.position.step] - 1 : starts[this.position.step]);
    for (let step = this.position.step; step >= from && step <= to; step += direction) {
      const timeline = await this.timeline(step);
      if (!timeline) return;
      const stops = timeline.beats.filter((beat, place) => !kind || beat.kind === kind && timeline.beats[place - 1]?.kind !== kind)
        .flatMap((beat) => beat.stops.map((stop) => starts[step] + beat.start + stop * beat.duration));
      const found = direction > 0 ? stops.find((stop) => stop > time + 1e-6) : stops.findLast((stop) => stop < time - 1e-6);
      if (found !== undefined) return this.at(found);
    }
    if (!kind) return this.at(this.span()[direction > 0 ? 1 : 0]);
  }

  // The same place of another training step.
  async move(count) {
    if (!this.film) return;
    const [from, to] = this.limits();
    const step = Math.min(Math.max(this.position.step + count, from), to);
    const now = this.beatNow();
    this.position = { step, time: null };
    if (!now) return this.render();
    const timeline = await this.timeline(step);
    const beat = timeline?.beats[Math.min(now.index, timeline.beats.length - 1)];
    if (beat) return this.at(this.film.starts[step] + beat.start + now.progress * beat.duration);
  }

  still() {
    this.play(false);
    this.position = { step: this.position.step, time: null };
    return this.render();
  }

  // MARK: What stands around the drawing

  build() {
    const button = (label, text, action, more = {}) => make("button", { type: "button", "aria-label": label, title: label, onclick: action, ...more }, text);
    this.stage = make("div", { class: "ew-stage", role: "group", "aria-label": "figure", tabindex: -1 });
    const old = this.querySelector("svg");
    if (old) this.stage.append(old);
    this.caption = make("p", { class: "ew-caption", "aria-live": "polite" });
    this.playButton = button("play", "▶", () => this.play(), { class: "ew-play" });
    this.scrubber = input("range", "moment of this step", { min: 0, max: 1, step: "any", class: "ew-scrubber",
      oninput: () => {
        this.play(false);
        const { starts } = this.film, { step } = this.position;
        this.at(Math.min(starts[step] + +this.scrubber.value * (starts[step + 1] - starts[step]), starts[step + 1] - 1e-6));
      } });
    this.stepField = input("number", "training step", { min: 0, value: 0,
      onchange: () => { const now = this.beatNow(); this.goTo(+this.stepField.value, now?.index); } });
    this.stepCount = make("span", {});
    this.steps = make("span", { class: "ew-steps" }, button("step before", "‹", () => this.move(-1)), make("label", {}, "step ", this.stepField),
      this.stepCount, button("next step", "›", () => this.move(1)));
    this.status = make("output", { class: "ew-status" });
    this.board = make("ol", { class: "ew-board" });
    this.rule = make("div", { class: "ew-rule" });
    this.controls = make("div", { class: "ew-leaves" });
    this.lossChart = make("svg", { class: "ew-losses", viewBox: "0 0 300 96", role: "img" });
    this.runField = make("select", { "aria-label": "training run", onchange: () => { this.settings.lr = null; this.change("run", this.runField.value); } });
    this.rateSlider = input("range", "learning rate, logarithmic", { min: -6, max: 2, step: 0.01,
      oninput: () => this.change("lr", String(Number((10 ** this.rateSlider.value).toPrecision(3)))) });
    this.rateField = input("number", "learning rate", { step: "any",
      onchange: () => this.change("lr", this.rateField.value) });
    this.detailField = make("select", { "aria-label": "level of detail", onchange: () => this.change("detail", this.detailField.value) });
    this.listing = make("ul", { class: "ew-listing", role: "alert" });
    const transport = make("div", { class: "ew-transport" }, button("one moment back", "◂", () => this.beat(-1)), this.playButton,
      button("one moment on", "▸", () => this.beat(1)), this.scrubber, this.steps,
      button("show all numbers", "whole", () => this.still(), { class: "ew-word" }), this.status);
    const main = make("div", { class: "ew-main" }, this.stage, this.caption, transport);
    const parts = [main];
    if (!this.isCompact) {
      const section = (title, ...content) => make("section", { "aria-label": title }, make("h2", {}, title), ...content);
      this.leafSection = section("Numbers", this.controls, button("the file's own numbers again", "reset", () => { this.reset(); this.settings.set.clear(); this.settings.lr = null; this.refresh(); }, { class: "ew-word ew-reset" }));
      this.runSection = section("Training", make("div", { class: "ew-row" }, this.runField, make("label", {}, "lr ", this.rateField), this.rateSlider), this.lossChart);
      this.detailRow = make("label", { class: "ew-detail" }, "detail ", this.detailField);
      const chain = section("Chain rule", this.rule), told = section("What was said", this.board);
      this.boardSection = told;
      this.explained = make("pre", { tabindex: 0 });
      const explain = make("details", { class: "ew-explain", ontoggle: () => this.explain() }, make("summary", {}, "The whole derivation"), this.explained);
      this.explainPart = explain;
      parts.push(make("aside", { class: "ew-side" }, this.leafSection, this.runSection, chain, told),
        make("div", { class: "ew-text" }, this.editor(), this.detailRow, explain));
    } else parts.push(this.listing);
    if (this.isPage && !this.isCompact) parts.unshift(this.header(button));
    this.replaceChildren(...parts);
    this.help = make("dialog", { class: "ew-help", "aria-label": "keys" }, make("h2", {}, "Keys"), make("dl", {}, ...keysHelp.flatMap(([key, does]) => [make("dt", {}, key), make("dd", {}, does)])),
      make("form", { method: "dialog" }, make("button", {}, "close")));
    this.append(this.help);
    this.sayRule(null);

    const target = this.isPage ? document : this;
    target.addEventListener("keydown", (event) => this.key(event));
    this.stage.addEventListener("pointerover", (event) => this.sayRule(event.target.closest(".node,.edge")));
    this.stage.addEventListener("pointerleave", () => this.sayRule(this.stage.contains(document.activeElement) ? document.activeElement : null));
    this.stage.addEventListener("focusin", (event) => { this.sayRule(event.target); this.lightPath(event.target.matches(":focus-visible") ? event.target : null); });
    this.stage.addEventListener("focusout", () => { this.sayRule(null); this.lightPath(null); });
    this.stage.addEventListener("click", (event) => this.zoom(event.target));
    if (window.parent !== window) {
      new ResizeObserver(() => window.parent.postMessage({ type: "edgewise:height", height: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*")).observe(document.documentElement);
    }
  }

  header(button) {
    const known = examples();
    const choice = known.length ? make("select", { "aria-label": "example", onchange: () => {
      const example = known[choice.value];
      if (!example) return;
      this.take(example);
      this.settings = { set: new Map(), open: new Set(), close: new Set(), theme: this.settings.theme };
      this.position = { step: 0, time: null };
      this.play(false);
      this.area.value = this.text;
      this.refresh();
    } }, make("option", { value: "" }, "examples"), ...known.map((example, place) => make("option", { value: place, selected: example.text === this.text }, example.title))) : null;
    const copy = async (what, text) => {
      try { await navigator.clipboard.writeText(text); this.say(`${what} copied`); } catch { prompt(`Copy the ${what}:`, text); }
    };
    const link = async () => `${location.href.split("#")[0]}#${await this.address()}`;
    const name = () => (this.getAttribute("source") ?? "figure").replace(/^.*\//, "").replace(/\.flow$/, "") || "figure";
    const file = async (kind, ending, type) => save(`${name()}.${ending}`, await this.ask(kind, [`at=${this.film?.steps[this.position.step] ?? 0}`]), type);
    const actions = {
      "SVG": () => file("svg", "svg", "image/svg+xml"), "DOT": () => file("dot", "dot", "text/plain"),
      "JSON": () => file("json", "json", "application/json"), "TikZ": () => file("tikz", "tikz", "text/plain"),
      "Mermaid": () => file("mermaid", "mmd", "text/plain"), "flow text": () => save(`${name()}.flow`, this.text, "text/plain"),
    };
    const download = make("select", { "aria-label": "download", onchange: () => { actions[download.value]?.(); download.value = ""; } },
      make("option", { value: "" }, "download"), ...Object.keys(actions).map((key) => make("option", {}, key)));
    const dark = matchMedia("(prefers-color-scheme: dark)");
    this.setTheme();
    return make("header", { class: "ew-head" }, make("b", { class: "ew-name" }, "Edgewise"), choice, make("span", { class: "ew-space" }),
      button("copy a link to this very moment", "copy link", async () => copy("link", await link()), { class: "ew-word" }),
      button("copy the flow text with a link, for a README", "copy for a README", async () =>
        copy("text for a README", "```flow\n" + this.text.trimEnd() + "\n```\n" + (location.protocol === "file:" ? "" : `\n[Watch the gradient flow](${await link()})\n`)), { class: "ew-word" }),
      download, button("light or dark", "◐", () => {
        this.settings.theme = (this.settings.theme ?? (dark.matches ? "dark" : "light")) === "dark" ? "light" : "dark";
        this.setTheme();
        this.shownText = null;
        this.refresh();
      }), button("keys", "?", () => this.help.showModal()));
  }

  setTheme() {
    if (this.settings.theme) document.documentElement.dataset.theme = this.settings.theme;
  }

  take(example) {
    this.text = example.text;
    this.tables = example.tables;
    this.setAttribute("source", example.name + ".flow");
  }

  say(message) {
    this.status.textContent = message;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.status.textContent = ""; }, 2500);
  }

  change(name, value) {
    this.settings[name] = value;
    this.refresh();
  }

  showControls() {
    if (this.isCompact) return;
    const { leaves, runs, run, details, boxes } = this.figure;
    const order = ["parameter", "input", "target", "constant"];
    const sorted = leaves.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
    const shape = JSON.stringify(sorted.map((leaf) => [leaf.name, leaf.role, leaf.shape]));
    if (shape !== this.leaves) {
      this.leaves = shape;
      this.fields = new Map();
      this.controls.replaceChildren(...sorted.map((leaf) => this.control(leaf)));
      this.leafSection.hidden = !sorted.length;
    }
    for (const leaf of sorted) {
      leaf.values.forEach((value, place) => {
        const [field, slider] = this.fields.get(leaf.name)[place];
        if (document.activeElement !== field) field.value = value;
        if (slider && document.activeElement !== slider) {
          if (+value < +slider.min) slider.min = value;
          if (+value > +slider.max) slider.max = value;
          slider.value = value;
        }
      });
    }
    this.runSection.hidden = !runs.length;
    const names = JSON.stringify(runs.map((run) => run.name));
    if (names !== this.runNames) {
      this.runNames = names;
      this.runField.replaceChildren(...runs.map((run) => make("option", { value: run.name }, `${run.name} (${run.rule})`)));
      this.runField.hidden = runs.length < 2;
    }
    if (runs[run]) {
      this.runField.value = runs[run].name;
      const rate = runs[run].rate;
      if (document.activeElement !== this.rateField) this.rateField.value = rate;
      if (document.activeElement !== this.rateSlider) this.rateSlider.value = Math.log10(rate);
    }
    this.detailField.replaceChildren(...details.map((detail) => make("option", {}, detail)));
    this.detailField.value = this.settings.detail ?? "named";
    this.detailRow.hidden = details.length < 2;
    this.explain();
  }

  // A slider and an exact field for one number; fields entry by entry for a tensor.
  control(leaf) {
    const fields = [];
    const set = () => {
      const values = fields.map(([field]) => field.value.trim() || "0");
      const nested = (shape, from) => shape.length === 0 ? values[from]
        : `[${Array.from({ length: shape[0] }, (_, place) => nested(shape.slice(1), from + place * shape.slice(1).reduce((a, b) => a * b, 1))).join(", ")}]`;
      this.settings.set.set(leaf.name, nested(leaf.shape, 0));
      this.refresh();
    };
    const isSingle = leaf.values.length === 1;
    leaf.values.forEach((value, place) => {
      const what = isSingle ? leaf.name : `${leaf.name}, number ${place + 1}`;
      const field = input("number", what, { step: "any", value, oninput: () => {
        if (field.value === "" || !Number.isFinite(+field.value)) return;
        if (slider) slider.value = field.value;
        set();
      } });
      const room = Math.max(1, 4 * Math.abs(+value)) || 1;
      const slider = isSingle ? input("range", `${what}, slider`, { min: +value - room, max: +value + room, step: room / 100, value,
        oninput: () => { field.value = String(Number((+slider.value).toPrecision(6))); set(); } }) : null;
      fields.push([field, slider]);
    });
    this.fields.set(leaf.name, fields);
    return make("div", { class: `ew-leaf ew-${leaf.role}${isSingle ? "" : " ew-tensor"}`, title: leaf.note ?? leaf.role },
      make("span", { class: "ew-symbol" }, ...formula(leaf.name, new Set([leaf.name]))),
      ...isSingle ? [fields[0][1], fields[0][0]] : [make("details", { open: leaf.values.length <= 4 }, make("summary", {}, leaf.shape.join("×")),
        make("span", { class: "ew-entries", style: `--columns:${leaf.shape.at(-1)}` }, ...fields.map(([field]) => field)))]);
  }

  showLosses() {
    const { steps, losses, outcome } = this.film, count = losses.length;
    this.steps.hidden = steps.length < 2;
    this.stepField.max = steps.at(-1);
    this.stepCount.textContent = ` of ${steps.at(-1)}`;
    if (this.isCompact) return;
    const finite = losses.filter((loss) => loss !== null);
    this.lossChart.replaceChildren();
    this.lossChart.style.display = finite.length > 1 ? "" : "none";
    if (finite.length < 2) return;
    const isLogarithmic = Math.min(...finite) > 0 && Math.max(...finite) / Math.min(...finite) > 30;
    const scale = (loss) => isLogarithmic ? Math.log(loss) : loss;
    const [low, high] = [scale(Math.min(...finite)), scale(Math.max(...finite))];
    const x = (place) => 8 + 284 * place / Math.max(count - 1, 1), y = (loss) => 82 - 66 * (scale(loss) - low) / (high - low || 1);
    // More points than the curve is wide are not seen.
    const every = Math.ceil(count / 600);
    const points = losses.flatMap((loss, place) => loss === null || place % every && place < count - 1 ? [] : [`${x(place).toFixed(1)} ${y(loss).toFixed(1)}`]);
    this.lossPlace = (place) => losses[place] === null || losses[place] === undefined ? null : [x(place), y(losses[place])];
    this.lossDot = make("circle", { r: 4.5, class: "ew-dot" });
    this.lossChart.setAttribute("aria-label", `loss over ${steps.at(-1)} steps${outcome ? ": " + outcome : ""}`);
    this.lossChart.append(make("path", { class: "ew-axis", d: "M8 88H292" }), make("path", { class: "ew-curve", d: "M" + points.join("L") }),
      ...(count <= 40 ? losses.map((loss, place) => loss === null ? "" : make("circle", { class: "ew-point", r: 2, cx: x(place), cy: y(loss) })) : []),
      make("text", { x: 292, y: 10, class: "ew-note" }, isLogarithmic ? "loss, log scale" : "loss"), this.lossDot);
    this.lossChart.onpointerdown = this.lossChart.onpointermove = (event) => {
      if (!event.buttons) return;
      const box = this.lossChart.getBoundingClientRect();
      const place = Math.round(((event.clientX - box.left) / box.width * 300 - 8) / 284 * (count - 1));
      this.goTo(steps[Math.min(Math.max(place, 0), count - 1)]);
    };
  }

  showMoment(timeline) {
    const { step, time } = this.position, now = this.beatNow();
    if (document.activeElement !== this.stepField) this.stepField.value = this.film.steps[step];
    const starts = this.film.starts, length = starts[step + 1] - starts[step];
    this.scrubber.value = time === null ? 0 : (time - starts[step]) / length;
    const key = now ? `${step} ${now.index}` : `${step}`;
    if (this.boardOf !== timeline) {
      this.boardOf = timeline;
      const shades = { forward: "var(--ew-value)", backward: "var(--ew-gradient)", update: "var(--ew-update)", outcome: "var(--ew-muted)" };
      const stops = timeline.beats.map((beat) => `${shades[phaseOf(beat.kind)]} ${(beat.start / length * 100).toFixed(2)}% ${((beat.start + beat.duration) / length * 100).toFixed(2)}%`);
      this.scrubber.style.setProperty("--ew-phases", `linear-gradient(to right,${stops.join(",")})`);
      this.board.replaceChildren(...timeline.beats.map((beat, place) => make("li", { class: `ew-${phaseOf(beat.kind)}` },
        make("button", { type: "button", onclick: () => { this.play(false); this.at(starts[step] + beat.start + beat.stops.at(-1) * beat.duration); } },
          make("span", { class: "ew-sign", "aria-label": words[beat.kind]?.[1] ?? beat.kind }, words[beat.kind]?.[0] ?? "·"), " ", make("span", {}, ...formula(beat.caption, this.names))))));
      this.momentKey = null;
    }
    this.scrubber.setAttribute("aria-valuetext", now ? `${words[now.beat.kind]?.[1] ?? now.beat.kind}, ${now.index + 1} of ${timeline.beats.length}` : "all numbers");
    if (this.momentKey === key) return;
    this.momentKey = key;
    this.classList.toggle("ew-playing-film", !!now);
    [...this.board.children].forEach((line, place) => {
      line.classList.toggle("ew-here", place === now?.index);
      line.classList.toggle("ew-coming", !!now && place > now.index);
      if (place === now?.index) {
        line.firstChild.setAttribute("aria-current", "step");
        if (this.board.scrollHeight > this.board.clientHeight) this.board.scrollTop = line.offsetTop - this.board.clientHeight / 2;
      } else line.firstChild.removeAttribute("aria-current");
    });
    const beat = now?.beat;
    const [sign, word] = beat ? words[beat.kind] ?? ["·", beat.kind] : ["", ""];
    const said = beat?.caption || [timeline.loss, this.film.outcome].filter(Boolean).join(" · ") || this.figure.title || "";
    this.caption.replaceChildren(...beat ? [make("b", { class: `ew-${phaseOf(beat.kind)}` }, `${sign} ${word}`), " "] : [], ...formula(said, this.names));
    const place = this.lossPlace?.(step);
    if (this.lossDot) {
      this.lossDot.style.display = place ? "" : "none";
      if (place) { this.lossDot.setAttribute("cx", place[0]); this.lossDot.setAttribute("cy", place[1]); }
    }
  }

  // MARK: The chain rule

  // Of a box, by its id; −1 if there is none.
  placeOf(id) { return this.told?.boxes.findIndex((box) => box.id === id) ?? -1; }

  sayRule(element) {
    if (!this.rule) return;
    const id = element?.dataset?.id;
    const place = this.placeOf(id);
    if (!element || id === undefined) {
      return void this.rule.replaceChildren(make("p", { class: "ew-muted" }, "Point at a box or a wire, or reach one with Tab: how its gradient comes about stands here."));
    }
    const isKnown = !this.beatNow() || (place >= 0 ? this.shownGradients?.[place] === 1 : !element.classList.contains("ew-no-flow"));
    const lines = element.told?.split("\n") ?? [];
    const said = [];
    if (place >= 0) {
      const box = this.told.boxes[place];
      const isHidden = element.classList.contains("ew-no-value") && this.beatNow();
      said.push(make("p", { class: "ew-fact" }, ...formula(isHidden ? box.name : lines[0] ?? box.name, this.names)));
      if (box.symbols) said.push(make("p", { class: "ew-backward" }, ...formula(box.symbols, this.names)));
      if (box.symbols && box.numbers && isKnown) said.push(make("p", { class: "ew-backward ew-numbers" }, (/^[-−[(\d]/.test(box.numbers) ? "= " : "") + box.numbers));
      for (const line of lines.slice(1)) if (!line.startsWith("∂")) said.push(make("p", { class: "ew-muted" }, line));
    } else for (const line of isKnown ? lines : lines.slice(0, 1)) said.push(make("p", { class: line.includes("·") ? "ew-backward" : "" }, ...formula(line, this.names)));
    this.rule.replaceChildren(...said);
  }

  // The way from a box to the output, heavy.
  lightPath(element) {
    const told = this.told, place = this.placeOf(element?.dataset?.id);
    this.drawing?.classList.toggle("ew-lit", place >= 0);
    for (const lit of this.drawing?.querySelectorAll(".ew-on-path") ?? []) lit.classList.remove("ew-on-path");
    if (place < 0) return;
    const reached = new Set([place]);
    // Arrows stand in the order of their targets.
    for (const [id, from, to] of told.arrows) {
      if (!reached.has(from)) continue;
      reached.add(to);
      this.parts.get(id)?.classList.add("ew-on-path");
      this.streams.get(id)?.classList.add("ew-on-path");
    }
    for (const box of reached) this.parts.get(told.boxes[box].id)?.classList.add("ew-on-path");
  }

  // Along a wire, with the box that has the focus.
  walk(element, key) {
    const told = this.told, place = this.placeOf(element.dataset.id);
    if (place < 0) return false;
    const isForward = key === "ArrowRight" || key === "ArrowDown";
    const next = told.arrows.filter(([, from, to]) => (isForward ? from : to) === place).map(([, from, to]) => isForward ? to : from);
    if (key === "ArrowUp" || key === "ArrowDown") {
      const boxes = told.boxes, step = key === "ArrowDown" ? 1 : -1;
      this.parts.get(boxes[(place + step + boxes.length) % boxes.length].id)?.focus();
      return true;
    }
    if (next.length) this.parts.get(told.boxes[next[0]].id)?.focus();
    return true;
  }

  zoom(element) {
    const { open, close } = this.settings;
    const node = element.closest(".node"), caption = element.closest(".group > text");
    const closed = node && this.figure.boxes.find((box) => box.id === node.dataset.id)?.closed;
    if (closed) { close.delete(closed); open.add(closed); } else if (caption) { open.delete(caption.textContent); close.add(caption.textContent); } else return;
    this.refresh();
  }

  async explain() {
    if (!this.explainPart?.open) return;
    try { this.explained.textContent = await this.ask("explain", ["width=92", `at=${this.film?.steps[this.position.step] ?? 0}`]); } catch { /* Its errors are listed. */ }
  }

  // MARK: The text

  editor() {
    this.area = make("textarea", { class: "ew-flow", spellcheck: false, autocapitalize: "off", autocomplete: "off", "aria-label": "flow text", rows: Math.min(Math.max(this.text.split("\n").length + 1, 8), 24),
      oninput: () => { this.text = this.area.value; this.paint(); this.refresh(); }, onscroll: () => { this.backdrop.scrollTop = this.area.scrollTop; this.backdrop.scrollLeft = this.area.scrollLeft; } });
    this.area.value = this.text;
    this.backdrop = make("pre", { class: "ew-backdrop", "aria-hidden": "true" });
    this.wrong = [];
    const box = make("div", { class: "ew-editor" }, this.backdrop, this.area);
    this.paint();
    return this.isPage ? make("section", { "aria-label": "flow text" }, make("h2", {}, "Flow text"), this.listing, box)
      : make("div", {}, this.listing, make("details", { class: "ew-source" }, make("summary", {}, "Flow text"), box));
  }

  // The text behind the field, with words, numbers, comments and errors marked.
  paint() {
    const key = `${this.wrong} ${this.area?.value}`;
    if (!this.backdrop || this.painted === key) return;
    this.painted = key;
    const pieces = [];
    let at = 0;
    for (const found of this.area.value.matchAll(/(#[^\n]*)|("(?:[^"\\\n]|\\.)*")|\b(title|input|target|param|const|loss|output|train|using|expect|after|group|def|for|in|steps?|let|import)\b|(\b\d[\d.]*(?:e[-+]?\d+)?)/g)) {
      pieces.push([at, found.index, ""], [found.index, found.index + found[0].length, found[1] ? "ew-comment" : found[2] ? "ew-string" : found[3] ? "ew-word-of" : "ew-digit"]);
      at = found.index + found[0].length;
    }
    pieces.push([at, this.area.value.length, ""]);
    const edges = this.wrong.flatMap(([from, to]) => [from, to]);
    this.backdrop.replaceChildren(...pieces.flatMap(([from, to, kind]) => {
      const cuts = [from, ...edges.filter((edge) => edge > from && edge < to).sort((a, b) => a - b), to];
      return cuts.slice(1).map((end, place) => {
        const begin = cuts[place], isWrong = this.wrong.some(([from, to]) => from <= begin && end <= to && begin < end);
        return make("span", { class: `${kind}${isWrong ? " ew-wrong" : ""}` }, this.area.value.slice(begin, end));
      });
    }), "\n");
    // Fields of later sizes.
    this.backdrop.scrollTop = this.area.scrollTop;
  }

  complain(diagnostics, words = "", isOfSettings = false) {
    const isBroken = !!words || diagnostics.some((diagnostic) => diagnostic.severity === "error");
    this.classList.toggle("ew-broken", isBroken);
    const text = this.text, bytes = new TextEncoder().encode(text);
    const place = (offset) => new TextDecoder().decode(bytes.subarray(0, offset)).length;
    this.wrong = isOfSettings ? [] : diagnostics.map((diagnostic) => [place(diagnostic.from), Math.max(place(diagnostic.to), place(diagnostic.from) + 1)]);
    this.paint();
    this.listing?.replaceChildren(...diagnostics.map((diagnostic, index) => make("li", { class: `ew-${diagnostic.severity}` },
      make("button", { type: "button", onclick: () => {
        if (!this.area || isOfSettings) return;
        this.area.closest("details")?.setAttribute("open", "");
        this.area.focus();
        this.area.setSelectionRange(...this.wrong[index]);
      } }, isOfSettings ? "setting" : `${diagnostic.line}:${diagnostic.column}`), ` ${diagnostic.message}`,
      diagnostic.hint ? make("span", { class: "ew-hint" }, ` ${diagnostic.hint}`) : null,
      ...!this.area || isOfSettings ? [] : diagnostic.fixes.map((fix) => make("button", { type: "button", class: "ew-fix", onclick: () => {
        const [from, to] = [place(fix.from), place(fix.to)];
        this.area.value = this.text = text.slice(0, from) + fix.text + text.slice(to);
        this.refresh();
      } }, "fix")))), ...words ? [make("li", { class: "ew-error" }, words)] : []);
  }

  // MARK: Keys

  // The terminal player's; none is taken while a control has the focus.
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.help.open || !this.film) return;
    const element = event.target;
    if (element.closest?.("input,textarea,select,button,summary,dialog,a,[contenteditable]")) return;
    if (this.stage.contains(element) && element !== this.stage) {
      if (event.key === "Enter") { this.zoom(element); return event.preventDefault(); }
      if (event.key.startsWith("Arrow") && element.matches(".node:focus-visible") && this.walk(element, event.key)) return event.preventDefault();
    }
    const { runs, run, details } = this.figure;
    const rate = (factor) => {
      if (!runs.length) return this.say("no run");
      this.change("lr", String(runs[run].rate * factor));
      this.say(`learning rate ${runs[run].rate * factor}`);
    };
    const actions = {
      " ": () => this.play(), "ArrowLeft": () => this.beat(-1), "ArrowRight": () => this.beat(1),
      "ArrowUp": () => this.move(-1), "ArrowDown": () => this.move(1), "[": () => this.move(-1), "]": () => this.move(1),
      "PageUp": () => this.move(-10), "PageDown": () => this.move(10),
      "Home": () => { this.play(false); this.at(this.span()[0]); }, "End": () => { this.play(false); this.at(this.span()[1]); },
      "f": () => this.beat(1, false, "forward"), "b": () => this.beat(1, false, "backward"), "u": () => this.beat(1, false, "update"),
      "+": () => this.pace(1), "=": () => this.pace(1), "-": () => this.pace(-1),
      "d": () => { if (details.length > 1) this.change("detail", details[(details.indexOf(this.settings.detail ?? "named") + 1) % details.length]); },
      "r": () => { if (runs.length < 2) return this.say("no other run"); this.settings.lr = null; this.position = { step: 0, time: 0 }; this.change("run", runs[(run + 1) % runs.length].name); this.say(`run: ${this.settings.run}`); },
      "l": () => rate(0.5), "L": () => rate(2), "?": () => this.help.showModal(),
      "Escape": () => { document.activeElement?.blur?.(); this.still(); },
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  }

  pace(direction) {
    this.speed = (direction > 0 ? speeds.find((speed) => speed > this.speed) : speeds.findLast((speed) => speed < this.speed)) ?? this.speed;
    this.say(`${this.speed} beats a second`);
  }
}

const keysHelp = [["space", "play, pause"], ["← →", "one moment back, on"], ["↑ ↓ or [ ]", "one training step"], ["Home End", "beginning, end"],
  ["f b u", "next forward pass, backward pass, update"], ["+ −", "faster, slower"], ["Tab", "to a box: its chain rule; arrows walk along wires"],
  ["Enter", "on a closed group opens it, on a group's name closes it"], ["d", "level of detail"], ["r", "next run"], ["l L", "learning rate halved, doubled"], ["Esc", "all numbers at once"], ["?", "these keys"]];

const examples = () => EdgewiseFigure.examples ??= [...document.querySelectorAll("script.edgewise-example")].map((element) => JSON.parse(element.textContent));

// MARK: The page

function begin() {
  if (!document.querySelector(".edgewise-style")) {
    document.head.append(make("link", { class: "edgewise-style", rel: "stylesheet", href: beside("edgewise.css") }));
  }
  customElements.define("edgewise-figure", EdgewiseFigure);
  for (const code of document.querySelectorAll("code.language-flow")) {
    const figure = make("edgewise-figure", {}, make("pre", { class: "edgewise-flow" }, code.textContent));
    (code.parentElement.localName === "pre" ? code.parentElement : code).replaceWith(figure);
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
})();
