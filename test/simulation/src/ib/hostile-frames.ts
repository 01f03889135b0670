/** Frames that no TWS should send, and that say nothing about any order. @module */
import { encodeFrame } from '@tradewright/venue-ib/testing';

/** Broken lengths, counts, numbers and texts. @param orderId - Of an order that must come through them unharmed. */
export function hostileFrames(orderId: number): readonly Buffer[] {
  return [
    lengthWord(-4),
    lengthWord(0),
    lengthWord(0x7fffffff),
    encodeFrame([250, 1, 'unknown']),
    encodeFrame(['not a number']),
    encodeFrame([4, 2, -1, 2104, 'a farm', '{"cut']),
    encodeFrame([4, 2, orderId, 399, 'Warning: with \\u0022 in it', 'plain text']),
    encodeFrame([4, 2, orderId, 10349, 'Order TIF was set to DAY', '{"a":"\\u0022"}']),
    encodeFrame([5, orderId, 1, 'BHP']),
    encodeFrame([5]),
    encodeFrame([11, -1]),
    encodeFrame([59, 1]),
    encodeFrame([3]),
    encodeFrame([93, 557, 999_999_999]),
    encodeFrame([17, 1, 'a', 'b', 2_000_000_000]),
    encodeFrame([1, 6, 'NaN', 'NaN', 'Infinity', -1, 0]),
    encodeFrame([9, 1, 'abc']),
    encodeFrame([49, 1, '']),
  ];
}

function lengthWord(length: number): Buffer {
  const word = Buffer.alloc(5);
  word.writeInt32BE(length, 0);
  return word;
}
