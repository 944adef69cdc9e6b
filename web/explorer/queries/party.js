import { PROOF, TAG } from "./fragments.js";

/** A party: its results, the municipalities that it holds, who came and who left. */
export const PARTY = `query Party($id: ID, $name: String, $language: String, $asOf: PartialDate) {
  party(id: $id, name: $name, asOf: $asOf) {
    ...Tag
    names { value kind language }
    partyKind
    founded
    leadership
    candidacies(first: 12, orderBy: VOTES) {
      totalCount
      groups(by: [ELECTION]) {
        election { id name date }
        candidacies
        elected
        votes
        counted
      }
      nodes {
        id
        votes
        share
        outcome
        person { id name }
        contest {
          id
          municipality { id name(language: $language) }
          election { id date }
        }
      }
    }
    wins {
      id
      status
      election { id name date electionKind }
      municipality { id name(language: $language) latitude longitude population }
      winner { person { id name } }
    }
    mayors {
      id
      since
      person { id name party { ...Tag } }
      municipality { id name(language: $language) }
    }
    arrivals {
      id
      since
      until
      person { id name }
      fromParty { ...Tag }
      toParty { ...Tag }
    }
    departures {
      id
      since
      until
      person { id name }
      fromParty { ...Tag }
      toParty { ...Tag }
    }
    links { id type since until sentence from { ...Tag } to { ...Tag } }
    statements { id date kind text citation { ...Proof } }
    citations { ...Proof }
  }
}
${TAG}
${PROOF}
`;
