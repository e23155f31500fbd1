"""Which share of the lines of ``lib/`` do the tests reach?  From the JSON report of coverage.

``make coverage`` writes ``benchmarks/coverage.csv``: one row is a package or a group of modules,
the last one everything.
"""

import json
import sys
from collections import defaultdict
from pathlib import Path, PurePath

from results import write_rows

TABLE = Path(__file__).with_name("coverage.csv")


def row(part: str, n: int, reached: int) -> dict:
    """One row of the table."""
    return {"part": part, "lines": n, "reached": reached, "share": round(reached / n, 3)}


def main(report: Path) -> None:
    """Read the report, write the table, and print its last row."""
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    lines: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, facts in files.items():
        parts = PurePath(name).parts
        inside = parts[parts.index("dateline") + 1 :]
        for part in (inside[0] if len(inside) > 1 else "modules of their own", "all"):
            lines[part][0] += facts["summary"]["num_statements"]
            lines[part][1] += facts["summary"]["covered_lines"]
    order = sorted(lines, key=lambda part: (part == "all", part))
    write_rows([row(part, *lines[part]) for part in order], TABLE)
    print(f"{lines['all'][1]} of {lines['all'][0]} lines are reached: {TABLE}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
