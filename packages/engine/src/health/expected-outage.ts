/** Outages that venues announce. @module */

/** A daily window in which a venue is known to be away, such as the restart of a gateway. */
export type ExpectedOutage = {
  readonly name: string;
  /** IANA zone of `start`. */
  readonly timeZone: string;
  /** Local start as `HH:mm`. */
  readonly start: string;
  /** How long it may last, in minutes. */
  readonly minutes: number;
  /** Local weekdays, 0 is Sunday; `null` is every day. */
  readonly weekdays: readonly number[] | null;
};

const minutesPerDay = 1_440;
const shortNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The announced outage that covers a moment (ms UTC); `undefined` when none does. */
export function outageAt(
  time: number,
  outages: readonly ExpectedOutage[],
): ExpectedOutage | undefined {
  return outages.find((outage) => {
    const { minute, weekday } = localTime(time, outage.timeZone);
    const [hour = 0, start = 0] = outage.start.split(':').map(Number);
    const since = (minute - (hour * 60 + start) + minutesPerDay) % minutesPerDay;
    if (since >= outage.minutes) return false;
    const began = since > minute ? (weekday + 6) % 7 : weekday;
    return outage.weekdays === null || outage.weekdays.includes(began);
  });
}

function localTime(
  time: number,
  timeZone: string,
): { readonly minute: number; readonly weekday: number } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(time);
  const value = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return {
    minute: Number(value('hour')) * 60 + Number(value('minute')),
    weekday: shortNames.indexOf(value('weekday')),
  };
}
