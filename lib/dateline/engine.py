"""How does a notebook run without a kernel of its own?  In a shell of the process that asks.

papermill knows the engine as ``dateline`` (``papermill --engine dateline …``).  The executed
notebook is what the plain engine writes: outputs, execution counts, timings, tracebacks.  What is
missing is the start of a kernel, a second import of every library, and the messages in between.
Notebooks in other languages go to the plain engine.

Nothing here imports papermill at the top: papermill loads this module while it is itself loading.
"""

import builtins
import os
import platform
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import TextIOBase
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell
from nbformat.v4 import new_output

from dateline.limits import time_limit

INLINE = "module://matplotlib_inline.backend_inline"
SKIPPED, MAY_FAIL = "skip-execution", "raises-exception"  # tags that the plain engine obeys too
LANGUAGE = {  # what a kernel of this Python says of it
    "name": "python", "version": platform.python_version(), "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
    "pygments_lexer": "ipython3", "nbconvert_exporter": "python", "file_extension": ".py",
}  # fmt: skip
# What a shell puts in the place of something of the process: a mapping, and its key.
REPLACED: list[tuple[MutableMapping[str, Any], str]] = [
    *((vars(sys), name) for name in ("displayhook", "excepthook", "path")),
    (vars(builtins), "get_ipython"), (sys.modules, "__main__"), (os.environ, "MPLBACKEND"),
]  # fmt: skip


class CellTimeoutError(TimeoutError):
    """A cell ran longer than it may."""


class DatelineEngine:
    """A papermill engine that runs the cells in a shell of this process.

    Each notebook gets a shell and a namespace of its own; modules stay imported, and what a
    notebook changes in them stays changed.  ``dateline batch`` forks a process for each notebook.
    """

    @classmethod
    def execute_notebook(cls, nb, kernel_name: str, **options):
        """The executed notebook, in papermill's format."""
        from papermill.engines import Engine, NBClientEngine

        language = nb.metadata.get("kernelspec", {}).get("language") or "python"
        if language != "python":
            return NBClientEngine.execute_notebook(nb, kernel_name, **options)
        return Engine.execute_notebook.__func__(cls, nb, kernel_name, **options)

    @classmethod
    def execute_managed_notebook(
        cls, nb_man, kernel_name: str, *, execution_timeout: int | None = None,
        save_each_cell: bool = True, **options,
    ) -> None:  # fmt: skip
        """Run the cells one after another; stop at the first that fails.

        Without `save_each_cell` the notebook is written at its start and end alone.
        """
        if not save_each_cell:
            nb_man.output_path = None  # papermill writes the notebook itself when all is done
        with notebook_shell() as shell:
            for index, cell in enumerate(nb_man.nb.cells):
                nb_man.cell_start(cell, index)
                try:
                    failed = run_cell(shell, cell, execution_timeout)
                    if failed and not options.get("allow_errors"):
                        nb_man.cell_exception(cell, cell_index=index)
                        break
                finally:
                    nb_man.cell_complete(cell, cell_index=index)
        nb_man.nb.metadata["language_info"] = dict(LANGUAGE)

    @classmethod
    def nb_kernel_name(cls, nb, name: str | None = None) -> str:
        """Name of the kernel that the notebook asks for; it decides how parameters are written."""
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb, language: str | None = None) -> str:
        """Language of the notebook."""
        from papermill.utils import nb_language

        return nb_language(nb, language)


class Outputs:
    """The outputs of the cell that runs, in the order in which they come."""

    def __init__(self) -> None:
        self.cell: list = []
        self.clear_next = False
        self.shown: dict[str, list] = {}

    def begin(self) -> list:
        """A new list for the next cell."""
        self.cell, self.clear_next = [], False
        return self.cell

    def add(self, kind: str, **content) -> None:
        """One more output; what follows directly on the same stream is joined."""
        if self.clear_next:
            self.clear()
        last = self.cell[-1] if self.cell else {}
        if kind == last.get("output_type") == "stream" and last["name"] == content["name"]:
            last["text"] += content["text"]
        else:
            self.cell.append(new_output(kind, **content))

    def clear(self, wait: bool = False) -> None:
        """Drop what the cell has shown, at once or when the next output comes."""
        self.clear_next = wait
        if not wait:
            self.cell.clear()


class Stream(TextIOBase):
    """Standard output or standard error of a notebook."""

    encoding = "utf-8"

    def __init__(self, outputs: Outputs, name: str) -> None:
        self.outputs, self.name = outputs, name

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, text: str) -> int:
        """Keep the text as output of the cell."""
        if text:
            self.outputs.add("stream", name=self.name, text=text)
        return len(text)


class Publisher(DisplayPublisher):
    """Keeps what ``display`` shows."""

    outputs: Outputs

    def publish(self, data, metadata=None, *, transient=None, update=False, **_options) -> None:
        """Add a display, or renew those of the same id."""
        name = (transient or {}).get("display_id")
        if update:
            for shown in self.outputs.shown.get(name, []):
                shown["data"], shown["metadata"] = data, metadata or {}
            return
        self.outputs.add("display_data", data=data, metadata=metadata or {})
        if name:
            self.outputs.shown.setdefault(name, []).append(self.outputs.cell[-1])

    def clear_output(self, wait: bool = False) -> None:
        """Drop the outputs of the cell."""
        self.outputs.clear(wait)


class Hook(DisplayHook):
    """Keeps the value of the last line of a cell."""

    outputs: Outputs

    def write_output_prompt(self) -> None:
        """Notebooks have no prompt."""

    def write_format_data(self, format_dict: dict, md_dict: dict | None = None) -> None:
        """Add the value in every format that it has."""
        self.outputs.add(
            "execute_result", data=format_dict, metadata=md_dict or {},
            execution_count=self.shell.execution_count,
        )  # fmt: skip

    def finish_displayhook(self) -> None:
        """Nothing to close."""


class NotebookShell(InteractiveShell):
    """A shell whose displays, values and tracebacks become outputs of a notebook."""

    outputs: Outputs

    def init_history(self) -> None:
        """Input and output are known to the notebook, and kept in no file by no thread."""
        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)

    def enable_gui(self, gui: str | None = None) -> None:
        """No window is ever opened."""

    def _showtraceback(self, etype, evalue, stb) -> None:
        """Keep a traceback as the output that marks a cell as failed."""
        lines = stb if isinstance(stb, list) else [stb]
        self.outputs.add("error", ename=etype.__name__, evalue=str(evalue), traceback=lines)


@contextmanager
def notebook_shell() -> Iterator[NotebookShell]:
    """A fresh shell that owns the streams while it runs; all is put back afterwards."""
    before = [(where, name, where.get(name)) for where, name in REPLACED]
    shell = make_shell()
    streams = [Stream(shell.outputs, name) for name in ("stdout", "stderr")]
    try:
        with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
            yield shell
    finally:
        NotebookShell.clear_instance()
        for where, name, value in before:
            if value is None:
                where.pop(name, None)
            else:
                where[name] = value


def make_shell() -> NotebookShell:
    """A shell without history, threads or a terminal, with figures shown in the notebook."""
    os.environ["MPLBACKEND"] = INLINE  # for a matplotlib that is imported later
    NotebookShell.clear_instance()
    shell = NotebookShell.instance(display_pub_class=Publisher, displayhook_class=Hook)
    shell.outputs = shell.display_pub.outputs = shell.displayhook.outputs = Outputs()
    sys.path = ["", *sys.path] if "" not in sys.path else [*sys.path]
    if "matplotlib" in sys.modules:
        shell.enable_matplotlib("inline")
    return shell


def run_cell(shell: NotebookShell, cell, timeout: int | None = None) -> bool:
    """Whether a cell failed that may not; its outputs and execution count are kept in it."""
    tags = cell.metadata.get("tags", [])
    if cell.cell_type != "code" or not cell.source.strip() or SKIPPED in tags:
        return False
    cell.outputs = shell.outputs.begin()
    cell.execution_count = shell.execution_count
    with time_limit(timeout, CellTimeoutError(f"the cell ran longer than {timeout} seconds")):
        result = shell.run_cell(cell.source, store_history=True)
    if isinstance(result.error_in_exec, KeyboardInterrupt):  # for the run, not for the cell
        raise result.error_in_exec
    return not result.success and MAY_FAIL not in tags
