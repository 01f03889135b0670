/** Records while they are being made. @module */

/** A record that may still be changed: by the function that made it, before anybody else sees it. */
export type Draft<Value> = { -readonly [Key in keyof Value]: Value[Key] };
