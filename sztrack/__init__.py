"""Audit a city's annual plan: are we on track, and where shall we end the year?"""

__version__ = "0.1.0"
