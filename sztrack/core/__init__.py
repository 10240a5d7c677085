"""Pure: values in, values out. No file, stream, clock, environment or logging; no third-party
import.
"""
