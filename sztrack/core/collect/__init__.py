"""Collecting figures: what the units send, what becomes of it, who owes what."""
