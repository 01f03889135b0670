/** What must never stand in a recording, and how it is taken out. @module */

/** Keys, tokens and ids by their look: whoever wrote them, they are nobody else's business. */
const patterns = {
  'a key of a model provider': /\b(?:sk|pk|xai|gsk)-[A-Za-z0-9_-]{16,}/g,
  'a bearer token': /\bBearer\s+[A-Za-z0-9._~+/-]{16,}=*/g,
  'a JSON web token': /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
  'a key of a cloud': /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
  'a key of Gemini': /\b(?:account|master)-[A-Za-z0-9]{16,}\b/g,
  'an account of Interactive Brokers': /\b(?:DU|DF|U|F)\d{6,9}\b/g,
  'an e-mail address': /\b[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}\b/g,
} as const;

/** @param secrets - Words that are known to be private, and what stands in their place. */
export function withoutPrivate(text: string, secrets: Readonly<Record<string, string>>): string {
  let clean = text;
  for (const [secret, shown] of Object.entries(secrets))
    if (secret !== '') clean = clean.replaceAll(secret, shown);
  for (const pattern of Object.values(patterns)) clean = clean.replace(pattern, 'REDACTED');
  return clean;
}

/** What is still there, by kind; the texts themselves are not repeated. */
export function findPrivate(text: string): readonly string[] {
  return Object.entries(patterns).flatMap(([kind, pattern]) =>
    text.search(pattern) < 0 ? [] : [kind],
  );
}
