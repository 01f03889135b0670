/** What a session does, as log lines. @module */
import type { EventBus } from '@tradewright/core';
import type { LoggerOf } from '../logging/create-logger.ts';

/** Each change of connection, circuit, strategy and component is one line; fills and denials are lines of their own. */
export function logEvents(bus: EventBus, logger: LoggerOf): void {
  const log = {
    venue: logger('venue'),
    health: logger('health'),
    strategy: logger('strategy'),
    runner: logger('runner'),
    risk: logger('risk'),
    execution: logger('execution'),
  };
  bus.subscribe('connection.changed', ({ payload, source }) =>
    log.venue.info(
      { venue: source, socket: payload.socket, broker: payload.broker, data: payload.data },
      'the connection changed',
    ),
  );
  bus.subscribe('circuit.changed', ({ payload }) => log.health.warn(payload, 'a circuit changed'));
  bus.subscribe('outage.changed', ({ payload }) =>
    log.health[payload.state === 'outlived' || payload.state === 'unexpected' ? 'error' : 'warn'](
      payload,
      payload.state === 'over' ? 'the venue is there again' : 'the venue is away',
    ),
  );
  bus.subscribe('strategy.changed', ({ payload }) =>
    log.strategy[payload.state === 'failed' ? 'error' : 'info'](payload, 'a strategy changed'),
  );
  bus.subscribe('lifecycle.changed', ({ payload }) =>
    log.runner.info(payload, `the ${payload.component} is ${payload.state}`),
  );
  bus.subscribe('halt.changed', ({ payload }) =>
    log.risk.warn(
      { halt: payload.haltId, reason: payload.reason, clearedBy: payload.clearedBy },
      payload.clearedTime === null ? 'entries are halted' : 'a halt was cleared',
    ),
  );
  bus.subscribe('protection.changed', ({ symbol, payload }) =>
    log.health[payload.state === 'missing' ? 'error' : 'info'](
      { symbol, ...payload },
      payload.state === 'missing'
        ? 'a position stands without a protective order at the venue'
        : 'the position is protected at the venue again',
    ),
  );
  bus.subscribe('cap.changed', ({ payload }) =>
    log.risk[payload.state === 'cap-hit' ? 'warn' : 'info'](
      payload,
      payload.state === 'cap-hit'
        ? 'a cap is used up: no entry is made until it is clear'
        : payload.state === 'near-cap'
          ? 'a cap is four fifths used up'
          : 'a cap is clear again',
    ),
  );
  bus.subscribe('risk.denied', ({ payload }) =>
    log.risk.debug(
      { symbol: payload.symbol, rules: payload.denials.map((denial) => denial.rule) },
      'an order was denied',
    ),
  );
  bus.subscribe('order.changed', ({ payload: { intent, life, filled, message } }) =>
    log.execution.debug(
      { order: intent.clientOrderId, life, filled, ...(message === null ? {} : { message }) },
      'an order changed',
    ),
  );
  bus.subscribe('commission', ({ payload: { fillId, commission, currency } }) =>
    log.execution.debug({ fill: fillId, commission, currency }, 'a commission was reported'),
  );
  bus.subscribe('fill', ({ payload }) =>
    log.execution.debug(
      {
        order: payload.clientOrderId,
        side: payload.side,
        quantity: payload.quantity,
        price: payload.price,
      },
      'an order was filled',
    ),
  );
}
