/** A small chart of blocks. @module */

const eighths = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** How large, in characters. */
export type ChartSize = { readonly width: number; readonly height: number };

/** Columns of blocks between the lowest and the highest value, which stand as labels beside them. Fewer than two values give no chart. */
export function lineChart(
  values: readonly number[],
  size: ChartSize,
  label: (value: number) => string,
): string {
  if (values.length < 2) return '';
  const columns = sampled(values, size.width);
  const low = Math.min(...columns);
  const high = Math.max(...columns);
  const span = high - low || 1;
  const heights = columns.map((value) =>
    Math.max(1, Math.round(((value - low) / span) * size.height * 8)),
  );
  const labels = [label(high), label(low)];
  const margin = Math.max(...labels.map((text) => text.length));
  const rows: string[] = [];
  for (let row = size.height - 1; row >= 0; row -= 1) {
    const blocks = heights
      .map((height) => eighths[Math.min(8, Math.max(0, height - row * 8))] ?? ' ')
      .join('');
    const text = row === size.height - 1 ? labels[0] : row === 0 ? labels[1] : '';
    rows.push(`${(text ?? '').padStart(margin)} │${blocks}`.trimEnd());
  }
  return `${rows.join('\n')}\n`;
}

/** One value per column: the last of its stretch. */
function sampled(values: readonly number[], width: number): readonly number[] {
  if (values.length <= width) return values;
  return Array.from(
    { length: width },
    (_, column) => values[Math.ceil(((column + 1) * values.length) / width) - 1] ?? 0,
  );
}
