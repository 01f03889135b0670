/** What a port throws in a process that has just ended. @module */

/** Unwinds the stack of a process that is over. Whoever catches it inside that process finds every port dead. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}
