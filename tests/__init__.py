"""Tests of behaviour, through the public surface."""
