/** Where a person stood or served: what tells people of one name apart. */
const PLACES = `
fragment Places on Person {
  ranIn { contest { municipality { name(language: $language) } } }
  heldOffice { municipality { name(language: $language) } }
}`;

/** Things by name, and why each was found. */
export const SEARCH = `query Search($text: String!, $kinds: [EntityKind!], $first: Int! = 8, $language: String, $asOf: PartialDate) {
  search(text: $text, kinds: $kinds, first: $first, asOf: $asOf) {
    entity { id kind name(language: $language) ... on Party { abbreviation } ...Places }
    matched { value kind }
    match
    score
  }
}
${PLACES}
`;

/** The names of some things. */
export const NAMES = `query Names($ids: [ID!]!, $language: String) {
  nodes(ids: $ids) {
    id
    ... on Entity { kind name(language: $language) }
    ... on Party { abbreviation }
    ...Places
  }
}
${PLACES}
`;
