/** Which Gateway the live tests speak to. @module */

/** Where it listens and the paper account that the login must have. */
export type LiveSettings = {
  readonly host: string;
  readonly port: number;
  readonly clientId: number;
  readonly accountId: string;
};

/** Only all five keys together are a yes; an account that is not a paper account is a no. */
export function liveSettings(
  env: Readonly<Record<string, string | undefined>>,
): LiveSettings | undefined {
  const {
    IB_LIVE_TESTS: isOn,
    IB_TEST_HOST: host = '',
    IB_TEST_PORT: port = '',
    IB_TEST_CLIENT_ID: clientId = '',
    IB_TEST_ACCOUNT_ID: accountId = '',
  } = env;
  if (isOn !== '1' || host === '' || port === '' || clientId === '') return undefined;
  if (!/^D[A-Z]\w+$/.test(accountId)) return undefined;
  return { host, port: Number(port), clientId: Number(clientId), accountId };
}
