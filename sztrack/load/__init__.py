"""Files -> values and findings. Nothing here prints, and nothing here judges."""
