// One JSON line per figure. A word on the command line picks figures by the start of their name.
import { backtestFigure } from './backtest.mjs';
import { coldStartFigure } from './cold-start.mjs';
import { geminiOrderFigure } from './gemini-order.mjs';
import { geminiParseFigure } from './gemini-parse.mjs';
import { geminiStartFigure } from './gemini-start.mjs';
import { ibCancelFigure, ibOrderFigure } from './ib-orders.mjs';
import { ibTicksFigure } from './ib-ticks.mjs';
import { intentFigure } from './intent.mjs';
import { journalFigure } from './journal.mjs';
import { resyncFigure } from './resync.mjs';
import { riskReviewFigure } from './risk-review.mjs';

const figures = {
  // The compiler of V8 is still at work in the first runs of so many orders.
  backtest: () => backtestFigure(9),
  journal: () => journalFigure(7),
  intent: () => intentFigure(9),
  resync: () => resyncFigure(15),
  help: () => coldStartFigure(9),
  'risk-review': () => riskReviewFigure(9),
  'gemini-order': () => geminiOrderFigure(40),
  'gemini-parse': () => geminiParseFigure(41),
  'gemini-start': () => geminiStartFigure(9),
  'ib-ticks': () => ibTicksFigure(7),
  'ib-order': () => ibOrderFigure(5),
  'ib-cancel': () => ibCancelFigure(9),
};
const asked = process.argv[2] ?? '';

for (const [name, measure] of Object.entries(figures)) {
  if (!name.startsWith(asked)) continue;
  console.log(JSON.stringify(await measure()));
}
