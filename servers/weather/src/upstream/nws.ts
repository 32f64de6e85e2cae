import { notFound, ToolError } from '@patchbay/core';
import { z } from 'zod';
import type { AlertReport, Alerts } from '../deps.ts';
import type { Place } from '../places/place.ts';
import { placeLabel } from '../places/place.ts';
import type { JsonSource, StatusFailure } from './json-source.ts';
import { alertsAnswer, alertsInForce, type InForce } from './nws-alerts.ts';
import { nwsCoverage } from './nws-coverage.ts';
import { toReading } from './reading.ts';

const pointAnswer = z.object({ properties: z.object({ gridId: z.string().nullish() }) });

const minute = 60_000;
const day = 24 * 60 * minute;

/** What the adapter works with. */
export interface NwsSettings {
  readonly source: JsonSource;
  readonly attribution: string;
  now(): Date;
}

/**
 * Reads official warnings from the US National Weather Service, or from its double in the demo.
 *
 * Outside its area the coverage is `none`, which says that nobody was asked.
 */
export function createNwsAlerts({ source, attribution, now }: NwsSettings): Alerts {
  return {
    active: async (place, { signal }) => {
      const point = pointOf(place);
      const coverage = nwsCoverage(place);
      if (coverage === 'no') return uncovered(place, attribution, now());
      try {
        if (coverage === 'ask') await askCoverage(source, point, signal);
        const result = await source.getJson({
          path: '/alerts/active',
          query: { point },
          schema: alertsAnswer,
          signal,
          ttlMs: 2 * minute,
          staleIfErrorMs: 60 * minute,
          operation: 'alerts',
        });
        const inForce = alertsInForce(result.value.features, now());
        return toReading({ ...result, value: covered(place, inForce) }, attribution, now());
      } catch (error) {
        if (error instanceof ToolError && error.code === 'not_found') {
          return uncovered(place, attribution, now());
        }
        throw error;
      }
    },
  };
}

/** Four decimals are eleven metres, finer than any warned area; the comma stays as the service documents it. */
function pointOf({ latitude, longitude }: Place): string {
  return [latitude, longitude].map((degrees) => Number(degrees.toFixed(4)) + 0).join(',');
}

async function askCoverage(source: JsonSource, point: string, signal: AbortSignal): Promise<void> {
  await source.getJson({
    path: `/points/${point}`,
    schema: pointAnswer,
    signal,
    ttlMs: 30 * day,
    staleIfErrorMs: 30 * day,
    operation: 'points',
  });
}

function covered(place: Place, { alerts, unreadable }: InForce): AlertReport {
  const where = placeLabel(place);
  const readable = unreadable === 0 ? '' : 'readable ';
  const found =
    alerts.length === 0
      ? `The US National Weather Service has no ${readable}warning in force for ${where}.`
      : `Warnings in force for ${where} from the US National Weather Service: ${alerts.length}.`;
  const statement = unreadable === 0 ? found : `${found} ${unreadableText(unreadable)}`;
  return { coverage: 'official', statement, alerts, ...(unreadable > 0 && { unreadable }) };
}

function unreadableText(count: number): string {
  const messages = count === 1 ? 'One message' : `${count} messages`;
  return `${messages} of the service could not be read, so a warning may be missing here.`;
}

function uncovered(place: Place, attribution: string, now: Date): ReturnType<typeof toReading<AlertReport>> {
  const statement = `No official warning service for ${placeLabel(place)} is connected (only the United States are covered), so warnings may be in force that are not shown here.`;
  const value: AlertReport = { coverage: 'none', statement, alerts: [] };
  return toReading({ value, age_ms: 0, stale: false, from: 'cache' }, attribution, now);
}

/** A point that the service refuses, as out of bounds or unknown, is one that it does not warn for. */
export function mapNwsFailure(failure: StatusFailure): ToolError | undefined {
  if (failure.kind !== 'status' || (failure.status !== 400 && failure.status !== 404)) return undefined;
  return notFound('The US National Weather Service does not cover this place.', {
    hint: 'Official alerts are available for the United States and its territories only.',
    cause: failure,
  });
}

/** One small request past the cache, for a health check that wants to know. Throws like any read. */
export async function probeNws(source: JsonSource, signal: AbortSignal): Promise<void> {
  await source.getJson({
    path: '/points/38.8951,-77.0364',
    schema: pointAnswer,
    signal,
    operation: 'probe',
  });
}
