"""Many plans beside each other: what is kept of each audit, and what they come to together."""
