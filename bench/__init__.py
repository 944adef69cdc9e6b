"""Measurements: made-up worlds of any size, peers, and the load that is put on each."""
