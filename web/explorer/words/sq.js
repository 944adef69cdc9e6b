/** Albanian. */
export const sq = {};
