// Deterministic fault simulation; see docs/testing.md. One JSON document on standard output.
import { simulate } from '../test/simulation/dist/simulate.js';

process.exitCode = await simulate(process.argv.slice(2));
