"""Which options do several commands share?  Their types, limits and help."""

from enum import Enum, StrEnum
from pathlib import Path
from typing import Annotated

import typer

Published = Annotated[
    str | None, typer.Option(help="Day of publication, YYYY-MM-DD; else from the sidecar or text.")
]
TheatreId = Annotated[
    str | None, typer.Option(help="A folder of data/theatres; 'none' for no theatre; else chosen.")
]
Inputs = Annotated[
    list[Path], typer.Argument(help="Articles, folders or exports: JSONL, CSV, RSS, Atom.")
]
AnySize = Annotated[bool, typer.Option("--any-size", help="Lift limits: 5 MB, 50,000 words.")]
Timeout = Annotated[float, typer.Option(min=1, help="Seconds that an article may take.")]
Size = Enum("Size", {"a4": "A4", "letter": "Letter"}, type=str)
ExportFormat = StrEnum("ExportFormat", ["ucdp", "acled", "hxl", "geojson", "xlsx"])  # as in exports
Viewpoint = Annotated[
    str | None,
    typer.Option(
        help="What the map fills: 'recognised borders', 'with lines of control' or"
        " 'historical oblast'."
    ),
]
Workers = Annotated[
    int | None, typer.Option(min=1, help="Processes; else 1 for tables, for briefings all cores.")
]
Scheduler = Annotated[
    str | None, typer.Option(help="Address of a Dask scheduler, such as tcp://10.0.0.1:8786.")
]
