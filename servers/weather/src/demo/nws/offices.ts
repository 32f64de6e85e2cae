import { distanceKm, round } from '../world/math.ts';

/** A forecast office that stands for its state: where it is and which zone its clocks show. */
export interface Office {
  state: string;
  stateName: string;
  id: string;
  city: string;
  latitude: number;
  longitude: number;
  timeZone: string;
}

const ZONES: Record<string, string> = {
  E: 'America/New_York',
  C: 'America/Chicago',
  M: 'America/Denver',
  P: 'America/Los_Angeles',
  A: 'America/Anchorage',
  H: 'Pacific/Honolulu',
  S: 'America/Puerto_Rico',
  Z: 'America/Phoenix',
};

const TABLE = `AL,Alabama,BMX,Birmingham,33.2,-86.8,C
AK,Alaska,AFC,Anchorage,61.2,-149.9,A
AK,Alaska,AFG,Fairbanks,64.8,-147.7,A
AK,Alaska,AJK,Juneau,58.3,-134.4,A
AZ,Arizona,PSR,Phoenix,33.4,-112.1,Z
AR,Arkansas,LZK,Little Rock,34.8,-92.3,C
CA,California,MTR,San Francisco,37.7,-122.4,P
CA,California,LOX,Los Angeles,34.1,-118.3,P
CO,Colorado,BOU,Denver,39.8,-104.9,M
CT,Connecticut,BOX,Hartford,41.7,-72.7,E
DE,Delaware,PHI,Dover,39.1,-75.5,E
FL,Florida,MFL,Miami,25.8,-80.2,E
FL,Florida,TBW,Tampa,28,-82.4,E
GA,Georgia,FFC,Atlanta,33.6,-84.4,E
HI,Hawaii,HFO,Honolulu,21.3,-157.9,H
ID,Idaho,BOI,Boise,43.6,-116.2,M
IL,Illinois,LOT,Chicago,41.8,-87.8,C
IN,Indiana,IND,Indianapolis,39.7,-86.3,E
IA,Iowa,DMX,Des Moines,41.6,-93.6,C
KS,Kansas,TOP,Topeka,39,-96.6,C
KY,Kentucky,LMK,Louisville,38.1,-85.7,E
LA,Louisiana,LIX,New Orleans,30.2,-90,C
ME,Maine,GYX,Portland,43.9,-70.3,E
MD,Maryland,LWX,Baltimore,39.2,-76.8,E
MA,Massachusetts,BOX,Boston,42.3,-71.1,E
MI,Michigan,DTX,Detroit,42.5,-83.4,E
MN,Minnesota,MPX,Minneapolis,44.9,-93.4,C
MS,Mississippi,JAN,Jackson,32.3,-90.1,C
MO,Missouri,LSX,St. Louis,38.7,-90.7,C
MT,Montana,TFX,Great Falls,47.4,-111.3,M
NE,Nebraska,OAX,Omaha,41.2,-96.3,C
NV,Nevada,VEF,Las Vegas,36.1,-115.2,P
NH,New Hampshire,GYX,Concord,43.2,-71.5,E
NJ,New Jersey,PHI,Trenton,40.2,-74.7,E
NM,New Mexico,ABQ,Albuquerque,35,-106.6,M
NY,New York,OKX,New York,40.8,-73.9,E
NY,New York,BUF,Buffalo,42.9,-78.7,E
NC,North Carolina,RAH,Raleigh,35.8,-78.7,E
ND,North Dakota,BIS,Bismarck,46.8,-100.8,C
OH,Ohio,ILN,Columbus,39.9,-83,E
OK,Oklahoma,OUN,Norman,35.2,-97.4,C
OR,Oregon,PQR,Portland,45.6,-122.5,P
PA,Pennsylvania,CTP,State College,40.8,-77.9,E
PR,Puerto Rico,SJU,San Juan,18.4,-66,S
RI,Rhode Island,BOX,Providence,41.8,-71.4,E
SC,South Carolina,CAE,Columbia,34,-81.1,E
SD,South Dakota,FSD,Sioux Falls,43.6,-96.7,C
TN,Tennessee,OHX,Nashville,36.2,-86.6,C
TX,Texas,FWD,Dallas,32.8,-97.3,C
TX,Texas,EWX,Austin,29.7,-98,C
TX,Texas,MAF,Midland,31.9,-102.2,C
UT,Utah,SLC,Salt Lake City,40.8,-112,M
VT,Vermont,BTV,Burlington,44.5,-73.2,E
VA,Virginia,AKQ,Richmond,37.3,-77.3,E
WA,Washington,SEW,Seattle,47.6,-122.3,P
WV,West Virginia,RLX,Charleston,38.3,-81.7,E
WI,Wisconsin,MKX,Milwaukee,43,-88.5,C
WY,Wyoming,RIW,Riverton,43.1,-108.5,M`;

/** All offices of the synthetic service. */
export const OFFICES: readonly Office[] = TABLE.split('\n').map((line) => {
  const [state = '', stateName = '', id = '', city = '', latitude, longitude, zone = ''] = line.split(',');
  return {
    state,
    stateName,
    id,
    city,
    latitude: Number(latitude),
    longitude: Number(longitude),
    timeZone: ZONES[zone] ?? 'UTC',
  };
});

/** South, west, north, east of the regions that the service forecasts for. */
const REGIONS = [
  [24.4, -125, 49.4, -66.9],
  [51, -180, 71.6, -129.9],
  [51, 172, 53.5, 180],
  [18.8, -160.4, 22.4, -154.7],
  [17.6, -67.4, 18.6, -64.5],
] as const;

/** Whether the service covers a point: the contiguous states, Alaska, Hawaii and Puerto Rico. */
export function isCovered(latitude: number, longitude: number): boolean {
  return REGIONS.some(
    ([south, west, north, east]) =>
      latitude >= south && latitude <= north && longitude >= west && longitude <= east,
  );
}

/** The office nearest to a point. */
export function officeAt(latitude: number, longitude: number): Office {
  const [first, ...rest] = OFFICES;
  if (!first) throw new Error('The table of offices is empty.');
  const km = (office: Office): number => distanceKm(latitude, longitude, office.latitude, office.longitude);
  return rest.reduce((best, office) => (km(office) < km(best) ? office : best), first);
}

/** Degrees of one grid cell, about 2.5 km, and cells from the office to the west and south edge of its grid. */
const CELL_LAT = 0.0225;
const CELL_LON = 0.03;
const EDGE = 600;

export interface GridCell {
  office: Office;
  x: number;
  y: number;
}

/** The grid cell of a point in the grid of its office. */
export function cellAt(latitude: number, longitude: number): GridCell {
  const office = officeAt(latitude, longitude);
  return {
    office,
    x: Math.round((longitude - office.longitude) / CELL_LON) + EDGE,
    y: Math.round((latitude - office.latitude) / CELL_LAT) + EDGE,
  };
}

/** The middle of a grid cell, or undefined of an unknown office or a cell off its grid. */
export function centreOf(
  id: string,
  x: number,
  y: number,
): { office: Office; latitude: number; longitude: number } | undefined {
  const office = OFFICES.find((entry) => entry.id === id);
  if (!office || x < 0 || y < 0 || x > 2 * EDGE || y > 2 * EDGE) return undefined;
  return {
    office,
    latitude: round(office.latitude + (y - EDGE) * CELL_LAT, 4),
    longitude: round(office.longitude + (x - EDGE) * CELL_LON, 4),
  };
}
