/** What every venue adapter needs: order matching, pacing, the conformance suite: testing. @module */
export {};
