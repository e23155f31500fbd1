"""How does QGIS draw the layers of a map?  Style documents (QML) in the colours of the figures.

Each is kept beside the GeoPackage and as the default style inside it, so that the layers open as
they look in the briefing.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pandas as pd
from matplotlib.colors import to_rgb

from dateline.look import NEUTRAL, side_colours, side_names
from dateline.maps.cartography import INK, LAND, SEA, SHORE, WATER, mix
from dateline.maps.placemarks import WORDS
from dateline.maps.symbols import FILLS, SHAPES
from dateline.maps.territory import BORDER, DISPUTED, TINTS
from dateline.theatre import Theatre

QGIS = "3.22"
MM = 0.3528  # in a point
PLACE_SHAPES = {"event": "circle", "planned": "diamond", "dateline": "square",
                "background": "triangle"}  # fmt: skip
HARM_SHAPES = dict(
    zip(SHAPES, ("circle", "cross_fill", "equilateral_triangle", "hexagon", "arrowhead_filled",
                 "pentagon"), strict=True)
)  # fmt: skip
FIGURE = 'coalesce("best", "low", "high", 1)'
SIZE = f"scale_exp({FIGURE}, 0, maximum({FIGURE}), 2, 12, 0.5)"  # area grows with the figure


class Rule(NamedTuple):
    """Rows that look alike: an expression, the words of the legend, and their symbol."""

    where: str
    words: str
    symbol: dict[str, str]
    size: str = ""  # expression for the size of a marker


@cache
def layer_styles(theatre: Theatre | None) -> dict[str, str]:
    """The style document of each layer: places, figures, areas, lines."""
    return {
        "places": document("marker", _place_rules(), label='"name"'),
        "figures": document("marker", _figure_rules(theatre)),
        "areas": document("fill", _area_rules(theatre)),
        "lines": document("line", [
            Rule('"holds"', "Disputed line", _line(1.8)),
            Rule('NOT "holds"', "Disputed line that no longer holds", _line(1.0)),
        ]),
    }  # fmt: skip


def document(kind: str, rules: Iterable[Rule], label: str = "") -> str:
    """A style of QGIS whose rules are tried one by one.

    >>> document("line", [Rule("true", "All", {"line_color": "1,2,3,255"})])[:17]
    '<qgis version="3.'
    """
    root = ET.Element("qgis", version=QGIS, styleCategories="Symbology|Labeling",
                      labelsEnabled="1" if label else "0")  # fmt: skip
    renderer = ET.SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0")
    branch = ET.SubElement(renderer, "rules", key="{all}")
    symbols = ET.SubElement(renderer, "symbols")
    classes = {"marker": "SimpleMarker", "fill": "SimpleFill", "line": "SimpleLine"}
    for number, rule in enumerate(rules):
        ET.SubElement(branch, "rule", key=f"{{r{number}}}", symbol=str(number),
                      filter=rule.where, label=rule.words)  # fmt: skip
        symbol = ET.SubElement(symbols, "symbol", name=str(number), type=kind, alpha="1")
        drawn = ET.SubElement(symbol, "layer", {"class": classes[kind]}, enabled="1", locked="0",
                              **{"pass": "0"})  # fmt: skip
        options = ET.SubElement(drawn, "Option", type="Map")
        for name, value in rule.symbol.items():
            ET.SubElement(options, "Option", name=name, type="QString", value=value)
            ET.SubElement(drawn, "prop", k=name, v=value)  # for QGIS before 3.26
        if rule.size:
            _define_size(drawn, rule.size)
    if label:
        settings = ET.SubElement(ET.SubElement(root, "labeling", type="simple"), "settings")
        ET.SubElement(settings, "text-style", fieldName=label, isExpression="1", fontSize="9")
        ET.SubElement(settings, "placement", placement="6", dist="1.5")
    return ET.tostring(root, encoding="unicode")


def _define_size(layer: ET.Element, expression: str) -> None:
    """Let an expression give the size of a marker."""
    outer = ET.SubElement(ET.SubElement(layer, "data_defined_properties"), "Option", type="Map")
    ET.SubElement(outer, "Option", name="name", type="QString", value="")
    properties = ET.SubElement(outer, "Option", name="properties", type="Map")
    size = ET.SubElement(properties, "Option", name="size", type="Map")
    ET.SubElement(size, "Option", name="active", type="bool", value="true")
    ET.SubElement(size, "Option", name="expression", type="QString", value=expression)
    ET.SubElement(size, "Option", name="type", type="int", value="3")
    ET.SubElement(outer, "Option", name="type", type="QString", value="collection")


def _place_rules() -> list[Rule]:
    """Places by the part they play; a province or country is a dot without a shape."""
    rules = []
    for kind, shape in PLACE_SHAPES.items():
        face = INK if kind in ("event", "dateline") else "#ffffff"
        look = _marker(shape, face, INK, 2.6)
        rules.append(Rule(f'"kind" = \'{kind}\' AND "geo_precision" <= 3', WORDS[kind], look))
    wide = _marker("circle", NEUTRAL, NEUTRAL, 1.0)
    return [*rules, Rule("ELSE", "Region, country, or named in passing", wide)]


def _figure_rules(theatre: Theatre | None) -> list[Rule]:
    """Figures by harm and side, hollow where one side alone claims them."""
    names = side_names(theatre)
    sides = side_colours(pd.Series([], dtype=object), theatre)
    rules = []
    for harm, shape in HARM_SHAPES.items():
        for side, colour in [*sides.items(), (None, NEUTRAL)]:
            whose = f"\"side_id\" = '{side}'" if side else '"side_id" IS NULL'
            words = f"{harm}, {names[side] if side else 'side not stated'}"
            for standing, share in FILLS.items():
                where = f"\"harm\" = '{harm}' AND {whose} AND \"standing\" = '{standing}'"
                look = _marker(shape, mix(colour, share), colour, 3)
                rules.append(Rule(where, f"{words} ({standing})", look, SIZE))
    return rules


def _area_rules(theatre: Theatre | None) -> list[Rule]:
    """Land in the colours of the sides, then waters, districts and disputed areas."""
    rules, coloured = [], []
    for side, share in zip(theatre.sides if theatre else (), TINTS * 9, strict=False):
        if side.iso3:
            where = f"\"kind\" = 'admin0' AND \"iso3\" = '{side.iso3}'"
            rules.append(Rule(where, side.name, _fill(mix(side.colour, share), BORDER)))
            coloured.append(f"'{side.iso3}'")
    others = f"coalesce(\"iso3\", '') NOT IN ({', '.join(coloured)})" if coloured else "true"
    rules += [
        Rule(f"\"kind\" = 'admin0' AND {others}", "Country", _fill(LAND, BORDER)),
        Rule("\"kind\" = 'neighbour'", "Neighbour", _fill(LAND, SHORE)),
        Rule("\"kind\" = 'lake'", "Lake", _fill(SEA, WATER)),
        Rule("\"kind\" = 'admin1'", "District", _fill("#ffffff", "#ffffff", style="no")),
        Rule("\"kind\" = 'disputed area' AND \"holds\"", "Disputed area",
             _fill(mix(DISPUTED, 0.25), DISPUTED, edge="dash")),
        Rule("\"kind\" = 'disputed area' AND NOT \"holds\"", "Disputed area that no longer holds",
             _fill(DISPUTED, DISPUTED, style="f_diagonal", edge="dash")),
    ]  # fmt: skip
    return rules


def _rgba(colour: str) -> str:
    """A colour as QGIS writes it.

    >>> _rgba("#1A1A1A")
    '26,26,26,255'
    """
    return ",".join(str(round(part * 255)) for part in (*to_rgb(colour), 1))


def _marker(shape: str, face: str, edge: str, size: float) -> dict[str, str]:
    """A simple marker."""
    return {"name": shape, "color": _rgba(face), "outline_color": _rgba(edge),
            "outline_style": "solid", "outline_width": "0.4", "size": f"{size:g}",
            "size_unit": "MM"}  # fmt: skip


def _fill(face: str, line: str, *, style: str = "solid", edge: str = "solid") -> dict[str, str]:
    """A simple fill."""
    return {"color": _rgba(face), "style": style, "outline_color": _rgba(line),
            "outline_style": edge, "outline_width": "0.3", "outline_width_unit": "MM"}  # fmt: skip


def _line(points: float) -> dict[str, str]:
    """A dashed line, as every disputed line is."""
    return {"line_color": _rgba(DISPUTED), "line_style": "dash", "line_width_unit": "MM",
            "line_width": f"{points * MM:.2f}"}  # fmt: skip
