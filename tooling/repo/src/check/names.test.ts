import { expect, test } from 'vitest';
import type { SurfaceFile } from '../surface-file.ts';
import { sharedNames } from './names.ts';

const surface = (server: string, parts: Partial<SurfaceFile>): SurfaceFile => ({
  server,
  totals: { tools: 0, tokens: 0 },
  tools: [],
  resources: [],
  resourceTemplates: [],
  prompts: [],
  ...parts,
});

test('finds a tool that two servers offer', () => {
  const tools = [{ name: 'get_lamp', tokens: 1 }];
  expect(sharedNames([surface('desk', { tools }), surface('shelf', { tools })])).toEqual([
    'tool get_lamp is offered more than once: desk, shelf',
  ]);
});

test('finds two templates that match the same URIs', () => {
  const desk = surface('desk', { resourceTemplates: [{ name: 'a', uriTemplate: 'room://{id}/lamp' }] });
  const shelf = surface('shelf', { resourceTemplates: [{ name: 'b', uriTemplate: 'room://{room}/lamp' }] });
  expect(sharedNames([desk, shelf])).toHaveLength(1);
});

test('finds a prompt and a URI that two servers offer', () => {
  const parts = { prompts: [{ name: 'report' }], resources: [{ name: 'a', uri: 'room://1' }] };
  expect(sharedNames([surface('desk', parts), surface('shelf', parts)])).toHaveLength(2);
});

test('a tool and a prompt may share a name', () => {
  const parts = { tools: [{ name: 'report', tokens: 1 }], prompts: [{ name: 'report' }] };
  expect(sharedNames([surface('desk', parts)])).toEqual([]);
});
