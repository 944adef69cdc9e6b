"""People, parties, municipalities and elections, joined by typed, dated, cited edges."""
