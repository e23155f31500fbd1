"""What does an analyst find in JupyterLab that a page cannot have?  Tables to sort, rows to review.

Pages and executed copies hold none of it: it comes only where somebody sits in front of a notebook.
"""

import os
import re
from datetime import date
from html import escape

from IPython.core.getipython import get_ipython
from IPython.display import HTML, display

from dateline.decisions import DECISIONS, append_decision, review_file
from dateline.page import TEMPLATES, block
from dateline.readers import ArticleError
from dateline.review import FIELDS, row_keys
from dateline.rows import records

WHOLE_PAGE = re.compile(r"(?<![\w.#-])(?::root|html|body)(?![\w-])")  # as selectors of a sheet


def is_live() -> bool:
    """Whether this runs in a notebook that a person has open, and not under papermill.

    Jupyter's server names the notebook to each kernel that it starts for a person.

    >>> is_live()
    False
    """
    return hasattr(get_ipython(), "kernel") and "JPY_SESSION_NAME" in os.environ


def prepare() -> None:
    """Let tables be sorted and searched, offline, and blocks look as on a page; only if live.

    >>> from dateline import desk
    >>> desk.prepare()
    """
    if not is_live():
        return
    import itables
    from itables import options

    options.layout = {**options.layout, "topStart": "search", "topEnd": None}
    options.classes, options.style = "display compact", "width:auto;margin:0;caption-side:bottom"
    options.css = ".dt-container { font-family: sans-serif; font-size: 0.85rem; }"
    options.maxBytes = "1MB"  # beyond it, rows would be left out
    itables.init_notebook_mode(all_interactive=True, connected=False)
    display(HTML(f"<style>{page_look()}</style>"))


def page_look() -> str:
    """The style sheet of the page, held to what our cells show.

    >>> page_look().partition("{")[0]
    '@scope (.jp-RenderedHTML) to (.dt-container) '
    """
    sheet = (TEMPLATES / "briefing" / "style.css").read_text(encoding="utf-8")
    return f"@scope (.jp-RenderedHTML) to (.dt-container) {{{WHOLE_PAGE.sub(':scope', sheet)}}}"


def review_box(reading):
    """A form that appends decisions to the ``review.csv`` beside the article.

    Where nobody can fill it in, one sentence says how many decisions there are.

    >>> from dateline import desk, example
    >>> "review.csv" in desk.review_box(example()).data
    True
    """
    path = reading.article.path
    if not is_live() or path is None or str(path) == "-":
        return block("review-box", reviews=records(reading.reviews))
    return ReviewForm(reading).box


class ReviewForm:
    """The form: a table, one of its rows as they were read, a decision, and who decides."""

    def __init__(self, reading):
        import ipywidgets as w

        self.reading = reading
        self.path = review_file(reading.article.path)
        self.sentences = {s["sentence_id"]: s["quote"] for s in records(reading.sentences)}
        self.table = w.Dropdown(options=list(FIELDS), description="Table")
        self.row = w.Dropdown(description="Row", layout={"width": "95%"})
        self.sentence = w.HTML()
        self.decision = w.ToggleButtons(options=list(DECISIONS), description="Decision")
        self.field = w.Dropdown(description="Field")
        self.value = w.Text(description="Value", placeholder="at least 105")
        self.reviewer = w.Text(description="Initials")
        self.note = w.Text(description="Reason", layout={"width": "95%"})
        self.button = w.Button(description="Write decision", button_style="primary")
        self.message = w.HTML()
        correction = w.HBox([self.field, self.value])
        self.box = w.VBox(
            [self.table, self.row, self.sentence, self.decision, correction]
            + [self.reviewer, self.note, self.button, self.message]
        )
        self.table.observe(self._show_rows, "value")
        self.row.observe(self._show_sentence, "value")
        self.decision.observe(self._show_field, "value")
        self.button.on_click(self._write)
        self._show_rows()
        self._show_field()

    def _show_rows(self, _change=None) -> None:
        """Offer the rows and fields of the table chosen."""
        rows = self.reading.as_read[self.table.value]
        self.keys = row_keys(rows, records(self.reading.sentences))
        self.row.options = [
            (f"s{row['sentence_id']}: {key['figure']} {key['harm']} “{key['quote'][:80]}”", number)
            for number, (row, key) in enumerate(zip(rows, self.keys, strict=True))
        ]
        self.row.index = 0 if rows else None
        self.field.options = list(FIELDS[self.table.value])
        self._show_sentence()

    def _show_sentence(self, _change=None) -> None:
        """The sentence of the row chosen, as words and never as markup."""
        number = self.row.value
        row = None if number is None else self.reading.as_read[self.table.value][number]
        self.sentence.value = escape(self.sentences[row["sentence_id"]]) if row else "No row."

    def _show_field(self, _change=None) -> None:
        """Field and value are asked for in corrections only."""
        self.field.disabled = self.value.disabled = self.decision.value != "correct"

    def _write(self, _button=None) -> None:
        """Append the decision, and say so or why not."""
        if self.row.value is None or not self.reviewer.value.strip():
            self.message.value = "Choose a row and give your initials."
            return
        is_correction = self.decision.value == "correct"
        decision = self.keys[self.row.value] | {
            "article": self.reading.article.article_id, "table": self.table.value,
            "decision": self.decision.value, "field": self.field.value if is_correction else "",
            "value": self.value.value.strip() if is_correction else "",
            "reviewer": self.reviewer.value.strip(), "date": date.today().isoformat(),
            "note": self.note.value.strip(),
        }  # fmt: skip
        try:
            append_decision(self.path, decision)
        except (ArticleError, OSError) as error:
            self.message.value = f"<strong>Not written:</strong> {escape(str(error))}"
            return
        self.message.value = f"Written to {escape(str(self.path))}. Run all cells to apply it."
