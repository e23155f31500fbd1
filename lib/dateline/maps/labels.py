"""Where may a name stand on a map without covering another?

Curated offsets are tried first; then eight places around the mark, then further out with a line
that leads back to it.  Everything is in the pixels of the figure, so no two labels overlap.
"""

import math
from dataclasses import dataclass, field

import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from shapely.geometry.base import BaseGeometry

from dateline.maps.boundaries import Layers
from dateline.theatre import Theatre

HALO = [withStroke(linewidth=2.6, foreground="white")]
# Points from the mark; beyond the first, with a leader line.
RINGS = (7, 12, 18, 26, 36, 48, 62, 80)
LEADER_FROM = 13
ALIGN = {-1: "right", 0: "center", 1: "left"}


@dataclass(frozen=True)
class Canvas:
    """A map in the making: its ground, boxes in pixels that no label may touch, and dark lines."""

    ax: Axes
    layers: Layers
    theatre: Theatre | None = None
    boxes: list[Bbox] = field(default_factory=list)
    lines: list[BaseGeometry] = field(default_factory=list)

    def take(self, box: Bbox) -> None:
        """Mark a box as taken."""
        self.boxes.append(box)

    def take_corners(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Mark a box given by two corners in pixels as taken."""
        self.take(Bbox([[x0, y0], [x1, y1]]))

    def take_text(self, text: Text, pad: float = 1.0) -> None:
        """Mark the box of a text as taken; it gets a halo where it crosses a line."""
        self.take(self.box_of(text, pad))
        self.add_halo(text)

    def box_of(self, text: Text, pad: float = 1.0) -> Bbox:
        """Box of a text in pixels."""
        return text.get_window_extent(renderer(self.ax)).padded(pad)

    def box_of_mark(self, x: float, y: float, radius: float) -> Bbox:
        """Box in pixels of a symbol at a point in metres; its radius is in points."""
        across, up = self.ax.transData.transform((x, y))
        size = radius * self.ax.figure.dpi / 72
        return Bbox([[across - size, up - size], [across + size, up + size]])

    def is_free(self, box: Bbox) -> bool:
        """Whether a box is inside the map and touches nothing taken."""
        inside = self.ax.bbox.padded(-2)
        is_within = inside.x0 <= box.x0 and box.x1 <= inside.x1
        is_within &= inside.y0 <= box.y0 and box.y1 <= inside.y1
        return is_within and not any(box.overlaps(other) for other in self.boxes)

    def add_halo(self, text: Text) -> None:
        """Set a text off from the lines it crosses; halos are heavy, so others go without."""
        box = self.box_of(text, pad=0).transformed(self.ax.transData.inverted())
        if any(shapely.intersects(line, shapely.box(*box.extents)) for line in self.lines):
            text.set_path_effects(HALO)


def renderer(ax: Axes):
    """What measures texts on this figure."""
    canvas = ax.figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        canvas = FigureCanvasAgg(ax.figure)
    return canvas.get_renderer()


def place_label(
    canvas: Canvas, text: str, at: tuple[float, float], *,
    offset: tuple[float, float, str] | None = None, must_stand: bool = True, clear: float = 0,
    rings: int = 1, **style,
) -> Text | None:  # fmt: skip
    """Write a name beside its mark where nothing is covered; ``None`` if it may be left out.

    `offset` is the curated one, in points, with the side that the text hangs from; `clear` is the
    radius of a symbol around the mark that the name keeps away from; `rings` is how far a name
    that may be left out is tried.
    """
    label = canvas.ax.annotate(text, at, (0, 0), textcoords="offset points", **style)
    tried = RINGS if must_stand else RINGS[:rings]
    for dx, dy, horizontal, vertical in _positions(offset, clear, tried):
        label.set(position=(dx, dy), ha=horizontal, va=vertical)
        box = canvas.box_of(label)
        if canvas.is_free(box):
            canvas.take(box)
            canvas.add_halo(label)
            if math.hypot(dx, dy) > LEADER_FROM + clear and (dx, dy) != (offset or ())[:2]:
                _lead(canvas.ax, at, (dx, dy), style.get("gid"))
            return label
    if not must_stand:
        label.remove()
        return None
    dx, dy, horizontal = offset or (RINGS[0], 0, "left")
    label.set(position=(dx, dy), ha=horizontal, va="center", path_effects=HALO)
    return label


def _positions(offset: tuple[float, float, str] | None, clear: float, rings: tuple[int, ...]):
    """Offsets to try, with the alignment of the text: the curated first, then rings."""
    if offset is not None:
        yield offset[0], offset[1], offset[2], "center"
    for ring in rings:
        n_angles, far = 8 if ring < LEADER_FROM else 16, ring + max(clear - RINGS[0] / 2, 0)
        for step in range(n_angles):
            eighth = (0, 1, 7, 4, 3, 5, 2, 6)[step] if n_angles == 8 else step / 2
            angle = math.pi / 4 * eighth
            across, up = math.cos(angle), math.sin(angle)
            side = 0 if abs(across) < 0.3 else int(math.copysign(1, across))
            vertical = "center" if abs(up) < 0.9 else "bottom" if up > 0 else "top"
            yield far * across, far * up * 0.9, ALIGN[side], vertical


def _lead(ax: Axes, at: tuple[float, float], offset: tuple[float, float], gid: str | None) -> None:
    """A thin line from the mark to a label that stands away from it."""
    ax.annotate(
        "", at, offset, textcoords="offset points", annotation_clip=False, gid=gid,
        arrowprops={"arrowstyle": "-", "color": "#333333", "linewidth": 0.7, "shrinkB": 0},
    )  # fmt: skip
