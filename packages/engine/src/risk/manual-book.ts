/** The book of orders that no strategy asked for. @module */

/** Its name, where a strategy's would stand. */
export const manualBook = 'manual';
