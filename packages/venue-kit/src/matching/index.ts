/** What every venue adapter needs: order matching, pacing, the conformance suite: matching. @module */
export {};
