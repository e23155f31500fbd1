"""What is in the file?  A module for each format; :mod:`readers.files` chooses by the content.

A new format gets a module with one function from bytes to text and metadata, a name in
:mod:`readers.kinds` by which its content is known, and a line in ``files.READERS``.
"""

from dateline.readers.files import SUFFIXES, holds_several, read_records, read_source
from dateline.readers.text import ArticleError, repair_text, sound

__all__ = [
    "SUFFIXES", "ArticleError", "holds_several", "read_records", "read_source", "repair_text",
    "sound",
]  # fmt: skip
