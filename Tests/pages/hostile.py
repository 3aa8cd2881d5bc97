"""A figure put twice into a page that has rules of its own for everything: neither may see the other.

    hostile.py FIGURE.svg FIGURE.svg

Needs Playwright and a Chromium (the system's own, if there is one). Prints what differs, and then exits with 1; exits with 69 where
there is no browser.
"""

import pathlib
import shutil
import sys

try:
    from playwright.sync_api import sync_playwright
except ImportError:
    sys.exit(69)

PAGE = """<!doctype html><meta charset="utf-8"><style>
body{font:italic bold 20px monospace;letter-spacing:3px;word-spacing:9px;text-transform:uppercase;direction:ltr;
color-scheme:light}
text{font-size:30px;text-anchor:middle;fill:red;stroke:blue;font-style:italic}
tspan{fill:lime;font-size:40px;font-weight:900}
path{fill:none;stroke:steelblue;stroke-width:9}rect{stroke:red;stroke-width:7;fill:yellow}
.title{font-size:44px;color:green}.value{color:purple}.i{font-style:normal}.quiet{letter-spacing:5px}
#w1,#figure-title,#L{outline:3px solid red}
</style>
<h1 class="title">A heading</h1><p class="caption" id="w1">A <span class="i">caption</span></p>
<svg width="300" height="60" id="chart"><text x="9" y="40" class="value">12</text><rect class="box" width="9" height="9"/>
<path class="wire" d="M0 0L30 30"/></svg>
<div id="a">%s</div><div id="b">%s</div>"""

# What is seen of an element: its place in its figure, and its paint.
LOOK = """(root) => {
  const TEXT = ['font-family', 'font-size', 'font-style', 'font-weight', 'letter-spacing', 'word-spacing', 'text-transform',
    'text-anchor']
  const all = [...root.querySelectorAll('text,tspan,rect,path,circle')]
  const from = root.getBoundingClientRect()
  return all.map(e => {
    const style = getComputedStyle(e), box = e.getBoundingClientRect()
    const isText = ['text', 'tspan'].includes(e.tagName)
    const looks = ['fill', 'stroke', ...(isText ? TEXT : style.stroke == 'none' ? [] : ['stroke-width', 'stroke-dasharray'])]
      .map(n => style.getPropertyValue(n))
    const place = [box.x - from.x, box.y - from.y, box.width, box.height]
    return [[e.tagName, e.getAttribute('class'), ...looks].join(' '), place]
  })
}"""

PLAIN = """() => [...document.querySelectorAll('h1,p,span,#chart *')].map(e => {
  const style = getComputedStyle(e), box = e.getBoundingClientRect()
  return [e.tagName, box.x, box.width, box.height, style.fontSize, style.fontFamily, style.fill, style.stroke,
    style.textAnchor, style.color, style.fontStyle, style.strokeWidth].join(' ')
})"""


def main():
    figures = [pathlib.Path(path).read_text() for path in sys.argv[1:3]]
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    failures = 0
    with sync_playwright() as play:
        try:
            chromium = play.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        except Exception:
            return 69
        page = chromium.new_page(color_scheme="light")

        def look(content, script, part=None):
            page.set_content(content)
            return page.eval_on_selector(part, script) if part else page.evaluate(script)

        empty = look(PAGE % ("", ""), PLAIN)
        both = look(PAGE % tuple(figures), PLAIN)
        for old, new in zip(empty, both):
            if old != new:
                failures += 1
                print(f"the page has changed: {old} -> {new}")
        for part, figure in zip(["#a", "#b"], figures):
            alone = look(f"<!doctype html><meta charset='utf-8'><div>{figure}</div>", LOOK, "div svg")
            inside = look(PAGE % tuple(figures), LOOK, part + " svg")
            if len(alone) != len(inside) or len(alone) < 10:
                failures += 1
                print(f"{len(alone)} elements alone, {len(inside)} in the page")
            for old, new in zip(alone, inside):
                if old[0] != new[0] or any(abs(a - b) > 0.1 for a, b in zip(old[1], new[1])):
                    failures += 1
                    print(f"{part} looks otherwise: {old} -> {new}")
        page.set_content(PAGE % tuple(figures))
        ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map(e => e.id)")
        twice = {name for name in ids if ids.count(name) > 1}
        if twice:
            failures += 1
            print(f"ids that are there twice: {sorted(twice)}")
        chromium.close()
    return 1 if failures else 0


sys.exit(main())
