"""The whole of a graph, as clients can read it: every list to its end, with nearly every field."""

from typing import Any

from tests.conftest import Ask

CITED = "citations { source { id } locator }"
EDGE = f"""id type since until basis sentence note {CITED}
  source {{ id }} target {{ id }} derivation {{ rule inputs {{ id }} }}"""
THING = f"id name degree names {{ value kind language citation {{ source {{ id }} }} }} {CITED}"
FIELDS = {
    "people": f"""{THING} sortName affiliation {{ status party {{ id }} basis {{ id }} }}
      ranIn {{ id votes share outcome }} won {{ id margin {{ votes points }} }}
      defectedTo {{ id year moveKind whileHolding {{ id }} }} heldOffice {{ id how sinceBasis }}
      succeeded {{ id immediate partyChanged }} succeededBy {{ id }} statements {{ id text }}""",
    "parties": f"""{THING} wins {{ id }} arrivals {{ id }} departures {{ id }} mayors {{ id }}
      links {{ id scope }} candidacies {{ totalCount groups(by: [ELECTION]) {{ votes }} }}""",
    "contests": f"""{THING} status comeback winnerParty {{ id }} candidates {{ id }}
      rounds {{ id validVotes {CITED} partyResults {{ label votes share }}
        results {{ id votes share place
          reports {{ votes share preferred nameAsWritten citation {{ source {{ id }} }} }} }} }}""",
    "relationships": EDGE,
    "statements": "id kind date text subject { id } citation { source { id } }",
    "discrepancies": "id kind field note subject { id } values { value citation { locator } }",
}
LISTS = {
    "municipalities": f"""{THING} mayor {{ id }} mayors {{ id }} successions {{ id }}
      contests {{ nodes {{ id }} }}""",
    "elections": f"""{THING} tallies {{ measure party {{ id }} value note }}
      standings {{ party {{ id }} mayors published {{ value citation {{ source {{ id }} }} }} }}
      coverage {{ measure expected recorded note }} contests {{ nodes {{ id }} }}""",
}


def whole(ask: Ask) -> dict[str, list[Any]]:
    """Read everything."""
    answer = {name: ask(f"{{ {name} {{ {fields} }} }}")[name] for name, fields in LISTS.items()}
    return answer | {name: pages(ask, name, fields) for name, fields in FIELDS.items()}


def pages(ask: Ask, name: str, fields: str, first: int = 100) -> list[Any]:
    """Read a list to its end, cursors and all."""
    document = f"""query ($after: String) {{ page: {name}(first: {first}, after: $after) {{
      totalCount edges {{ cursor node {{ {fields} }} }}
      pageInfo {{ hasNextPage endCursor }} }} }}"""
    page = ask(document)["page"]
    edges = page["edges"]
    while page["pageInfo"]["hasNextPage"]:
        page = ask(document, after=page["pageInfo"]["endCursor"])["page"]
        edges += page["edges"]
    assert len(edges) == page["totalCount"]
    return list(edges)
