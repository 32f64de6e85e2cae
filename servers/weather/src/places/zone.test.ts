import { expect, test } from 'vitest';
import { zoneAt } from './zone.ts';

test.each([
  [21.3069, -157.8583, 'Pacific/Honolulu'],
  [1.87, -157.43, 'Pacific/Kiritimati'],
  [-13.83, -171.77, 'Pacific/Apia'],
  [22.57, 88.36, 'Asia/Kolkata'],
  [50.1, -40, 'Etc/GMT+3'],
  [90, 0, 'Etc/GMT'],
  [-90, 180, 'Antarctica/McMurdo'],
])('%d,%d is in %s', (latitude, longitude, zone) => {
  expect(zoneAt({ latitude, longitude })).toBe(zone);
});
