/** The read tools for other agents, over the Model Context Protocol. Needs the optional peer `@modelcontextprotocol/sdk`. @module */
export {
  createMcpServer,
  type McpCall,
  type McpProposal,
  type McpServerOptions,
} from './create-mcp-server.ts';
export { httpRefusal, type HttpRefusal, type HttpRequestHead } from './http-guard.ts';
