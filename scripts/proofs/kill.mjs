// A real bot process is killed at random moments and at every named point: nothing at its venue is lost, doubled or invented.
import { runKills } from '../../test/dist/crash/src/run-kills.js';

const fullCount = 1_000;
/** So many random kills go with one kill at each named point. */
const randomPerPoint = 50;
/** Defects that a run must notice, within so many kills right after a send. */
const plantedKills = 20;
const planted = [
  'the order is sent before its intent is durable',
  'an order under way at the crash counts as refused',
  'executions that were missed are not booked',
];

/** The count is that of the random kills; a small run plants one defect, a full one all. */
export async function prove(count = fullCount, seed = String(Date.now() % 1_000_000)) {
  const perPoint = Math.max(1, Math.round(count / randomPerPoint));
  const tally = await runKills({ seed, random: count, perPoint });
  const scenes = Object.entries(tally.scenes).filter(([, met]) => met === 0 && count >= 60);
  const hunted = [];
  for (const name of count < fullCount ? planted.slice(0, 1) : planted)
    hunted.push(await hunt(name, seed));
  const alive = hunted.filter(({ found }) => found === null);
  return {
    seed,
    ...tally.report(),
    neverMet: scenes.map(([name]) => name),
    planted: hunted,
    breaks: tally.breaks + scenes.length + alive.length,
  };
}

async function hunt(name, seed) {
  const points = ['after placeOrder'];
  const tally = await runKills({ seed, random: 0, perPoint: plantedKills, points, planted: name });
  const [found = null] = [...tally.differences.map(({ kind }) => kind), ...tally.failures];
  return { name, kills: tally.random + tally.named, found };
}
