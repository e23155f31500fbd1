"""What do all figures share?  The style, the colours of sides, a figure in words, their bytes."""

import io
import re
import textwrap
from collections.abc import Iterable
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from weakref import WeakKeyDictionary

import matplotlib as mpl
import matplotlib.style
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from dateline.names import known_actors
from dateline.rows import pairs
from dateline.theatre import Theatre

STYLE = Path(__file__).with_name("dateline.mplstyle")
NEUTRAL = "#6B7280"  # no side of the conflict
EVERYONE = "#222222"  # totals over all sides
# Sides that no theatre gives a colour: blue, orange, green, purple of Okabe and Ito.
SPARE_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9")
FOOTER = "Claims by the parties and officials named, as reported; not verified."
WIDE, NARROW = 7.6, 3.5  # inches: a page, and the screen of a phone
OPTIONS: dict[str, dict] = {
    "svg": {"metadata": {"Date": None}},
    "pdf": {"metadata": {"CreationDate": None}},
    "png": {"pil_kwargs": {"compress_level": 3}},  # a third of the time, a tenth more bytes
}
PATH = re.compile(rb' d="[^"]*"')  # the coordinates of a line; transforms stay exact
LONG_DECIMAL = re.compile(rb"(?<=\d\.\d\d)\d+")  # finer than any screen shows
_drawn: WeakKeyDictionary[Figure, dict[str, bytes]] = WeakKeyDictionary()


def styled(draw):
    """Run a drawing function under the house style, and give it the argument `style`.

    `style` comes on top: a style sheet of matplotlib (``"grayscale"``), a file, settings
    (``{"font.family": "serif"}``), or a list of these.
    """

    @wraps(draw)
    def wrapper(*args, style=None, **kwargs):
        with mpl.rc_context(fname=STYLE):
            mpl.style.use(style or {})
            return draw(*args, **kwargs)

    known = signature(draw)
    own = Parameter("style", Parameter.KEYWORD_ONLY, default=None)
    vars(wrapper)["__signature__"] = known.replace(parameters=[*known.parameters.values(), own])
    return wrapper


def side_colours(sides: pd.Series, theatre: Theatre | None = None) -> dict[str, str]:
    """A colour for each side_id: the theatre's own, else a spare one; black for everyone."""
    known = {side.side_id: side.colour for side in theatre.sides} if theatre else {}
    others = [s for s in sides.dropna().unique() if s not in known and s != "all"]
    spare = {side: SPARE_COLOURS[i % len(SPARE_COLOURS)] for i, side in enumerate(sorted(others))}
    return {**known, **spare, "all": EVERYONE}


def side_names(theatre: Theatre | None, claims: pd.DataFrame | None = None) -> dict[str, str]:
    """A name to print for each side_id: the theatre's, the known actor's, else the article's."""
    told = [] if claims is None else pairs(claims, "side_id", "side")
    names = {side_id: name for side_id, name in reversed(told) if side_id and name}
    known = {actor_id: row["name"] for actor_id, row in known_actors(theatre).items()}
    own = {side.side_id: side.name for side in theatre.sides} if theatre else {}
    return {**names, **known, **own, "all": "in all"}


def side_patches(sides: Iterable[str], theatre: Theatre | None, colours: dict) -> list[Patch]:
    """Handles of a legend: one for each side, and one for what belongs to none ("")."""
    names, told = side_names(theatre), set(sides)
    patches = [Patch(color=colours[s], label=names.get(s, s)) for s in sorted(told - {""})]
    return patches + [Patch(color=NEUTRAL, label="no side")] * ("" in told)


def figure_text(low, best, high) -> str:
    """A figure in words that keep its hedge.

    >>> figure_text(6700, 6700, None)
    'at least 6,700'
    >>> figure_text(24, None, None), figure_text(7, None, 24), figure_text(5, 15, None)
    ('dozens (24 or more)', '7 to 24', '5 to 15 or more')
    """
    low, best, high = (None if pd.isna(v) else int(v) for v in (low, best, high))
    if low is not None and high is not None and low != high:
        middle = f" (best {best:,})" if best not in (None, low, high) else ""
        return f"{low:,} to {high:,}{middle}"
    if best is None:
        words = {24: "dozens", 40: "scores", 200: "hundreds", 2000: "thousands", 3: "several"}
        if low in words:
            return f"{words[low]} ({low:,} or more)"
        return f"at least {low:,}" if low is not None else f"up to {high:,}" if high else "unstated"
    if low is None and high is None:
        return f"about {best:,}"
    if high is None:
        return f"{low:,} to {best:,} or more" if low < best else f"at least {best:,}"
    return f"up to {high:,}" if low is None else f"{best:,}"


def wrapped(text: str, width: int, most: int = 3) -> str:
    """A label on lines of a width; what goes beyond the last line is cut at a word."""
    return "\n".join(textwrap.wrap(str(text), width, max_lines=most, placeholder=" …"))


def event_name(event_id: str) -> str:
    """A name to print for an event_id.

    >>> event_name("background-2020"), event_name("current-2"), event_name("current")
    ('background, 2020', 'incident 2', 'main event')
    >>> event_name("background-2")
    'background, earlier event 2'
    """
    scope, _, rest = event_id.partition("-")
    if scope == "current":
        return f"incident {rest}" if rest else "main event"
    if rest and len(rest) < 4:  # a number of our own, not a year
        return f"{scope}, earlier event {rest}"
    return f"{scope}, {rest}" if rest else scope


def evidence(sentence_id) -> str | None:
    """The address, in the page, of the sentence behind a mark; for `set_url` of matplotlib.

    >>> evidence(7)
    '#s7'
    """
    return None if sentence_id is None or pd.isna(sentence_id) else f"#s{int(sentence_id)}"


def new_axes(height: float, *, narrow: bool = False) -> Axes:
    """Axes on a figure of their own, outside pyplot, so that nothing is drawn twice."""
    width = NARROW if narrow else WIDE
    return Figure(figsize=(width, height), layout="constrained").add_subplot()


def count_axis(axis: Axis) -> None:
    """Whole numbers along an axis that counts people or sentences; fewer where they are long."""
    top = max(axis.get_view_interval())
    most = "auto" if top < 1e5 else 4
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 2.5, 5, 10], integer=True))
    axis.set_major_formatter("{x:,.0f}")


def empty_axes(ax: Axes, message: str) -> Axes:
    """An honest figure for a table with nothing in it; a page prints its words alone."""
    ax.set_axis_off()
    ax.set_label("silence")
    message = textwrap.fill(message, int(92 * ax.figure.get_figwidth() / WIDE))
    ax.text(0, 0.5, message, transform=ax.transAxes, va="center", color="#555")
    return ax


def finish_axes(ax: Axes, title: str, subtitle: str, footer: str = FOOTER) -> Axes:
    """Finding, measure and source around the axes."""
    part = ax.figure.get_figwidth() / WIDE  # of the letters that a page has room for
    title, subtitle, footer = (
        textwrap.fill(words, int(most * part))
        for words, most in ((title, 72), (subtitle, 106), (footer, 120))
    )
    ax.figure.suptitle(title, x=0.01, ha="left", weight="bold", fontsize=12)
    room = "\n".join(" " for _ in subtitle.splitlines())
    ax.set_title(room, fontsize=9.5, pad=12, loc="left")  # keeps the room that the subtitle takes
    ax.annotate(
        subtitle, (0.01, 1), xycoords=("figure fraction", "axes fraction"), xytext=(0, 14),
        textcoords="offset points", fontsize=9.5, color="#555", annotation_clip=False,
    ).set_in_layout(False)  # fmt: skip
    ax.figure.supxlabel(footer, x=0.01, ha="left", fontsize=8, color="#555")
    return ax


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
        kept[kind] = file.getvalue()
        if kind == "svg":
            kept[kind] = PATH.sub(lambda path: LONG_DECIMAL.sub(b"", path[0]), kept[kind])
    return kept[kind]
