import { expect, test } from 'vitest';
import { failureOf, startEmulated } from './emulated.fixture.ts';

test.each([
  ['2.3522,48.8566', '"48.8566,2.3522"', 'in the open sea'],
  ['-74.006,40.7128', '"40.7128,-74.006"', 'in Antarctica'],
])('%s asks whether the numbers were swapped, and letters insist', async (text, swapped, where) => {
  const { deps, signal } = await startEmulated();
  const failure = await failureOf(deps.places.resolve(text, { signal }));
  expect(failure.code).toBe('validation_error');
  expect(failure.message).toContain(where);
  expect(failure.message).toContain('swapped?');
  expect(failure.hint).toContain(swapped);
  const insisting = /or "([^"]+)"/.exec(failure.hint ?? '')?.[1] ?? '';
  const place = await deps.places.resolve(insisting, { signal });
  expect(await deps.places.resolve(place.city_id, { signal })).toEqual(place);
});

test.each(['36,-40', '-77.85,166.67', '54.5,3.5', '0,0', '-65.2,-64.1'])(
  '%s is nobody’s town swapped',
  async (text) => {
    const { deps, signal } = await startEmulated();
    expect((await deps.places.resolve(text, { signal })).city_id).toBe(text);
  },
);
