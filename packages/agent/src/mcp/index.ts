/** The read tools for other agents, over the Model Context Protocol. Needs the optional peer `@modelcontextprotocol/sdk`. @module */
export { createMcpServer, type McpServerOptions } from './create-mcp-server.ts';
