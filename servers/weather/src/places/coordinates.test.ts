import { expect, test } from 'vitest';
import { parseCoordinates } from './coordinates.ts';

test.each([
  ['48.8566,2.3522', 48.8566, 2.3522],
  [' 48.8566 ,  2.3522 ', 48.8566, 2.3522],
  ['-33.87 151.21', -33.87, 151.21],
  ['33.87S, 151.21E', -33.87, 151.21],
  ['151.21° E, 33.87° S', -33.87, 151.21],
  ['N48.85 W2.35', 48.85, -2.35],
  ['48°51\'24"N 2°21\'3"E', 48.85666666666667, 2.3508333333333336],
  ['−90;−180', -90, -180],
  ['90,180', 90, 180],
  ['0,0', 0, 0],
  ['(48.85, 2.35)', 48.85, 2.35],
  ['[48.85 2.35]', 48.85, 2.35],
  ['lat: 48.85, lon: 2.35', 48.85, 2.35],
  ['latitude=48.85; longitude=-2.35', 48.85, -2.35],
  ['{lat: 48.85, lng: 2.35}', 48.85, 2.35],
  ['lon 2.35 lat 48.85', 48.85, 2.35],
  ['geo:48.85,2.35', 48.85, 2.35],
  ['geo:48.85,2.35;u=35', 48.85, 2.35],
  ['geo:48.85,2.35?z=11', 48.85, 2.35],
  ['.5,-.25', 0.5, -0.25],
  ['48.,2.', 48, 2],
])('reads %s', (text, latitude, longitude) => {
  expect(parseCoordinates(text)).toEqual({ latitude, longitude });
});

test.each(['Paris', 'Lata', 'Long Beach', 'geo:', '48.8566', 'Paris, 75001', '1,2,3', '', 'N,E'])(
  '%j is no pair of coordinates',
  (text) => {
    expect(parseCoordinates(text)).toBeUndefined();
  },
);

test.each([
  ['139.7,35.7', 'Put the latitude first: "35.7,139.7".'],
  ['10,190', 'The same meridian is -170.'],
  ['10,-190', 'The same meridian is 170.'],
  ['95,10', 'Put the latitude first: "10,95".'],
  ['200,10', 'Correct the first number.'],
  ['10,700', 'Correct the second number.'],
  ['10N,20N', 'one latitude (N or S) and one longitude'],
  ['-10S,20E', 'contradict'],
  [`48°75' N, 2°20' E`, 'below 60'],
  [`48°20'61" N, 2°20' E`, 'below 60'],
])('%s is out of range and the problem names the fix', (text, fix) => {
  expect(parseCoordinates(text)).toEqual({ problem: expect.stringContaining(fix) });
});
