"""References: the names of types that refer to each other in circles, bound when first needed."""

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from schema.elections import Contest, Election, RoundResult
    from schema.entities import Entity, Municipality, Party, Person
    from schema.facts import Statement
    from schema.relationships import (
        DefectedTo,
        HeldOffice,
        PartyLink,
        RanIn,
        Relationship,
        Succeeded,
        Won,
    )

EntityRef = Annotated["Entity", strawberry.lazy("schema.entities")]
PersonRef = Annotated["Person", strawberry.lazy("schema.entities")]
PartyRef = Annotated["Party", strawberry.lazy("schema.entities")]
MunicipalityRef = Annotated["Municipality", strawberry.lazy("schema.entities")]
ElectionRef = Annotated["Election", strawberry.lazy("schema.elections")]
ContestRef = Annotated["Contest", strawberry.lazy("schema.elections")]
RoundResultRef = Annotated["RoundResult", strawberry.lazy("schema.elections")]
RelationshipRef = Annotated["Relationship", strawberry.lazy("schema.relationships")]
RanInRef = Annotated["RanIn", strawberry.lazy("schema.relationships")]
WonRef = Annotated["Won", strawberry.lazy("schema.relationships")]
DefectedToRef = Annotated["DefectedTo", strawberry.lazy("schema.relationships")]
SucceededRef = Annotated["Succeeded", strawberry.lazy("schema.relationships")]
HeldOfficeRef = Annotated["HeldOffice", strawberry.lazy("schema.relationships")]
PartyLinkRef = Annotated["PartyLink", strawberry.lazy("schema.relationships")]
StatementRef = Annotated["Statement", strawberry.lazy("schema.facts")]
