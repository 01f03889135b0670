/** Everything between a quote and an approved order. @module */
export {};
