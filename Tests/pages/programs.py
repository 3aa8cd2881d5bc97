"""A figure as other programs draw it: the colours and the words that its own rules ask for.

    programs.py PROGRAM FIGURE.svg

PROGRAM is `rsvg-convert`, `inkscape` or `soffice` (LibreOffice). The figure is the light one, or an `auto` one, of delivery-time. Prints
what is wrong, and then exits with 1; exits with 69 where the program or Pillow is missing.
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

try:
    from PIL import Image
except ImportError:
    sys.exit(69)

# By hand from `Theme.light`: what is on the ground, in boxes and along bands, and in the ink of names.
GROUND, PARAMETER, DATA, OUTPUT, BAND = (255, 255, 255), (238, 246, 250), (246, 247, 248), (255, 244, 236), (217, 112, 47)
VALUE, INK = (11, 110, 143), (31, 41, 51)


def drawn(program, figure, folder):
    out = pathlib.Path(folder) / (pathlib.Path(figure).stem + ".png")
    line = {
        "rsvg-convert": [program, "--output", out, figure],
        "inkscape": [program, "--export-filename", out, figure],
        "soffice": [
            program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "png", "--outdir",
            folder, figure,
        ],
    }[program]
    subprocess.run(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)
    return Image.open(out).convert("RGB") if out.exists() else None


def number(text, name):
    return float(re.search(rf' {name}="([-\d.]+)"', text)[1])


def main():
    program, figure = sys.argv[1:3]
    if not shutil.which(program):
        return 69
    text = pathlib.Path(figure).read_text()
    with tempfile.TemporaryDirectory() as folder:
        image = drawn(program, figure, folder)
    if image is None:
        print(f"{program} draws nothing")
        return 1
    width, height = (float(n) for n in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text).groups())
    scale = image.width / width
    left, top = (float(n) for n in re.search(r'class="graph[^>]*translate\(([\d.]+) ([\d.]+)\)', text).groups())
    failures = []

    def near(one, other, apart=12):
        return all(abs(a - b) <= apart for a, b in zip(one, other))

    def at(x, y):
        return image.getpixel((min(int(x * scale), image.width - 1), min(int(y * scale), image.height - 1)))

    def expect(what, x, y, colour):
        seen = at(x, y)
        if not near(seen, colour):
            failures.append(f"{what} at {x:.1f}, {y:.1f} is {seen} instead of {colour}")

    def inked(what, x, y, width, height, colour):
        """Some of the room is of a colour, and most of it is not."""
        points = [at(x + 0.5 * i, y + 0.5 * j) for i in range(int(2 * width)) for j in range(int(2 * height))]
        share = sum(near(point, colour, 60) for point in points) / len(points)
        if not 0.02 < share < 0.6:
            failures.append(f"{what} at {x:.1f}, {y:.1f}: {share:.2f} of it is {colour}")

    for x, y in [(3, 3), (width - 4, 3), (width - 4, height - 4)]:
        expect("the ground", x, y, GROUND)
    for name, fill in [("parameter-box", PARAMETER), ("data-box", DATA), ("output-box", OUTPUT), ("operation-box", GROUND)]:
        boxes = re.findall(rf'<rect class="{name}"[^>]*>', text)
        if not boxes:
            failures.append(f"no {name}")
        for box in boxes:
            # Inside of the second frame of the output, outside of the words.
            expect(name, left + number(box, "x") + 9, top + number(box, "y") + number(box, "height") / 2, fill)
    bands = re.findall(r'<path class="band" style="stroke-width:([\d.]+)" d="M([\d.]+) ([\d.]+)H([\d.]+)', text)
    if len(bands) < 4:
        failures.append(f"{len(bands)} bands")
    for thickness, start, y, end in bands:
        if float(thickness) >= 4:
            middle = left + (float(start) + float(end)) / 2
            expect("a band", middle, top + float(y), BAND)
            expect("beside a band", middle, top + float(y) + float(thickness) / 2 + 4, GROUND)
    title = re.search(r'<text class="title" x="([\d.]+)" y="([\d.]+)">', text)
    inked("the title", float(title[1]), float(title[2]) - 12, 150, 12, INK)
    values = re.findall(r'<text class="value" x="([\d.]+)" y="([\d.]+)">', text)
    if len(values) < 3:
        failures.append(f"{len(values)} values")
    for x, y in values:
        inked("a value", left + float(x), top + float(y) - 10, 8, 10, VALUE)
    for failure in failures:
        print(f"{program}: {failure}")
    return 1 if failures else 0


sys.exit(main())
