"""Where?  Place names resolved in the theatre and the gazetteer of the world."""

from dateline.places.extract import extract_places

__all__ = ["extract_places"]
