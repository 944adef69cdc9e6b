"""The words of the field: every closed list of values that nodes, edges and evidence use."""

from enum import StrEnum


class EntityKind(StrEnum):
    """What kind of thing a node is."""

    PERSON = "PERSON"
    PARTY = "PARTY"
    MUNICIPALITY = "MUNICIPALITY"
    ELECTION = "ELECTION"
    CONTEST = "CONTEST"


class NameKind(StrEnum):
    """What a name is used for."""

    CANONICAL = "CANONICAL"
    ABBREVIATION = "ABBREVIATION"
    ALIAS = "ALIAS"
    BALLOT = "BALLOT"
    TRANSLITERATION = "TRANSLITERATION"


class PartyKind(StrEnum):
    """What kind of list a party is."""

    PARTY = "PARTY"
    COALITION = "COALITION"
    CIVIC_INITIATIVE = "CIVIC_INITIATIVE"
    INDEPENDENT_LIST = "INDEPENDENT_LIST"


class ElectionKind(StrEnum):
    """Why an election was held."""

    GENERAL_LOCAL = "GENERAL_LOCAL"
    EXTRAORDINARY = "EXTRAORDINARY"
    REPEAT = "REPEAT"


class Office(StrEnum):
    """An office of a municipality."""

    MAYOR = "MAYOR"
    COUNCIL = "COUNCIL"
    COUNCIL_PRESIDENT = "COUNCIL_PRESIDENT"

    @property
    def has_one_seat(self) -> bool:
        """Whether one person holds it at a time, so that who begins ends the term before."""
        return self is not Office.COUNCIL


class ResultStatus(StrEnum):
    """How far a result has come."""

    PROVISIONAL = "PROVISIONAL"
    FINAL = "FINAL"
    ANNULLED = "ANNULLED"
    NOT_RECOGNISED = "NOT_RECOGNISED"
    UNKNOWN = "UNKNOWN"


class Completeness(StrEnum):
    """How many of a contest's candidates are recorded."""

    FULL = "FULL"
    LEADERS = "LEADERS"
    WINNER_ONLY = "WINNER_ONLY"
    PARTY_ONLY = "PARTY_ONLY"


class RoundLabel(StrEnum):
    """Which vote of a contest a round is."""

    FIRST = "FIRST"
    RUNOFF = "RUNOFF"
    REPEAT = "REPEAT"


class RelationshipType(StrEnum):
    """The types of edges, in the fixed order that breaks ties."""

    RAN_IN = "RAN_IN"
    WON = "WON"
    DEFECTED_TO = "DEFECTED_TO"
    SUCCEEDED = "SUCCEEDED"
    HELD_OFFICE = "HELD_OFFICE"
    STOOD_FOR = "STOOD_FOR"
    ALLIED_WITH = "ALLIED_WITH"
    MEMBER_OF = "MEMBER_OF"
    SPLIT_FROM = "SPLIT_FROM"
    MERGED_INTO = "MERGED_INTO"
    RENAMED_TO = "RENAMED_TO"
    PART_OF = "PART_OF"
    HELD_IN = "HELD_IN"
    FORMED_FROM = "FORMED_FROM"


class Direction(StrEnum):
    """Which way to follow an edge."""

    OUT = "OUT"
    IN = "IN"
    BOTH = "BOTH"


class Basis(StrEnum):
    """Whether a source says it, or a rule worked it out."""

    STATED = "STATED"
    DERIVED = "DERIVED"


class Outcome(StrEnum):
    """How a candidacy ended."""

    ELECTED = "ELECTED"
    RUNOFF_LOST = "RUNOFF_LOST"
    NOT_ELECTED = "NOT_ELECTED"
    WITHDRAWN = "WITHDRAWN"
    UNKNOWN = "UNKNOWN"


class MoveKind(StrEnum):
    """What kind of change of party a move was."""

    DEFECTION = "DEFECTION"
    FOUNDED_NEW_PARTY = "FOUNDED_NEW_PARTY"
    RETURN = "RETURN"
    BECAME_INDEPENDENT = "BECAME_INDEPENDENT"
    LIST_RENAMED = "LIST_RENAMED"


class SinceBasis(StrEnum):
    """What the first day of a mandate rests on."""

    STATED = "STATED"
    DECIDING_ROUND_DATE = "DECIDING_ROUND_DATE"
    ELECTION_YEAR = "ELECTION_YEAR"
    INFERRED = "INFERRED"


class Accession(StrEnum):
    """How a person came into an office."""

    ELECTED = "ELECTED"
    APPOINTED_BY_ASSEMBLY = "APPOINTED_BY_ASSEMBLY"
    EXTENDED = "EXTENDED"
    RECOGNISED = "RECOGNISED"
    ACTING = "ACTING"


class AffiliationStatus(StrEnum):
    """What is known of a person's party on a date."""

    AFFILIATED = "AFFILIATED"
    INDEPENDENT = "INDEPENDENT"
    UNKNOWN = "UNKNOWN"


class SourceKind(StrEnum):
    """What kind of publication a source is."""

    ENCYCLOPEDIA = "ENCYCLOPEDIA"
    OFFICIAL = "OFFICIAL"
    DATASET = "DATASET"
    PRESS = "PRESS"


class StatementKind(StrEnum):
    """What a statement of a source is about."""

    BOYCOTT = "BOYCOTT"
    NOT_RECOGNISED = "NOT_RECOGNISED"
    MANDATES_EXTENDED = "MANDATES_EXTENDED"
    ALLIANCE = "ALLIANCE"
    ANNULMENT = "ANNULMENT"
    REVOTE = "REVOTE"
    DATE_CHANGED = "DATE_CHANGED"
    REGISTRATION = "REGISTRATION"
    TERRITORY_CHANGE = "TERRITORY_CHANGE"
    OFFICE_DECLINED = "OFFICE_DECLINED"
    OTHER = "OTHER"


class DiscrepancyKind(StrEnum):
    """How two figures or texts fail to agree."""

    SOURCES_DISAGREE = "SOURCES_DISAGREE"
    ARITHMETIC = "ARITHMETIC"
    TOTALS_DIFFER = "TOTALS_DIFFER"
    NAME_VARIANT = "NAME_VARIANT"


class PersonOrder(StrEnum):
    """How people are listed."""

    NAME = "NAME"
    CANDIDACIES = "CANDIDACIES"
    WINS = "WINS"
    MOVES = "MOVES"


class ContestOrder(StrEnum):
    """How contests are listed."""

    DATE = "DATE"
    MUNICIPALITY = "MUNICIPALITY"
    MARGIN = "MARGIN"


class CandidacyOrder(StrEnum):
    """How candidacies are listed."""

    VOTES = "VOTES"
    SHARE = "SHARE"
    NAME = "NAME"
    DATE = "DATE"


class CandidacyKey(StrEnum):
    """What candidacies are grouped by."""

    PARTY = "PARTY"
    ELECTION = "ELECTION"
    MUNICIPALITY = "MUNICIPALITY"
    OUTCOME = "OUTCOME"


class MatchKind(StrEnum):
    """How a text matches a name, from the best to the worst."""

    EXACT = "EXACT"
    FOLDED = "FOLDED"
    ABBREVIATION = "ABBREVIATION"
    TRANSLITERATED = "TRANSLITERATED"
    PREFIX = "PREFIX"
    FUZZY = "FUZZY"


class Measure(StrEnum):
    """What things are ranked by."""

    DEGREE = "DEGREE"
    PAGERANK = "PAGERANK"
    BETWEENNESS = "BETWEENNESS"
