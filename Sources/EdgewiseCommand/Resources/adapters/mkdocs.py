"""Edgewise for MkDocs. In mkdocs.yml, for figures and for the numbers in the text:

    hooks: [edgewise_mkdocs.py]        the file that `edgewise adapter mkdocs` prints

or, with the package installed, for figures alone:

    markdown_extensions:
      - pymdownx.superfences:
          custom_fences:
            - name: flow
              class: edgewise
              format: !!python/name:edgewise.mkdocs.fence
"""
import os

from edgewise import EdgewiseError, block, weave


def on_page_markdown(markdown, page, config, files):
    """Weaves a page. What is false ends the build, whatever its settings."""
    from mkdocs.exceptions import PluginError

    path = page.file.abs_src_path
    if not path or "flow" not in markdown:
        return markdown
    with open(path, encoding="utf-8-sig") as file:
        whole = file.read()
    # Behind the front matter.
    start = max(whole.find(markdown), 0)
    try:
        return weave(markdown, "gfm", page.file.src_uri, whole.count("\n", 0, start) + 1, os.path.dirname(path))
    except EdgewiseError as error:
        raise PluginError(str(error)) from None


def fence(source, language, css_class, options, md, **more):
    """A figure of pymdownx.superfences, which hides every exception but its own."""
    from pymdownx.superfences import SuperFencesException

    words = [word for word in more.get("classes") or [] if word != css_class]
    words += [f'{name}="{value}"' for name, value in {**(options or {}), **(more.get("attrs") or {})}.items()]
    try:
        return weave(block(source, words), "html", "flow", 1, None, "--fragment")
    except EdgewiseError as error:
        raise SuperFencesException(str(error)) from error
