"""Who is named?  Mentions of people and bodies, resolved to actors with side and role."""

from dateline.actors.extract import extract_actors

__all__ = ["extract_actors"]
