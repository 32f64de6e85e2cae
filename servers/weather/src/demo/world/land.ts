import { clamp, RADIANS } from './math.ts';

/**
 * Coastlines as polygons of "lon lat" pairs, good to about a hundred kilometres: enough to tell a coast from
 * the middle of a continent, which is all that the climate and the sea need.
 */
const OUTLINES = [
  // North and Central America
  '-168 66 -156 71 -141 70 -128 70 -115 68 -95 68 -94 72 -82 68 -87 64 -94 59 -85 55 -80 52 -77 56 -77 62 -70 61 -64 59 -56 52 -66 50 -65 47 -60 46 -67 44 -70 43 -70 41.5 -74 40.4 -76 36 -81 31 -80 26 -82 27 -84 30 -90 29.5 -97 28 -97 22 -94 18 -87 21 -88 16 -83 15 -83 10 -77 8.5 -80 7.5 -85 9.5 -88 13 -95 16 -105 20 -109 25 -113 31 -114.5 31 -110 23 -115 29 -118 33.8 -122.6 37.5 -124.4 42 -124 48 -130 55 -140 60 -151 60 -158 56 -165 61',
  // Greenland
  '-55 60 -43 60 -22 70 -18 80 -35 83.5 -60 82 -70 77 -54 70',
  // Arctic Canada
  '-120 71 -105 73 -85 74 -80 66 -64 62 -62 67 -75 73 -80 76 -65 82.5 -90 81 -118 76',
  // South America
  '-77 8 -72 12 -62 10.7 -52 5 -50 0 -44 -2.5 -35 -6 -39 -13 -39 -18 -41 -22.5 -48 -26 -54 -34 -58.5 -34.4 -57 -37 -62 -39 -65 -43 -69 -51 -66 -55 -72 -53 -75 -48 -73 -38 -71.5 -32 -70.3 -19 -76 -14 -81 -5 -80 -1 -78 2',
  // Africa
  '-6 35.9 10 37.2 11 33.5 20 31 30 31.3 32.5 31 35 26 37 20 43 12 51 11.7 46 2 40 -4 40 -15 35 -21 33 -26 30.5 -30.5 27 -33.9 18.4 -34.3 15 -27 12 -17 13.5 -9 9 -1 9.5 4 4 6.2 -8 4.5 -13 8.5 -17.3 14.7 -17 21 -13 27.5 -9.7 31',
  // Madagascar
  '44 -25 47 -25 50 -15.5 49 -12 44 -17',
  // Europe and Asia, from Iberia clockwise through the north
  '-9.2 37 -9.2 43.2 -1.5 43.4 -1.2 46 -4.7 48.4 -1.5 48.7 1.5 50.8 4.5 52.2 8 54 8 57.1 10.5 57.6 10 54.8 14 54 19 54.4 21 57 24 57.4 24 59.3 30 60 22 60 21.3 63 25 65.5 22 66 17 61 19 60 16.3 57 12.9 55.5 11 59 6 58 5 62 13 67 20 70 28 71 41 67 35 64.5 44 66 55 68.5 68 69 74 73 87 75 104 77.7 113 74 130 71 150 71.5 170 70 180 69 190 66 180 63 175 62 163 58 162 52 156.5 51.5 157 58 163 62 150 59.5 142 59 136 54.5 140 52 140 47 132 43 128 40 129 35.5 126.5 34.5 126.7 37.5 121 39 122 37 119.5 35 121.9 31.5 120 27 114.3 22.4 108.5 21.5 106 19 109 12 105 8.8 102 12.2 100.6 13.5 99.5 9.5 103 5 104.2 1.3 101 3 98.3 8 97.5 16.5 94.3 16 91 22.6 87 21.3 80.2 15.5 80.2 12 77.5 8.1 73 17 72.6 21 67 24.8 57 25.5 50.3 30 51.5 25.5 56.3 26 59.8 22.5 45 13 42.6 16.5 35 28 34.3 31.3 36 36.5 30.5 36.3 27.2 37 26.5 40.3 29.2 41.2 41.5 41.6 38 46.5 31 46.5 28.5 43.5 28.5 41.2 23 40.3 24 38 22.5 36.5 19.5 41.5 13 45.6 12.4 44 18.4 40.2 16 38 11.5 42.3 8.8 44.4 3.1 43.1 3.2 41.8 -0.5 39.5 -0.5 38 -2 36.8 -5.6 36',
  // Australia
  '114 -22 122 -18 130 -12.5 136 -12 136 -15 140 -17.5 142.5 -10.7 146 -19 153 -25 153.6 -28.5 151.3 -33.9 150 -37.5 146.5 -39 140.5 -38 138 -34 131 -31.5 124 -33 118 -35 115 -34.2',
  // Antarctica as a band up to the pole
  '-180 -90 -180 -78 -150 -77 -100 -73.5 -75 -73 -58 -63.5 -62 -75 -40 -78 -20 -73 10 -70 50 -67 90 -66.5 140 -66.7 170 -71.5 165 -78 180 -78 180 -90',
  // Great Britain, Ireland, Iceland
  '-5.5 50.1 1.4 51.2 1.7 52.7 -1.5 55 -2 57.5 -5 58.6 -5.8 56 -3 54 -4.7 52',
  '-10 51.7 -6.2 52.2 -6 54.5 -8 55.2 -10 54',
  '-22.5 64 -18 63.4 -13.7 65 -16 66.5 -22 66.2 -24 65.5',
  // Japan, Taiwan, Sri Lanka, Philippines
  '130 31.2 132 33.7 135.5 33.6 139.8 35 140.9 36 141.9 39.5 145.4 43.3 142 45.4 139.9 42 140 39.5 136.8 36.8 131 34.3',
  '120.2 22.6 121 22 121.9 25.1 120.8 24.6',
  '79.9 8 80.2 6.1 81.8 7 80.3 9.7',
  '120.3 18.3 122.2 18.3 121.7 14 125.5 11 126.4 7 122 7 123 11 120.3 14',
  // Sumatra, Java, Borneo, Sulawesi, New Guinea
  '95.3 5.5 104 -2 106 -5.8 103 -4.5 98 1',
  '105.3 -6.7 108 -6.5 114.4 -7.7 114.3 -8.6 107 -7.7',
  '109 1.5 115 5 119 5 117.5 0 116 -4 110.2 -3',
  '119.5 -5.5 121 1 125 1.4 121 -1 122.5 -5',
  '131 -1 137.8 -1.6 147.5 -6 150.5 -10.5 144 -7.8 138 -8.3',
  // New Zealand
  '166.6 -46 171 -42 174.3 -41.2 172.7 -34.5 175 -36.5 178.4 -37.8 176.8 -40 174 -41.9 171 -45.9 168.4 -46.6',
  // Cuba, Hispaniola, Puerto Rico, Hawaii
  '-84.9 21.9 -80 23.1 -74.3 20.2 -77.6 19.9',
  '-74.4 18.4 -72.5 19.9 -68.4 18.7 -71.5 17.8',
  '-67.2 18 -67.1 18.5 -65.7 18.4 -65.8 18',
  '-156 20.2 -155.8 19 -154.9 19.5 -155.8 20.3',
  '-158.25 21.5 -157.9 21.72 -157.65 21.3 -158.1 21.3',
] as const;

type Point = readonly [lon: number, lat: number];

function parseOutline(text: string): Point[] {
  const numbers = text.split(' ').map(Number);
  const points: Point[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) points.push([numbers[i] ?? 0, numbers[i + 1] ?? 0]);
  return points;
}

const POLYGONS: readonly Point[][] = OUTLINES.map(parseOutline);

function crosses(a: Point, b: Point, lon: number, lat: number): boolean {
  return a[1] > lat !== b[1] > lat && lon < ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1]) + a[0];
}

function edges(polygon: readonly Point[]): [Point, Point][] {
  return polygon.map((point, i): [Point, Point] => [polygon.at(i - 1) ?? point, point]);
}

const EDGES = POLYGONS.map(edges);

/** Whether a point is on land. Longitudes are taken modulo 360, so both sides of the antimeridian agree. */
export function isLand(latitude: number, longitude: number): boolean {
  const lon = ((((longitude + 180) % 360) + 360) % 360) - 180;
  const copies = lon < -160 ? [lon, lon + 360] : [lon];
  return copies.some((x) =>
    EDGES.some((polygon) => polygon.filter(([a, b]) => crosses(a, b, x, latitude)).length % 2 === 1),
  );
}

function distanceToEdge(a: Point, b: Point, lon: number, lat: number, shrink: number): number {
  const ax = (a[0] - lon) * shrink;
  const ay = a[1] - lat;
  const dx = (b[0] - a[0]) * shrink;
  const dy = b[1] - a[1];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : clamp(-(ax * dx + ay * dy) / length, 0, 1);
  return Math.hypot(ax + t * dx, ay + t * dy);
}

/** Distance to the nearest coast in km, on land and at sea alike (flat approximation around the point). */
export function coastDistanceKm(latitude: number, longitude: number): number {
  const shrink = Math.max(0.02, Math.cos(latitude * RADIANS));
  const lon = ((((longitude + 180) % 360) + 360) % 360) - 180;
  let best = 180;
  for (const x of [lon, lon + 360, lon - 360]) {
    for (const polygon of EDGES) {
      for (const [a, b] of polygon) best = Math.min(best, distanceToEdge(a, b, x, latitude, shrink));
    }
  }
  return best * 111.2;
}

/** How many km of land the west wind has crossed before it reaches the point, up to about 3,000. */
export function landFetchKm(latitude: number, longitude: number): number {
  const step = 1.5;
  const km = step * 111.2 * Math.max(0.1, Math.cos(latitude * RADIANS));
  let fetch = 0;
  for (let i = 1; i <= 24 && fetch < 3000; i += 1) {
    if (!isLand(latitude, longitude - i * step)) break;
    fetch += km;
  }
  return fetch;
}
