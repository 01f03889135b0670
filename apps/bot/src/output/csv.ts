/** Comma-separated values as RFC 4180 has them. @module */

/** One line of text per row, ended as the standard says; text with a comma, a quote or a line break is quoted. */
export function csv(rows: readonly (readonly (string | null)[])[]): string {
  return rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function cellOf(cell: string | null): string {
  const text = cell ?? '';
  // A spreadsheet would run what begins like a formula; a negative number is none.
  const safe = /^[=+@\t\r]|^-(?![\d.]+$)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
