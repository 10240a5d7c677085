"""Sentences of bulletins -> proposed figures, by rules that a statistician can read and extend.

The grammar stands in four tables: `patterns` (what the words in front of a number make of it),
`periods` (how periods are named), `lexicon` (heads of names, places, units) and `english`. Each
row of a table of patterns has its example, and the examples are tests.
"""
