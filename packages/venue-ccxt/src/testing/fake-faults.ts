/** What can go wrong at a venue: the faults that the fake Gemini plays. @module */

/**
 * One fault. `answer` replaces the answer; with `done: true` the command has taken effect before.
 * `drop` closes the socket instead of answering, before or after the command took effect.
 * `late` answers properly after `delayMs`. `jump` makes every nonce up to `nonce` used. `twice` is
 * a proxy that delivers the request two times and passes on the second answer.
 */
export type FakeFault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: string;
      readonly done?: boolean;
    }
  | { readonly kind: 'drop'; readonly done: boolean }
  | { readonly kind: 'late'; readonly delayMs: number }
  | { readonly kind: 'twice' }
  | { readonly kind: 'jump'; readonly nonce: number };

/** Faults that real venues have shown, by name. */
export const fakeFaults = {
  garbage: { kind: 'answer', status: 200, body: '{"order_id":"1', done: true },
  empty: { kind: 'answer', status: 200, body: '', done: true },
  htmlPage: { kind: 'answer', status: 200, body: '<html>hello</html>', done: true },
  nullAnswer: { kind: 'answer', status: 200, body: 'null', done: true },
  html404: { kind: 'answer', status: 404, body: '<html>not found</html>' },
  html403: { kind: 'answer', status: 403, body: '<html>forbidden</html>' },
  html429: { kind: 'answer', status: 429, body: '<html>slow down</html>' },
  html500: { kind: 'answer', status: 500, body: '<html>error</html>', done: true },
  badGateway: { kind: 'answer', status: 502, body: '<html>bad gateway</html>', done: true },
  maintenance: { kind: 'answer', status: 503, body: '<html>maintenance</html>' },
  unknownReason: {
    kind: 'answer',
    status: 429,
    body: '{"result":"error","reason":"SomethingNew","message":"Try later"}',
  },
  rateLimit: {
    kind: 'answer',
    status: 429,
    body: '{"result":"error","reason":"RateLimit","message":"Requests were made too frequently"}',
  },
  system: {
    kind: 'answer',
    status: 500,
    body: '{"result":"error","reason":"System","message":"We are experiencing technical issues"}',
    done: true,
  },
  duplicate: {
    kind: 'answer',
    status: 400,
    body: '{"result":"error","reason":"DuplicateOrder","message":"The client order id was in use"}',
  },
  dropBefore: { kind: 'drop', done: false },
  dropAfter: { kind: 'drop', done: true },
} as const satisfies Readonly<Record<string, FakeFault>>;
