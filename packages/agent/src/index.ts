/** Strategies that propose: offline rules and the LLM agent. @module */
export {};
