"""What are the bytes of a figure?  Each is drawn once as SVG and once as PNG, and again if changed.

The page and the files beside it show the same figure; drawing is the dearest part of a briefing.
"""

import io
import re
from weakref import WeakKeyDictionary

import matplotlib as mpl
from matplotlib.figure import Figure

from dateline.look import STYLE

OPTIONS: dict[str, dict] = {
    "svg": {"metadata": {"Date": None}},
    "pdf": {"metadata": {"CreationDate": None}},
    "png": {"pil_kwargs": {"compress_level": 3}},  # a third of the time, a tenth more bytes
}
PATH = re.compile(rb' d="[^"]*"')  # the coordinates of a line; transforms stay exact
LONG_DECIMAL = re.compile(rb"(?<=\d\.\d\d)\d+")  # finer than any screen shows
_drawn: WeakKeyDictionary[Figure, dict[str, bytes]] = WeakKeyDictionary()


def drawing(figure: Figure, kind: str) -> bytes:
    """The figure as ``svg``, ``pdf`` or ``png``, in the look of every figure and without a date.

    The coordinates of an SVG are cut to a hundredth of a point.

    >>> drawing(Figure(figsize=(1, 1)), "png")[1:4]
    b'PNG'
    """
    if figure.stale or figure not in _drawn:
        _drawn[figure] = {}
    kept = _drawn[figure]
    if kind not in kept:
        layout, file = figure.get_layout_engine(), io.BytesIO()
        with mpl.rc_context(fname=STYLE):
            if layout and not kept:
                layout.execute(figure)  # the parts take their places once, not each time
            figure.set_layout_engine(None)
            figure.savefig(file, format=kind, **OPTIONS[kind])
        figure.set_layout_engine(layout)
        figure.stale = False  # saving changes nothing that is drawn
        kept[kind] = _slim(file.getvalue()) if kind == "svg" else file.getvalue()
    return kept[kind]


def _slim(vector: bytes) -> bytes:
    """An SVG without decimals that nobody sees."""
    return PATH.sub(lambda path: LONG_DECIMAL.sub(b"", path[0]), vector)
