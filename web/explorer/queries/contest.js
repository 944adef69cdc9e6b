import { PROOF, RACE, TAG } from "./fragments.js";

/** One race, over all its rounds. */
export const CONTEST = `query Contest($id: ID!, $language: String, $asOf: PartialDate) {
  contest(id: $id, asOf: $asOf) {
    ...Race
    election { id name date }
    municipality { id name(language: $language) }
    statements { id date kind text citation { ...Proof } }
    citations { ...Proof }
  }
}
${TAG}
${RACE}
${PROOF}
`;
