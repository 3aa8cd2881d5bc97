"""Measures every picture of every graph as a browser draws it, and says what a reader would stumble over.

    Tests/pictures/measure.py EDGEWISE [--options "--theme dark"] [--table] [GRAPH.flow …]

Needs playwright and a Chromium (CHROMIUM names one); says so and ends well where they are missing.
"""

import argparse
import glob
import os
import shutil
import subprocess
import sys
import tempfile

FRAME = (1600, 900)
LEAST_TEXT = 11.0
MOST_INVERTED = 10

# What is counted in a picture, in the order of the table.
COUNTS = [
    ("texts", "label on label"),
    ("wires", "label on wire"),
    ("boxes", "label on box"),
    ("bands", "label on another's band"),
    ("through", "wire through box"),
    ("foreign", "label nearer to a foreign wire"),
    ("outside", "text outside its box"),
    ("jogs", "jog below 10 px"),
    ("close", "parallel wires below 8 px"),
    ("sources", "wires of one source that cross"),
    ("targets", "wires of one target that cross"),
    ("cut", "text that is cut"),
]

MEASURE = r"""
() => {
  const svg = document.querySelector('svg');
  const zero = svg.getScreenCTM().inverse();
  const placed = (element, box) => {
    const m = zero.multiply(element.getScreenCTM());
    const a = new DOMPoint(box.x, box.y).matrixTransform(m);
    const b = new DOMPoint(box.x + box.width, box.y + box.height).matrixTransform(m);
    return {x: a.x, y: a.y, r: b.x, b: b.y};
  };
  // The ink of a line of text, without the room above and below it.
  const ink = text => {
    const box = placed(text, text.getBBox());
    const height = box.b - box.y;
    return {x: box.x + .5, r: box.r - .5, y: box.y + .2 * height, b: box.b - .2 * height, text: text.textContent};
  };
  const meet = (a, b) => a.x < b.r && b.x < a.r && a.y < b.b && b.y < a.b;
  const points = path => {
    const m = zero.multiply(path.getScreenCTM());
    const length = path.getTotalLength(), list = [];
    const steps = Math.max(2, Math.ceil(length / 2));
    for (let i = 0; i <= steps; i++) list.push(path.getPointAtLength(length * i / steps).matrixTransform(m));
    return list;
  };
  const distance = (box, list) => {
    let least = Infinity;
    for (const p of list) {
      const dx = Math.max(box.x - p.x, 0, p.x - box.r), dy = Math.max(box.y - p.y, 0, p.y - box.b);
      least = Math.min(least, Math.hypot(dx, dy));
    }
    return least;
  };
  const inside = (box, list, by) => list.some(p => p.x > box.x - by && p.x < box.r + by && p.y > box.y - by && p.y < box.b + by);

  const boxes = [...svg.querySelectorAll('.node, .reference')].map(group => {
    const rect = group.querySelector('rect');
    return {id: group.id, box: placed(rect, rect.getBBox()), texts: [...group.querySelectorAll('text')].map(ink),
            isNode: group.classList.contains('node'), role: group.getAttribute('class')};
  });
  const edges = [...svg.querySelectorAll('.edge')].map(group => {
    const wire = group.querySelector('.wire');
    // Lines one below the other are one label.
    const lines = [...group.querySelectorAll('text:not(.factor)')];
    const blocks = {};
    for (const line of lines) (blocks[line.classList[0]] ??= []).push(ink(line));
    const union = list => ({x: Math.min(...list.map(t => t.x)), r: Math.max(...list.map(t => t.r)),
                            y: Math.min(...list.map(t => t.y)), b: Math.max(...list.map(t => t.b)),
                            text: list.map(t => t.text).join(' ')});
    return {id: group.id, wire: points(wire), texts: Object.values(blocks).map(union),
            discs: [...group.querySelectorAll('.disc')].map(disc => placed(disc, disc.getBBox()))};
  });
  const bands = [...svg.querySelectorAll('.stream')].map(group => ({
    edge: group.dataset.edge,
    strokes: [...group.querySelectorAll('.band')].map(path => ({list: points(path), half: parseFloat(path.getAttribute('stroke-width')) / 2})),
  }));

  // Ids may have a prefix, what is told of an edge has none.
  const isOf = (band, edge) => edge.id === band.edge || edge.id.endsWith('-' + band.edge);

  const found = {texts: [], wires: [], boxes: [], bands: [], through: [], foreign: [], outside: [], jogs: [], close: [],
                 sources: [], targets: [], cut: []};
  const labels = edges.flatMap(edge => edge.texts.map(text => ({edge, ...text})));
  labels.forEach((label, index) => {
    for (const other of labels.slice(0, index)) if (meet(label, other)) found.texts.push(`${label.text} | ${other.text}`);
    for (const box of boxes) if (meet(label, box.box)) found.boxes.push(`${label.text} | ${box.id}`);
    for (const edge of edges) {
      if (inside(label, edge.wire, 0)) found.wires.push(`${label.text} | ${edge.id}`);
      if (edge !== label.edge) for (const disc of edge.discs) if (meet(label, disc)) found.texts.push(`${label.text} | disc of ${edge.id}`);
    }
    for (const band of bands) if (!isOf(band, label.edge))
      for (const stroke of band.strokes) if (inside(label, stroke.list, stroke.half)) found.bands.push(`${label.text} | ${band.edge}`);
    // What flows back stands below its band.
    let own = distance(label, label.edge.wire);
    for (const band of bands) if (isOf(band, label.edge))
      for (const stroke of band.strokes) own = Math.min(own, distance(label, stroke.list) - stroke.half);
    for (const edge of edges) if (edge !== label.edge && distance(label, edge.wire) < own) found.foreign.push(`${label.text} | ${edge.id}`);
  });
  for (const box of boxes) {
    for (const text of box.texts)
      if (text.x < box.box.x || text.r > box.box.r || text.y < box.box.y || text.b > box.box.b) found.outside.push(`${text.text} | ${box.id}`);
    for (const edge of edges) {
      const b = box.box;
      if (edge.wire.some(p => p.x > b.x + 1.5 && p.x < b.r - 1.5 && p.y > b.y + 1.5 && p.y < b.b - 1.5)) found.through.push(`${edge.id} | ${box.id}`);
    }
  }
  // The levels of a wire: runs along the flow, which turns join.
  const first = edges.map(edge => edge.wire);
  const isDown = first.length > 0 && first.reduce((sum, list) => sum + Math.abs(list[1].y - list[0].y) - Math.abs(list[1].x - list[0].x), 0) > 0;
  const across = p => isDown ? p.x : p.y, along = p => isDown ? p.y : p.x;
  for (const edge of edges) {
    const levels = [];
    for (let i = 1; i < edge.wire.length; i++) {
      const p = edge.wire[i - 1], q = edge.wire[i];
      if (Math.abs(across(p) - across(q)) < .01 && (levels.length === 0 || Math.abs(levels[levels.length - 1] - across(p)) > .3)) levels.push(across(p));
    }
    for (let i = 1; i < levels.length; i++) {
      const jog = Math.abs(levels[i] - levels[i - 1]);
      if (jog < 9.95) found.jogs.push(`${edge.id} ${jog.toFixed(1)}`);
    }
  }
  const runs = edges.map(edge => {
    const list = [];
    for (let i = 1; i < edge.wire.length; i++) {
      const p = edge.wire[i - 1], q = edge.wire[i];
      if (Math.abs(across(p) - across(q)) > .01) continue;
      const last = list[list.length - 1];
      if (last && Math.abs(last.level - across(p)) < .3 && Math.abs(last.end - along(p)) < 3) last.end = along(q);
      else list.push({level: across(p), start: along(p), end: along(q)});
    }
    return list.filter(run => run.end - run.start > 20);
  });
  edges.forEach((edge, i) => edges.slice(0, i).forEach((other, j) => {
    for (const a of runs[i]) for (const b of runs[j])
      if (Math.abs(a.level - b.level) < 7.95 && Math.min(a.end, b.end) - Math.max(a.start, b.start) > 30)
        found.close.push(`${edge.id} | ${other.id} ${Math.abs(a.level - b.level).toFixed(1)}`);
  }));
  // Wires of one source that meet behind it, and those of one target before it.
  const ends = edge => edge.id.split('--');
  const cross = (a, b) => {
    for (let i = 1; i < a.length; i++) for (let j = 1; j < b.length; j++) {
      const [p, q, r, s] = [a[i - 1], a[i], b[j - 1], b[j]];
      const side = (u, v, w) => (v.x - u.x) * (w.y - u.y) - (v.y - u.y) * (w.x - u.x);
      if (side(p, q, r) * side(p, q, s) < 0 && side(r, s, p) * side(r, s, q) < 0) return true;
    }
    return false;
  };
  edges.forEach((edge, i) => edges.slice(0, i).forEach(other => {
    if (!edge.id || !other.id) return;
    const [from, to] = ends(edge), [otherFrom, otherTo] = ends(other);
    if (from !== otherFrom && to !== otherTo || !cross(edge.wire, other.wire)) return;
    found[from === otherFrom ? 'sources' : 'targets'].push(`${edge.id} | ${other.id}`);
  }));
  let least = Infinity;
  for (const text of svg.querySelectorAll('text')) {
    const whole = parseFloat(getComputedStyle(text).fontSize);
    least = Math.min(least, whole);
    if (text.textContent.includes('…')) found.cut.push(text.textContent);
    for (const run of text.querySelectorAll('tspan'))
      if (!/(^| )(s|j|x)( |$)/.test(run.getAttribute('class') || '')) least = Math.min(least, parseFloat(getComputedStyle(run).fontSize));
  }
  // Boxes of one column that stand against the author's order.
  const nodes = boxes.filter(box => box.isNode);
  const slots = {};
  for (const edge of edges) if (edge.id) {
    const [from, to, slot] = ends(edge);
    (slots[from] ??= {})[to] = Math.min(slots[from][to] ?? Infinity, parseInt(slot));
  }
  const isLeaf = box => /(input|target|parameter|constant)/.test(box.role);
  const uses = box => Object.keys(slots[box.id] ?? {}).length;
  // 1 if the file has them so and no formula has them the other way round; 0 where nothing says: a leaf that one box alone uses
  // stands beside it, where its wire crosses as few others as can be.
  const order = (a, b) => {
    if (!isLeaf(a) && !isLeaf(b)) return 1;
    const isOwn = box => isLeaf(box) && uses(box) < 2;
    if (isOwn(a) !== isOwn(b)) return 0;
    for (const to in slots[a.id] ?? {})
      if (slots[b.id]?.[to] !== undefined && slots[a.id][to] > slots[b.id][to]) return 0;
    return isOwn(a) ? 0 : 1;
  };
  const turned = [];
  let inverted = 0, pairs = 0;
  nodes.forEach((a, i) => nodes.slice(i + 1).forEach(b => {
    const [p, q] = [a.box, b.box];
    const overlap = isDown ? Math.min(p.b, q.b) - Math.max(p.y, q.y) : Math.min(p.r, q.r) - Math.max(p.x, q.x);
    const size = isDown ? Math.min(p.b - p.y, q.b - q.y) : Math.min(p.r - p.x, q.r - q.x);
    if (overlap < .5 * size) return;
    pairs += 1;
    if (order(a, b) === 1 && (isDown ? p.x > q.x : p.y > q.y)) {
      inverted += 1;
      turned.push(`${a.id} | ${b.id}`);
    }
  }));
  const box = svg.viewBox.baseVal;
  return {found, least, inverted, turned, pairs, width: box.width, height: box.height};
}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edgewise")
    parser.add_argument("graphs", nargs="*")
    parser.add_argument("--options", default="")
    parser.add_argument("--table", action="store_true", help="a line for each graph")
    parser.add_argument("--say", action="store_true", help="what was found, one by one")
    arguments = parser.parse_args()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return skip("playwright is not installed")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        return skip("there is no Chromium")

    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    graphs = arguments.graphs or sorted(glob.glob(root + "/graphs/*.flow") + glob.glob(root + "/graphs/*/*.flow"))
    totals = {key: 0 for key, _ in COUNTS}
    small, inverted, failed = [], [], []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for graph in graphs:
            name = os.path.splitext(os.path.basename(graph))[0]
            picture = os.path.join(folder, name + ".svg")
            command = [arguments.edgewise, "render", graph, "-o", picture] + arguments.options.split()
            if subprocess.run(command, stderr=subprocess.DEVNULL).returncode != 0:
                failed.append(name)
                continue
            with open(picture, encoding="utf-8") as file:
                page.set_content("<body style='margin:0'>" + file.read())
            result = page.evaluate(MEASURE)
            found = result["found"]
            scale = min(FRAME[0] / result["width"], FRAME[1] / result["height"])
            text = result["least"] * scale
            counts = {key: len(found[key]) for key in totals}
            for key, count in counts.items():
                totals[key] += count
            if text < LEAST_TEXT - 0.005:
                small.append(f"{name} {text:.1f}")
            if result["inverted"]:
                inverted.append(f"{name} {result['inverted']}/{result['pairs']}")
            if arguments.table:
                faults = " ".join(f"{key} {count}" for key, count in counts.items() if count)
                print(f"{name:28} {result['width']:5.0f}×{result['height']:<5.0f} text {text:5.1f}  {faults}")
            if arguments.say:
                for key, entries in [*found.items(), ("order", result["turned"])]:
                    for entry in entries:
                        print(f"    {name}: {key}: {entry}")
        browser.close()

    print(f"{len(graphs)} pictures")
    for key, words in COUNTS:
        print(f"{totals[key]:6}  {words}")
    print(f"{len(small):6}  text below {LEAST_TEXT:.0f} px in {FRAME[0]}×{FRAME[1]}  {', '.join(small)}")
    print(f"{len(inverted):6}  order inverted (at most {MOST_INVERTED})  {', '.join(inverted)}")
    if failed:
        print(f"{len(failed):6}  not drawn  {', '.join(failed)}")
    isWell = not any(totals.values()) and not small and not failed and len(inverted) <= MOST_INVERTED
    return 0 if isWell else 1


def skip(reason):
    print(f"pictures are not measured: {reason}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
