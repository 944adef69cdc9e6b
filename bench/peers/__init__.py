"""Peers: other ways to answer the same questions, each as it is at its best or is documented."""
