import { TAG } from "./fragments.js";

/** All elections with who won each municipality: the map and the flow are drawn from it. */
export const OVERVIEW = `query Overview($language: String, $asOf: PartialDate) {
  elections(asOf: $asOf) {
    id
    name
    date
    electionKind
    contests(first: 100) {
      nodes {
        id
        office
        status
        municipality { id name(language: $language) latitude longitude population }
        winnerParty { ...Tag }
        winner { person { id name } candidacy { independent } }
      }
    }
  }
}
${TAG}
`;

/** When the elections were. */
export const YEARS = `query Years {
  elections { date electionKind }
}
`;

/** What is being served, in figures. */
export const DATASET = `query Dataset {
  dataset {
    revision
    entities { kind count }
    relationships { type count }
    sources { id }
  }
}
`;
