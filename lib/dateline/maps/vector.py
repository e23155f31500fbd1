"""How is the map written as SVG that lives in a page?  From the artists of the drawn map.

Every artist that belongs to something a reader can ask about carries a ``gid``: its layer and,
after a space, its id ("places gn:587084").  Texts stay texts, so that a page is small and can be
searched; coordinates are points from the upper left corner of the map.  Everything is escaped.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from markupsafe import Markup
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgba
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import Patch
from matplotlib.path import Path as Outline
from matplotlib.spines import Spine
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Affine2D

from dateline.maps.cartography import AROUND
from dateline.maps.labels import renderer

GRAIN = 20  # steps in a point; at eight times the size still finer than a pixel
DASH, GAP = 3.7, 1.6  # in widths of the line, as matplotlib has them
ASCENT, DESCENT = 0.76, 0.236  # of the font size, above and below the line of writing
NO_MARKER = ("None", None, "", " ")
COMMANDS = {
    Outline.MOVETO: "M", Outline.LINETO: "L", Outline.CURVE3: "Q", Outline.CURVE4: "C",
}  # fmt: skip


@dataclass
class Group:
    """Shapes that a page shows, hides, names or links together; `at` is their anchor."""

    layer: str
    key: str = ""
    at: tuple[float, float] | None = None
    name: str = ""
    shapes: list[Markup] = field(default_factory=list)


def groups(ax: Axes) -> list[Group]:
    """What is on a map, from the ground up: land first, then what carries an id of its own."""
    ground: list[Group] = []
    keyed: dict[str, Group] = {}
    for artist in sorted(ax.get_children(), key=lambda artist: artist.get_zorder()):
        gid = artist.get_gid() or ""
        is_drawn = isinstance(artist, Line2D | Patch | Text) and not isinstance(artist, Spine)
        drawn = list(_shapes(ax, artist)) if is_drawn and artist is not ax.patch else []
        if gid == AROUND or not drawn:
            continue
        layer, _, key = gid.partition(" ")
        if key:
            group = keyed.setdefault(gid, Group(layer, key))
            group.at = group.at or _anchor(ax, artist)
            group.name = group.name or (artist.get_text() if isinstance(artist, Text) else "")
        else:
            is_text = isinstance(artist, Text)
            if is_text or not ground or ground[-1].layer != layer or ground[-1].at:
                ground.append(Group(layer, at=_anchor(ax, artist) if is_text else None))
            group = ground[-1]
        group.shapes += drawn
    return [*ground, *keyed.values()]


def settle(ax: Axes) -> None:
    """Let a map and its insets take the places that they will have when they are drawn."""
    ax.apply_aspect()
    for small in ax.child_axes:
        small.apply_aspect(small.get_axes_locator()(small, None))


def size(ax: Axes) -> tuple[float, float]:
    """Width and height of the map in points."""
    scale = 72 / ax.figure.dpi
    return round(ax.bbox.width * scale, 1), round(ax.bbox.height * scale, 1)


def corner(ax: Axes, parent: Axes) -> tuple[float, float]:
    """Upper left corner of an inset in points of the map that holds it."""
    scale, here, whole = 72 / ax.figure.dpi, ax.bbox, parent.bbox
    return round((here.x0 - whole.x0) * scale, 1), round((whole.y1 - here.y1) * scale, 1)


def swatch(handle: Artist) -> Markup:
    """The sign of a legend, drawn in a box of 24 by 14 points."""
    if not isinstance(handle, Line2D):
        return Markup("").join(_area("M1 2H23V12H1Z", handle))
    if handle.get_marker() not in NO_MARKER:
        return _marker(handle, [(12.0, 7.0)])
    return _path("M0 7H24", _line_style(handle))


def _shapes(ax: Axes, artist: Artist) -> Iterable[Markup]:
    """An artist as elements of SVG."""
    if isinstance(artist, Annotation):
        artist.update_positions(renderer(ax))
        if artist.arrow_patch is not None:
            yield from _shapes(ax, artist.arrow_patch)
    if isinstance(artist, Text):
        if artist.get_text():
            yield _text(ax, artist)
    elif isinstance(artist, Line2D):
        points = _to_points(ax, Outline(ax.transData.transform(artist.get_xydata())))
        if artist.get_marker() not in NO_MARKER:
            yield _marker(artist, points.vertices)
        else:
            yield _path(_outline(points), _line_style(artist))
    else:
        path = artist.get_transform().transform_path(artist.get_path())
        yield from _area(_outline(_to_points(ax, path)), artist)


def _area(outline: str, patch: Patch) -> Iterable[Markup]:
    """An area in its colours, and the hatch over it."""
    is_dashed, width = patch.get_linestyle() in ("--", "dashed"), patch.get_linewidth()
    yield _path(outline, _style(patch.get_facecolor(), patch.get_edgecolor(), width, is_dashed))
    if patch.get_hatch():
        yield _path(outline, "fill:url(#hatch)")


def _anchor(ax: Axes, artist: Artist) -> tuple[float, float]:
    """The point that stays where it is when the map grows around a sign."""
    if isinstance(artist, Annotation):
        at = ax.transData.transform(artist.xy)
    elif isinstance(artist, Line2D):
        at = ax.transData.transform(artist.get_xydata()[0])
    else:
        box = artist.get_window_extent(renderer(ax))
        at = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    x, y = _to_points(ax, Outline([at])).vertices[0]
    return round(float(x), 1), round(float(y), 1)


def _to_points(ax: Axes, path: Outline) -> Outline:
    """A path in pixels of the figure as one in points of the map, downwards."""
    scale = 72 / ax.figure.dpi
    return path.transformed(Affine2D().translate(-ax.bbox.x0, -ax.bbox.y1).scale(scale, -scale))


def _outline(path: Outline) -> str:
    """The commands of a path; straight pieces are relative, which halves them."""
    if path.codes is not None and {Outline.CURVE3, Outline.CURVE4} & set(path.codes):
        return _curves(path)
    steps = np.rint(path.vertices * GRAIN).astype(int)
    plain = [Outline.MOVETO] + [Outline.LINETO] * (len(steps) - 1)
    codes = plain if path.codes is None else path.codes
    words, last = [], (0, 0)
    for code, (x, y) in zip(codes, steps.tolist(), strict=True):
        if code == Outline.CLOSEPOLY:
            words.append("z")
        elif code == Outline.MOVETO:
            words.append(f"M{_number(x)} {_number(y)}l")
            last = (x, y)
        elif (x, y) != last:
            down = _number(y - last[1])
            words.append(f"{_number(x - last[0])}{'' if down[0] == '-' else ' '}{down}")
            last = (x, y)
    return _joined(words)


def _joined(words: list[str]) -> str:
    """Pairs of numbers with no more space between them than is needed."""
    parts: list[str] = []
    for word in words:
        if parts and word[0].isdigit() | (word[0] == ".") and parts[-1][-1] not in "lz":
            parts.append(" ")
        parts.append(word)
    return "".join(parts)


def _curves(path: Outline) -> str:
    """The commands of a path with bends, of which there are few."""
    words = []
    for points, code in path.iter_segments(simplify=False):
        if code == Outline.CLOSEPOLY:
            words.append("z")
        else:
            numbers = " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in points)
            words.append(f"{COMMANDS[code]}{numbers}")
    return "".join(words)


@cache
def _number(steps: int) -> str:
    """Steps of the grain as a number of points.

    >>> _number(-7), _number(40)
    ('-.35', '2')
    """
    text = f"{steps / GRAIN:.2f}".rstrip("0").rstrip(".")
    return text.replace("0.", ".", 1) if text.lstrip("-").startswith("0.") else text


def _path(commands: str, style: str) -> Markup:
    """A path element."""
    return Markup('<path d="{}" style="{}"/>').format(commands, style)


def _marker(line: Line2D, points: Iterable) -> Markup:
    """The symbols of a line."""
    marker = MarkerStyle(line.get_marker())
    path = marker.get_path().transformed(marker.get_transform())
    grown = Affine2D().scale(line.get_markersize(), -line.get_markersize())
    colours = line.get_markerfacecolor(), line.get_markeredgecolor()
    style = _style(*colours, line.get_markeredgewidth())
    shapes = (grown.frozen().translate(*at).transform_path(path) for at in points)
    return Markup("").join(_path(_curves(shape), style) for shape in shapes)


def _line_style(line: Line2D) -> str:
    """Colour, width and dashes of a line."""
    return _style("none", line.get_color(), line.get_linewidth(), line.get_linestyle() == "--")


def _style(face, edge, width: float, is_dashed: bool = False) -> str:
    """Fill and stroke; the width shrinks as the map grows, by the page's ``--k``."""
    parts = [f"fill:{to_hex(face) if to_rgba(face)[3] else 'none'}"]
    if 0 < to_rgba(face)[3] < 1:
        parts.append(f"fill-opacity:{to_rgba(face)[3]:.2f}")
    if width and to_rgba(edge)[3]:
        parts.append(f"stroke:{to_hex(edge)};--w:{width:g}px")
        if is_dashed:
            parts.append(f"stroke-dasharray:{DASH * width:.1f} {GAP * width:.1f}")
    return ";".join(parts)


def _text(ax: Axes, text: Text) -> Markup:
    """A name where the map has it, line by line."""
    box = Text.get_window_extent(text, renderer(ax))  # an annotation would add its arrow
    points = text.get_fontsize()
    low, high = _to_points(ax, Outline([(box.x0, box.y0), (box.x1, box.y1)])).vertices
    lines = text.get_text().split("\n")
    step = (low[1] - high[1] - (ASCENT + DESCENT) * points) / max(len(lines) - 1, 1)
    at = {"left": (low[0], "start"), "right": (high[0], "end")}
    x, anchor = at.get(text.get_horizontalalignment(), ((low[0] + high[0]) / 2, "middle"))
    style = f"fill:{to_hex(text.get_color())};font-size:{points:g}px;text-anchor:{anchor}"
    style += ";font-weight:700" * (text.get_weight() == "bold")
    style += ";font-style:italic" * (text.get_style() == "italic")
    halo = "halo" if text.get_path_effects() else ""
    first, span = high[1] + ASCENT * points, Markup('<tspan x="{:.1f}" y="{:.1f}">{}</tspan>')
    spans = [span.format(x, first + step * number, line) for number, line in enumerate(lines)]
    parts = halo, style, Markup("").join(spans)
    return Markup('<text class="{}" style="{}">{}</text>').format(*parts)
