/** PaperTrader, recorded feeds and the replay venue. @module */
export { fileHash } from './feeds/file-hash.ts';
export type { BarEvent, Feed, FeedEvent, QuoteBarEvent, SideBar } from './feeds/feed-event.ts';
export { mergeFeeds } from './feeds/merge-feeds.ts';
export { playFeed, type PlayOptions } from './feeds/play-feed.ts';
export { recordedFile, type RecordedFileOptions } from './feeds/recorded-file.ts';
export { zoneDayStart } from './feeds/zone-day-start.ts';
export { defaultPaperTerms, type PaperTerms } from './paper/paper-terms.ts';
export { pricePath, type PathPoint } from './paper/price-path.ts';
export { PaperTrader } from './paper/paper-trader.ts';
export type { PaperTraderOptions } from './paper/paper-trader-options.ts';
