"""What does the place look like?  Maps with dated boundaries, credits and honest gaps."""

from dateline.maps.draw import draw_map, map_alt_text, map_caption

__all__ = ["draw_map", "map_alt_text", "map_caption"]
