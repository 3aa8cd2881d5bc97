"""Tries the pages of `render -T html` in a real Chromium, by real keys and clicks.
Usage: page.py COMMAND FOLDER FILE.flow …: the command, where it finds the engine, and files whose pages must be quiet."""
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

try:
    from playwright.sync_api import sync_playwright
except ImportError:
    print("Pages not tried in a browser: playwright is missing")
    sys.exit(0)
browser_path = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)
if browser_path is None:
    print("Pages not tried in a browser: chromium is missing")
    sys.exit(0)

command, engine, *files = sys.argv[1:]
work = tempfile.mkdtemp()
failures = []


def expect(is_true, words):
    if not is_true:
        failures.append(words)
        print(f"FAILED: {words}")


def run(*words, **more):
    return subprocess.run([command, *words], capture_output=True, env={**os.environ, "EDGEWISE_WEB": engine}, **more)


def render(path, name, *words):
    page = f"{work}/{name}.html"
    made = run("render", path, "-o", page, *words)
    expect(made.returncode == 0, f"{path}: {made.stderr.decode()}")
    return f"file://{page}"


def write(name, text):
    with open(f"{work}/{name}", "w", encoding="utf-8") as file:
        file.write(text)
    return f"{work}/{name}"


class Watched:
    """A page that is opened, and all that it says and asks for."""

    def __init__(self, browser, address, script="", **options):
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        self.page = self.context.new_page()
        self.said, self.asked, self.dialogs = [], [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        self.address = address
        self.page.add_init_script(script + """
            const ask = window.requestAnimationFrame; window.framesAsked = 0;
            window.requestAnimationFrame = (action) => { window.framesAsked++; return ask.call(window, action); };
            window.violations = []; document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
        """)
        self.page.goto(address)
        self.page.wait_for_selector(".ew-ready", timeout=60_000)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        outside = [url for url in self.asked if not url.startswith(("blob:", "file:"))]
        expect(not outside, f"{self.address}: asks for {outside}")
        expect(not self.said, f"{self.address}: says {self.said}")
        expect(not self.dialogs, f"{self.address}: opens {self.dialogs}")
        expect(not self.page.evaluate("violations"), f"{self.address}: breaks its policy: {self.page.evaluate('violations')}")
        self.context.close()

    def box(self, name):
        """What is told of a box: its label, `w1 = 1, ∂L/∂w1 = 12`."""
        return self.page.get_attribute(f'.node[data-id="{name}"]', "aria-label")

    def until(self, question, words):
        """Asks again and again: the page's policy lets nothing be evaluated in it."""
        for _ in range(400):
            if self.page.evaluate(question):
                return
            self.page.wait_for_timeout(25)
        expect(False, words)

    def settle(self, text, name):
        place = json.dumps(f'.node[data-id="{name}"]')
        self.until(f"document.querySelector({place})?.getAttribute('aria-label')?.includes({json.dumps(text)})",
                   f"{name} never says {text}")

    def caption(self):
        """What can be read of it: what is not known yet keeps its place."""
        return self.page.inner_text(".ew-caption")

    def press(self, key, *words):
        self.page.keyboard.press(key)
        self.says(*words)

    def says(self, *words):
        self.until(f"((said) => {json.dumps(words)}.every((word) => said.includes(word)))(document.querySelector('.ew-caption').innerText)",
                   f"no caption says {words}, but {self.caption()!r}")


def whole_story(browser, address):
    """By keyboard alone: ŷ = 1·2 + 2·3 = 8, e = 8 − 5, L = 9; ∂L/∂e = 2·3 = 6, which ×2 and ×3 is 12 and 18; w1 − 0.05·12 = 0.4 and
    w2 − 0.05·18 = 1.1; after a step L = 0.81."""
    with Watched(browser, address) as it:
        it.press("Home", "x1 = 2")
        expect("∂" not in (it.box("w1") or ""), "a gradient is told before it is known")
        expect(it.page.evaluate("getComputedStyle(document.querySelector('.chain') ?? document.body).visibility") != "visible"
               or it.page.locator(".chain").count() == 0, "the products stand there before they are known")
        board = []
        for words in [("w1 = 1", "w2 = 2"), ("ŷ", "= w1·x1 + w2·x2", "= 1·2 + 2·3", "= 8"), ("= 8 − 5", "= 3"), ("= 3²", "= 9"),
                      ("∂ŷ/∂w1", "= x1", "= 2"), ("∂e/∂ŷ", "= 1"), ("∂L/∂e", "= 2e", "= 2·3", "= 6"), ("∂L/∂L", "= 1"),
                      ("∂L/∂e", "= 1 · 2·3", "= 6"), ("∂L/∂ŷ", "= ∂L/∂e · ∂e/∂ŷ", "= 6 · 1", "= 6"),
                      ("∂L/∂w1", "= ∂L/∂ŷ · ∂ŷ/∂w1", "= 6 · x1", "= 6 · 2", "= 12", "if w1 grows by 1"), ("∂L/∂w2", "= 6 · 3", "= 18"),
                      ("∂L/∂w1", "= 6 · 1 · 2", "= 12"), ("∂L/∂w2", "= 6 · 1 · 3", "= 18"),
                      ("w1", "← w1 − lr·∂L/∂w1", "= 1 − 0.05·12", "= 0.4"), ("w2", "= 2 − 0.05·18", "= 1.1"),
                      ("w1 = 0.4", "w2 = 1.1"), ("= 0.4·2 + 1.1·3", "= 4.1"), ("= −0.9",), ("= 0.81",), ("9 → 0.81",)]:
            it.press("ArrowRight", *words)
            if words[0] == "∂L/∂ŷ":
                expect("∂L/∂w1 = 12" not in it.box("w1"), "∂L/∂w1 is told before it has arrived")
                expect("∂L/∂e = 6" in it.box("e"), f"e says {it.box('e')}")
            if "= 1.1" not in words:
                continue
            board = it.page.inner_text(".ew-board")
            expect("∂L/∂w1 = 12" in it.box("w1"), f"w1 says {it.box('w1')}")
            expect("0.4" in it.page.text_content(".node[data-id='w1'] .value"), "what w1 has become is in its box")
        for words in ["ŷ = w1·x1 + w2·x2 = 1·2 + 2·3 = 8", "∂L/∂w1 = ∂L/∂ŷ · ∂ŷ/∂w1 = 6 · x1 = 6 · 2 = 12"]:
            expect(words in board, f"the board does not keep {words}: {board!r}")
        it.press("ArrowLeft", "= 0.81")
        it.press("u", "0.58")
        it.press("]", "")
        it.until("document.querySelector('[aria-label=\"training step\"]').value === '2'", "] goes to step 2")
        it.press("End", "converged after 3 steps")
        it.page.keyboard.press("Escape")
        it.page.keyboard.press("[")
        it.page.keyboard.press("[")
        it.settle("L = e² = 0.81", "L")
        # Equations grow while something travels, and it stops by itself at every moment.
        it.page.keyboard.press("Home")
        it.page.keyboard.press("s")
        for _ in range(10):
            it.page.keyboard.press("+")
        it.page.keyboard.press(" ")
        it.until("document.querySelector('.ew-play').title === 'play'", "it never stops by itself")
        it.says("x1 = 2")
        it.page.keyboard.press("s")
        # Tab reaches every box; arrows walk along wires; what is told there is the chain rule.
        it.page.keyboard.press("Escape")
        for _ in range(60):
            it.page.keyboard.press("Tab")
            if it.page.evaluate("document.activeElement.dataset.id") == "w1":
                break
        it.until("document.querySelector('.ew-rule').innerText.includes('= 6 · 2')", "the chain rule of what has the focus")
        it.until("[...document.querySelectorAll('.ew-on-path.node')].map((node) => node.dataset.id).sort().join() === 'L,e,w1,ŷ'", "its way to the output is heavy")
        it.page.keyboard.press("ArrowRight")
        expect(it.page.evaluate("document.activeElement.dataset.id") == "ŷ", "an arrow key walks along the wire")
        it.until("document.querySelector('.ew-rule').innerText.includes('∂L/∂ŷ')", "the chain rule of the next box")
        it.page.keyboard.press("Escape")
        it.page.keyboard.press("?")
        expect(it.page.is_visible("dialog"), "the keys are listed")
        it.page.keyboard.press("Escape")
        expect(not it.page.is_visible("dialog"), "the list of keys closes")
        # The keys are the figure's again once no control has the focus.
        it.page.keyboard.press("L")
        it.until("document.querySelector('input[aria-label=\"learning rate\"]').value === '0.1'", "L doubles the learning rate")


def accessible(browser, address):
    """What a screen reader is told, and that what has the focus is seen."""
    with Watched(browser, address) as it:
        session = it.context.new_cdp_session(it.page)
        nodes = [node for node in session.send("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]

        def of(node, name):
            return node.get(name, {}).get("value", "")

        def named(role):
            return [of(node, "name") for node in nodes if of(node, "role") == role]

        expect("Delivery time: one training example" in " ".join(named("graphics-document") + named("document") + named("img")),
               f"the figure has a name: {sorted({of(node, 'role') for node in nodes})}")
        labels = it.page.evaluate("[...document.querySelectorAll('.node')].map((node) => [node.getAttribute('role'), node.getAttribute('aria-label'), node.tabIndex])")
        expect(len(labels) == 8 and all(role == "graphics-symbol" and label and tab == 0 for role, label, tab in labels), f"boxes: {labels}")
        expect("w1 = 1, ∂L/∂w1 = 12" in [label for _, label, _ in labels], f"w1 is not told among {labels}")
        for role in ["button", "slider", "spinbutton", "textbox", "combobox", "listbox", "menuListPopup"]:
            expect(all(named(role)) or role == "menuListPopup", f"a {role} without a name: {named(role)}")
        for name in ["play", "one moment on", "w1, slider", "w1", "learning rate", "flow text"]:
            expect(any(of(node, "name") == name for node in nodes), f"no control is called {name}")
        expect(it.page.locator("[aria-live]").count() == 1, "captions are in one live region")
    for scheme in ["light", "dark"]:
        with Watched(browser, address, color_scheme=scheme) as it:
            it.page.keyboard.press("Tab")
            ring, ground = it.page.evaluate("""[getComputedStyle(document.activeElement).outlineColor,
                getComputedStyle(document.querySelector('edgewise-figure')).backgroundColor]""")

            def luminance(colour):
                parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
                red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
                return 0.2126 * red + 0.7152 * green + 0.0722 * blue

            low, high = sorted([luminance(ring), luminance(ground)])
            expect((high + 0.05) / (low + 0.05) >= 3, f"the focus ring {ring} is not seen on {ground}")


def numbers_by_hand(browser, address):
    """w1 = 0.5: ŷ = 0.5·2 + 2·3 = 7, e = 2, L = 4, ∂L/∂w1 = 2·2·2 = 8, ∂L/∂w2 = 2·2·3 = 12."""
    with Watched(browser, address) as it:
        it.page.fill("input[aria-label='w1']", "0.5")
        it.settle("= 4", "L")
        expect("∂L/∂w1 = 8" in it.box("w1") and "∂L/∂w2 = 12" in it.box("w2"), f"{it.box('w1')}; {it.box('w2')}")
        it.page.focus("input[aria-label='w1, slider']")
        it.page.keyboard.press("End")
        # 1 + 4 = 5: ŷ = 16, e = 11, L = 121.
        it.settle("= 121", "L")
        it.page.click("text=reset")
        it.settle("= 9", "L")
        # The command line's diagnostics, and its fix.
        area = it.page.locator("textarea")
        text = area.input_value()
        area.fill(text.replace("w2·x2", "w3·x2"))
        it.page.wait_for_selector(".ew-broken .ew-error")
        said = it.page.inner_text(".ew-listing")
        told = run("show", "-", input=text.replace("w2·x2", "w3·x2").encode()).stderr.decode()
        place, message = re.search(r":(\d+:\d+): error: (.*)", told).groups()
        expect(message in said and place in said, f"{said!r} is not {told!r}")
        area.fill(text)
        it.page.wait_for_selector(".ew-ready:not(.ew-broken)")
        area.fill("L = " + "(" * 200_000)
        it.page.wait_for_selector(".ew-broken")
        area.fill(text.replace("w1 = 1.0", "w1 = 3"))
        it.settle("= 49", "L")


def recovery(browser, address):
    """A real trap: the engine's memory behind its stack is overwritten, so that it reads and writes outside of it."""
    with Watched(browser, address, script="""
        window.Worker = undefined; window.engines = [];
        const Instance = WebAssembly.Instance;
        WebAssembly.Instance = function (...given) { const made = new Instance(...given); engines.push(made); return made; };
    """) as it:
        it.page.fill("input[aria-label='learning rate']", "0.1")
        it.page.fill("input[aria-label='w1']", "0.5")
        it.settle("= 4", "L")
        for edit, loss in [("0.25", "= 2.25"), ("2", "= 25")]:
            # Edits that nobody waits for are still being computed.
            it.page.evaluate("document.querySelector('edgewise-figure').refresh()")
            before = it.page.evaluate("""engines.splice(0).map(({ exports: { memory } }) => new Uint8Array(memory.buffer).fill(255, 1 << 22)).length""")
            expect(before > 0, "no engine was there")
            it.page.fill("input[aria-label='w1']", "1.5")
            it.until("document.querySelector('.ew-listing').innerText.includes('The engine stopped')", "a trap is not told")
            said = it.page.inner_text(".ew-listing")
            expect(re.search(r"memory access out of bounds|unreachable|table index|null function", said), f"it is no trap: {said!r}")
            # Of two engines the other has yet to stop.
            it.page.evaluate("Promise.all(['call', 'callHere'].map((how) => edgewiseEngine[how]('figure', ['', ''], [])))")
            # w1 = 0.25: ŷ = 0.5 + 6, e = 1.5; w1 = 2: e = 5.
            it.page.fill("input[aria-label='w1']", edit)
            it.settle(loss, "L")
            it.page.evaluate("document.querySelector('edgewise-figure').refresh()")
            expect(it.page.locator(".ew-broken").count() == 0 and not it.page.inner_text(".ew-listing"), "the words about a trap stay")
            expect(it.page.evaluate("engines.length") > 0, "no new engine was made")
            expect(it.page.input_value("input[aria-label='learning rate']") == "0.1", "the learning rate is lost")


def deep_link(browser, address):
    with Watched(browser, address + "#step=1&beat=7&w1=0.5&lr=0.1&nonsense=7") as it:
        it.page.wait_for_timeout(600)
        drawing, caption = it.page.inner_text(".ew-stage"), it.caption()
        expect(it.page.evaluate("location.hash").count("w1=0.5") == 1, "the address keeps w1")
        expect("nonsense" not in it.page.evaluate("location.hash"), "what is unknown is left out")
        # 0.5 − 0.1·8 = −0.3 and 2 − 0.1·12 = 0.8.
        expect("−0.3" in drawing and "0.8" in drawing, f"after a step: {drawing}")
        it.page.reload()
        it.page.wait_for_selector(".ew-ready")
        it.page.wait_for_timeout(400)
        expect(it.page.inner_text(".ew-stage") == drawing and it.caption() == caption, "a reload shows the same")
        expect(it.page.input_value("input[aria-label='learning rate']") == "0.1", "a reload keeps the learning rate")


def hostile(browser):
    nasty = '</title></pre></script><script>alert(1)</script><img src=x onerror=alert(2)>\u2028&lt;b&gt;'
    flow = f'title "{nasty}"\ninput x = 2 "{nasty}"\nparam w = 3 "{nasty}"\ngroup "{nasty}" {{\n a = w·x\n}}\nloss L = a²\n# {nasty}\ntrain L using gd(lr=0.1), steps=2\n'
    plain = flow.replace(nasty, "quiet")
    counts = []
    for name, text in [("hostile", flow), ("plain", plain)]:
        with Watched(browser, render(write(name + ".flow", text), name)) as it:
            it.settle("= 36", "L")
            for key in ["ArrowRight"] * 4 + ["d"]:
                it.page.keyboard.press(key)
            it.page.wait_for_timeout(200)
            if name == "hostile":
                expect(it.page.input_value("textarea") == text, "the text is in the editor as it is")
            it.page.locator("textarea").fill(text + "y = " + ('<img src=x onerror=alert(3)>' if name == "hostile" else "quiet"))
            it.page.wait_for_selector(".ew-broken")
            counts.append(it.page.evaluate("['script', 'img', 'iframe', 'b'].map((name) => document.querySelectorAll(name).length)"))
    expect(len(counts) == 2 and counts[0][:3] == counts[1][:3], f"elements of a hostile and a plain file: {counts}")


def policy(browser, address):
    it = Watched(browser, address)
    it.page.evaluate("""() => { new Image().src = 'http://127.0.0.1:9/x.png'; fetch('http://127.0.0.1:9/').catch(() => {}); }""")
    it.page.wait_for_timeout(200)
    expect(set(it.page.evaluate("violations")) >= {"img-src", "connect-src"}, "nothing can be fetched")
    it.context.close()


def still(browser, address):
    """With reduced motion no animation frame is asked for, and the film goes from beat to beat."""
    with Watched(browser, address, reduced_motion="reduce") as it:
        it.page.keyboard.press("Home")
        it.page.keyboard.press(" ")
        it.says("= 8")
        expect(it.page.evaluate("framesAsked") == 0, "frames are asked for in spite of reduced motion")
        expect(it.page.evaluate("document.querySelector('.ew-stage svg').style.getPropertyValue('--ew-at')") == "1", "something moves in spite of reduced motion")
    with Watched(browser, address, java_script_enabled=True) as it:
        it.page.keyboard.press("Home")
        it.page.keyboard.press(" ")
        it.until("+document.querySelector('.ew-stage svg').style.getPropertyValue('--ew-at') % 1 > 0 && document.querySelector('.ew-pulse')", "nothing travels")
        it.page.keyboard.press(" ")
        asked = it.page.evaluate("framesAsked")
        it.page.wait_for_timeout(300)
        expect(it.page.evaluate("framesAsked") - asked <= 1, "frames are asked for while it is paused")


def without_scripts(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect("12" in page.text_content('.node[id$="-w1"] .gradient') and "param  w1 = 1.0" in page.inner_text("body"), "the still figure needs no script")
    context.close()


def slider_times(it, name):
    """From a slider's event to the document written."""
    return it.page.evaluate("""async (name) => {
        const slider = document.querySelector(`input[aria-label='${name}']`), stage = document.querySelector('.ew-stage'), times = [];
        const [low, high] = [+slider.min, +slider.max];
        for (let count = 0; count < 200; count++) {
            const written = new Promise((done) => { const seen = new MutationObserver(() => { seen.disconnect(); done(); }); seen.observe(stage, { childList: true }); });
            slider.value = low + (high - low) * (count % 90 + 5) / 100;
            const begin = performance.now();
            slider.dispatchEvent(new Event('input', { bubbles: true }));
            await written;
            times.push(performance.now() - begin);
            await new Promise((done) => setTimeout(done, 5));
        }
        return times;
    }""", name)


def speed(browser, address, block):
    with Watched(browser, address) as it:
        ready = it.page.evaluate("performance.getEntriesByName('edgewise-ready')[0].duration")
        print(f"the engine is ready {ready:.0f} ms after it has arrived (asked: 250)")
        expect(ready <= 1_500, f"the engine is ready after {ready:.0f} ms")
        times = slider_times(it, "w1, slider")
        print(f"from a slider's event to the document: {statistics.median(times[50:]):.1f} ms on the clock, "
              f"a tenth of them below {sorted(times[50:])[15]:.1f} (median; asked: 6)")
        # On a busy machine the clock says little: the page's own time, with style, layout and painting.
        session = it.context.new_cdp_session(it.page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})

        def metric(name):
            return next(one["value"] for one in session.send("Performance.getMetrics")["metrics"] if one["name"] == name)

        def edits(count):
            it.page.evaluate(f"""async () => {{
                const field = document.querySelector("input[aria-label='w1']");
                for (let edit = 0; edit < {count}; edit++) {{
                    field.value = edit % 100 / 10;
                    field.dispatchEvent(new Event('input', {{ bubbles: true }}));
                    await document.querySelector('edgewise-figure').refresh();
                }}
            }}""")

        edits(50)
        before = metric("TaskDuration")
        edits(200)
        each = (metric("TaskDuration") - before) * 1000 / 200
        print(f"an edit with its film takes {each:.1f} ms of the page's thread")
        expect(each <= 40, f"an edit takes {each:.1f} ms of the page's thread")

        def held():
            session.send("HeapProfiler.collectGarbage")
            return metric("JSHeapUsedSize"), it.page.evaluate("document.querySelectorAll('*').length")

        before = held()
        edits(1_000)
        bytes, elements = [after - before for after, before in zip(held(), before)]
        print(f"1,000 edits leave {bytes / 1024:.0f} kB behind")
        expect(bytes < 400_000 and abs(elements) < 20, f"1,000 edits leave {bytes} bytes and {elements} elements behind")
        # While it plays: what a frame takes.
        it.page.keyboard.press("Home")
        before, asked = metric("TaskDuration"), it.page.evaluate("framesAsked")
        it.page.keyboard.press(" ")
        it.page.wait_for_timeout(2_000)
        frames = it.page.evaluate("framesAsked") - asked
        each = (metric("TaskDuration") - before) * 1000 / max(frames, 1)
        print(f"playing: {frames / 2:.0f} frames a second, each {each:.1f} ms of the page's thread (asked: 60, 16)")
        expect(frames > 10 and each <= 16, f"a frame takes {each:.1f} ms")
    with Watched(browser, block) as it:
        name = it.page.get_attribute("input[type=number][aria-label*='number 1']", "aria-label")
        times = it.page.evaluate("""async (name) => {
            const field = document.querySelector(`input[aria-label='${name}']`), times = [];
            for (let count = 0; count < 12; count++) {
                field.value = count / 10;
                const stage = document.querySelector('.ew-stage'), begin = performance.now();
                const written = new Promise((done) => { const seen = new MutationObserver(() => { seen.disconnect(); done(); }); seen.observe(stage, { childList: true }); });
                field.dispatchEvent(new Event('input', { bubbles: true }));
                await written;
                times.push(performance.now() - begin);
                await document.querySelector('edgewise-figure').refresh();
            }
            return times;
        }""", name)
        print(f"the same on the transformer block: {statistics.median(times[4:]):.0f} ms on the clock (asked: 80)")


def training(browser, address):
    """Steps a second in the page and in the release command, in one run."""
    release = ".build/release/edgewise"
    if not os.path.exists(release):
        print(f"training in the page is not compared: {release} is not built")
        return
    # At this rate w jumps from 1 to 2 and back for ever.
    text = "param w = 1\nloss L = (w·2 - 3)²\ntrain L using gd(lr=0.25), steps=%d\n"

    def native(steps):
        path = write("run.flow", text % steps)
        begin = time.monotonic()
        made = subprocess.run([release, "train", path], capture_output=True)
        expect(made.returncode == 0, f"train: {made.stderr.decode()}")
        return time.monotonic() - begin

    with Watched(browser, address) as it:
        def inside(steps):
            it.page.locator("textarea").fill(text % steps)
            it.page.wait_for_timeout(300)
            return it.page.evaluate("""async () => {
                const figure = document.querySelector('edgewise-figure');
                await figure.refresh();
                const begin = performance.now();
                await figure.ask('film', ['precision=' + (4 + Math.floor(Math.random() * 9))]);
                return (performance.now() - begin) / 1000;
            }""")

        few, many = 10_000, 4_000_000
        page = (many - few) / max(min(inside(many) for _ in range(3)) - min(inside(few) for _ in range(3)), 1e-3)
        command = (many - few) / max(min(native(many) for _ in range(3)) - min(native(few) for _ in range(3)), 1e-3)
        print(f"training: {page / 1e6:.2f} million steps a second in the page, {command / 1e6:.2f} in the release command: 1 : {command / page:.2f}")


def given_away(browser, address):
    """What is downloaded is the command's, and a link shows what was there."""
    with Watched(browser, address, permissions=["clipboard-read", "clipboard-write"]) as it:
        it.page.fill("input[aria-label='w1']", "0.5")
        it.settle("= 4", "L")
        cast = f"{work}/film.cast"
        run("play", "graphs/delivery-time.flow", "--set", "w1=0.5", "-o", cast, "--width", "80", "--height", "24")
        offered = {"SVG": ["-T", "svg", "--engine", "edgewise"], "DOT": ["-T", "dot"], "JSON": ["-T", "json"], "TikZ": ["-T", "tikz"],
                   "Mermaid": ["-T", "mermaid"], "text": ["-T", "txt", "--width", "80"], "recording": []}
        for name, words in offered.items():
            with it.page.expect_download() as download:
                it.page.select_option("select[aria-label='download']", name)
            with open(download.value.path(), "rb") as file:
                found = file.read()
            if name == "recording":
                with open(cast, "rb") as file:
                    wanted = file.read()
            else:
                wanted = run("render", "graphs/delivery-time.flow", "--set", "w1=0.5", *words).stdout
            expect(found == wanted, f"the {name} of a page is not the command's")
        it.page.click("text=copy link")
        it.page.wait_for_timeout(100)
        link = it.page.evaluate("navigator.clipboard.readText()")
    with Watched(browser, link) as it:
        expect("∂L/∂w1 = 8" in it.box("w1"), f"{link} shows {it.box('w1')}")
        it.page.locator("textarea").fill("param a = 3\nloss L = a³")
        it.settle("= 27", "L")
        it.page.wait_for_timeout(400)
        it.page.reload()
        it.page.wait_for_selector(".ew-ready")
        expect("∂L/∂a = 27" in it.box("a"), "the address holds the text")


def shown(browser):
    """What `--show` takes away the page does not draw either, whatever is changed in it."""
    with Watched(browser, render("graphs/delivery-time.flow", "shown", "--show=-bands")) as it:
        it.page.fill("input[aria-label='w1']", "0.5")
        it.settle("= 4", "L")
        expect(it.page.locator(".ew-stage .band").count() == 0 and it.page.locator(".ew-stage .wire").count() > 0, "a page draws bands that were taken away")


def framed(browser, address):
    """A page in a frame says how high it is, and shows the steps that it is asked for."""
    page = write("frame.html", f"""<!DOCTYPE html><script>addEventListener('message', ({{data}}) => {{ window.said = data; }});</script>
        <iframe width="700" src="{address}?compact&from=1&to=1"></iframe>""")
    context = browser.new_context()
    it = context.new_page()
    it.goto(f"file://{page}")
    frame = it.frames[1]
    frame.wait_for_selector(".ew-ready")
    it.wait_for_timeout(300)
    said = it.evaluate("window.said")
    expect(said and said["type"] == "edgewise:height" and 150 < said["height"] < 800, f"the frame says {said}")
    expect("0.81" in frame.text_content(".node[data-id='L']"), "the frame shows the first step")
    expect(frame.locator("textarea").count() == 0, "a compact figure has no editor")
    context.close()


def embedded(browser, folder):
    """Fifty figures of flow blocks, started when they are seen."""
    page = write("many.html", '<!DOCTYPE html><meta charset="utf-8"><body>' + "".join(
        f'<pre><code class="language-flow">param w = {n}\nloss L = w²\n</code></pre><p style="height:400px">' for n in range(1, 51))
        + f'<edgewise-figure compact wrt="w">param w = 3\nloss L = w²</edgewise-figure><script src="{folder}/edgewise.js"></script>')
    context = browser.new_context(viewport={"width": 800, "height": 600})
    it = context.new_page()
    said = []
    it.on("console", lambda message: said.append(message.text))
    it.on("pageerror", lambda error: said.append(str(error)))
    it.goto(f"file://{page}")
    it.wait_for_selector(".ew-ready")
    it.wait_for_timeout(300)
    count = it.locator(".ew-ready").count()
    expect(1 <= count < 6, f"{count} of 51 figures have started at the top")
    it.evaluate("document.querySelector('edgewise-figure[compact]').scrollIntoView()")
    it.wait_for_selector("edgewise-figure[compact].ew-ready")
    label = it.get_attribute("edgewise-figure[compact] .node[data-id='w']", "aria-label")
    expect("∂L/∂w = 6" in label, f"the last says {label}")
    ids = it.evaluate("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    expect(len(ids) == len(set(ids)), "ids of several figures differ")
    expect(not said, f"many figures: {said}")
    context.close()


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
    lesson = render("graphs/delivery-time.flow", "delivery-time")
    alone = os.path.getsize(f"{work}/delivery-time.html")
    shared = render("graphs/delivery-time.flow", "shared", "--assets", "assets")
    script = os.path.getsize(f"{work}/assets/edgewise.js")
    print(f"bytes: script {script}, engine as a script {os.path.getsize(f'{work}/assets/edgewise-engine.js')}, "
          f"the page alone {alone} (asked: 1,400,000), with a shared engine {os.path.getsize(f'{work}/shared.html')}")
    expect(script <= 40_000 and os.path.getsize(f"{work}/shared.html") <= 60_000, "the script or a page with a shared engine is larger than asked")
    whole_story(browser, lesson)
    whole_story(browser, shared)
    numbers_by_hand(browser, lesson)
    recovery(browser, lesson)
    deep_link(browser, lesson)
    hostile(browser)
    policy(browser, lesson)
    still(browser, lesson)
    without_scripts(browser, lesson)
    accessible(browser, lesson)
    speed(browser, lesson, render("graphs/transformer-block.flow", "transformer-block", "--assets", "assets"))
    training(browser, lesson)
    given_away(browser, lesson)
    shown(browser)
    framed(browser, lesson)
    embedded(browser, f"{work}/assets")
    for path in files:
        name = os.path.basename(path)[:-5]
        with Watched(browser, render(path, name, "--assets", "assets")) as it:
            for key in ["ArrowRight", "ArrowRight", "b", "End", "Escape"]:
                it.page.keyboard.press(key)
            it.page.wait_for_timeout(100)
            expect(it.page.locator(".ew-broken").count() == 0, f"{path}: {it.page.inner_text('.ew-listing')}")
    browser.close()
shutil.rmtree(work)
print("Pages in a browser: " + (f"{len(failures)} failures" if failures else "all well"))
sys.exit(1 if failures else 0)
