"""Runs of `sztrack collect take` killed at random moments: the record is the old or the new one,
and the next run is right.

    python -m tests.slow.taking_kills [KILLS]

Not part of the tests, since it takes minutes; POSIX only.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.cli.desk import FIGURES, PLAN

ROOT = Path(__file__).resolve().parent.parent.parent


def started(workspace: Path, form: Path) -> subprocess.Popen[bytes]:
    """A run that takes `form`."""
    command = [
        sys.executable,
        "-m",
        "sztrack",
        "collect",
        "take",
        "-C",
        str(workspace),
        "--today",
        "2024-10-16",
        "--format",
        "json",
        str(form),
    ]
    return subprocess.Popen(
        command,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def main() -> int:
    """Kill, look, run again, look."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seen = {"old": 0, "new": 0}
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        (workspace / "targets.yaml").write_text(PLAN, encoding="utf-8")
        forms = [workspace / f"市人社局-{month}.csv" for month in (7, 8)]
        for month, form in zip((7, 8), forms, strict=True):
            form.write_text(
                f"{FIGURES}\n新增就业,2024-{month:02d},累计,{month},万人,5\n", encoding="utf-8"
            )
        record = workspace / "actuals" / "collected.csv"
        started(workspace, forms[0]).communicate()
        old = record.read_bytes()
        lengths = []
        for _ in range(5):
            record.write_bytes(old)
            begin = time.perf_counter()
            assert b'"outcome": "new"' in started(workspace, forms[1]).communicate()[0]
            lengths.append(time.perf_counter() - begin)
        length, new = min(lengths), record.read_bytes()
        assert old != new
        for kill in range(kills):
            record.write_bytes(old)
            run = started(workspace, forms[1])
            time.sleep(random.uniform(0 if kill % 2 else 0.8, 1.2) * length)
            run.kill()
            run.communicate()
            left = record.read_bytes()
            assert left in (old, new), left
            seen["old" if left == old else "new"] += 1
            again = started(workspace, forms[1])
            out, err = again.communicate()
            outcome = b"new" if left == old else b"taken"
            assert (again.returncode, err, b'"outcome": "' + outcome + b'"' in out) == (
                0,
                b"",
                True,
            ), (out, err)
            assert record.read_bytes() == new
            assert [path.name for path in record.parent.iterdir()] == [record.name]
    print(
        f"{kills} runs of about {length:.2f} s killed: record old {seen['old']}, new "
        f"{seen['new']},"
        " never anything else; the next run was right"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
