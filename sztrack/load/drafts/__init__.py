"""Tables of targets -> the outline of a plan."""
