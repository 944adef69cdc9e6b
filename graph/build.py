"""The build: tables in, a frozen revision of the graph out."""

from graph.build_contests import ContestsBuild
from graph.build_disputes import add_disputes
from graph.build_edges import add_links, add_mandates, add_moves, add_successions
from graph.build_things import Things
from graph.collection import collection_paused
from graph.revision import Revision
from graph.tables import Tables


@collection_paused()
def build_graph(tables: Tables) -> Revision:
    """Build the whole graph from tables that the loader has checked."""
    things = Things(tables)
    graph = things.graph
    contests = ContestsBuild(things, tables)
    contests.add()
    add_mandates(things, tables.mandates)
    add_successions(things, tables.successions)
    add_moves(things, tables.party_moves)
    add_links(things, tables)
    for row in tables.former_ids:
        things.graph.add_former(f"{row.kind}/{row.former_id}", f"{row.kind}/{row.current_id}")
    things.add_evidence(tables)
    add_disputes(things, tables)
    return graph.freeze()
