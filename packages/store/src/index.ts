/** SQLite journal, projections, tape and archive. @module */
export {};
