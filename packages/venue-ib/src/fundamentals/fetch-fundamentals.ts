/** Company facts from wherever reports come: IB, a folder, a vendor. @module */
import { EventName, SecType } from '@stoqey/ib';
import { TradewrightError, type Instrument } from '@tradewright/core';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import { parseReportSnapshot, type ParsedSnapshot } from './parse-report-snapshot.ts';

/** IB's names of the reports that are read here. */
export type ReportName = 'ReportSnapshot' | 'ReportsFinStatements';

/** Gives the XML of a report; `undefined` where there is none. A folder of files is as good as the venue. */
export type ReportSource = (
  instrument: Instrument,
  report: ReportName,
) => Promise<string | undefined>;

/** Parsed facts with the raw text that they were read from. */
export type FetchedFundamentals = ParsedSnapshot & { readonly raw: string };

/** `undefined` where the source has nothing. @param time - Our clock, ms UTC. */
export async function fetchFundamentals(
  source: ReportSource,
  instrument: Instrument,
  time: number,
): Promise<FetchedFundamentals | undefined> {
  const raw = await source(instrument, 'ReportSnapshot');
  if (raw === undefined) return undefined;
  const { symbol, industry, category, subcategory } = instrument;
  return { ...parseReportSnapshot(raw, { symbol, time, industry, category, subcategory }), raw };
}

/** Codes with which IB says that it gives no report. Source: ib-venue notes, section 3.8: not subscribed, or not available. */
const notOffered: ReadonlySet<unknown> = new Set([200, 430, 10358]);
const patienceMs = 10_000;

/**
 * Asks IB, which may never answer: the question was removed from the TWS API in 10.47, and older
 * ones need a subscription. Silence is an answer here.
 */
export function ibReports(connection: IBConnectionManager): ReportSource {
  return async (instrument, report) => {
    if (instrument.assetClass !== 'equity' || instrument.conId === null) return undefined;
    try {
      return await ask(connection, instrument, report);
    } catch (error) {
      if (!TradewrightError.is(error)) throw error;
      if (error.code === 'VENUE_TIMEOUT' || notOffered.has(error.facts['ibCode'])) return undefined;
      throw error;
    }
  };
}

function ask(
  connection: IBConnectionManager,
  instrument: Instrument,
  report: ReportName,
): Promise<string> {
  const { base, currency, conId, exchange, primaryExchange } = instrument;
  return connection.ask<string>({
    label: `the ${report} of ${instrument.symbol}`,
    priority: 'query',
    deadlineMs: patienceMs,
    start: ({ api, reqId, listen, resolve }) => {
      listen(EventName.fundamentalData, (id: number, xml: string) => id === reqId && resolve(xml));
      const contract = {
        ...(conId === null ? {} : { conId }),
        symbol: base,
        secType: SecType.STK,
        exchange: exchange ?? 'SMART',
        ...(primaryExchange === null ? {} : { primaryExch: primaryExchange }),
        currency,
      };
      api.reqFundamentalData(reqId, contract, report);
    },
    stop: (api, reqId) => api.cancelFundamentalData(reqId),
  });
}
