"""Text <-> values: periods, quantities, characters, years. Knows nothing of plans."""
