import { PROOF, TAG } from "./fragments.js";

/** A person's life in politics. */
export const PERSON = `query Person($id: ID, $name: String, $language: String, $asOf: PartialDate) {
  person(id: $id, name: $name, asOf: $asOf) {
    id
    name
    names { value kind language }
    affiliation { status party { ...Tag } basis { id sentence } }
    ranIn {
      id
      since
      independent
      outcome
      votes
      share
      party { ...Tag }
      contest {
        id
        office
        status
        municipality { id name(language: $language) }
        election { id name date }
        rounds { number label }
      }
      results { round place votes share }
    }
    heldOffice {
      id
      since
      until
      sinceBasis
      how
      office
      party { ...Tag }
      municipality {
        id
        name(language: $language)
        mayors { since person { id } }
      }
    }
    defectedTo {
      id
      since
      until
      moveKind
      note
      fromParty { ...Tag }
      toParty { ...Tag }
      whileHolding { office municipality { name(language: $language) } }
    }
    succeeded { id immediate office municipality { id name(language: $language) } predecessor { id name } }
    succeededBy { id immediate before { id } office municipality { id name(language: $language) } successor { id name } }
    statements { id date kind text citation { ...Proof } }
    citations { ...Proof }
  }
}
${TAG}
${PROOF}
`;
