import { plainUrl, secret } from '@patchbay/schemas';
import { z } from 'zod';

/** The environment of the weather server. */
export const weatherConfig = z.object({
  WEATHER_PROVIDER: z
    .enum(['open-meteo', 'demo'])
    .default('open-meteo')
    .describe('Where data comes from: `open-meteo`, or `demo` for synthetic data without any network.'),
  WEATHER_OPEN_METEO_API_KEY: secret(z.string())
    .optional()
    .describe('Key of a commercial Open-Meteo plan; requests then go to the customer hosts.'),
  WEATHER_COMMERCIAL_USE: z
    .stringbool()
    .default(false)
    .describe(
      'Set to true when the use is commercial: the free Open-Meteo service forbids that, so a key or hosts of your own become mandatory.',
    ),
  WEATHER_OPEN_METEO_URL: plainUrl()
    .optional()
    .describe('One base URL for every Open-Meteo interface, for a self-hosted instance.'),
  WEATHER_NWS_URL: plainUrl()
    .default('https://api.weather.gov')
    .describe('Base URL of the US National Weather Service, for official alerts.'),
  WEATHER_CONTACT: z
    .string()
    .max(200)
    .default('patchbay-weather')
    .describe('Contact that goes into the User-Agent, as the National Weather Service asks.'),
  WEATHER_QUOTA_MINUTE: z.coerce
    .number()
    .int()
    .positive()
    .default(600)
    .describe('Weighted Open-Meteo calls allowed per minute.'),
  WEATHER_QUOTA_HOUR: z.coerce
    .number()
    .int()
    .positive()
    .default(5000)
    .describe('Weighted Open-Meteo calls allowed per hour.'),
  WEATHER_QUOTA_DAY: z.coerce
    .number()
    .int()
    .positive()
    .default(10_000)
    .describe('Weighted Open-Meteo calls allowed per day.'),
  WEATHER_DEMO_SEED: z.coerce.number().int().default(1).describe('Seed of the synthetic data in demo mode.'),
});

/** The parsed environment of the weather server. */
export type WeatherConfig = z.output<typeof weatherConfig>;
