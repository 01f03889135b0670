/** One HTTP exchange with a model, kept raw. @module */

/** A fetch as the platform has it, injected so that tests, cassettes and meters can stand in. */
export type Fetch = (url: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** What was seen of one exchange, however it ended. */
export type Capture = {
  status: number | null;
  headers: Headers | null;
  rawBody: string | null;
  tooLarge: boolean;
};

const sentHeaders = ['accept', 'authorization', 'content-type', 'user-agent'];

/**
 * Wraps a fetch so that the whole body is read, under the caller's abort signal, before the client
 * library sees it: a stalled body then ends with the deadline (the library's own timeout does not
 * cover one), and what came is kept even if the library cannot parse it.
 *
 * Only the headers named here leave the process: stray variables of the environment, which the
 * library turns into headers, do not.
 */
export function captureFetch(fetch: Fetch, maxBytes: number): { fetch: Fetch; seen: Capture } {
  const seen: Capture = { status: null, headers: null, rawBody: null, tooLarge: false };
  const capturing: Fetch = async (url, init) => {
    const given = new Headers(init?.headers);
    const headers = new Headers();
    for (const name of sentHeaders) {
      const value = given.get(name);
      if (value !== null) headers.set(name, value);
    }
    const response = await fetch(url, { ...init, headers });
    seen.status = response.status;
    seen.headers = response.headers;
    seen.rawBody = await readBody(response, maxBytes, seen);
    return new Response(seen.rawBody, { status: response.status, headers: response.headers });
  };
  return { fetch: capturing, seen };
}

async function readBody(response: Response, maxBytes: number, seen: Capture): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      seen.tooLarge = true;
      throw new Error(`The body was longer than ${String(maxBytes)} bytes.`);
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
