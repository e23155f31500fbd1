"""Who is named?  Mentions of people and bodies, resolved to actors with side and role."""

from dateline.actors.extract import actor_at, extract_actors, resolve_side

__all__ = ["actor_at", "extract_actors", "resolve_side"]
