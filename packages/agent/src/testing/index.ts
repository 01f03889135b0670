/** Strategies that propose: offline rules and the LLM agent: testing. @module */
export {};
