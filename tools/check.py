"""Every check and test, in the order of their price. Stops at the first that fails.

python tools/check.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("style", ["ruff", "check", "."]),
    ("layout", ["ruff", "format", "--check", "."]),
    ("floors", ["lint-imports", "--no-logo"]),
    ("ratchet", ["python", "tools/ratchet.py"]),
    ("types", ["mypy"]),
    ("tests", ["pytest", "-n", "2"]),
)


def main() -> int:
    """Run the checks; the exit code of the first that fails, else 0."""
    beside = Path(sys.executable).parent
    for name, (program, *arguments) in CHECKS:
        print(f"== {name}", flush=True)
        code = subprocess.call([beside / program, *arguments], cwd=ROOT)
        if code:
            print(f"== {name} failed", flush=True)
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
