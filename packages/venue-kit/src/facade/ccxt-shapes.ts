/** ccxt's unified structures, as far as the facade fills them. @module */

/** A number that may be missing; the key is there all the same. */
type Num = number | undefined;
/** Text that may be missing. */
type Str = string | undefined;

/** A least and a greatest value. */
export type CcxtRange = { min: Num; max: Num };

/** A market. Steps are sizes, not counts of places; `taker` and `maker` are fractions. */
export type CcxtMarket = {
  id: string;
  symbol: string;
  base: string;
  quote: string;
  baseId: string;
  quoteId: string;
  active: boolean;
  type: 'spot';
  subType: undefined;
  spot: true;
  margin: false;
  swap: false;
  future: false;
  option: false;
  stock: boolean;
  contract: false;
  settle: undefined;
  settleId: undefined;
  contractSize: undefined;
  linear: undefined;
  inverse: undefined;
  expiry: undefined;
  expiryDatetime: undefined;
  strike: undefined;
  optionType: undefined;
  taker: Num;
  maker: Num;
  percentage: true;
  tierBased: false;
  precision: { amount: number; price: number };
  limits: { amount: CcxtRange; price: CcxtRange; cost: CcxtRange; leverage: CcxtRange };
  created: undefined;
  info: unknown;
};

/** A currency; shares stand among them, for they are held as currencies are. */
export type CcxtCurrency = {
  id: string;
  code: string;
  name: string;
  active: boolean;
  precision: number;
  limits: { amount: CcxtRange; withdraw: CcxtRange };
  networks: Record<string, never>;
  info: unknown;
};

/** A ticker. */
export type CcxtTicker = {
  symbol: string;
  timestamp: number;
  datetime: string;
  high: Num;
  low: Num;
  bid: Num;
  bidVolume: Num;
  ask: Num;
  askVolume: Num;
  vwap: Num;
  open: Num;
  close: Num;
  last: Num;
  previousClose: Num;
  change: Num;
  percentage: Num;
  average: Num;
  baseVolume: Num;
  quoteVolume: Num;
  markPrice: Num;
  indexPrice: Num;
  info: unknown;
};

/** Depth, each level `[price, amount]`. */
export type CcxtOrderBook = {
  symbol: string;
  bids: [number, number][];
  asks: [number, number][];
  timestamp: number;
  datetime: string;
  nonce: undefined;
  copy: () => CcxtOrderBook;
};

/** `[time, open, high, low, close, volume]`. */
export type CcxtBar = [number, number, number, number, number, number];

/** A fee in its currency; negative is a rebate. */
export type CcxtFee = { cost: number; currency: string };

/** A public print, or an execution of ours. */
export type CcxtTrade = {
  id: Str;
  order: Str;
  timestamp: number;
  datetime: string;
  symbol: string;
  type: Str;
  side: Str;
  takerOrMaker: Str;
  price: number;
  amount: number;
  cost: number;
  fee: CcxtFee | undefined;
  fees: CcxtFee[];
  info: unknown;
};

/** An order. `cost` is what has traded, in the quote currency. */
export type CcxtOrder = {
  id: string;
  clientOrderId: Str;
  timestamp: Num;
  datetime: Str;
  lastTradeTimestamp: Num;
  lastUpdateTimestamp: Num;
  symbol: string;
  type: string;
  timeInForce: Str;
  postOnly: boolean | undefined;
  reduceOnly: boolean | undefined;
  side: string;
  price: Num;
  stopPrice: Num;
  triggerPrice: Num;
  takeProfitPrice: Num;
  stopLossPrice: Num;
  amount: number;
  filled: number;
  remaining: number;
  cost: number;
  average: Num;
  status: Str;
  trades: CcxtTrade[];
  fee: CcxtFee | undefined;
  fees: CcxtFee[];
  info: unknown;
};

/** One currency of a balance: `total` is `free` and `used`. */
export type CcxtBalance = { free: number; used: number; total: number; debt?: number };

/** A holding. */
export type CcxtPosition = {
  id: undefined;
  symbol: string;
  timestamp: number;
  datetime: string;
  side: 'long' | 'short';
  contracts: number;
  contractSize: number;
  entryPrice: Num;
  markPrice: Num;
  notional: Num;
  leverage: Num;
  unrealizedPnl: Num;
  realizedPnl: Num;
  collateral: Num;
  initialMargin: Num;
  initialMarginPercentage: Num;
  maintenanceMargin: Num;
  maintenanceMarginPercentage: Num;
  marginRatio: Num;
  marginMode: undefined;
  liquidationPrice: Num;
  percentage: Num;
  hedged: boolean;
  stopLossPrice: Num;
  takeProfitPrice: Num;
  info: unknown;
};
