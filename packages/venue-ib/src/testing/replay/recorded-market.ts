/** The market of a recording behind the simulator's own account. @module */
import { buildQuote, type Quote } from '@tradewright/core';
import type { SimulatedContract } from '../simulated-contract.ts';
import type { TwsSession } from '../tws-session.ts';
import { inbound, outbound } from './message-schema.ts';
import { contractsOf } from './recorded-contracts.ts';
import { RequestPlayback } from './request-playback.ts';
import type { RecordedFrame, WireRecording } from './wire-recording.ts';

type Waiting = { readonly session: TwsSession; readonly frame: RecordedFrame };

/** Kinds of questions about the market; orders and the account are the simulator's. */
const marketKinds = new Set(['1', '9', '10', '20', '87', '91', '96', '97']);

/** Fields of a tickPrice message by tick type: live and delayed. */
const sides: Readonly<Record<string, 'bid' | 'ask' | 'last'>> = {
  '1': 'bid',
  '2': 'ask',
  '4': 'last',
  '66': 'bid',
  '67': 'ask',
  '68': 'last',
};

/**
 * Answers questions about the market with the recorded frames, byte for byte, each when its time
 * has come. Orders are not the recording's: a session that decides differently than the recorded
 * one must still get answers, so they meet the recorded quotes in the simulator's matching.
 */
export class RecordedMarket {
  readonly contracts: readonly SimulatedContract[];
  readonly #start: number;
  readonly #playback: RequestPlayback;
  readonly #frames: readonly RecordedFrame[];
  /** Which contract a recorded request was about. */
  readonly #conIds = new Map<string, number>();
  readonly #quotes = new Map<number, Quote>();
  #waiting: Waiting[] = [];
  #next = 0;

  constructor(recording: WireRecording) {
    this.#start = recording.header.start;
    this.#playback = new RequestPlayback(recording, 'in-turn');
    this.#frames = recording.frames;
    this.contracts = contractsOf(recording);
    for (const { way, fields } of recording.frames) {
      const at = way === 'out' ? outbound[fields[0] ?? '']?.reqId : undefined;
      if (at !== undefined) this.#conIds.set(fields[at] ?? '', Number(fields[at + 1]));
    }
  }

  /** False for a question that is not about the market. */
  answer(session: TwsSession, fields: readonly string[], now: number): boolean {
    if (!marketKinds.has(fields[0] ?? '')) return false;
    for (const frame of this.#playback.answer(fields)) {
      if (frame.at <= now - this.#start) session.send(...frame.fields);
      else this.#waiting.push({ session, frame });
    }
    return true;
  }

  /** A question was taken back: its frames come no more. */
  cancel(session: TwsSession, reqId: string): void {
    this.#waiting = this.#waiting.filter(
      (item) => item.session !== session || idOf(item.frame) !== reqId,
    );
  }

  /** Sends what is due, in the order of the recording, and tells the quotes that it moved. */
  advance(now: number, onQuote: (conId: number, quote: Quote) => void): void {
    const due = now - this.#start;
    const ready = this.#waiting.filter(({ frame }) => frame.at <= due);
    this.#waiting = this.#waiting.filter(({ frame }) => frame.at > due);
    ready.sort((first, second) => first.frame.at - second.frame.at);
    for (const { session, frame } of ready) session.send(...frame.fields);
    for (
      let frame = this.#frames[this.#next];
      frame !== undefined && frame.at <= due;
      frame = this.#frames[this.#next]
    ) {
      this.#next += 1;
      if (frame.way === 'in' && frame.fields[0] === '1') this.#onTick(frame.fields, now, onQuote);
    }
  }

  #onTick(
    fields: readonly string[],
    now: number,
    onQuote: (conId: number, quote: Quote) => void,
  ): void {
    const [, , reqId = '', type = '', price, size] = fields;
    const [conId, side] = [this.#conIds.get(reqId), sides[type]];
    const contract = this.contracts.find((known) => known.conId === conId);
    if (conId === undefined || side === undefined || contract === undefined) return;
    const symbol = `${contract.symbol}/${contract.currency}`;
    const before = this.#quotes.get(conId) ?? emptyQuote(symbol);
    const sizes = side === 'last' ? {} : { [`${side}Size`]: Number(size) };
    const quote = buildQuote({ ...before, [side]: Number(price), ...sizes, receivedTime: now });
    this.#quotes.set(conId, quote);
    onQuote(conId, quote);
  }
}

function idOf({ fields }: RecordedFrame): string | undefined {
  const at = inbound[fields[0] ?? '']?.reqId;
  return at === undefined ? undefined : fields[at];
}

function emptyQuote(symbol: string): Quote {
  const none = { bid: null, ask: null, bidSize: null, askSize: null, last: null, volume: null };
  const times = { venueTime: null, receivedTime: 0 };
  return buildQuote({ symbol, venue: 'IB', ...none, delayed: false, ...times });
}
