import type { DependencyHealth } from '@patchbay/core';
import type { UpstreamHealth } from '@patchbay/upstream';
import type { QuotaWindow, UpstreamStatus } from '../deps.ts';

/** One upstream's state as the health tool shows it. */
export function toUpstreamStatus({
  name,
  status,
  circuit,
  last_success_at,
  cache,
}: UpstreamHealth): UpstreamStatus {
  const lookups = cache.hits + cache.misses;
  return {
    name,
    status,
    circuit,
    ...(last_success_at !== undefined && { last_success_at }),
    cache_entries: cache.entries,
    cache_hit_rate: lookups === 0 ? null : Math.round(cache.hit_rate * 1000) / 1000,
  };
}

/**
 * The interfaces of Open-Meteo as one dependency; without it the server has no weather.
 *
 * It is `down` when the forecast is, or everything that was asked; `degraded` when any interface fails or the quota is
 * used up, since answers may be old then.
 */
export function openMeteoHealth(
  upstreams: readonly UpstreamHealth[],
  windows: readonly QuotaWindow[],
  repair: string,
): DependencyHealth {
  const asked = upstreams.filter(({ status }) => status !== 'unknown');
  const failing = asked.filter(({ status }) => status !== 'up');
  const spent = windows.find(({ used, limit }) => used >= limit);
  const about = { name: 'open-meteo', required: true } as const;
  if (failing.length > 0) {
    const isDown = failing.some(({ status }) => status === 'down') && isEssential(failing, asked);
    const names = failing.map(({ name, last_error_code }) => `${name} (${last_error_code ?? 'failing'})`);
    const detail = `${names.join(', ')}: older answers stand in where there are any. ${repair}`;
    return { ...about, status: isDown ? 'down' : 'degraded', detail };
  }
  if (spent) {
    const detail = `The quota per ${spent.window} is used up until ${spent.resets_at}; raise WEATHER_QUOTA_* if your plan allows more.`;
    return { ...about, status: 'degraded', detail };
  }
  return { ...about, status: asked.length === 0 ? 'unknown' : 'up' };
}

function isEssential(failing: readonly UpstreamHealth[], asked: readonly UpstreamHealth[]): boolean {
  return failing.length === asked.length || failing.some(({ name }) => name === 'Open-Meteo forecast');
}

/** The alert service as a dependency that the server can do without. */
export function nwsHealth({ status, last_error_code }: UpstreamHealth): DependencyHealth {
  const about = { name: 'nws', required: false, status } as const;
  if (status === 'up' || status === 'unknown') return about;
  const detail = `US alerts fail (${last_error_code ?? 'failing'}): check that WEATHER_NWS_URL can be reached from here and that WEATHER_CONTACT names you.`;
  return { ...about, detail };
}
