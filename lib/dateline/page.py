"""What is a block of the page?  Templates that escape their input, and figures as images."""

import base64
import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from IPython.display import HTML
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from matplotlib.axes import Axes

from dateline.drawings import drawing

TEMPLATES = Path(__file__).with_name("templates")
PATH = re.compile(rb' d="[^"]*"')  # the coordinates of a line; transforms stay exact
LONG_DECIMAL = re.compile(rb"(\d+\.\d{2})\d+")  # finer than any screen shows
NOT_A_NAME = re.compile(r"[^\w]+")
HEAVY = 450_000  # bytes of SVG above which a PNG is smaller and quicker to show


def anchor(kind: str, key: str) -> str:
    """The id of a row on the page, of letters, digits and hyphens only.

    >>> anchor("place", "gn:616052")
    'place-gn-616052'
    """
    return f"{kind}-{NOT_A_NAME.sub('-', str(key))}"


def _environment() -> Environment:
    """Templates that escape whatever they are given."""
    loader = FileSystemLoader(TEMPLATES / "sections")
    environment = Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["words"] = lambda value, width: " ".join(str(value).split())[:width]
    environment.globals["anchor"] = anchor
    return environment


ENVIRONMENT = _environment()


def block(template: str, **context) -> HTML:
    """One block of the page."""
    return HTML(ENVIRONMENT.get_template(f"{template}.html").render(**context))


def figure(
    ax: Axes, *, alt: str, notes: Iterable[str] = (), data: pd.DataFrame | None = None
) -> HTML:
    """A figure as an inline image with its alternative text and the table behind it."""
    kind, image = slim_image(ax)
    table = None if data is None else data.astype(object).where(data.notna(), "").to_dict("split")
    encoded = base64.b64encode(image).decode()
    return block("figure", kind=kind, image=encoded, alt=alt, notes=list(notes), table=table)


def slim_image(ax: Axes) -> tuple[str, bytes]:
    """The figure as SVG with coordinates to a hundredth or, where that is heavy, as PNG."""
    vector = drawing(ax.figure, "svg")
    slim = PATH.sub(lambda path: LONG_DECIMAL.sub(rb"\1", path[0]), vector)
    return ("svg+xml", slim) if len(slim) < HEAVY else ("png", drawing(ax.figure, "png"))
