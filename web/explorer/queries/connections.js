/** How two things are connected, hop by hop, with what each hop rests on. */
export const PATHS = `query Paths($from: ID!, $to: ID!, $walk: WalkInput, $first: Int! = 3, $language: String, $asOf: PartialDate) {
  paths(from: $from, to: $to, walk: $walk, first: $first, asOf: $asOf) {
    exhaustive
    excluded { id kind name(language: $language) }
    paths {
      length
      sentence
      entities { id kind name(language: $language) ... on Party { abbreviation } }
      hops {
        forward
        from { id kind name(language: $language) }
        to { id kind name(language: $language) }
        relationship {
          id
          type
          basis
          sentence
          since
          until
          citations { locator source { id title publisher address } }
        }
      }
    }
  }
}
`;

/** The surroundings of some things, for the picture. */
export const SURROUNDINGS = `query Surroundings($of: [ID!]!, $walk: WalkInput, $maxEntities: Int! = 150, $language: String, $asOf: PartialDate) {
  neighborhood(of: $of, depth: 1, walk: $walk, maxEntities: $maxEntities, asOf: $asOf) {
    truncated
    entities { id kind name(language: $language) ... on Party { abbreviation } }
    relationships {
      id
      type
      basis
      sentence
      since
      until
      source { id }
      target { id }
    }
    frontier { entity { id } hidden }
  }
}
`;
