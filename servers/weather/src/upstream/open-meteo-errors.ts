import { notFound, rateLimited, type ToolError, unavailable, validationError } from '@patchbay/core';
import { z } from 'zod';
import type { StatusFailure } from './json-source.ts';
import type { QuotaLedger } from './quota.ts';

const errorBody = z.object({ reason: z.string() });

/** One known refusal: how its reason reads, and our words for it. */
interface Refusal {
  readonly reason: RegExp;
  /** Words for the matched groups; only numbers, dates and identifiers may be taken over from the reason. */
  words(groups: readonly string[], cause: StatusFailure): ToolError;
}

const say = (message: string, hint: string): Refusal['words'] => {
  return (_groups, cause) => validationError(message, { hint, cause });
};

const refusals: readonly Refusal[] = [
  {
    reason: /^Latitude must be in range/,
    words: say('latitude is out of range, -90 to 90.', 'Correct the latitude and call again.'),
  },
  {
    reason: /^Longitude must be in range/,
    words: say('longitude is out of range, -180 to 180.', 'Correct the longitude and call again.'),
  },
  {
    reason: /^(Past|Forecast) days is invalid\. Allowed range (\d+) to (\d+)/,
    words: ([which, from, to], cause) =>
      validationError(`${which === 'Past' ? 'Past days' : 'Days ahead'} must be ${from} to ${to}.`, {
        hint: 'Choose a number in that range and call again.',
        cause,
      }),
  },
  {
    reason: /^End-date must be larger/,
    words: say('The period ends before it starts.', 'Swap the start and the end date.'),
  },
  {
    reason:
      /^Parameter '(start|end)_(date|hour)' is out of allowed range from (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)/,
    words: ([edge, unit, from, to], cause) =>
      validationError(`The ${edge} ${unit} is outside of what this data covers, ${from} to ${to}.`, {
        hint: 'Choose dates in that range, or a tool for another period.',
        cause,
      }),
  },
  {
    reason: /^Both 'start_\w+' and 'end_\w+' must be set/,
    words: say('The period is incomplete.', 'Give both the start and the end.'),
  },
  {
    reason: /is mutually exclusive with 'start_date' and 'end_date'/,
    words: say('A number of days and dates exclude each other.', 'Give either days or start and end.'),
  },
  {
    reason: /^Invalid date/,
    words: say('A date is not a calendar day.', 'Write dates as YYYY-MM-DD.'),
  },
  {
    reason: /^Invalid timezone/,
    words: say('The time zone is unknown.', 'Use an IANA name, such as Europe/Paris.'),
  },
  {
    reason: /^Only up to (\d+) locations/,
    words: ([most], cause) =>
      validationError(`At most ${most} places fit into one request.`, {
        hint: 'Ask for fewer places at once.',
        cause,
      }),
  },
  {
    reason: /Cannot initialize \S+ from invalid String value ([A-Za-z0-9_]{1,80}) for key models/,
    words: ([model], cause) =>
      validationError(`models: "${model}" is not a model of this data.`, {
        hint: 'Leave models out for the best one, or name a valid model.',
        cause,
      }),
  },
  {
    reason:
      /Cannot initialize \S+ from invalid String value ([A-Za-z0-9_]{1,80}) for key (?:hourly|daily|current)/,
    words: ([variable], cause) =>
      validationError(`variables: "${variable}" is not a variable of this data.`, {
        hint: 'Leave the variable out or correct its name; the tool describes the valid ones.',
        cause,
      }),
  },
  {
    reason: /heavier than the hourly limit/i,
    words: say(
      'The request is heavier than Open-Meteo lets any single one be.',
      'Split it: a shorter period, or fewer variables, models or places per call.',
    ),
  },
  {
    reason: /^No data is available for this location/,
    words: (_groups, cause) =>
      notFound('There is no such data for this place: no model covers it.', {
        hint: 'Choose another place, or leave the choice of the model open.',
        cause,
      }),
  },
  {
    reason: /^Location ID not found/,
    words: (_groups, cause) =>
      notFound('No place has this id.', { hint: 'Find a valid city_id with search_locations.', cause }),
  },
];

/**
 * Puts what Open-Meteo refused into our own words; undefined leaves a failure to the common table.
 *
 * Its reason is matched against the known ones and never passed on. A 429 closes the window of the ledger that it
 * names, so that nothing is sent before that window resets.
 */
export function mapOpenMeteoFailure(failure: StatusFailure, quota: QuotaLedger): ToolError | undefined {
  if (failure.kind !== 'status') return undefined;
  const reason = errorBody.safeParse(failure.body).data?.reason ?? '';
  if (failure.status === 429) return mapLimit(failure, reason, quota);
  if (failure.status === 401 || failure.status === 403) return refusedKey(failure);
  if (failure.status !== 400) return undefined;
  if (/api ?key/i.test(reason)) return refusedKey(failure);
  for (const refusal of refusals) {
    const match = refusal.reason.exec(reason);
    if (match) return refusal.words(match.slice(1), failure);
  }
  return undefined;
}

function mapLimit(failure: StatusFailure, reason: string, quota: QuotaLedger): ToolError {
  if (/concurrent/i.test(reason)) {
    return rateLimited('Open-Meteo is answering too many requests of this server at once.', {
      hint: 'Call again in a few seconds, one call after the other.',
      retryAfterMs: 2_000,
      cause: failure,
    });
  }
  const named = (['minute', 'hour', 'day'] as const).find((window) => windowWords[window].test(reason));
  return quota.close(named ?? 'minute', failure);
}

const windowWords = { minute: /minute/i, hour: /hour/i, day: /dai?ly|tomorrow/i } as const;

function refusedKey(cause: StatusFailure): ToolError {
  return unavailable("The server's access to Open-Meteo was refused.", {
    hint: 'Retrying will not help: the operator must check WEATHER_OPEN_METEO_API_KEY.',
    retryable: false,
    cause,
  });
}
