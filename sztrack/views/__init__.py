"""A shelf of screens, one file each: what a reader is shown, before anyone decides how it is drawn.
A view turns a report into a `Page`.
"""
