/** Log lines as `key=value` pairs. @module */

/** One JSON log line as one logfmt line. */
export function logfmt(line: string): string {
  const record = JSON.parse(line) as Record<string, unknown>;
  const pairs = Object.entries(record).map(
    ([name, value]) =>
      `${name}=${quoted(typeof value === 'string' ? value : JSON.stringify(value))}`,
  );
  return `${pairs.join(' ')}\n`;
}

function quoted(text: string): string {
  return /^[^\s"=]+$/.test(text) ? text : JSON.stringify(text);
}
