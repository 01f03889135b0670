/** The client library that everything here was measured with. @module */

/** Name and version; the dependency is pinned to it. */
export const clientLibrary = '@stoqey/ib 1.6.10';
