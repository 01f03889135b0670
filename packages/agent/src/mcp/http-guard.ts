/** Who may speak to the MCP server over HTTP. @module */
import { createHash, timingSafeEqual } from 'node:crypto';

/** What is known of a request before its body is read. */
export type HttpRequestHead = {
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
};

/** Why a request is not let in, as the status to answer with. */
export type HttpRefusal = { readonly status: 401 | 403; readonly reason: string };

/**
 * Lets in who speaks to the loopback address by its name, from no web page but one of the same
 * address, and holds the token. A page of the internet that a browser resolves to this machine
 * has another Host; one that is open in the browser has another Origin.
 */
export function httpRefusal(
  head: HttpRequestHead,
  expected: { readonly port: number; readonly token: string },
): HttpRefusal | undefined {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${expected.port}`);
  if (head.host === undefined || !hosts.includes(head.host))
    return { status: 403, reason: 'the Host header was not that of this loopback address' };
  if (head.origin !== undefined && !hosts.some((host) => head.origin === `http://${host}`))
    return { status: 403, reason: 'the Origin header was that of another page' };
  if (!sameText(head.authorization ?? '', `Bearer ${expected.token}`))
    return { status: 401, reason: 'the bearer token was missing or wrong' };
  return undefined;
}

/** Takes the same time wherever the texts differ. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}
