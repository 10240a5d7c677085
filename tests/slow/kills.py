"""Runs of `sztrack check` killed at random moments: the state is the old or the new one, and the
next run is right.

    python -m tests.slow.kills [KILLS]

Not part of the tests, since it takes minutes; POSIX only. Every kill starts from the state of June
and runs September.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def started(workspace: Path, month: str) -> subprocess.Popen[bytes]:
    """A run as of `month`."""
    command = [
        sys.executable,
        "-m",
        "sztrack",
        "check",
        "-q",
        "-C",
        str(workspace),
        "--as-of",
        month,
        "--today",
        "2024-12-01",
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def main() -> int:
    """Kill, look, run again, look."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seen = {"old": 0, "new": 0}
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        shutil.copy(ROOT / "targets.yaml", workspace)
        shutil.copytree(ROOT / "actuals", workspace / "actuals")
        state = workspace / ".sztrack" / "check.json"
        started(workspace, "2024-06").communicate()
        old = state.read_bytes()
        lengths = []
        for _ in range(5):
            state.write_bytes(old)
            begin = time.perf_counter()
            told = started(workspace, "2024-09").communicate()[0]
            lengths.append(time.perf_counter() - begin)
        length, new = min(lengths), state.read_bytes()
        assert old != new
        assert told
        for kill in range(kills):
            state.write_bytes(old)
            run = started(workspace, "2024-09")
            time.sleep(random.uniform(0 if kill % 2 else 0.8, 1.2) * length)
            run.kill()
            run.communicate()
            left = state.read_bytes()
            assert left in (old, new), left
            seen["old" if left == old else "new"] += 1
            again = started(workspace, "2024-09")
            out, err = again.communicate()
            assert (out, err) == (b"" if left == new else told, b""), (out, err)
            assert again.returncode == (0 if left == new else 1)
            assert state.read_bytes() == new
    print(
        f"{kills} runs of about {length:.2f} s killed: state old {seen['old']}, new {seen['new']},"
        " never anything else; the next run was right"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
