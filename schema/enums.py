"""Enums: the closed lists of the graph's vocabulary, each value described for a stranger."""

from enum import Enum

import strawberry

from graph.vocabulary import (
    Accession,
    AffiliationStatus,
    Basis,
    CandidacyKey,
    CandidacyOrder,
    Completeness,
    ContestOrder,
    Direction,
    DiscrepancyKind,
    ElectionKind,
    EntityKind,
    MatchKind,
    Measure,
    MoveKind,
    NameKind,
    Office,
    Outcome,
    PartyKind,
    PersonOrder,
    RelationshipType,
    ResultStatus,
    RoundLabel,
    SinceBasis,
    SourceKind,
    StatementKind,
)

__all__ = [
    "Accession",
    "AffiliationStatus",
    "Basis",
    "CandidacyKey",
    "CandidacyOrder",
    "Completeness",
    "ContestOrder",
    "Direction",
    "DiscrepancyKind",
    "ElectionKind",
    "EntityKind",
    "MatchKind",
    "Measure",
    "MoveKind",
    "NameKind",
    "Office",
    "Outcome",
    "PartyKind",
    "PersonOrder",
    "RelationshipType",
    "ResultStatus",
    "RoundLabel",
    "SinceBasis",
    "SourceKind",
    "StatementKind",
]


def _describe(words: type[Enum], description: str, **values: str) -> None:
    """Make a vocabulary a GraphQL enum; a value without a description is a KeyError."""
    definition = strawberry.enum(words, description=description).__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]


_describe(
    EntityKind,
    "What kind of thing a node of the graph is.",
    PERSON="Somebody who stood, moved between parties or held office.",
    PARTY="A party, coalition, civic initiative or independent list.",
    MUNICIPALITY="One of the municipalities of Kosovo.",
    ELECTION="An election day, or a pair of rounds, for some or all municipalities.",
    CONTEST="One race for one office in one municipality at one election.",
)
_describe(
    NameKind,
    "What a name is used for.",
    CANONICAL="The name in full, as this data set writes it.",
    ABBREVIATION="The usual short form.",
    ALIAS="Another name or spelling found in a source.",
    BALLOT="As it stood on a ballot or in the commission's files.",
    TRANSLITERATION="The same name in another script.",
)
_describe(
    PartyKind,
    "What kind of list a party is.",
    PARTY="A registered political party.",
    COALITION="A joint list of several parties.",
    CIVIC_INITIATIVE="A list of citizens, mostly of one municipality.",
    INDEPENDENT_LIST="A list that an independent candidate registered.",
)
_describe(
    ElectionKind,
    "Why an election was held.",
    GENERAL_LOCAL="A regular local election in all municipalities.",
    EXTRAORDINARY="An early election in some municipalities, because an office fell vacant.",
    REPEAT="A vote held again because the first one led to no mayor in office.",
)
_describe(
    Office,
    "An office of a municipality.",
    MAYOR="The mayor: directly elected since 2007, chosen by the assembly before.",
    COUNCIL="A seat in the municipal assembly.",
    COUNCIL_PRESIDENT="The chair of the municipal assembly.",
)
_describe(
    ResultStatus,
    "How far a result has come.",
    PROVISIONAL="From preliminary reports; not yet certified in any source read.",
    FINAL="Certified, or treated as settled by the sources.",
    ANNULLED="Declared void; it does not count.",
    NOT_RECOGNISED="Held, but not recognised by those who had to.",
    UNKNOWN="Held, but its result is not in the sources, or was still to come on the date asked.",
)
_describe(
    Completeness,
    "How many of a contest's candidates are recorded.",
    FULL="Every candidate.",
    LEADERS="Some of the candidates, mostly the leading ones.",
    WINNER_ONLY="Only the winner.",
    PARTY_ONLY="No candidate figures; votes are known by party, if at all.",
)
_describe(
    RoundLabel,
    "Which vote of a contest a round is.",
    FIRST="The first vote.",
    RUNOFF="The vote between the two leading candidates.",
    REPEAT="A vote held again after an earlier round was annulled.",
)
_describe(
    RelationshipType,
    "The types of edges. Read as a sentence: source, type, target.",
    RAN_IN="A person stood in a contest.",
    WON="A person won a contest.",
    DEFECTED_TO="A person left one party for another, for none, or came from none.",
    SUCCEEDED="A person followed another in an office.",
    HELD_OFFICE="A person held an office of a municipality.",
    STOOD_FOR="A person stood under a party's label; no proof of membership.",
    ALLIED_WITH="A party was allied with another.",
    MEMBER_OF="A party was a member of a coalition.",
    SPLIT_FROM="A party split from another.",
    MERGED_INTO="A party merged into another.",
    RENAMED_TO="A party took another name.",
    PART_OF="A contest was part of an election.",
    HELD_IN="A contest was held in a municipality.",
    FORMED_FROM="A municipality was formed from territory of another.",
)
_describe(
    Direction,
    "Which way to follow an edge.",
    OUT="From its source to its target.",
    IN="From its target to its source.",
    BOTH="Either way.",
)
_describe(
    Basis,
    "Whether a source says it, or a rule worked it out.",
    STATED="Read in a source.",
    DERIVED="Worked out from other relationships or figures.",
)
_describe(
    Outcome,
    "How a candidacy ended.",
    ELECTED="Won the contest.",
    RUNOFF_LOST="Reached the run-off and lost it.",
    NOT_ELECTED="Was not elected.",
    WITHDRAWN="Withdrew before the vote was decided.",
    UNKNOWN="Not in the sources, or not decided yet on the date asked.",
)
_describe(
    MoveKind,
    "What kind of change of party a move was.",
    DEFECTION="From one party to another that existed already.",
    FOUNDED_NEW_PARTY="To a party or list that the person helped to found.",
    RETURN="Back to a party left before.",
    BECAME_INDEPENDENT="Out of a party into none.",
    LIST_RENAMED="To the list that followed the former one under a new name.",
)
_describe(
    SinceBasis,
    "What the first day of a mandate rests on.",
    STATED="A published date.",
    DECIDING_ROUND_DATE="The day of the deciding vote, not of the oath.",
    ELECTION_YEAR="The year of the election; the day is not known.",
    INFERRED="Inferred from what came before or after.",
)
_describe(
    Accession,
    "How a person came into an office.",
    ELECTED="By direct vote.",
    APPOINTED_BY_ASSEMBLY="Chosen by the municipal assembly.",
    EXTENDED="An earlier mandate was prolonged without a vote.",
    RECOGNISED="Recognised in office when the municipality was created.",
    ACTING="In place of a mayor who had left, until a new one was chosen.",
)
_describe(
    AffiliationStatus,
    "What is known of a person's party on a date.",
    AFFILIATED="Stood, served or moved under the label of a party.",
    INDEPENDENT="Surely without a party.",
    UNKNOWN="Not known, or it may have changed within the date.",
)
_describe(
    SourceKind,
    "What kind of publication a source is.",
    ENCYCLOPEDIA="An encyclopaedia article.",
    OFFICIAL="A publication of an authority.",
    DATASET="A data file.",
    PRESS="A press report.",
)
_describe(
    StatementKind,
    "What a statement of a source is about.",
    BOYCOTT="Voters or lists stayed away.",
    NOT_RECOGNISED="A result was not recognised.",
    MANDATES_EXTENDED="Mandates were prolonged without a vote.",
    ALLIANCE="Parties agreed to work together.",
    ANNULMENT="A result was declared void.",
    REVOTE="A vote was held again.",
    DATE_CHANGED="An election was moved to another day.",
    REGISTRATION="Lists or candidates were registered or certified.",
    TERRITORY_CHANGE="A municipality was created or its territory changed.",
    OFFICE_DECLINED="An elected person did not take up the office.",
    OTHER="Anything else.",
)
_describe(
    DiscrepancyKind,
    "How two values fail to agree.",
    SOURCES_DISAGREE="Two sources give different values for one fact.",
    ARITHMETIC="Figures of one page do not follow from each other.",
    TOTALS_DIFFER="A published total differs from what the parts add up to.",
    NAME_VARIANT="Sources spell one name differently.",
)
_describe(
    PersonOrder,
    "How people are listed; equal ones by id.",
    NAME="By family name, A to Z.",
    CANDIDACIES="Most candidacies first.",
    WINS="Most wins first.",
    MOVES="Most moves between parties first.",
)
_describe(
    ContestOrder,
    "How contests are listed; equal ones by id.",
    DATE="Earliest first round first.",
    MUNICIPALITY="By the name of the municipality, A to Z.",
    MARGIN="Closest first, by percentage points; unknown margins last.",
)
_describe(
    CandidacyOrder,
    "How candidacies are listed; equal ones by id.",
    VOTES="Most votes first, in the last counted round that each one reached; unknown last.",
    SHARE="Highest share first, in the last counted round that each one reached; unknown last.",
    NAME="By family name, A to Z.",
    DATE="Earliest first.",
)
_describe(
    CandidacyKey,
    "What candidacies are grouped by.",
    PARTY="By party; independents are a group of their own, unknown labels another.",
    ELECTION="By election.",
    MUNICIPALITY="By municipality.",
    OUTCOME="By how they ended.",
)
_describe(
    Measure,
    "What to rank things by.",
    DEGREE="How many relationships a thing has.",
    PAGERANK="How well connected a thing is to well-connected things (PageRank).",
    BETWEENNESS="How many shortest paths between others lead through a thing.",
)
_describe(
    MatchKind,
    "How a name matched a search, best first.",
    EXACT="Letter by letter.",
    FOLDED="But for case, accents and punctuation.",
    ABBREVIATION="As a short form.",
    TRANSLITERATED="In another script.",
    PREFIX="As the beginning of the name or of a word of it.",
    FUZZY="With a small misspelling.",
)
