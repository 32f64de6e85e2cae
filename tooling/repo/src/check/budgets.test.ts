import { expect, test } from 'vitest';
import type { SurfaceFile } from '../surface-file.ts';
import { ceilings, surfaceFindings } from './budgets.ts';

const surface = (server: string, tools: number, tokens: number): SurfaceFile => ({
  server,
  totals: { tools, tokens },
  tools: [],
  resources: [],
  resourceTemplates: [],
  prompts: [],
});

test('a server at its ceilings passes, one tool or token more does not', () => {
  const { tools, serverTokens } = ceilings;
  expect(surfaceFindings([surface('desk', tools, serverTokens)])).toEqual([]);
  expect(surfaceFindings([surface('desk', tools + 1, serverTokens + 1)])).toEqual([
    'desk: tools 20, at most 19',
    'desk: tokens of the list 5,001, at most 5,000',
  ]);
});

test('servers that are each small enough can be too much together', () => {
  const surfaces = ['a', 'b', 'c', 'd', 'e'].map((name) => surface(name, 5, 4_001));
  expect(surfaceFindings(surfaces)).toEqual(['all servers: tokens of the lists 20,005, at most 20,000']);
});
