import { createFrame } from '../world/frame.ts';
import { at, DAY, HOUR } from '../world/math.ts';
import { hashText, hashUnit } from '../world/noise.ts';
import { createSite } from '../world/site.ts';
import { airMass } from '../world/weather.ts';
import type { EventKind } from './events.ts';
import { EVENTS } from './events.ts';
import { printLocal } from './forecast.ts';
import type { Office } from './offices.ts';
import { isCovered, officeAt } from './offices.ts';

/** Degrees of the square that one warning covers. */
const ZONE = 1;
/** Days before today on which a warning that is still in force may have been issued. */
const LOOK_BACK = 2;

/** One warned area: a square degree, named after its office. */
export interface Zone {
  row: number;
  column: number;
  office: Office;
  code: string;
  latitude: number;
  longitude: number;
}

/** The zone that holds a point. */
export function zoneAt(latitude: number, longitude: number): Zone {
  const row = Math.round(latitude / ZONE);
  const column = Math.round(longitude / ZONE);
  const centre = { latitude: row * ZONE, longitude: column * ZONE };
  const office = officeAt(centre.latitude, centre.longitude);
  const number = 1 + (Math.abs(row * 31 + column * 17) % 899);
  return { row, column, office, code: `${office.state}Z${String(number).padStart(3, '0')}`, ...centre };
}

/** The zones around the offices of a state. */
export function zonesOf(offices: readonly Office[]): Zone[] {
  const found = new Map<string, Zone>();
  for (const office of offices) {
    for (let dy = -1; dy <= 1; dy += 1) {
      for (let dx = -1; dx <= 1; dx += 1) {
        const zone = zoneAt(office.latitude + dy, office.longitude + dx);
        const kept = zone.office.state === office.state && isCovered(zone.latitude, zone.longitude);
        if (kept) found.set(`${zone.row}:${zone.column}`, zone);
      }
    }
  }
  return [...found.values()];
}

interface Issue {
  kind: EventKind;
  zone: Zone;
  sent: number;
  onset: number;
  ends: number;
  /** First messages have none; updates and cancellations name what they replace. */
  replaces: readonly Issue[];
  messageType: 'Alert' | 'Update' | 'Cancel';
}

function identifier(issue: Issue): string {
  const key = `${issue.zone.row}:${issue.zone.column}:${issue.sent}:${issue.messageType}:${issue.kind.event}`;
  const digits = [1, 2, 3, 4, 5].map((salt) =>
    (hashText(`${key}:${salt}`) >>> 0).toString(16).padStart(8, '0'),
  );
  return `urn:oid:2.49.0.1.840.0.${digits.join('')}.001.${issue.replaces.length + 1}`;
}

/** The messages of one zone and day: none, one, or one with an update and perhaps a cancellation. */
function issuedOn(seed: number, zone: Zone, day: number): Issue[] {
  const chance = (salt: number): number => hashUnit(seed, 4001 + salt, zone.row, zone.column, day);
  if (chance(0) > 0.2) return [];
  const sent = day * DAY + Math.floor(chance(1) * 22) * HOUR;
  const site = createSite({ seed, latitude: zone.latitude, longitude: zone.longitude, settled: true });
  const celsius = at(airMass(createFrame(site, sent, HOUR, 1)), 0);
  const plausible = EVENTS.filter(({ between }) => celsius >= between[0] && celsius <= between[1]);
  const kind = plausible[Math.floor(chance(2) * plausible.length)];
  if (!kind) return [];
  const onset = kind.urgency === 'Immediate' ? sent : sent + Math.floor(chance(3) * 10) * HOUR;
  const first: Issue = {
    kind,
    zone,
    sent,
    onset,
    ends: onset + kind.hours * HOUR,
    replaces: [],
    messageType: 'Alert',
  };
  const fate = chance(4);
  if (fate > 0.6 || kind.hours < 6) return [first];
  const update: Issue = {
    ...first,
    sent: sent + 3 * HOUR,
    ends: first.ends + 2 * HOUR,
    replaces: [first],
    messageType: 'Update',
  };
  if (fate > 0.2) return [first, update];
  return [
    first,
    update,
    { ...update, sent: sent + 6 * HOUR, replaces: [first, update], messageType: 'Cancel' },
  ];
}

/** A message expires before its event ends: the service replaces it by then. */
function expiryOf(issue: Issue): number {
  return issue.ends - HOUR / 2;
}

/** The messages of a zone that are out and have not expired; superseded ones linger, as in the real feed. */
export function activeIn(seed: number, zone: Zone, now: number): Issue[] {
  const today = Math.floor(now / DAY);
  return Array.from({ length: LOOK_BACK + 1 }, (_, back) => issuedOn(seed, zone, today - back))
    .flat()
    .filter((issue) => issue.sent <= now && expiryOf(issue) > now);
}

function describe(issue: Issue): string {
  const { kind, zone } = issue;
  const end = printLocal(issue.ends, zone.office.timeZone).slice(0, 16).replace('T', ' ');
  if (issue.messageType === 'Cancel') return `The ${kind.event} is no longer in effect.`;
  return `* WHAT...${kind.what}\n\n* WHERE...Areas around ${zone.office.city}, ${zone.office.stateName}.\n\n* WHEN...Until ${end} local time.`;
}

function ringOf(zone: Issue['zone']): readonly (readonly number[])[] {
  const south = zone.latitude - ZONE / 2;
  const west = zone.longitude - ZONE / 2;
  return [
    [west, south],
    [west + ZONE, south],
    [west + ZONE, south + ZONE],
    [west, south + ZONE],
    [west, south],
  ];
}

function actionOf({ messageType, kind }: Issue) {
  if (messageType === 'Cancel') return { urgency: 'Past', instruction: null, response: 'AllClear' };
  return { urgency: kind.urgency, instruction: kind.instruction, response: kind.response };
}

/** The GeoJSON feature of a message. */
export function printAlert(issue: Issue, origin: string): object {
  const { kind, zone } = issue;
  const local = (time: number): string => printLocal(time, zone.office.timeZone);
  const id = identifier(issue);
  const sender = 'w-nws.webmaster@noaa.gov';
  const verb = { Alert: 'issued', Update: 'updated', Cancel: 'cancelled' }[issue.messageType];
  return {
    id: `${origin}/alerts/${id}`,
    type: 'Feature',
    geometry: { type: 'Polygon', coordinates: [ringOf(zone)] },
    properties: {
      '@id': `${origin}/alerts/${id}`,
      '@type': 'wx:Alert',
      id,
      areaDesc: `${zone.office.city} area (${zone.code}), ${zone.office.state}`,
      geocode: { SAME: [`0${zone.code.slice(3)}`], UGC: [zone.code] },
      affectedZones: [`${origin}/zones/forecast/${zone.code}`],
      references: issue.replaces.map((old) => ({
        '@id': `${origin}/alerts/${identifier(old)}`,
        identifier: identifier(old),
        sender,
        sent: local(old.sent),
      })),
      sent: local(issue.sent),
      effective: local(issue.sent),
      onset: local(issue.onset),
      expires: local(expiryOf(issue)),
      ends: local(issue.ends),
      status: 'Actual',
      messageType: issue.messageType,
      category: 'Met',
      severity: kind.severity,
      certainty: kind.certainty,
      event: kind.event,
      sender,
      senderName: `NWS ${zone.office.city} ${zone.office.state}`,
      headline: `${kind.event} ${verb} ${local(issue.sent)} until ${local(issue.ends)} by NWS ${zone.office.city} ${zone.office.state}`,
      description: describe(issue),
      ...actionOf(issue),
      parameters: { AWIPSidentifier: [`WSW${zone.office.id}`] },
    },
  };
}
