/** The command line, createBot and runBacktest. @module */
export {
  loadConfig,
  type Config,
  type ConfigPlaces,
  type ConfigSource,
} from './config/load-config.ts';
export { ApprovalBook, type ProposalView } from './session/approval-book.ts';
export { createBot, type Bot, type BotParts } from './session/create-bot.ts';
export { driveSession, type DriveOptions, type DriveResult } from './session/drive-session.ts';
export {
  paperSetup,
  sessionSetup,
  type SessionSetup,
  type SetupVenue,
} from './session/session-setup.ts';
export { openPaper, type OpenedPaper } from './venues/open-paper.ts';
export { registerVenue, venueNamed } from './venues/venue-registry.ts';
export {
  type DrivenMarket,
  type OpenedVenue,
  type VenueContext,
  type VenueEntry,
} from './venues/venue-entry.ts';
