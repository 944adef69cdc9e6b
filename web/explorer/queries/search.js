/** Things by name, and why each was found. */
export const SEARCH = `query Search($text: String!, $kinds: [EntityKind!], $first: Int! = 8, $language: String, $asOf: PartialDate) {
  search(text: $text, kinds: $kinds, first: $first, asOf: $asOf) {
    entity { id kind name(language: $language) ... on Party { abbreviation } }
    matched { value kind }
    match
    score
  }
}
`;

/** The names of some things. */
export const NAMES = `query Names($ids: [ID!]!, $language: String) {
  nodes(ids: $ids) {
    id
    ... on Entity { kind name(language: $language) }
    ... on Party { abbreviation }
  }
}
`;
