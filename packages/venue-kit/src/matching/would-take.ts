/** Why a post-only order is turned away. @module */

/** The reason of the effect `refused` for a post-only order that would have met resting liquidity. */
export const wouldTake = 'the order would have taken liquidity';
