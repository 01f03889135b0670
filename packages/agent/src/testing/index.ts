/** Stand-ins for a model: a loopback endpoint with faults, and bodies of both wires. @module */
export {
  FakeModelServer,
  type ModelReaction,
  type ModelServerRequest,
} from './fake-model-server.ts';
export { aChatBody, aResponsesBody, type BodyParts } from './model-bodies.ts';
