import { PROOF, RACE, TAG } from "./fragments.js";

/** A municipality: its chain of mayors and its contests, round by round. */
export const MUNICIPALITY = `query Municipality($id: ID, $name: String, $language: String, $asOf: PartialDate) {
  municipality(id: $id, name: $name, asOf: $asOf) {
    id
    name(language: $language)
    names { value kind language }
    district
    population
    area
    established
    mayor {
      id
      since
      sinceBasis
      person { id name party { ...Tag } }
      party { ...Tag }
    }
    mayors {
      id
      since
      until
      how
      sinceBasis
      note
      person { id name }
      party { ...Tag }
      electedIn { id }
    }
    successions { id immediate partyChanged before { id } after { id } }
    contests(first: 40) {
      nodes {
        ...Race
        election { id name date }
      }
    }
    statements { id date kind text citation { ...Proof } }
    citations { ...Proof }
  }
}
${TAG}
${RACE}
${PROOF}
`;
