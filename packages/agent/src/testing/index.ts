/** Stand-ins for a model: a loopback endpoint with faults, bodies of both wires, hostile decisions. @module */
export {
  FakeModelServer,
  type ModelReaction,
  type ModelReactor,
  type ModelServerRequest,
} from './fake-model-server.ts';
export { aChatBody, aResponsesBody, type BodyParts } from './model-bodies.ts';
export { ScriptedEndpoint } from './scripted-endpoint.ts';
export { scriptedTraderModel } from './scripted-trader.ts';
export { gateBreaches } from './gate-breaches.ts';
export { stormGate, type GateStorm } from './storm-gate.ts';
