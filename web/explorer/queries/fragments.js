/** The parts that several questions share. */

export const TAG = `
fragment Tag on Party {
  id
  abbreviation
  name(language: $language)
}`;

export const PROOF = `
fragment Proof on Citation {
  locator
  source { id title publisher address sourceKind license precedence }
}`;

export const RACE = `
fragment Race on Contest {
  id
  name
  office
  status
  completeness
  comeback
  tookOffice
  note
  winnerBasis
  winnerParty { ...Tag }
  winner {
    id
    person { id name }
    candidacy { independent }
    margin { votes points }
  }
  rounds {
    id
    number
    label
    date
    status
    validVotes
    note
    results {
      id
      votes
      share
      shareBasis
      place
      reports { preferred }
      candidacy {
        id
        independent
        person { id name }
        party { ...Tag }
      }
    }
    partyResults {
      label
      votes
      share
      party { ...Tag }
    }
  }
}`;
