import { readFileSync } from 'node:fs';

/** An airport by its code. */
export interface Airport {
  readonly name: string;
  readonly town: string;
  readonly country_code: string;
  readonly latitude: number;
  readonly longitude: number;
}

let lines: string | undefined;

/** The large or medium airport of an IATA or ICAO code in capitals (OurAirports, public domain). */
export function airportOf(code: string): Airport | undefined {
  if (!/^[A-Z]{3,4}$/.test(code)) return undefined;
  // the file is read once and searched as it is
  lines ??= `\n${readFileSync(new URL('airports.txt', import.meta.url), 'utf8')}`;
  const at = code.length === 3 ? lines.indexOf(`\n${code}|`) + 1 : icaoLine(lines, code);
  if (at <= 0) return undefined;
  const fields = lines.slice(at, lines.indexOf('\n', at)).split('|');
  const [, , latitude, longitude, country_code = '', town = '', name = ''] = fields;
  return { name, town, country_code, latitude: Number(latitude), longitude: Number(longitude) };
}

function icaoLine(text: string, code: string): number {
  const at = text.indexOf(`|${code}|`);
  return at < 0 ? 0 : text.lastIndexOf('\n', at) + 1;
}
