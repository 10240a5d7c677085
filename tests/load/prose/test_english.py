"""English bulletins, each sentence with all that is read out of it. The figures are made up."""

from __future__ import annotations

# ruff: noqa: E501  # a sentence is read whole
import pytest

from tests.load.prose.told import passed, told

SENTENCES = [
    (
        "In the first three quarters, the city's GDP reached 2.59 trillion yuan, up 5.4 percent year on year,"
        " 0.6 percentage points above the national average.",
        ["GDP 2024-09/ytd 2.59trillion yuan +5.4%"],
        ["0.6 percentage points speed"],
    ),
    (
        "Exports grew 17.5% to 2.37 trillion yuan, while imports fell 1.8% to 920 billion yuan.",
        [
            "Exports 2024-09/ytd 2.37trillion yuan +17.5%",
            "imports 2024-09/ytd 920billion yuan -1.8%",
        ],
        [],
    ),
    (
        "The value added of the primary industry was 18.9 billion yuan, an increase of 1.3 percent; that of the"
        " secondary industry was 953.5 billion yuan, up by 7.1 percent.",
        [
            "value added of the primary industry 2024-09/ytd 18.9billion yuan +1.3%",
            "value added of the secondary industry 2024-09/ytd 953.5billion yuan +7.1%",
        ],
        [],
    ),
    (
        "In September, the consumer price index rose 0.4 percent year on year and fell 0.1 percent month on month.",
        ["consumer price index 2024-09/month +0.4%"],
        ["0.1 percent month_on_month"],
    ),
    (
        "Industrial investment accounted for 38.6% of fixed-asset investment.",
        ["Industrial investment, share of fixed-asset investment 2024-09/ytd 38.6%"],
        [],
    ),
    (
        "Nationwide retail sales rose 3.3%. GDP is expected to grow 5.5% this year. New loans totaled"
        " 1.2 trillion yuan, compared with 1.5 trillion yuan a year ago.",
        ["China·retail sales 2024-09/ytd +3.3%", "New loans 2024-09/ytd 1.2trillion yuan"],
        ["5.5% goal", "1.5 trillion yuan earlier_period"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figures", "others"), SENTENCES)
def test_sentence(text: str, figures: list[str], others: list[str]) -> None:
    assert (told(text, "2024年1-9月"), passed(text, "2024年1-9月")) == (figures, others)
