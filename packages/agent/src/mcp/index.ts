/** Strategies that propose: offline rules and the LLM agent: mcp. @module */
export {};
