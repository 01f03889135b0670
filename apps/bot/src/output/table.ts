/** Aligned tables. @module */

/** One column: its title and whether its cells are numbers, which stand to the right. */
export type Column = { readonly title: string; readonly right?: boolean };

/** A table with a rule under its head; an empty one says so. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  empty: string,
): string {
  if (rows.length === 0) return `${empty}\n`;
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ right }, index) =>
        right === true
          ? (cells[index] ?? '').padStart(widths[index] ?? 0)
          : (cells[index] ?? '').padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return `${[line(columns.map(({ title }) => title)), rule, ...rows.map(line)].join('\n')}\n`;
}
