/** What IB's message codes prove. Source: IB message codes and the field's reports. @module */

const notices = new Set([399, 404, 10090, 10167, 10349, 10148, 10147, 202, 300, 310, 366]);

/** Codes that only warn: the request or order they name lives on. */
export function isWarning(code: number): boolean {
  return (code >= 2100 && code < 3000) || notices.has(code);
}

/** The only codes that prove a *new* order was refused; every other code leaves it unknown. */
const refusals = new Set([110, 200, 201, 203, 321, 387, 388, 434, 460]);

/** True when a code on a new order's id proves the refusal. A modify with the same code leaves the order as it was. */
export function provesRefusal(code: number): boolean {
  return refusals.has(code);
}

/** True for the text with which a Read-Only API turns down orders (code 321). */
export function isReadOnlyText(code: number, text: string): boolean {
  return code === 321 && /read-only/i.test(text);
}
