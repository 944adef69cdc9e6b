"""The graph of people, parties, municipalities and elections, joined by typed, dated, cited edges."""
