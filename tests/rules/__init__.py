"""One test or more for every rule of what the contract means."""
