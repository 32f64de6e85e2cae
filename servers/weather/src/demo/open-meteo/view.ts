import type { Drift, Frame } from '../world/frame.ts';
import { createFrame, NO_DRIFT } from '../world/frame.ts';
import { DAY, HOUR, round } from '../world/math.ts';
import { hashText, hashUnit } from '../world/noise.ts';
import { hasSea } from '../world/sea.ts';
import type { Site } from '../world/site.ts';
import { isEuropeanOnly } from './air-variables.ts';
import type { SeriesApi } from './apis.ts';
import type { Model } from './models.ts';
import { covers } from './models.ts';
import { isWave } from './sea-variables.ts';
import type { Ask, Variable } from './variable.ts';

/** One site through one member of one model, as one API serves it. */
export interface View {
  api: SeriesApi;
  site: Site;
  model: Model;
  member: number;
  ask: Ask;
  /** What the columns carry after the variable's name. */
  suffix: string;
  frames: Map<string, Frame>;
}

/** Runs are published every six hours; members drift apart from there. */
const RUN_SECONDS = 6 * HOUR;
const ARCHIVE_LAG = 5 * DAY;
const WAVE_HORIZON = 8.25 * DAY;
const EUROPEAN_AIR_HORIZON = 4 * DAY;
/** 2022-10-01, from which the air quality archive holds values. */
const AIR_SINCE = 1_664_582_400;
const EUROPE = { south: 30, west: -25, north: 72, east: 45 };

function memberSuffix(member: number): string {
  return member === 0 ? '' : `_member${String(member).padStart(2, '0')}`;
}

/** The views of a site: one per model, or one per member where the request wants members. */
export function createViews(
  api: SeriesApi,
  site: Site,
  models: readonly Model[],
  ask: Ask,
  allMembers: boolean,
): View[] {
  return models.flatMap((model) => {
    const suffix = models.length > 1 ? `_${model.name}` : '';
    const seen = api === 'climate' ? climateSite(site, model) : site;
    return Array.from({ length: allMembers ? model.members : 1 }, (_, member): View => {
      const full = `${memberSuffix(member)}${suffix}`;
      return { api, site: seen, model, member, ask, suffix: full, frames: new Map() };
    });
  });
}

/** A climate model lives in a world of its own: other storms, a bias, and its own rate of warming. */
function climateSite(site: Site, model: Model): Site {
  const seed = site.seed ^ hashText(model.name);
  return {
    ...site,
    seed,
    warmBias: 1.6 * (hashUnit(seed, 1) - 0.5),
    trend: 0.026 + 0.016 * hashUnit(seed, 2),
  };
}

function drift(view: View): Drift {
  const { model, member, ask } = view;
  if (model.stray === 0 && member === 0) return NO_DRIFT;
  const issued = Math.floor(ask.now / RUN_SECONDS) * RUN_SECONDS;
  const control = member === 0 && model.members > 1;
  const scale = Math.max(model.stray, member === 0 ? 0 : 1) * (control ? 0.5 : 1);
  return { member: (hashText(model.name) & 0xffff) + member, issued, scale };
}

/** The frame of a view for a span; the same span is computed once. */
export function frameOf(view: View, start: number, step: number, count: number): Frame {
  const key = `${start}:${step}:${count}`;
  const known = view.frames.get(key);
  if (known) return known;
  const frame = createFrame(view.site, start, step, count, drift(view));
  view.frames.set(key, frame);
  return frame;
}

function isEurope(site: Site): boolean {
  const { latitude, longitude } = site;
  return (
    latitude >= EUROPE.south &&
    latitude <= EUROPE.north &&
    longitude >= EUROPE.west &&
    longitude <= EUROPE.east
  );
}

/** From when to when a variable has values in a view; an empty span where it has none at all. */
function available(view: View, name: string, frame: Frame): { from: number; until: number } {
  const none = { from: 0, until: 0 };
  const { api, site, model, ask } = view;
  if (!covers(model, site.latitude, site.longitude)) return none;
  const marine = api === 'marine' || /^(?:wave|sea_|ocean|swell)/.test(name);
  if (marine && !hasSea(frame)) return none;
  if (api === 'air-quality') {
    if (!isEuropeanOnly(name)) return { from: AIR_SINCE, until: Infinity };
    return isEurope(site) ? { from: AIR_SINCE, until: ask.now + EUROPEAN_AIR_HORIZON } : none;
  }
  if (api === 'archive') return { from: -Infinity, until: ask.now - ARCHIVE_LAG };
  if (api === 'climate') return { from: -Infinity, until: Infinity };
  const horizon = model.name === 'best_match' ? Infinity : ask.now + model.horizonDays * DAY;
  const waves = api === 'marine' && isWave(name) ? ask.now + WAVE_HORIZON : Infinity;
  return { from: -Infinity, until: Math.min(horizon, waves) };
}

/** A variable's column in metric units, rounded as the API prints it; NaN where there is no value. */
export function columnOf(view: View, name: string, variable: Variable, frame: Frame): Float64Array {
  const raw = variable.values(frame, view.ask);
  const { from, until } = available(view, name, frame);
  const { decimals } = variable.quantity;
  const out = new Float64Array(frame.count);
  for (let i = 0; i < frame.count; i += 1) {
    const time = frame.start + i * frame.step;
    out[i] = time >= from && time <= until ? round(raw[i] ?? Number.NaN, decimals) : Number.NaN;
  }
  return out;
}
