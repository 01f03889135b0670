/** How a command about an order can fail. @module */
import { TradewrightError } from '@tradewright/core';

/** IB said no, in words that name the order. */
export function refused(clientOrderId: string, code: number, text: string): TradewrightError {
  const isFunds = /margin|insufficient|buying power/i.test(text);
  return new TradewrightError(
    isFunds ? 'INSUFFICIENT_FUNDS' : 'ORDER_REFUSED',
    `IB refused ${clientOrderId} with ${code}: ${text}`,
    {
      outcome: 'refused',
      facts: { ibCode: code },
    },
  );
}

/** The Read-Only setting is on. */
export function readOnly(clientOrderId: string): TradewrightError {
  return new TradewrightError(
    'VENUE_PERMISSION',
    `${clientOrderId} was not accepted: the API was in Read-Only mode.`,
    {
      outcome: 'not-sent',
      hint: 'untick "Read-Only API" in the API settings of TWS or Gateway',
    },
  );
}

/** Not one byte of the command left. */
export function notSent(clientOrderId: string): TradewrightError {
  return new TradewrightError(
    'ORDER_NOT_SENT',
    `The command for ${clientOrderId} was not sent: IB was not connected.`,
    {
      outcome: 'not-sent',
      hint: 'wait until the connection is up; a new decision may then send it',
    },
  );
}

/** TWS is there, IB behind it is not. */
export function brokerDown(clientOrderId: string): TradewrightError {
  return new TradewrightError(
    'VENUE_NOT_CONNECTED',
    `${clientOrderId} was not sent: TWS had lost its link to IB.`,
    {
      outcome: 'not-sent',
      hint: 'wait for the broker channel to come up; cancels still go out',
    },
  );
}

/** It left, and nobody knows more. @param reason - Without a full stop. */
export function unknownOutcome(clientOrderId: string, reason: string): TradewrightError {
  return new TradewrightError(
    'ORDER_UNKNOWN_OUTCOME',
    `What became of the command for ${clientOrderId} was not known: ${reason}.`,
    {
      outcome: 'unknown',
      hint: 'it may be working: look it up, never send it again',
    },
  );
}

/** No order of that id was sent from this client id. */
export function notKnownHere(clientOrderId: string): TradewrightError {
  return new TradewrightError(
    'ORDER_NOT_FOUND',
    `No order ${clientOrderId} of this client id was known.`,
    {
      outcome: 'not-sent',
      hint: 'list the open orders; only the client id that placed an order can change it',
    },
  );
}

/** IB does not know the order that should be canceled. */
export function notKnownThere(clientOrderId: string, text: string): TradewrightError {
  return new TradewrightError('ORDER_NOT_FOUND', `IB did not know ${clientOrderId}: ${text}`, {
    outcome: 'refused',
    hint: 'look the order up before anything else is done',
  });
}

/** Which own orders are open is not known, so not all could be canceled. @param reason - With its full stop. */
export function ordersNotKnown(reason: string): TradewrightError {
  return new TradewrightError('ORDER_NOT_SENT', `Own open orders were not known: ${reason}`, {
    outcome: 'not-sent',
    hint: 'try again when the connection is up',
  });
}

/** Commands for one order go one after the other. */
export function commandOpen(clientOrderId: string): TradewrightError {
  return new TradewrightError(
    'ORDER_NOT_SENT',
    `Another command for ${clientOrderId} was still open.`,
    { outcome: 'not-sent', hint: 'wait for its answer' },
  );
}

/** A failed preparation of an order goes on with the outcome that it has: nothing left. */
export function throwAsNotSent(cause: unknown): never {
  if (!TradewrightError.is(cause) || cause.outcome !== undefined) throw cause;
  throw new TradewrightError(cause.code, cause.message, {
    cause,
    outcome: 'not-sent',
    facts: cause.facts,
    ...(cause.hint === undefined ? {} : { hint: cause.hint }),
  });
}
