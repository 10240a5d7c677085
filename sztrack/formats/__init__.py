"""A shelf of formats, one file each. A format draws a `Page` for people, or writes a `Report` for
machines; the file is its name.
"""
