import { PROOF, TAG } from "./fragments.js";

/** An election: who won where, the standings, and what is missing. */
export const ELECTION = `query Election($id: ID, $language: String, $asOf: PartialDate) {
  election(id: $id, asOf: $asOf) {
    id
    name
    date
    runoffDate
    originallySetFor
    electionKind
    system
    turnout
    runoffTurnout: turnout(round: 2)
    register { participated certified parties coalitions civicInitiatives independents }
    contests(first: 100) {
      nodes {
        id
        office
        status
        tookOffice
        municipality { id name(language: $language) latitude longitude population }
        winnerParty { ...Tag }
        winner {
          id
          person { id name }
          candidacy { independent share }
          margin { votes points }
        }
      }
    }
    standings {
      party { ...Tag }
      independent
      mayors
      published { value citation { ...Proof } }
    }
    coverage { measure expected recorded complete note }
    statements { id date kind text citation { ...Proof } }
    citations { ...Proof }
  }
}
${TAG}
${PROOF}
`;

/** Where the mayor's party changed since another election. */
export const FLIPS = `query Flips($id: ID, $since: ID!, $language: String, $asOf: PartialDate) {
  election(id: $id, asOf: $asOf) {
    flips(sinceElection: $since) {
      municipality { id name(language: $language) }
      before { id winnerParty { ...Tag } winner { person { id name } } }
      after { id winnerParty { ...Tag } winner { person { id name } } }
    }
  }
}
${TAG}
`;
