import { expect, test } from 'vitest';
import { createLogger, type LoggerOptions } from './create-logger.ts';

function lines(
  options: Partial<LoggerOptions>,
  log: (logger: ReturnType<typeof createLogger>) => void,
): string[] {
  const written: string[] = [];
  const base = { format: 'json', level: 'info', destination: 'stderr', colour: false } as const;
  log(createLogger({ ...base, ...options }, { write: (text: string) => written.push(text) }));
  return written;
}

test('a part has its own level', () => {
  const written = lines({ level: 'info,venue=trace' }, (logger) => {
    logger('venue').trace('wire');
    logger('risk').debug('quiet');
  });
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({
    part: 'venue',
    msg: 'wire',
    level: 'trace',
  });
});

test('secrets are masked, also one level down', () => {
  const [line] = lines({}, (logger) =>
    logger('venue').info({ apiKey: 'canary-1', headers: { authorization: 'canary-2' } }, 'sent'),
  );
  expect(line).not.toContain('canary');
  expect(line).toContain('***');
});

test('logfmt quotes what needs quotes', () => {
  const [line] = lines({ format: 'logfmt' }, (logger) =>
    logger('risk').info({ symbol: 'BHP/AUD' }, 'an order was denied'),
  );
  expect(line).toContain('symbol=BHP/AUD');
  expect(line).toContain('msg="an order was denied"');
});
