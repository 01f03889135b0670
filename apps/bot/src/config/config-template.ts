/** A configuration file to begin with: every key, explained and commented out. @module */
import { stringify } from 'yaml';
import { configKeyNames, configKeys, type ConfigKey } from './config-keys.ts';

/** Keys that no file which is shared should hold. */
const secret = /(API_KEY|SECRET|PASSWORD|TOKEN)$/;

/** @param chosen - Values that stand in the file as they are; all other keys are comments with their default. */
export function configTemplate(chosen: Partial<Record<ConfigKey, string>>): string {
  const lines = [
    '# Configuration of tradewright. Take the # away in front of what you want to change.',
    '# The environment wins over .env, .env over this file. Keys and passwords belong into .env (chmod 600).',
  ];
  let part = '';
  for (const name of configKeyNames) {
    if (secret.test(name)) continue;
    const { part: own, default: fallback, description } = configKeys[name];
    if (own !== part) lines.push('', `# --- ${own} ---`);
    part = own;
    const value = chosen[name];
    const shown = value ?? fallback;
    const plain = /^\d{1,9}$/.test(shown) ? Number(shown) : shown;
    const line = stringify({ [name.toLowerCase()]: plain }).trimEnd();
    lines.push('', `# ${description}`, value === undefined ? `# ${line}` : line);
  }
  lines.push(
    '',
    '# --- strategies ---',
    '',
    '# One strategy on all symbols runs when none is named. Several, each with a book of its own:',
    '# strategies:',
    '#   - name: trend',
    '#     symbols: [BTC/USD]',
    '#     timeframe: 5m',
    '#     riskFraction: 0.005',
    '',
  );
  return lines.join('\n');
}
