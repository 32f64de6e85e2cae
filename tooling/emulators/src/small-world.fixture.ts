import type { OpenMeteoWorld } from './open-meteo/index.ts';

const hours = Array.from({ length: 168 }, (_, hour) => {
  const day = String(15 + Math.floor(hour / 24)).padStart(2, '0');
  return `2026-03-${day}T${String(hour % 24).padStart(2, '0')}:00`;
});

const bodies: Readonly<Record<string, unknown>> = {
  '/v1/search': { results: [{ id: 1, name: 'Paris' }] },
  '/v1/elevation': { elevation: [12.5, 1317] },
  '/v1/forecast': {
    latitude: 51.5,
    longitude: -0.125,
    utc_offset_seconds: 0,
    current_units: { time: 'iso8601', interval: 'seconds', temperature_2m: '°C' },
    current: { time: '2026-03-15T13:15', interval: 900, temperature_2m: 9.4 },
    hourly_units: { time: 'iso8601', temperature_2m: '°C', rain: 'mm' },
    hourly: {
      time: hours,
      temperature_2m: hours.map((_, hour) => 9.4 + (hour % 24) / 10),
      rain: hours.map((_, hour) => (hour % 9 === 0 ? 0.4 : 0)),
    },
  },
};

/** A week of weather in one place, the same for every question: enough for what an emulator does around a world. */
export const smallWorld: OpenMeteoWorld = {
  respond({ path }) {
    const body = bodies[path];
    return body === undefined
      ? { status: 404, body: { error: true, reason: 'Not Found' } }
      : { status: 200, body };
  },
  apiOf: (path) => (path === '/v1/search' ? 'geocoding' : path.split('/')[2]),
  measure: () => ({ locations: 1, columns: 2, days: 7 }),
};
