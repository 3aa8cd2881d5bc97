"""Runs notebooks in the real kernel, in the folder of the adapter: a figure is shown, and a false number ends the run at its line."""
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def run(cell):
    code = ["%load_ext edgewise_jupyter", cell, "import edgewise_jupyter as ew\new.Figure('a.flow')"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in code])
    NotebookClient(notebook, kernel_name="python3").execute()
    return [output["data"] for cell in notebook.cells for output in cell.outputs]


figure, read = run("%%edgewise at=1\nparam w = 3\nloss L = w²\ntrain L using gd(lr=0.1), steps=3\nexpect L = 9")
assert "data:image/svg+xml;base64," in figure["text/html"]
assert read["image/svg+xml"].startswith("<svg")
try:
    run("%%edgewise\nparam w = 3\nloss L = w²\nexpect L = 8")
except CellExecutionError as error:
    assert error.ename == "SyntaxError" and "L = 8 is false: L is 9" in str(error), error
    assert "<flow>:4" in str(error) or "line 4" in str(error), error
else:
    raise SystemExit("a false number was taken")
