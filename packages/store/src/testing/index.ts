/** SQLite journal, projections, tape and archive: testing. @module */
export {};
