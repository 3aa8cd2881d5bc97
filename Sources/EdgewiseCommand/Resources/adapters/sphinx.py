"""Edgewise for Sphinx, with MyST and with reStructuredText. In conf.py:

    extensions = ["myst_parser", "edgewise_sphinx"]      beside conf.py the file that `edgewise adapter sphinx` prints,
                                                         or `edgewise.sphinx` with the package installed
Lessons in Markdown are woven whole; in reStructuredText there is a directive:

    .. flow:: play
       :at: 2

       param w = 3
       loss L = w²
"""
import os
import re

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from edgewise import EdgewiseError, block, weave


def woven(*arguments):
    # A warning would hide the figure and go on.
    try:
        return weave(*arguments)
    except EdgewiseError as error:
        raise ExtensionError(str(error)) from None


def read(app, docname, source):
    path = str(app.env.doc2path(docname))
    if path.endswith((".md", ".markdown")) and "flow" in source[0]:
        source[0] = woven(source[0], "myst", os.path.relpath(path, app.srcdir), 1, os.path.dirname(path))


class Flow(SphinxDirective):
    has_content = True
    optional_arguments = 9
    option_spec = dict.fromkeys(
        ["name", "at", "run", "of", "wrt", "kind", "detail", "direction", "theme", "precision"], directives.unchanged)

    def run(self):
        path = str(self.env.doc2path(self.env.docname))
        words = [*self.arguments, *(f'{name}="{value}"' for name, value in self.options.items())]
        text = block("\n".join(self.content), words)
        place = (os.path.relpath(path, self.env.srcdir), max(self.content_offset, 1), os.path.dirname(path))
        for table in re.findall(r'csv\("([^"]+)"', text):
            self.env.note_dependency(os.path.join(os.path.dirname(path), table))
        picture = re.fullmatch(r"!\[(.*)\]\((data:[^)]+)\)\s*", woven(text, "gfm", *place))
        if picture:
            return [nodes.image(uri=picture[2], alt=picture[1])]
        return [nodes.raw("", woven(text, "html", *place, "--fragment"), format="html")]


def setup(app):
    app.add_directive("flow", Flow)
    app.connect("source-read", read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
