"""The JSON Schema of targets.yaml, which ships with the package."""

from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "schema" / "targets.schema.json"


def schema() -> str:
    """The schema's text."""
    return FILE.read_text(encoding="utf-8")
