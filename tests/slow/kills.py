"""Runs of `sztrack check` killed at random moments: the state is the old or the new one, and the
next run is right.

    python -m tests.slow.kills [KILLS]

Not part of the tests, since it takes minutes; POSIX only. Every kill starts from the state that a
run left while the figures of July to November had not come.
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


def started(workspace: Path) -> subprocess.Popen[bytes]:
    """A run on today's clock: a replay would leave the state alone."""
    command = [sys.executable, "-m", "sztrack", "check", "-q", "-C", str(workspace)]
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
        later = [f"2024-{month:02d}.csv" for month in range(7, 12)]
        for name in later:
            (workspace / "actuals" / name).unlink()
        started(workspace).communicate()
        old = state.read_bytes()
        for name in later:
            shutil.copy(ROOT / "actuals" / name, workspace / "actuals")
        lengths = []
        for _ in range(5):
            state.write_bytes(old)
            begin = time.perf_counter()
            told = started(workspace).communicate()[0]
            lengths.append(time.perf_counter() - begin)
        length, new = min(lengths), state.read_bytes()
        assert old != new
        assert told
        for kill in range(kills):
            state.write_bytes(old)
            run = started(workspace)
            time.sleep(random.uniform(0 if kill % 2 else 0.8, 1.2) * length)
            run.kill()
            run.communicate()
            left = state.read_bytes()
            assert left in (old, new), left
            seen["old" if left == old else "new"] += 1
            again = started(workspace)
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
