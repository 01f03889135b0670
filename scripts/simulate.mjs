// Deterministic fault simulation; see docs/testing.md. One JSON document on standard output.
import { simulate } from '../test/dist/simulation/src/simulate.js';

process.exitCode = await simulate(process.argv.slice(2));
