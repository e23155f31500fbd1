"""What is a block of the page?  Templates that escape their input, and figures drawn inline."""

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from IPython.display import HTML
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.axes import Axes

from dateline.look import drawing

PARTS = ("dateline", "spacy", "pandas", "geopandas", "matplotlib", "papermill", "nbconvert")
TEMPLATES = Path(__file__).with_name("templates")
NOT_A_NAME = re.compile(r"[^\w]+")
SVG = re.compile(r"<svg[^>]*?viewBox=\"([^\"]*)\"[^>]*>(.*)</svg>", re.DOTALL)
NOT_DRAWN = re.compile(r"<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
OWN_ID = re.compile(r"(\bid=\"|url\(#|<use xlink:href=\"#)")
LINK = re.compile(r"<a xlink:href=\"#s(\d+)\"[^>]*>")  # as `look.evidence` writes it
HEAVY = 600_000  # bytes of SVG above which a PNG is smaller and quicker to show


def anchor(kind: str, key: str) -> str:
    """The id of a row on the page, of letters, digits and hyphens only.

    >>> anchor("place", "gn:616052")
    'place-gn-616052'
    """
    return f"{kind}-{NOT_A_NAME.sub('-', str(key))}"


ENVIRONMENT = Environment(  # escapes whatever the templates are given
    loader=FileSystemLoader(TEMPLATES / "sections"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip
ENVIRONMENT.filters["words"] = lambda value, width: " ".join(str(value).split())[:width]
ENVIRONMENT.globals["anchor"] = anchor


@cache
def versions() -> dict[str, str]:
    """Of each package that decides what a briefing says, its version."""
    return {part: version(part) for part in PARTS}


def block(template: str, **context) -> HTML:
    """One block of the page."""
    return HTML(ENVIRONMENT.get_template(f"{template}.html").render(**context))


def figure(
    ax: Axes, *, alt: str, notes: Iterable[str] = (), data: pd.DataFrame | None = None,
    narrow: Axes | None = None,
) -> HTML:  # fmt: skip
    """A figure with its alternative text and the table behind it; its marks open their sentences.

    Drawn inline, so that links work; as an image where the drawing is heavy.  On a phone, `narrow`
    stands in its place; a figure without one scrolls sideways.

    >>> from dateline import charts, example, findings, page
    >>> ax = charts.draw_tolls(example().tolls)
    >>> "<figure" in page.figure(ax, alt=findings.tolls_alt_text(example())).data
    True
    """
    if ax.get_label() == "silence":
        return block("silence", words=" ".join(ax.texts[0].get_text().split()))
    drawings = [_drawing(drawn) for drawn in (ax, narrow) if drawn is not None]
    table = None if data is None else data.astype(object).where(data.notna(), "").to_dict("split")
    return block("figure", drawings=drawings, alt=alt, notes=list(notes), table=table)


def _drawing(ax: Axes) -> dict:
    """A figure for the template: parts of an SVG element or, where that is heavy, an image."""
    image = drawing(ax.figure, "svg")
    if len(image) < HEAVY:
        return inline(image)
    code = base64.b64encode(drawing(ax.figure, "png")).decode()
    return {"source": f"data:image/png;base64,{code}"}


def inline(image: bytes) -> dict:
    """An SVG file of matplotlib's as `box` and `parts` of an element of the page.

    Its ids are made its own, for a page holds several drawings; links lead to sentences only.
    """
    box, parts = SVG.findall(NOT_DRAWN.sub("", image.decode("utf-8")))[0]
    mark = f"f{hashlib.sha256(image).hexdigest()[:8]}-"
    parts = OWN_ID.sub(lambda found: found[1] + mark, parts)
    link = r'<a class="mark" href="#s\1" aria-label="Evidence: sentence \1">'
    parts, n_links = LINK.subn(link, parts)
    return {"box": box, "parts": Markup(parts), "role": "group" if n_links else "img"}
