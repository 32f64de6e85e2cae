const points = [
  'N',
  'NNE',
  'NE',
  'ENE',
  'E',
  'ESE',
  'SE',
  'SSE',
  'S',
  'SSW',
  'SW',
  'WSW',
  'W',
  'WNW',
  'NW',
  'NNW',
] as const;

/** One of the sixteen directions of the compass. */
export type CompassPoint = (typeof points)[number];

/** The compass direction of a bearing in degrees clockwise from north; any turn count and sign will do. */
export function compassPoint(degrees: number): CompassPoint {
  const sector = Math.round(degrees / 22.5) % 16;
  return points[(sector + 16) % 16] ?? 'N';
}
