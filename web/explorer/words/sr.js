/** Serbian. */
export const sr = {};
