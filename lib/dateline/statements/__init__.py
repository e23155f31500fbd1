"""Who says what?  Attributed utterances with speaker, cue and content."""

from dateline.statements.extract import extract_statements

__all__ = ["extract_statements"]
