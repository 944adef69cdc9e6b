"""Compiled execution: a validated operation becomes Python code that builds its answer.

The code reads the graph's own objects attribute by attribute and calls resolvers directly. It
answers as graphql-core does or not at all: what it was not made for, and any exception while it
runs, is left to graphql-core, which then executes the whole operation. So errors, their paths and
the spread of nulls have one meaning only. `tests/test_compiled.py` holds the two side by side.
"""
