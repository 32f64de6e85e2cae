import { expect, test } from 'vitest';
import { boundaryFindings, type Entries } from './boundaries.ts';
import { sourceFacts } from './source.ts';

const findings = (files: Readonly<Record<string, string>>, entries?: Entries) =>
  boundaryFindings(
    Object.entries(files).map(([path, text]) => sourceFacts(path, text)),
    entries,
  );

const tool = 'servers/desk/src/tools/get-lamp.ts';

test.each([
  [
    'schemas imports another of our packages',
    'packages/schemas/src/a.ts',
    "import { x } from '@patchbay/core';",
  ],
  ['schemas imports more than zod', 'packages/schemas/src/a.ts', "import fs from 'node:fs';"],
  ['observability knows the core', 'packages/observability/src/a.ts', "import { x } from '@patchbay/core';"],
  ['observability takes a vendor', 'packages/observability/src/a.ts', "import x from 'dd-trace';"],
  ['a demo knows the core', 'servers/desk/src/demo/a.ts', "import { x } from '@patchbay/core';"],
  ['a demo knows an adapter', 'servers/desk/src/demo/a.ts', "import { x } from '../upstream/api.ts';"],
  ['a domain knows its demo', 'servers/desk/src/lamps/a.ts', "import { x } from '../demo/lamps.ts';"],
  ['the core knows storage', 'packages/core/src/a.ts', "import { x } from '@patchbay/storage';"],
  ['the core knows how it is served', 'packages/core/src/a.ts', "import { x } from '@patchbay/serve';"],
  ['the core takes a driver', 'packages/core/src/a.ts', "import { Redis } from 'ioredis';"],
  ['serving knows storage', 'packages/serve/src/a.ts', "import { x } from '@patchbay/storage';"],
  ['serving knows upstreams', 'packages/serve/src/a.ts', "import { x } from '@patchbay/upstream';"],
  ['storage knows serving', 'packages/storage/src/a.ts', "import { x } from '@patchbay/serve';"],
  ['an adapter knows serving', 'servers/desk/src/upstream/a.ts', "import { x } from '@patchbay/serve';"],
  ['the core ships tooling', 'packages/core/src/a.ts', "import { x } from '@patchbay/testkit';"],
  [
    'the upstream client knows storage',
    'packages/upstream/src/a.ts',
    "import { x } from '@patchbay/storage';",
  ],
  [
    'the upstream client knows the SDK',
    'packages/upstream/src/a.ts',
    "import { x } from '@modelcontextprotocol/server';",
  ],
  ['policies know storage', 'packages/access/src/a.ts', "import { x } from '@patchbay/storage';"],
  ['policies take SQL outside its adapter', 'packages/access/src/a.ts', "import { x } from 'drizzle-orm';"],
  ['storage knows the SDK', 'packages/storage/src/a.ts', "import { x } from '@modelcontextprotocol/server';"],
  [
    'serving takes the SDK outside its folder',
    'packages/serve/src/a.ts',
    "import { x } from '@modelcontextprotocol/server';",
  ],
  ['a domain knows the core', 'servers/desk/src/lamps/a.ts', "import { x } from '@patchbay/core';"],
  ['a domain knows an adapter', 'servers/desk/src/lamps/a.ts', "import { x } from '../upstream/api.ts';"],
  ['a domain knows a port', 'servers/desk/src/lamps/a.ts', "import type { X } from '../ports/lamps.ts';"],
  ['a domain knows its policy', 'servers/desk/src/lamps/a.ts', "import { x } from '../policy.ts';"],
  ['a policy knows an adapter', 'servers/desk/src/policy.ts', "import { x } from './backends/store/a.ts';"],
  ['a policy knows the core', 'servers/desk/src/policy.ts', "import { x } from '@patchbay/core';"],
  ['a tool reads files', tool, "import { readFile } from 'node:fs/promises';"],
  ['a tool knows another tool', tool, "import { x } from './get-chair.ts';"],
  ['a tool knows an adapter', tool, "import { x } from '../upstream/api.ts';"],
  ['a tool takes a driver', tool, "import x from 'pg';"],
  ['a resource knows a tool', 'servers/desk/src/resources/a.ts', "import { x } from '../tools/get-lamp.ts';"],
  ['an adapter knows a tool', 'servers/desk/src/upstream/a.ts', "import { x } from '../tools/get-lamp.ts';"],
  [
    'a backend knows a tool',
    'servers/desk/src/backends/store/lamps/a.ts',
    "import { x } from '../../../tools/get-lamp.ts';",
  ],
  [
    'a backend knows another',
    'servers/desk/src/backends/rest/a.ts',
    "import type { X } from '../store/lamps/a.ts';",
  ],
  ['a server ships tooling', 'servers/desk/src/server.ts', "import { x } from '@patchbay/emulators/nws';"],
  ['a server knows another', 'servers/desk/src/server.ts', "import { x } from '@patchbay/weather';"],
  [
    'a server reaches into another by path',
    'servers/desk/src/server.ts',
    "import { x } from '../../shelf/src/a.ts';",
  ],
  [
    'a package is entered below its exports',
    'servers/desk/src/server.ts',
    "import { x } from '@patchbay/core/src/call.ts';",
  ],
  [
    'a dynamic import is no way around',
    'servers/desk/src/lamps/a.ts',
    "const x = await import('@patchbay/core');",
  ],
  ['a type is no way around', 'servers/desk/src/lamps/a.ts', "import type { X } from '@patchbay/core';"],
  ['a re-export is no way around', 'servers/desk/src/lamps/a.ts', "export { x } from '@patchbay/core';"],
  ['everything is re-exported', 'packages/core/src/a.ts', "export * from './b.ts';"],
  ['everything is re-exported under a name', 'packages/core/src/a.ts', "export * as b from './b.ts';"],
])('fails when %s', (_, path, text) => {
  expect(findings({ [path]: `\n${text}\n` })[0]).toContain(`${path}:2 `);
});

test('fails for a cycle and names every file in it', () => {
  const cycle = findings({
    'packages/core/src/a.ts': "import { b } from './b.ts';",
    'packages/core/src/b.ts': "import { c } from './c.ts';",
    'packages/core/src/c.ts': "import { a } from './a.ts';",
  });
  expect(cycle).toEqual([
    'import cycle: packages/core/src/a.ts → packages/core/src/b.ts → packages/core/src/c.ts → packages/core/src/a.ts',
  ]);
});

test.each([
  ['an imported type', "import type { A } from './a.ts';"],
  ['a type among values', "import { type A } from './a.ts';"],
  ['a re-exported type', "export type { A } from './a.ts';"],
  ['a type named through import()', "export type B = import('./a.ts').A;"],
  ['the type of a module', "export type B = typeof import('./a.ts');"],
  ['a module that is loaded late', "export const a = () => import('./a.ts');"],
])('fails for a cycle closed by %s', (_, text) => {
  expect(
    findings({ 'tooling/desk/src/a.ts': "import type { B } from './b.ts';", 'tooling/desk/src/b.ts': text }),
  ).toEqual(['import cycle: tooling/desk/src/a.ts → tooling/desk/src/b.ts → tooling/desk/src/a.ts']);
});

test('fails for a cycle that goes through the names of packages', () => {
  const files = {
    'tooling/desk/src/index.ts': "export type { Lamp } from './lamp.ts';",
    'tooling/desk/src/lamp.ts': "import { shade } from '@patchbay/shelf/shades';",
    'tooling/shelf/src/shades.ts': "import type { Lamp } from '@patchbay/desk';",
  };
  const entries = new Map([
    ['@patchbay/desk', 'tooling/desk/src/index.ts'],
    ['@patchbay/shelf/shades', 'tooling/shelf/src/shades.ts'],
  ]);
  expect(findings(files, entries)).toEqual([
    'import cycle: tooling/desk/src/index.ts → tooling/desk/src/lamp.ts → tooling/shelf/src/shades.ts → tooling/desk/src/index.ts',
  ]);
});

test('tests may use what their layer may not, but not the SDK', () => {
  const path = 'servers/desk/src/tools/get-lamp.test.ts';
  expect(findings({ [path]: "import { connect } from '@patchbay/testkit';\nimport 'node:fs';" })).toEqual([]);
  expect(findings({ [path]: "import { Client } from '@modelcontextprotocol/client';" })).toHaveLength(1);
});

test('what the table allows passes', () => {
  expect(
    findings({
      [tool]: `
        import { notFound } from '@patchbay/core';
        import { page } from '@patchbay/schemas';
        import { z } from 'zod';
        import { lamp } from '../lamps/lamp.ts';
        import { tool } from '../tool.ts';
      `,
      'servers/desk/src/lamps/lamp.ts': "import type { Chair } from '../chairs/chair.ts';",
      'packages/access/src/sql.ts': "import { eq } from 'drizzle-orm';",
      'servers/desk/src/policy.ts': `
        import { definePolicy } from '@patchbay/access';
        import { lampFields } from './lamps/lamp.ts';
      `,
      'servers/desk/src/backends/store/lamps/a.ts': `
        import { lamp } from '../../../lamps/lamp.ts';
        import { rowCondition } from '@patchbay/access/sql';
        import { policy } from '../../../policy.ts';
        import { kernel } from '../kernel.ts';
      `,
      'servers/desk/src/upstream/api.ts': `
        import { createUpstream } from '@patchbay/upstream';
        import type { DeskDeps } from '../deps.ts';
      `,
      'packages/serve/src/sdk/http.ts': "import { x } from '@modelcontextprotocol/server';",
    }),
  ).toEqual([]);
});

test('a template obeys the rules of the server it becomes', () => {
  const path = 'tooling/repo/templates/server/src/entries/a.ts';
  expect(findings({ [path]: "import { x } from '@patchbay/core';" })).toHaveLength(1);
});
