// Edgewise in a page: every <edgewise-figure>, and every block of flow (code.language-flow), becomes a figure that is computed,
// played, turned and edited. All mathematics is the engine's, the very one of the command; what is here puts its answers into the
// document. Texts of a flow file go in as text nodes and attributes, never as markup.
(() => {
"use strict";

// MARK: The engine

const script = document.currentScript;
const beside = (name) => new URL(name, script?.src || location.href).href;

// It comes with the first figure that is seen.
let engine = null;
const engineScript = () => engine ??= globalThis.edgewiseEngine ?? new Promise((done, fail) => {
  const onerror = () => fail(new Error("edgewise-engine.js is not beside edgewise.js"));
  document.head.append(Object.assign(make("script"), { onload: () => done(globalThis.edgewiseEngine), onerror, charset: "utf-8", src: beside("edgewise-engine.js") }));
});

// MARK: Elements

function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  }
  return element;
}

function make(name, attributes = {}, ...children) {
  const element = /^(path|circle|text)$/.test(name) ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  element.append(...children);
  return set(element, attributes);
}

const page = document.documentElement, focused = () => document.activeElement;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
const isStill = matchMedia("(prefers-reduced-motion: reduce)");

// Deflated and in the letters of an address.
const through = (bytes, stream) => new Response(new Blob([bytes]).stream().pipeThrough(stream));
async function packed(text) {
  const bytes = new Uint8Array(await through(text, new CompressionStream("deflate-raw")).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
const unpacked = async (letters) => through(
  Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0)), new DecompressionStream("deflate-raw")).text();

// What stands around the drawing. Nothing of a flow file is in it.
const button = (does, label, text, kind = "") => `<button type=button data-do="${does}" title="${label}"${text.length < 3 ? ` aria-label="${label}"` : ""} class="${kind}">${text}</button>`;
const section = (title, inside) => `<section aria-label="${title}"><h2>${title}</h2>${inside}</section>`;
// By name what the engine is asked for, and the ending of the file.
const downloads = {
  "SVG": ["svg", "svg"], "DOT": ["dot", "dot"], "JSON": ["json", "json"], "TikZ": ["tikz", "tex"],
  "Mermaid": ["mermaid", "mmd"], "text": ["text", "txt"], "recording": ["cast", "cast"], "flow text": ["flow", "flow"],
};
const head = `<header class=ew-head><b class=ew-name>Edgewise</b><select aria-label=example></select>` +
  button("link", "a link to this very moment", "copy link", "ew-word") +
  button("readme", "the flow text with a link", "copy for a README", "ew-word") +
  `<select aria-label=download><option value="">download${Object.keys(downloads).map((name) => `<option>${name}`).join("")}</select>` +
  button("theme", "light or dark", "◐") + button("?", "keys", "?") + `</header>`;
const main = `<div class=ew-main><div class=ew-stage role=group aria-label=figure tabindex=-1></div>
  <div class=ew-caption aria-live=polite></div><div class=ew-transport>` +
  button("back", "one moment back", "◂") + button("play", "play", "▶", "ew-play") + button("on", "one moment on", "▸") +
  `<input type=range aria-label="moment of this step" min=0 max=1 step=any class=ew-scrubber><span class=ew-steps>` +
  button("[", "step before", "‹") + `<label>step <input type=number aria-label="training step" min=0 value=0></label><span class=ew-count></span>` +
  button("]", "next step", "›") + `</span>` + button("Escape", "all numbers", "whole", "ew-word") + `<output class=ew-status></output></div></div>`;
const side = `<aside class=ew-side>` +
  section("Numbers", `<div class=ew-leaves></div>` + button("reset", "the file's own numbers", "reset", "ew-word ew-reset")) +
  section("Training", `<div class=ew-row><select aria-label="training run"></select><label>lr <input type=number aria-label="learning rate" step=any></label>
    <input type=range aria-label="learning rate, logarithmic" min=-6 max=2 step=0.01></div><svg class=ew-losses viewBox="0 0 300 96" role=img></svg>`) +
  section("Chain rule", `<div class=ew-rule></div>`) + section("What was said", `<ol class=ew-board></ol>`) + `</aside>`;
const listing = `<ul class=ew-listing role=alert></ul>`;
const editor = `<div class=ew-editor><pre class=ew-backdrop aria-hidden=true></pre><textarea class=ew-flow spellcheck=false autocapitalize=off aria-label="flow text"></textarea></div>`;
const more = `<p class=ew-detail>detail <select aria-label="level of detail"></select></p>
  <details class=ew-explain><summary>Derivation</summary><pre tabindex=0></pre></details>`;
const help = `<dialog class=ew-help aria-label=keys><h2>Keys</h2><dl>` + Object.entries({
  "space": "play, pause", "← →": "a moment back, on", "↑ ↓ or [ ]": "one step", "PgUp PgDn": "ten steps", "Home End": "beginning, end",
  "f b u": "next forward, backward, update", "s": "stop at each", "+ −": "faster, slower",
  "Tab": "to a box; arrows along wires", "/": "find a box", "Enter": "opens a group, closes it on its name",
  "d": "detail", "r": "next run", "l L": "half, twice the rate", "Esc": "all numbers", "?": "these keys",
}).map(([key, does]) => `<dt>${key}<dd>${does}`).join("") + `</dl><form method=dialog><button>close</button></form></dialog>`;

// What travels arrives after this part of a beat.
const arrival = 0.6;
// The part of what is told that becomes known last.
const result = 3;
const most = 12;
const choices = ["run", "detail", "theme", "wrt", "lr"];
const same = { " ": "play", ArrowLeft: "back", ArrowRight: "on", ArrowUp: "[", ArrowDown: "]", "=": "+" };
const examples = () => [...document.querySelectorAll("script.edgewise-example")].map((element) => JSON.parse(element.textContent));
let figures = 0;

// MARK: The figure

// All that goes on in one element. Its settings are lines of `name=value` by what stands before the last `=`: "lr", "set=w1", "open=g".
function start(root, isPage) {
  root.id ||= `edgewise-${++figures}`;
  const isCompact = root.hasAttribute("compact"), attribute = (name) => root.getAttribute(name);
  let original = "", flow = "", tables = [], settings = new Map(), asked = null, maybe = [];
  let figure = null, film = null, told = null, names = new Set(), isDrawn, isQuick, isNarrow = root.clientWidth < 600;
  // Asked in an edit, a width would be laid out for.
  new ResizeObserver(() => { isNarrow = root.clientWidth < 600; }).observe(root);
  // The training step by its place in the film, and the time in it; without one all numbers are seen.
  let step = 0, time = null, speed = 0.4, isPlaying = false, isStepping = false, until = 0;
  const timelines = new Map();

  async function begin() {
    try {
      if (root.hasAttribute("src")) {
        if (location.protocol === "file:") throw new Error("src= needs a page that comes over http");
        const reply = await fetch(attribute("src"));
        if (!reply.ok) throw new Error(`${attribute("src")}: ${reply.status}`);
        original = await reply.text();
      } else original = (root.querySelector(".edgewise-flow") ?? root).textContent.replace(/^\n/, "");
    } catch (error) {
      return void root.append(make("p", { class: "ew-listing", role: "alert" }, error.message));
    }
    tables = [...root.querySelectorAll(".edgewise-table")].map((table) => [table.dataset.path, table.textContent.replace(/^\n/, "")]);
    flow = original;
    asItCame();
    if (isPage) await readAddress();
    build();
    await refresh();
    root.classList.add("ew-ready");
    if (asked) await goTo(asked.step, asked.beat);
    else if (root.hasAttribute("from")) await goTo(limits()[0]);
  }

  function put(line) {
    const place = /^(open|close)=/.test(line) ? line.length : line.lastIndexOf("=");
    settings.set(line.slice(0, place), line.slice(place + 1) || null);
  }

  // As the file and whoever placed the figure want it.
  function asItCame() {
    for (const line of (attribute("settings") ?? "").split("\n").filter(Boolean)) put(line);
    for (const name of [...choices, "direction", "precision", "of", "at"]) if (root.hasAttribute(name)) settings.set(name, attribute(name));
    for (const name of attribute("open")?.split(";").filter(Boolean) ?? []) put("open=" + name);
    if (settings.has("at")) asked = { step: +settings.get("at") };
    settings.delete("at");
  }

  function lines(more = []) {
    // What can be read on a telephone.
    const fit = isNarrow && !settings.has("fit") ? ["fit=480x900"] : [];
    return [`source-name=${attribute("source") ?? "figure"}`, "theme=auto", ...fit,
      ...[...settings].filter(([, value]) => value !== "").map(([name, value]) => value === null ? name : `${name}=${value}`), ...more]
      .map((line) => line.replaceAll("\n", " ")).join("\n");
  }

  // What is drawn into the page has ids and classes of its own.
  async function ask(name, more = [`id-prefix=${root.id}`], ...numbers) {
    const begin = performance.now(), isHere = name === "figure" && isQuick;
    const reply = await (await engineScript())[isHere ? "callHere" : "call"](name, [flow, lines(more)], tables, numbers);
    if (name === "figure") isQuick = performance.now() - begin < (isHere ? 10 : 20);
    if (reply.refusal !== undefined) throw Object.assign(new Error(reply.refusal), { isOver: reply.isOver });
    return reply.text;
  }

  // MARK: The address

  async function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const example = examples().find((example) => example.name === given.get("graph"));
    if (example) take(example);
    for (const [name, value] of given) {
      if (choices.includes(name)) settings.set(name, value);
      else if (name === "open" || name === "close") settings.set(`${name}=${value}`, null);
      // What is not ours is left alone.
      else if (name === "flow") flow = await unpacked(value).catch(() => flow);
      else if (!/^(step|beat|graph)$/.test(name)) { maybe.push("set=" + name.replace(/^\./, "")); settings.set(maybe.at(-1), value); }
    }
    if (given.has("step") || given.has("beat")) asked = { step: +given.get("step") || 0, beat: given.has("beat") ? +given.get("beat") || 0 : undefined };
  }

  async function address() {
    const state = new URLSearchParams(), now = momentNow(), example = examples().find((example) => example.text === flow);
    if (flow !== original) state.set(example ? "graph" : "flow", example?.name ?? await packed(flow));
    for (const [line, value] of settings) {
      const [, kind, name] = /^(?:(set|open|close)=)?(.*)$/.exec(line);
      if (kind === "set") state.set(/^(run|detail|theme|wrt|lr|step|beat|flow|graph|open|close)$/.test(name) ? "." + name : name, value);
      else if (kind) state.append(kind, name);
      else if (value && choices.includes(line)) state.set(line, value);
    }
    if (step || now) state.set("step", film?.steps[step] ?? 0);
    if (now) state.set("beat", now.index);
    return state.toString();
  }

  let remembering;
  function remember() {
    clearTimeout(remembering);
    if (isPage) remembering = setTimeout(async () => {
      if (isPlaying) return;
      const state = await address();
      // Some hosts allow none.
      try { history.replaceState(null, "", state ? "#" + state : location.pathname + location.search); } catch {}
    }, 200);
  }

  // MARK: What the engine says

  // After a change of the text or a setting: the figure at once, then its film. While one of them is being computed the latest
  // change is remembered, and no other.
  let turn = 0, figuring = null, filming = null, since = 0;
  async function refresh() {
    turn++;
    if (filming && performance.now() - since > 500) (await engineScript()).restart();
    await (figuring ??= repeat(computeFigure).finally(() => { figuring = null; }));
    await (filming ??= repeat(computeFilm).finally(() => { filming = null; }));
    remember();
  }

  async function repeat(compute) {
    for (let done = 0; done !== turn;) {
      done = turn;
      try { await compute(done); } catch (error) { fail(error); }
    }
  }

  async function computeFigure() {
    const found = JSON.parse(await ask("figure"));
    // What an address names and the figure does not have is left out.
    if (found.source === "--set" && maybe.length) {
      const known = JSON.parse((await (await engineScript()).call("figure", [flow, ""], tables)).text).leaves?.map((leaf) => "set=" + leaf.name);
      for (const name of maybe) if (!known?.includes(name)) settings.delete(name);
      maybe = [];
      return computeFigure();
    }
    complain(found.diagnostics, found.refusal, found.source === "--set");
    isDrawn = !!found.svg;
    if (!isDrawn) return;
    figure = found;
    names = new Set([...figure.boxes, ...figure.leaves].map((box) => box.name));
    if (!step && time === null) show(figure.svg);
    if (!isCompact) showControls();
  }

  async function computeFilm(done) {
    if (!isDrawn) return;
    since = performance.now();
    const found = JSON.parse(await ask("film"));
    if (done !== turn) return;
    film = found;
    timelines.clear();
    step = Math.min(step, film.steps.length - 1);
    time &&= Math.min(time, film.starts.at(-1));
    showLosses();
    await render();
    await explain();
  }

  async function timeline(index) {
    const old = film;
    if (!timelines.has(index)) {
      timelines.set(index, ask("timeline", undefined, index).then((text) => Object.assign(JSON.parse(text), { index })));
      if (timelines.size > 6) timelines.delete([...timelines.keys()].find((key) => Math.abs(key - index) > 2));
    }
    const found = await timelines.get(index);
    return film === old ? found : null;
  }

  // MARK: The drawing

  let drawing = null, parts = new Map(), shownText = null, applied = null, states = new Map(), sheet = make("style");
  function show(svg) {
    if (shownText === svg) return;
    shownText = svg;
    applied = null;
    // As the page itself was read, in a third of the time of XML. What is in a template does nothing.
    const found = make("template");
    found.innerHTML = svg;
    prepare(found.content.firstElementChild);
    const id = stage.contains(focused()) ? focused().dataset.id : null;
    stage.replaceChildren(sheet, drawing);
    parts.get(id)?.[0].focus({ preventScroll: true });
  }

  // What can be reached has a name and a place; a title would tell what is not yet known.
  function prepare(found) {
    drawing = found;
    parts = new Map([["", [drawing]]]);
    states.clear();
    drawing.classList.toggle("ew-down", !!figure.down);
    // A sheet that stays is read once.
    const style = drawing.querySelector("style"), closed = new Set(figure.boxes.filter((box) => box.closed).map((box) => box.id));
    if (sheet.textContent !== style.textContent) sheet.textContent = style.textContent;
    style.remove();
    for (const element of drawing.querySelectorAll("g[id]")) {
      const id = element.dataset.id = element.id.slice(root.id.length + 1), title = element.querySelector("title");
      parts.set(id, [element]);
      element.told = title?.textContent ?? id;
      title?.remove();
      if (!element.classList.contains("node")) continue;
      call(element, "");
      if (closed.has(id)) element.classList.add("ew-closed");
    }
    for (const stream of drawing.querySelectorAll("[data-edge]")) parts.get(stream.dataset.edge)?.push(stream);
    for (const caption of drawing.querySelectorAll(".group > text")) set(caption, { tabindex: 0, role: "button", "aria-label": `close ${caption.textContent}` });
    const width = drawing.viewBox.baseVal.width;
    drawing.style.cssText = `width:max(100%,${Math.round(width * 0.62)}px);max-width:${Math.round(width * 1.25)}px;height:auto`;
  }

  // A box by its name, with its numbers once they are known.
  function call(element, state) {
    const lines = element.told.split("\n").filter((line) => !state.includes(line.startsWith("∂") ? "no-gradient" : "no-value"));
    set(element, { tabindex: 0, "aria-label": lines.join(", ") || element.told.split(" = ")[0] });
  }

  // The drawing at the present moment.
  async function render() {
    if (!film) return;
    const asked = step, isPlain = time === null && step === 0;
    if (isPlain) show(figure.svg);
    const found = await timeline(step).catch(fail);
    if (!found || step !== asked) return;
    told = found;
    const now = momentNow();
    // All is as it was drawn.
    if (!now && applied) shownText = null;
    show(time === null && step === 0 ? figure.svg : told.svg);
    if (now) emphasize(now);
    showMoment(now);
    remember();
  }

  // The beat that goes on, and its last moment; nothing where all numbers are seen at once.
  function momentNow() {
    if (time === null || told?.index !== step) return null;
    const at = time - film.starts[step], index = told.beats.findLastIndex((beat) => beat.start <= at + 1e-9), beat = told.beats[index];
    const progress = clamp((at - beat.start) / (beat.duration || 1), 0, 1);
    const place = beat.moments.findLastIndex((moment) => moment.at <= progress + 1e-9);
    return { index, beat, progress, place, moment: beat.moments[place] };
  }

  // What is there at this moment, and what is lit.
  function emphasize({ index, beat, progress, place }) {
    const key = `${told.index} ${index} ${place}`;
    const part = Math.min(progress / arrival, 1);
    drawing.style.setProperty("--ew-at", isStill.matches ? 1 : part * part * (3 - 2 * part));
    if (applied === key) return;
    applied = key;
    const old = states, texts = new Map();
    states = new Map();
    for (const moment of [...told.beats.slice(0, index).flatMap((beat) => beat.moments), ...beat.moments.slice(0, place + 1)]) {
      for (const [id, state] of moment.parts) states.set(id, state);
      for (const text of moment.texts) texts.set(text.slice(0, 2).join(), text);
    }
    for (const [id, state] of states) {
      if (old.get(id) === state) continue;
      for (const part of parts.get(id) ?? []) {
        part.dataset.now = state;
        if (part.tabIndex === 0) call(part, state);
        const wire = part.querySelector(".wire");
        part.querySelector(".ew-pulse")?.remove();
        // What travels along a wire.
        if (wire && state.includes("moving")) wire.after(set(wire.cloneNode(), { class: "ew-pulse", pathLength: 1 }));
      }
    }
    for (const node of written.splice(0)) node.data = node.own;
    for (const [id, tone, text] of texts.values()) write(parts.get(id)?.[0], tone, text);
    follow(parts.get(beat.box)?.[0]);
  }

  // Another text than the drawing's own, for as long as that is so: a part of a sum, or what a parameter has become.
  const written = [];
  function write(element, tone, text) {
    const places = element?.querySelectorAll(`.${tone}:not(path)`) ?? [];
    if (places.length !== 1) return;
    let node = places[0];
    while (node.lastChild) node = node.lastChild;
    if (text === null) return;
    node.own ??= node.data;
    node.data = (tone === "value" ? "" : /^[^=]*=\s*|/.exec(node.own)[0]) + text;
    written.push(node);
  }

  // What happens stays in view where the drawing is wider than its place.
  function follow(element) {
    if (!element || stage.scrollWidth <= stage.clientWidth + 1) return;
    const place = stage.getBoundingClientRect(), box = element.getBoundingClientRect();
    if (box.left >= place.left + 12 && box.right <= place.right - 12) return;
    stage.scrollBy({ left: (box.left + box.right - place.left - place.right) / 2, behavior: isStill.matches ? "auto" : "smooth" });
  }

  // MARK: Time

  function placeOf(number) {
    const found = film.steps.findIndex((step) => step >= number);
    return found < 0 ? film.steps.length - 1 : found;
  }

  const limits = () => [placeOf(attribute("from") ?? 0), placeOf(attribute("to") ?? Infinity)];

  function span() {
    const [from, to] = limits();
    return [film.starts[from], film.starts[to + 1]];
  }

  const stopOf = (beat, place = beat.stops.length - 1) => film.starts[step] + beat.start + beat.stops[Math.min(place, beat.stops.length - 1)] * beat.duration;

  // By number of training step; without a beat all is seen.
  async function goTo(number, index) {
    if (!film) return;
    [step, time] = [placeOf(number), null];
    const beats = index === undefined ? null : (await timeline(step))?.beats;
    if (beats) time = stopOf(beats[clamp(Math.round(index), 0, beats.length - 1)]);
    await render();
  }

  function at(wanted) {
    time = clamp(wanted, ...span());
    step = Math.min(film.starts.findLastIndex((start) => start <= time + 1e-9), film.starts.length - 2);
    return render();
  }

  let frame, clock, timer;
  async function play(isOn = !isPlaying) {
    if (!film) return;
    const [from, to] = span(), label = isOn ? "pause" : "play";
    if (isOn && time === null) time = Math.max(film.starts[step], from);
    else if (isOn && time >= to - 1e-9) time = from;
    isPlaying = isOn;
    set(caption, { "aria-live": isOn ? "off" : "polite" });
    set(playButton, { title: label, "aria-label": label }).textContent = isOn ? "❚❚" : "▶";
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    if (!isOn) return remember();
    until = isStepping ? await stop(1) ?? to : to;
    at(time);
    if (isStill.matches) jumpOn();
    else [clock, frame] = [performance.now(), requestAnimationFrame(tick)];
  }

  function tick(now) {
    if (!isPlaying || !root.isConnected) return;
    // While the next step is being drawn, time stands still.
    const next = time + (told?.index === step ? Math.min(now - clock, 100) / 1000 * speed : 0);
    clock = now;
    at(Math.min(next, until));
    if (next >= until) return play(false);
    if (step + 1 < film.steps.length) timeline(step + 1).catch(() => {});
    frame = requestAnimationFrame(tick);
  }

  // Without motion: from beat to beat.
  function jumpOn() {
    timer = setTimeout(async () => {
      if (!isPlaying) return;
      await at(await stop(1) ?? until);
      if (time >= until - 1e-6) play(false); else jumpOn();
    }, 1000 / speed);
  }

  // When one stops to look before or behind the present moment, perhaps in one kind of beats only.
  async function stop(direction, kind) {
    const [from, to] = limits(), here = time ?? film.starts[step] - (direction > 0 ? 1 : 0);
    for (let place = step; place >= from && place <= to; place += direction) {
      const beats = (await timeline(place))?.beats ?? [];
      const stops = beats.filter((beat, place) => !kind || beat.kind === kind && beats[place - 1]?.kind !== kind)
        .flatMap((beat) => beat.stops.map((stop) => film.starts[place] + beat.start + stop * beat.duration));
      const found = direction > 0 ? stops.find((stop) => stop > here + 1e-6) : stops.findLast((stop) => stop < here - 1e-6);
      if (found !== undefined) return found;
    }
  }

  async function beat(direction, kind) {
    play(false);
    const found = await stop(direction, kind);
    if (found !== undefined || !kind) return at(found ?? span()[direction > 0 ? 1 : 0]);
  }

  // The same place of another training step.
  async function move(count) {
    const now = momentNow();
    [step, time] = [clamp(step + count, ...limits()), null];
    const beats = now && (await timeline(step))?.beats, beat = beats?.[Math.min(now.index, beats.length - 1)];
    return beat ? at(film.starts[step] + beat.start + now.progress * beat.duration) : render();
  }

  // MARK: What stands around the drawing

  const find = (name) => root.querySelector(`.ew-${name},[aria-label="${name}"]`);
  const on = (element, kinds, action) => { for (const kind of kinds.split(" ")) element?.addEventListener(kind, action); };
  let stage, caption, scrubber, playButton, stepField, board, rule, losses, area, runField, rateField, rateSlider, detailField, dialog;

  function build() {
    const old = root.querySelector("svg");
    const text = isPage ? section("Flow text", listing + editor) : `${listing}<details class="ew-source"><summary>Flow text</summary>${editor}</details>`;
    root.innerHTML = (isPage && !isCompact ? head : "") + main + (isCompact ? listing : `${side}<div class="ew-text">${text}${more}</div>`) + help;
    [stage, caption, scrubber, playButton, stepField, board, rule, losses, area, runField, rateField, rateSlider, detailField, dialog] = ["stage", "caption", "scrubber", "play",
      "training step", "board", "rule", "losses", "flow", "training run", "learning rate", "learning rate, logarithmic", "level of detail", "help"].map(find);
    if (old) stage.append(old);
    on(root, "click", (event) => actions[event.target.closest("[data-do]")?.dataset.do]?.());
    on(scrubber, "input", () => {
      play(false);
      const [from, to] = [film.starts[step], film.starts[step + 1]];
      at(Math.min(from + scrubber.value * (to - from), to - 1e-6));
    });
    on(stepField, "change", () => goTo(+stepField.value, momentNow()?.index));
    on(runField, "change", () => change({ lr: "", run: runField.value }));
    on(rateField, "change", () => change({ lr: rateField.value }));
    on(rateSlider, "input", () => change({ lr: (10 ** rateSlider.value).toPrecision(3) }));
    on(detailField, "change", () => change({ detail: detailField.value }));
    on(find("explain"), "toggle", explain);
    on(losses, "pointerdown pointermove", (event) => {
      const box = losses.getBoundingClientRect(), last = film.steps.length - 1;
      if (event.buttons) goTo(film.steps[clamp(Math.round(((event.clientX - box.left) / box.width * 300 - 8) / 284 * last), 0, last)]);
    });
    on(area, "input", () => { flow = area.value; paint([]); refresh(); });
    on(area, "scroll", () => find("backdrop").scrollTo(area.scrollLeft, area.scrollTop));
    if (area) area.rows = clamp(flow.split("\n").length + 1, 8, 24);
    writeFlow();
    if (find("download")) fillHead(find("example"), find("download"));
    if (settings.has("theme") && isPage) page.dataset.theme = settings.get("theme");
    sayRule(null);
    on(isPage ? document : root, "keydown", key);
    on(stage, "pointerover", (event) => sayRule(event.target.closest(".node,.edge")));
    on(stage, "pointerleave", () => sayRule(stage.contains(focused()) ? focused() : null));
    on(stage, "focusin", (event) => sayRule(event.target, event.target.matches(":focus-visible")));
    on(stage, "focusout", () => sayRule(null, true));
    on(stage, "click", (event) => zoom(event.target));
    if (window.parent !== window) {
      new ResizeObserver(() => window.parent.postMessage({ type: "edgewise:height", height: Math.ceil(page.getBoundingClientRect().height) }, "*")).observe(page);
    }
  }

  function fillHead(choice, download) {
    const known = examples();
    choice.hidden = !known.length;
    choice.append(make("option", { value: "" }, "examples"), ...known.map((example, place) => make("option", { value: place, selected: example.text === flow }, example.title)));
    on(choice, "change", () => {
      if (!known[choice.value]) return;
      take(known[choice.value]);
      settings = new Map([...settings].filter(([name]) => name === "theme"));
      [step, time] = [0, null];
      play(false);
      writeFlow();
      refresh();
    });
    on(download, "change", async () => {
      const [kind, ending] = downloads[download.value] ?? [], name = attribute("source")?.replace(/^.*\/|\.flow$/g, "") || "figure";
      download.value = "";
      const text = kind === "flow" ? flow : await ask(kind, kind === "cast" ? [] : [`at=${film?.steps[step] ?? 0}`]);
      const address = URL.createObjectURL(new Blob([text]));
      make("a", { href: address, download: `${name}.${ending}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    });
  }

  function take(example) {
    flow = example.text;
    tables = example.tables;
    root.setAttribute("source", example.name + ".flow");
  }

  let saying;
  function say(message) {
    const status = find("status");
    status.textContent = message;
    clearTimeout(saying);
    saying = setTimeout(() => { status.textContent = ""; }, 2500);
  }

  function change(more) {
    for (const name in more) settings.set(name, more[name]);
    return refresh();
  }

  async function copy(what, text) {
    try { await navigator.clipboard.writeText(text); say(`${what} copied`); } catch { prompt(`${what}:`, text); }
  }

  const link = async () => `${location.href.split("#")[0]}#${await address()}`;

  let shape, fields;
  function showControls() {
    const { leaves, runs, run, details } = figure, now = JSON.stringify(leaves.map((leaf) => [leaf.name, leaf.role, leaf.shape]));
    if (shape !== now) {
      shape = now;
      fields = leaves.map(control);
      find("leaves").replaceChildren(...fields.map((field) => field.row));
    }
    find("Numbers").hidden = !leaves.length;
    const put = (field, value) => { if (focused() !== field && field.value !== String(value)) field.value = value; };
    leaves.forEach((leaf, place) => leaf.values.forEach((value, entry) => {
      const { numbers, slider } = fields[place];
      put(numbers[entry], value);
      if (!slider) return;
      slider.min = Math.min(slider.min, value);
      slider.max = Math.max(slider.max, value);
      put(slider, value);
    }));
    const fill = (field, names, texts = names) => {
      field.replaceChildren(...names.map((value, place) => make("option", { value }, texts[place])));
      field.hidden = names.length < 2;
    };
    fill(detailField, details);
    detailField.value = settings.get("detail") || "named";
    detailField.parentNode.hidden = details.length < 2;
    fill(runField, runs.map((run) => run.name), runs.map((run) => `${run.name} (${run.rule})`));
    find("Training").hidden = !runs.length;
    if (!runs[run]) return;
    runField.value = runs[run].name;
    put(rateField, runs[run].rate);
    put(rateSlider, Math.log10(runs[run].rate));
  }

  // A slider and an exact field for one number; fields entry by entry for a tensor.
  function control({ name, role, note, shape, values }) {
    const isSingle = values.length === 1;
    const send = () => {
      const written = numbers.map((field) => field.value.trim() || "0");
      const nested = ([count, ...inner], from) => count === undefined ? written[from]
        : `[${Array.from({ length: count }, (_, place) => nested(inner, from + place * inner.reduce((a, b) => a * b, 1))).join(", ")}]`;
      change({ ["set=" + name]: nested(shape, 0) });
    };
    const numbers = values.map((value, place) => make("input", { type: "number", "aria-label": isSingle ? name : `${name}, number ${place + 1}`, step: "any", value,
      oninput: ({ target }) => {
        if (target.value === "" || !Number.isFinite(+target.value)) return;
        if (slider) slider.value = target.value;
        send();
      } }));
    const room = Math.max(1, 4 * Math.abs(values[0])) || 1;
    const slider = isSingle && make("input", { type: "range", "aria-label": `${name}, slider`, min: +values[0] - room, max: +values[0] + room, step: room / 100, value: values[0],
      oninput: () => { numbers[0].value = Number((+slider.value).toPrecision(6)); send(); } });
    const row = make("div", { class: `ew-leaf ew-${role}${isSingle ? "" : " ew-tensor"}`, title: note ?? role }, make("span", { class: "ew-symbol" }, ...formula(name, new Set([name]))),
      ...isSingle ? [slider, numbers[0]] : [make("details", { open: values.length <= 4 }, make("summary", {}, shape.join("×")),
        make("span", { class: "ew-entries", style: `--columns:${shape.at(-1)}` }, ...numbers))]);
    return { row, numbers, slider };
  }

  const dot = make("circle", { r: 4.5, class: "ew-dot" });
  function showLosses() {
    const { steps, curve, outcome, scale } = film, points = curve.filter(Boolean), last = steps.at(-1);
    find("steps").hidden = steps.length < 2;
    stepField.max = last;
    find("count").textContent = ` of ${last}`;
    if (isCompact) return;
    losses.toggleAttribute("hidden", points.length < 2);
    set(losses, { "aria-label": `loss over ${last} steps${outcome ? ": " + outcome : ""}` }).replaceChildren(make("path", { d: "M8 88H292" }), make("path", { class: "ew-curve", d: points.length ? "M" + points.join("L") : null }),
      ...points.length <= 40 ? points.map(([cx, cy]) => make("circle", { class: "ew-point", r: 2, cx, cy })) : [], make("text", { x: 292, y: 10 }, scale), dot);
  }

  // MARK: What is told

  // Names in italics with their figures below, as the drawing has them; only those that the figure has.
  function formula(text, known = names) {
    return text.split(/([\p{Lu}\p{Ll}\p{Lo}_][\p{Lu}\p{Ll}\p{Lo}\p{M}\d_]*)/u).flatMap((part) => {
      const [, sign, letters, digits] = /^([∂Δ]?)(.*?)(\d*)$/us.exec(part);
      return known.has(letters + digits) ? [sign, make("i", {}, letters), digits ? make("sub", {}, digits) : ""] : part;
    });
  }

  // One part after the other: the left side, what it equals, and what it means.
  function equation([left, steps, sentence], hasSentence) {
    const part = (text, known, kind) => Object.assign(make("span", { class: kind }, ...formula(text)), { known });
    const parts = left ? [part(left, 0, "ew-left"), ...steps.map(([known, text]) => part(" " + text, known, "ew-equal"))] : [];
    if (sentence && (hasSentence || !left)) parts.push(part((left ? " " : "") + sentence, left ? result : 0, "ew-sentence"));
    return parts;
  }

  // Each telling of a beat, with what it needs to stand there.
  function tellings(beat, index, name, hasSentences) {
    const all = beat.said.flatMap((tellings, portion) => tellings.map((telling) => ({ telling, portion })));
    return all.slice(0, most + 1).map(({ telling, portion }, place) => Object.assign(
      make(name, { class: `ew-${beat.phase}${all.length === 1 && telling[1].length > 2 ? " ew-stacked" : ""}` },
        ...place < most ? equation(telling, hasSentences) : [`… and ${all.length - most} more`]), { index, portion }));
  }

  // As far as it is known. Says whether it is of the beat that goes on.
  function reveal(line, now) {
    const isNow = now?.index === line.index;
    line.hidden = !!now && (line.index > now.index || isNow && line.portion >= now.moment.told);
    for (const part of line.querySelectorAll("span")) part.classList.toggle("ew-unknown", isNow && part.known > now.moment.known);
    return isNow && !line.hidden;
  }

  let boardOf, momentKey, captionKey, isScrolled;
  function showMoment(now) {
    const start = film.starts[step], length = film.starts[step + 1] - start;
    if (focused() !== stepField) stepField.value = film.steps[step];
    scrubber.value = time === null ? 0 : (time - start) / length;
    if (boardOf !== told) {
      boardOf = told;
      momentKey = captionKey = null;
      const stops = told.beats.map((beat) => `var(--ew-${beat.phase}) ${beat.start / length * 100}% ${(beat.start + beat.duration) / length * 100}%`);
      scrubber.style.setProperty("--ew-phases", `linear-gradient(to right,${stops.join(",")})`);
      board?.replaceChildren(...told.beats.flatMap((beat, index) => tellings(beat, index, "li")));
      for (const line of board?.children ?? []) {
        const beat = told.beats[line.index], onclick = () => { play(false); at(stopOf(beat, line.portion)); };
        line.replaceChildren(make("button", { type: "button", onclick }, make("b", { class: `ew-${beat.phase}`, "aria-label": beat.word }, beat.sign), " ", ...line.childNodes));
      }
    }
    const key = `${now?.index} ${now?.place}`, isOther = captionKey !== now?.index;
    if (momentKey === key) return;
    [momentKey, captionKey] = [key, now?.index];
    set(scrubber, { "aria-valuetext": now ? `${now.beat.word}, ${now.index + 1} of ${told.beats.length}` : "all numbers" });
    if (isOther) caption.replaceChildren(...now
      ? [make("b", { class: `ew-${now.beat.phase}` }, `${now.beat.sign} ${now.beat.word}`), make("div", {}, ...tellings(now.beat, now.index, "p", true))]
      : [make("p", {}, ...formula([told.loss, film.outcome].filter(Boolean).join(" · ") || figure.title || ""))]);
    for (const line of caption.querySelectorAll("p")) reveal(line, now);
    let here = null;
    for (const line of board?.children ?? []) {
      const isHere = reveal(line, now);
      line.classList.toggle("ew-here", isHere);
      line.firstChild.ariaCurrent = isHere ? "step" : null;
      if (isHere) here = line;
    }
    // To say 0 again would take a layout.
    if (here || isScrolled) board.scrollTop = here ? here.offsetTop + here.offsetHeight - board.clientHeight : 0;
    isScrolled = !!here;
    const place = film.curve[step];
    set(dot, { transform: place ? `translate(${place})` : "scale(0)" });
  }

  const boxOf = (element) => told?.boxes.findIndex((box) => box.id === element?.dataset?.id) ?? -1;

  // The chain rule of what is looked at, as far as it is known; where it has the focus its way to the output is heavy.
  let ruleTurn = 0;
  async function sayRule(element, lights) {
    const place = boxOf(element), box = told?.boxes[place], now = momentNow(), turn = ++ruleTurn;
    const found = box && JSON.parse(await ask("box", undefined, told.index, place).catch(() => "null"));
    if (turn !== ruleTurn) return;
    if (lights && drawing) {
      const lit = new Set(found?.arrows.flatMap((arrow) => { const [id, from, to] = told.arrows[arrow]; return [id, told.boxes[from].id, told.boxes[to].id]; }));
      drawing.classList.toggle("ew-lit", lit.size > 0);
      for (const [id, both] of parts) for (const part of both) part.classList.toggle("ew-on-path", lit.has(id));
    }
    if (!rule) return;
    const said = [], add = (kind, ...parts) => said.push(make("p", { class: kind }, ...parts)), isThere = (what) => !now || !element.dataset.now?.includes("no-" + what);
    if (found) {
      const isTold = box.shown && isThere("gradient"), parts = (telling, isWhole) => equation(telling, true).filter((part) => isWhole || !part.known);
      if (found.value) add("", ...parts(found.value, isThere("value")));
      if (box.note) add("ew-muted", box.note);
      if (!box.shown) add("ew-muted", "no gradient is shown");
      else if (found.gradient) add("ew-backward", ...parts(found.gradient, isTold));
      if (isTold && found.path?.[1].length > 2) add("ew-backward", ...parts(found.path, true));
    } else if (element?.told) {
      for (const line of element.told.split("\n").slice(0, isThere("flow") ? 9 : 1)) add(line.includes("·") ? "ew-backward" : "", ...formula(line));
    } else add("ew-muted", "Point at a box or wire, or Tab to one.");
    rule.replaceChildren(...said);
  }

  const focus = (box) => parts.get(box?.id)?.[0].focus();

  // Along a wire, with the box that has the focus; up and down in the order of the story.
  function walk(element, key) {
    const { arrows, boxes } = told, place = boxOf(element), isForward = key === "ArrowRight";
    const found = /Up/.test(key) ? place - 1 : /Down/.test(key) ? place + 1 : arrows.find((arrow) => arrow[isForward ? 1 : 2] === place)?.[isForward ? 2 : 1];
    focus(boxes[(found + boxes.length) % boxes.length]);
  }

  function zoom(element) {
    const closed = figure.boxes.find((box) => box.id === element.closest(".node")?.dataset.id)?.closed, name = closed ?? element.closest(".group > text")?.textContent;
    if (!name) return;
    settings.delete(`${closed ? "close" : "open"}=${name}`);
    change({ [`${closed ? "open" : "close"}=${name}`]: null });
  }

  async function explain() {
    const place = find("explain");
    if (place?.open) place.lastChild.textContent = await ask("explain", ["width=92", `at=${film?.steps[step] ?? 0}`]).catch((error) => error.message);
  }

  // MARK: The text

  function writeFlow() {
    if (area) area.value = flow;
    paint([]);
  }

  // The text behind the field, where its errors are underlined.
  let painted;
  function paint(wrong) {
    const state = JSON.stringify([flow, wrong]);
    if (!area || painted === state) return;
    painted = state;
    const cuts = [0, ...wrong.flat(), flow.length].sort((a, b) => a - b);
    find("backdrop").replaceChildren(...cuts.slice(1).map((end, place) => make("span", { class: wrong.some(([from, to]) => from <= cuts[place] && end <= to) ? "ew-wrong" : "" },
      flow.slice(cuts[place], end))), "\n");
    find("backdrop").scrollTo(area.scrollLeft, area.scrollTop);
  }

  const fail = (error) => { if (!error.isOver) complain([], error.message); };
  function complain(diagnostics, words = "", isOfSettings = false) {
    root.classList.toggle("ew-broken", !!words || diagnostics.some(({ severity }) => severity === "error"));
    const text = flow, isHere = area && !isOfSettings, press = (label, onclick) => make("button", { type: "button", onclick }, label);
    paint(isOfSettings ? [] : diagnostics.map(({ range: [from, to] }) => [from, Math.max(to, from + 1)]));
    find("listing").replaceChildren(...diagnostics.map(({ severity, line, column, range, message, hint, fixes }) => make("li", { class: `ew-${severity}` },
      press(isOfSettings ? "setting" : `${line}:${column}`, () => {
        if (!isHere) return;
        area.closest("details")?.toggleAttribute("open", true);
        area.focus();
        area.setSelectionRange(...range);
      }), ` ${message}`, make("span", { class: "ew-muted" }, ` ${hint ?? ""} `),
      ...isHere ? fixes.map((fix) => press("fix", () => {
        flow = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1]);
        writeFlow();
        refresh();
      })) : [])), ...words ? [make("li", { class: "ew-error" }, words)] : []);
  }

  // MARK: Keys

  // The terminal player's; none is taken while a control has the focus.
  function key(event) {
    const { key, target: element } = event, action = actions[same[key] ?? key];
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || !film) return;
    // For a moment the button of the closed list of keys still has the focus.
    if (element.closest?.("input,textarea,select,button:not(dialog *),summary,a,[contenteditable]")) return;
    const isInside = stage.contains(element) && element !== stage;
    if (isInside && key === "Enter") zoom(element);
    else if (isInside && key.startsWith("Arrow") && element.matches(".node:focus-visible")) walk(element, key);
    else if (action) action();
    else return;
    event.preventDefault();
  }

  function pace(factor) {
    speed = Number(clamp(speed * factor, 0.1, 32).toPrecision(2));
    say(`${speed} beats a second`);
  }

  function scaleRate(factor) {
    const run = figure.runs[figure.run], lr = (+settings.get("lr") || run?.rate) * factor;
    say(run ? `learning rate ${lr}` : "no run");
    if (run) change({ lr });
  }

  // What keys and buttons do.
  const actions = {
    play: () => play(), back: () => beat(-1), on: () => beat(1), "[": () => move(-1), "]": () => move(1), PageUp: () => move(-10), PageDown: () => move(10),
    Home: () => { play(false); at(span()[0]); }, End: () => { play(false); at(span()[1]); },
    f: () => beat(1, "forward"), b: () => beat(1, "backward"), u: () => beat(1, "update"),
    s: () => { isStepping = !isStepping; say(isStepping ? "stops at every moment" : "plays on"); },
    "+": () => pace(1.5), "-": () => pace(1 / 1.5), l: () => scaleRate(0.5), L: () => scaleRate(2),
    d: () => { const { details } = figure; change({ detail: details[(details.indexOf(settings.get("detail") || "named") + 1) % details.length] }); },
    r: () => {
      const { runs, run } = figure, next = runs[(run + 1) % runs.length];
      if (runs.length < 2) return say("no other run");
      [step, time] = [0, 0];
      say(`run: ${next.name}`);
      change({ lr: "", run: next.name });
    },
    "/": () => {
      const name = prompt("Box:");
      if (name) focus(told.boxes.find((box) => box.name === name) ?? told.boxes.find((box) => box.name.startsWith(name)));
    },
    "?": () => dialog.showModal(),
    Escape: () => { focused()?.blur?.(); play(false); time = null; render(); },
    reset: () => { for (const name of settings.keys()) if (/^(set=|lr$)/.test(name)) settings.delete(name); refresh(); },
    theme: () => {
      const theme = settings.get("theme"), isDark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      change({ theme: page.dataset.theme = isDark ? "light" : "dark" });
    },
    link: async () => copy("link", await link()),
    readme: async () => copy("text", "```flow\n" + flow.trimEnd() + "\n```\n" + (location.protocol === "file:" ? "" : `\n[Watch the gradient flow](${await link()})\n`)),
  };

  // For whoever has the page: `await figure.ask("svg")`.
  Object.assign(root, { ask, refresh });
  return begin();
}

class EdgewiseFigure extends HTMLElement {
  connectedCallback() {
    if (this.isStarted) return;
    this.isStarted = true;
    const isPage = this.hasAttribute("page");
    // A page in a frame is told by its address.
    if (isPage) for (const name of ["compact", "from", "to"]) {
      const value = new URLSearchParams(location.search).get(name);
      if (value !== null) this.setAttribute(name, value);
    }
    if (isPage) return void start(this, true);
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      seen.disconnect();
      start(this, false);
    }, { rootMargin: "200px" });
    seen.observe(this);
  }
}

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
