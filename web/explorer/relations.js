/** Relationships: the colour in which each type is drawn, in the legend as on the picture. */
export const TYPE_COLOURS = {
  RAN_IN: "#7a8699",
  WON: "#2e9465",
  DEFECTED_TO: "#d3303a",
  SUCCEEDED: "#8256c9",
  HELD_OFFICE: "#2f6fc4",
  STOOD_FOR: "#c98a00",
  ALLIED_WITH: "#0aa2b5",
  MEMBER_OF: "#0aa2b5",
  SPLIT_FROM: "#e0569a",
  MERGED_INTO: "#0aa2b5",
  RENAMED_TO: "#0aa2b5",
  PART_OF: "#a3a9b3",
  HELD_IN: "#a3a9b3",
  FORMED_FROM: "#a08c5b",
};
