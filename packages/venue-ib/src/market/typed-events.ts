/** The client's events with handlers typed by their message. @module */
import type { EventName, IBApi } from '@stoqey/ib';

/** Adds a listener; the message type is what the library emits for the event. */
export type TypedOn = <Message extends readonly unknown[]>(
  name: EventName,
  handler: (...message: Message) => void,
) => void;

/** The library types its events per overload; this is the untyped emitter below them. */
export function eventsOf(api: IBApi): TypedOn {
  const emitter = api as unknown as { on(name: string, listener: unknown): unknown };
  return (name, handler) => void emitter.on(name, handler);
}
