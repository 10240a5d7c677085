"""What was published, and how rival rows about one figure settle."""
