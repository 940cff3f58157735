/** Counts go no further: "10,000+". */
export const COUNT_LIMIT = 10_000;

/** A search for groups looks at so many of its newest hits. */
export const SEARCH_LIMIT = 10_000;

/** A group's history in a list. */
export const HISTORY_DAYS = 28;
