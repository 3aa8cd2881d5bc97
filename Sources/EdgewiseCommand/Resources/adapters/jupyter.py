"""Edgewise for Jupyter: the file that `edgewise adapter jupyter` prints beside the notebook, then

    %load_ext edgewise_jupyter          or edgewise.jupyter, with the package installed

    %%edgewise at=2
    param w = 3
    loss L = w²
    train L using gd(lr=0.1), steps=5
"""
from edgewise import EdgewiseError, block, weave


def edgewise(line, cell):
    """The figure of a cell; what is false or wrong is an error of the cell, with its place."""
    from IPython.display import HTML

    try:
        # The first line of the cell is the magic's own, as the block's is the fence.
        return HTML(weave(block(cell, line.split()), "html", "cell", 1, None, "--fragment"))
    except EdgewiseError as error:
        number, column, message = error.place()
        lines = cell.splitlines()
        text = lines[number - 2] if 2 <= number < len(lines) + 2 else "%%edgewise " + line
        raise SyntaxError(message, ("<flow>", number, column, text + "\n")) from None


def load_ipython_extension(ipython):
    ipython.register_magic_function(edgewise, "cell", "edgewise")
