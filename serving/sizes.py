"""Sizes taken for granted: how long lists are that no argument cuts, and what walks cost."""

from collections.abc import Mapping

from schema.pages import LARGEST_PAGE

SIZE_ARGUMENTS: Mapping[str, int] = {"first": LARGEST_PAGE, "maxEntities": 1000, "ids": 100}
"""The arguments that say how much is wanted, and the most that they may ask for."""

USUAL_SIZE = 5
PAGE_SIZE = 20

LIST_SIZES: Mapping[str, int] = {
    "Contest.candidates": 12,
    "Contest.rounds": 2,
    "Dataset.entities": 5,
    "Dataset.relationships": 14,
    "Dataset.sources": 150,
    "Election.coverage": 40,
    "Election.flips": 40,
    "Election.standings": 15,
    "Election.tallies": 15,
    "Municipality.mayors": 8,
    "Municipality.successions": 8,
    "Party.mayors": 40,
    "Party.wins": 60,
    "Query.elections": 20,
    "Query.examples": 40,
    "Query.municipalities": 40,
    "Round.partyResults": 12,
    "Round.results": 12,
    "RoundResult.reports": 2,
    "__Directive.args": 2,
    "__Field.args": 1,
    "__Schema.directives": 6,
    "__Schema.types": 110,
    "__Type.enumValues": 2,
    "__Type.fields": 4,
    "__Type.inputFields": 1,
    "__Type.interfaces": 1,
    "__Type.possibleTypes": 1,
}
"""How many items to reckon with in each list, by type and field; introspection by its averages."""

LARGEST: Mapping[str, int] = {"Query.__type": 12, "__Schema.queryType": 12}
"""How many times what is usual a single thing may hold: one type may be the largest of them."""

WORK: Mapping[str, int] = {
    "Query.common": 1000,
    "Query.neighborhood": 500,
    "Query.paths": 2000,
    "Query.ranking": 1000,
    "Query.search": 200,
    "Query.traverse": 1000,
}
"""What a field costs besides the values that it gives: work that its answer does not show."""
