"""How many, and on whose word?  Figures of human harm, and the tolls they come to."""

from dateline.claims.extract import extract_claims
from dateline.claims.omissions import excluded_figures
from dateline.claims.reconcile import reconcile

__all__ = ["excluded_figures", "extract_claims", "reconcile"]
