/** One of IB's XML reports, read with care: it comes from outside. @module */
import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';

/** The root element, or why there is none; `rawHash` is SHA-256 of the document. */
export type ReadReport = {
  readonly report: unknown;
  readonly problem: string | null;
  readonly rawHash: string;
};

const largestDocument = 5 * 1_048_576;
const deepestNesting = 32;

/** Elements of which a report may have one or many. */
const lists = new Set(['CoID', 'mapItem', 'FiscalPeriod', 'Statement', 'lineItem']);

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  isArray: (name) => lists.has(name),
});

/** Never throws: a document with a DOCTYPE, too large, too deep or broken has no report and says why. */
export function readReport(xml: string, root: string): ReadReport {
  const rawHash = createHash('sha256').update(xml).digest('hex');
  const refused = (problem: string): ReadReport => ({ report: undefined, problem, rawHash });
  if (xml.length > largestDocument) return refused(`the document had ${xml.length} characters`);
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return refused('the document had a DOCTYPE');
  if (isTooDeep(xml)) return refused(`the document was nested more than ${deepestNesting} deep`);
  let document: unknown;
  try {
    document = parser.parse(xml, true);
  } catch (cause) {
    return refused(cause instanceof Error ? cause.message : String(cause));
  }
  const report = child(document, root);
  return report === undefined
    ? refused(`the root was not ${root}`)
    : { report, problem: null, rawHash };
}

/** A child element or `@attribute`; `undefined` when there is none. */
export function child(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null && Object.hasOwn(node, name)
    ? (node as Record<string, unknown>)[name]
    : undefined;
}

/** All children of a name, in order. */
export function children(node: unknown, name: string): readonly unknown[] {
  const found = child(node, name);
  return Array.isArray(found) ? found : [];
}

/** The text of an element or attribute; `null` when it is missing or blank. */
export function textOf(node: unknown): string | null {
  const found = typeof node === 'string' ? node : child(node, '#text');
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
}

/** Counted on the raw text, before anything is built from it. */
function isTooDeep(xml: string): boolean {
  let depth = 0;
  for (const [tag] of xml.matchAll(/<\/?[A-Za-z_][^>]*>/g)) {
    if (tag.startsWith('</')) depth -= 1;
    else if (!tag.endsWith('/>')) depth += 1;
    if (depth > deepestNesting) return true;
  }
  return false;
}
