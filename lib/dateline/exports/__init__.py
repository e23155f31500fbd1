"""How do the tables reach the formats of the field?  UCDP, ACLED, HXL, GeoJSON and Excel."""

from dateline.exports.formats import FORMATS, export_tables

__all__ = ["FORMATS", "export_tables"]
