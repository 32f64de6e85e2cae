import type { Point } from './geo.ts';

const number = String.raw`([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*°?(?:\s*(\d+(?:\.\d+)?)\s*')?(?:\s*(\d+(?:\.\d+)?)\s*")?`;
const separator = String.raw`(\s*[,;]\s*|\s+|(?<=[NSEW]))`;
const lettersAfter = pairOf(String.raw`()${number}\s*([NSEW])?`);
const lettersBefore = pairOf(String.raw`([NSEW])\s*${number}()`);

function pairOf(part: string): RegExp {
  return new RegExp(`^${part}${separator}${part}$`, 'i');
}

interface Angle {
  readonly degrees: number;
  readonly axis: 'latitude' | 'longitude' | undefined;
  /** Whether its minutes or seconds are none. */
  readonly isBeyondSixty: boolean;
}

/**
 * Reads `lat,lon`, also with spaces, degree signs, minutes and seconds, and N/S/E/W before or after each number.
 * Without anything between the numbers both have a letter: `1e5` is a number, and no point.
 *
 * Returns undefined for text that is no pair of numbers, and a problem (a sentence that names the fix) for a pair that
 * is no point of the globe.
 */
export function parseCoordinates(text: string): Point | { readonly problem: string } | undefined {
  const plain = unlabelled(plainMarks(text));
  const match = lettersAfter.exec(plain) ?? lettersBefore.exec(plain);
  if (!match) return undefined;
  const first = angleOf(match.slice(1, 6));
  const second = angleOf(match.slice(7, 12));
  if (!first || !second) return { problem: contradiction };
  if (match[6] === '' && (first.axis === undefined || second.axis === undefined)) return undefined;
  if (first.isBeyondSixty || second.isBeyondSixty) return { problem: beyondSixty };
  if (first.axis !== undefined && first.axis === second.axis) return { problem: contradiction };
  const isSwapped = first.axis === 'longitude' || second.axis === 'latitude';
  const [latitude, longitude] = isSwapped ? [second.degrees, first.degrees] : [first.degrees, second.degrees];
  return checkRange(latitude, longitude);
}

/** A text with the signs of degrees, minutes and seconds, and words for them and for directions, in one form each. */
function plainMarks(text: string): string {
  return text
    .replace(/[−–]/g, '-')
    .replace(/[′’]/g, "'")
    .replace(/[″”]/g, '"')
    .replace(/[º˚]/g, '°')
    .normalize('NFKC')
    .replace(/(?<![a-z])deg(?:rees?)?(?![a-z])/gi, '°')
    .replace(/(?<![a-z])([nsew])(?:orth|outh|ast|est)(?![a-z])/gi, '$1')
    .replace(/\s+/g, ' ');
}

const contradiction =
  'The coordinates contradict themselves: give one latitude (N or S) and one longitude (E or W), each with a sign or a letter.';

const beyondSixty =
  'Minutes and seconds of an angle are below 60: write decimal degrees, or correct the number after °.';

const labels = /^lat(?:itude)?\s*[:=]?\s*(.+?)\s*[,;&\s]\s*(?:longitude|long|lon|lng)\s*[:=]?\s*(.+)$/i;
const labelsSwapped =
  /^(?:longitude|long|lon|lng)\s*[:=]?\s*(.+?)\s*[,;&\s]\s*lat(?:itude)?\s*[:=]?\s*(.+)$/i;

/** The bare pair in a geo URI (RFC 5870), in brackets, or after the names of its axes. */
function unlabelled(text: string): string {
  const inner = text
    .trim()
    .replace(/^geo:\s*([^;?]+).*$/i, '$1')
    .replace(/^[([{]\s*(.*?)\s*[)\]}]$/, '$1')
    .replace(/"([a-z]+)"/gi, '$1')
    .replace(/[,;\s]+$/, '');
  const [, latitude, longitude] = labels.exec(inner) ?? [];
  if (latitude !== undefined && longitude !== undefined) return `${latitude},${longitude}`;
  const [, x, y] = labelsSwapped.exec(inner) ?? [];
  return x !== undefined && y !== undefined ? `${y},${x}` : inner;
}

function angleOf(fields: readonly (string | undefined)[]): Angle | undefined {
  const [before, degrees = '', minutes = '0', seconds = '0', after] = fields;
  const letter = (before || after)?.toUpperCase();
  if (letter && /^[+-]/.test(degrees)) return undefined;
  const size = Math.abs(Number(degrees)) + Number(minutes) / 60 + Number(seconds) / 3600;
  const isNegative = degrees.startsWith('-') || letter === 'S' || letter === 'W';
  const isBeyondSixty = Number(minutes) >= 60 || Number(seconds) >= 60;
  return { degrees: isNegative ? 0 - size : size, axis: axisOf(letter), isBeyondSixty };
}

function axisOf(letter: string | undefined): Angle['axis'] {
  if (letter === undefined) return undefined;
  return letter === 'N' || letter === 'S' ? 'latitude' : 'longitude';
}

function checkRange(latitude: number, longitude: number): Point | { readonly problem: string } {
  if (Math.abs(latitude) > 90) {
    const isSwapped = Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90;
    const fix = isSwapped
      ? ` Put the latitude first: "${longitude},${latitude}".`
      : ' Correct the first number.';
    return { problem: `Latitude ${latitude} is out of range, -90 to 90.${fix}` };
  }
  if (Math.abs(longitude) > 180) {
    const wrapped = Math.abs(longitude) < 360 ? longitude - Math.sign(longitude) * 360 : undefined;
    const fix =
      wrapped === undefined
        ? ' Correct the second number.'
        : ` The same meridian is ${Number(wrapped.toFixed(6))}.`;
    return { problem: `Longitude ${longitude} is out of range, -180 to 180.${fix}` };
  }
  return { latitude, longitude };
}

/** Whether a pair of coordinates says which is which, by letters or by the names of its axes. */
export function namesAxes(text: string): boolean {
  return /\d\s*[°'"′″]?\s*[NSEW]\b|\b[NSEW]\s*[\d.]|lat|lon|lng|^geo:/i.test(text);
}
