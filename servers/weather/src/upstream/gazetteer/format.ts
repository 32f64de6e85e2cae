/*
 * The file of places, which is read whole and never parsed: every question decodes the few bytes that it touches.
 * Whole numbers are little-endian.
 *
 * Header: "PLC1", then as 32 bits the version of the fold that it is sorted by, the counts of names, of alternate names
 * and of places, and the offset of each section and of the end.
 *
 * texts      names of time zones, an empty line, then `US.TX|Texas` for each region; UTF-8 lines
 * regions    20 bytes each: box in ten-thousandths of a degree (south, west, north, east, 32 bits each), time zone,
 *            population
 * byName     the regions that have a name in the order of their folds, 16 bits each
 * mainHeads  8 bytes for each block of 16 names: offset into `main` and first place (24 bits each), largest population
 * main       distinct names of places by their folds: a byte with the shared bytes and the new ones (4 bits each, 15 of
 *            the latter means that a byte with the rest follows), then the new bytes
 * otherHeads as mainHeads, with no place
 * other      further names in the same form, each followed by the places that bear it: base 128, the lowest bit says
 *            that another one follows; the largest first
 * places     8 bytes each, in the order of names: region (12 bits), same name as the one before, capital, form of the
 *            id (2 bits); latitude and longitude within the region's box; population
 * zones      places in another zone than most of their region: place (24 bits), zone (16 bits)
 * ids        GeoNames ids of places that share name and region: place (24 bits), id (24 bits)
 * notice     who made the data, and under which licence they are; UTF-8
 *
 * A population is 12 bits to be multiplied by 4 as often as the upper 4 bits say: three digits are kept.
 */

/** The first four bytes. */
export const magic = 'PLC1';

/** The sections in their order. */
export const sections = [
  'texts',
  'regions',
  'byName',
  'mainHeads',
  'main',
  'otherHeads',
  'other',
  'places',
  'zones',
  'ids',
  'notice',
] as const;

/** One section. */
export type Section = (typeof sections)[number];

/** Where the offsets of the sections begin in the header, and how long it is. */
export const offsetsAt = 20;
export const headerBytes = offsetsAt + (sections.length + 1) * 4;

export const blockNames = 16;
export const headBytes = 8;
export const regionBytes = 20;
export const placeBytes = 8;
export const zoneBytes = 5;
export const idBytes = 6;
/** Parts of a degree in which the boxes of regions are given. */
export const perDegree = 10_000;
/** The largest step within a box. */
export const boxSteps = 65_535;

/** Bits of a place's first two bytes, below the region. */
export const sameName = 8;
export const capital = 4;

/** What follows the slug of the name in an id: nothing, the country, country and region, country and GeoNames id. */
export const idForms = { plain: 0, country: 1, region: 2, geonames: 3 } as const;

/** The form of an id. */
export type IdForm = (typeof idForms)[keyof typeof idForms];

/** A population in 16 bits, and back. */
export function packPopulation(population: number): number {
  let exponent = 0;
  let mantissa = population;
  while (mantissa > 4095) {
    mantissa = Math.round(mantissa / 4);
    exponent += 1;
  }
  return (exponent << 12) | mantissa;
}

export function unpackPopulation(packed: number): number {
  return (packed & 4095) * 4 ** (packed >> 12);
}
