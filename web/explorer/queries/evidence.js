import { PROOF } from "./fragments.js";

/** What a fact rests on: its sources, every source's figures, its derivation, disagreements. */
export const EVIDENCE = `query Evidence($id: ID!) {
  node(id: $id) {
    id
    ... on Entity {
      kind
      name
      citations { ...Proof }
      statements { id date kind text citation { ...Proof } }
    }
    ... on Contest {
      note
      rounds {
        number
        label
        note
        citations { ...Proof }
        partyResults { label votes citation { ...Proof } }
      }
    }
    ... on Relationship {
      type
      basis
      sentence
      note
      since
      until
      derivation { rule inputs { id sentence } }
      citations { ...Proof }
    }
    ... on DefectedTo { moveKind }
    ... on HeldOffice { sinceBasis }
    ... on RanIn {
      ballotLabel
      results {
        round
        reports { votes share preferred final nameAsWritten partyAsWritten citation { ...Proof } }
      }
    }
    ... on Won {
      candidacy {
        id
        results {
          round
          reports { votes share preferred final nameAsWritten partyAsWritten citation { ...Proof } }
        }
      }
    }
  }
  discrepancies(about: $id, first: 50) {
    nodes {
      id
      kind
      field
      note
      values { value citation { ...Proof } }
    }
  }
}
${PROOF}
`;
