"""What does the place look like?  Maps with dated boundaries, credits and honest gaps."""

from dateline.maps.captions import map_alt_text, map_caption
from dateline.maps.draw import draw_article, draw_map
from dateline.maps.layers import write_layers
from dateline.maps.placing import placed_claims

__all__ = [
    "draw_article", "draw_map", "map_alt_text", "map_caption", "placed_claims", "write_layers",
]  # fmt: skip
