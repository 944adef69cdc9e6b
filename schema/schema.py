"""The schema: all types put together, and its printed form."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema.query import Query, Subscription
from schema.relationships import (
    DefectedTo,
    HeldOffice,
    PartyLink,
    RanIn,
    StoodFor,
    StructuralLink,
    Succeeded,
    Won,
)
from schema.scalars import SCALARS

EDGES = (
    RanIn,
    Won,
    DefectedTo,
    Succeeded,
    HeldOffice,
    StoodFor,
    PartyLink,
    StructuralLink,
)


def build_schema() -> strawberry.Schema:
    """Put the schema together."""
    return strawberry.Schema(
        query=Query,
        subscription=Subscription,
        types=EDGES,
        config=StrawberryConfig(scalar_map=SCALARS),
    )
