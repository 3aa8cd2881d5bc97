"""Draws Mermaid files in the real Mermaid, in a browser; prints what is wrong with any. The package mmdc carries mermaid.js."""
import os
import shutil
import sys

import mmdc
from playwright.sync_api import sync_playwright

library = os.path.join(os.path.dirname(mmdc.__file__), "assets", "mermaid.js")
browser = shutil.which("chromium") or shutil.which("google-chrome")
wrong = 0
with sync_playwright() as playwright:
    chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
    page = chromium.new_page()
    page.set_content("<body></body>")
    page.add_script_tag(path=library)
    page.evaluate("mermaid.initialize({startOnLoad: false})")
    for number, path in enumerate(sys.argv[1:]):
        with open(path, encoding="utf-8") as file:
            text = file.read()
        try:
            shown = page.evaluate(
                """async ([id, text]) => {
                  const drawn = await mermaid.render(id, text)
                  document.body.innerHTML = drawn.svg
                  return document.body.innerText + (document.body.querySelector("script") ? " SCRIPT" : "")
                }""",
                [f"picture{number}", text])
        except Exception as error:
            wrong += 1
            print(path, str(error)[:400])
            continue
        # What the names say is to be read in the picture.
        for word in [line[4:].strip() for line in text.splitlines() if line.startswith("%%% ")]:
            if word not in shown:
                wrong += 1
                print(path, "does not show", repr(word), "but", repr(shown))
        if "SCRIPT" in shown or "Unsupported markdown" in shown:
            wrong += 1
            print(path, "is read as markup")
    chromium.close()
sys.exit(1 if wrong else 0)
