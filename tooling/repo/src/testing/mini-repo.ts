import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A repository in a temporary folder. */
export interface MiniRepo extends Disposable {
  readonly root: string;
  write(path: string, text: string): void;
}

/** Lays files, by path from the root, into a temporary folder that goes away with the test. */
export function miniRepo(files: Readonly<Record<string, string>>): MiniRepo {
  const root = mkdtempSync(join(tmpdir(), 'patchbay-repo-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { root, write, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

/** Gives a temporary repository the packages that this one depends on. */
export function linkPackages(root: string): void {
  symlinkSync(resolve(import.meta.dirname, '../../node_modules'), join(root, 'node_modules'));
}

/** The files of a smallest server `desk`, with one tool. */
export const deskServer: Readonly<Record<string, string>> = {
  'servers/desk/package.json':
    '{"name": "@patchbay/desk", "version": "1.2.3", "type": "module", "mcpName": "io.example/desk"}',
  'servers/desk/README.md':
    '# Desk\n\n<!-- gen:tools -->\n<!-- /gen:tools -->\n\n<!-- gen:config -->\n<!-- /gen:config -->\n',
  'servers/desk/src/bin.ts': "import './server.ts';",
  'servers/desk/src/server.ts': `
import { defineServer } from '@patchbay/core';
import { z } from 'zod';
import { prompts, resources, tools } from './registry.gen.ts';
import { tokens } from './tokens.gen.ts';
export { tokens };
export const server = defineServer({
  name: 'desk', title: 'Desk', version: '1.2.3', description: 'A desk.', instructions: 'Sit.',
  config: z.object({ DESK_HEIGHT_CM: z.coerce.number().default(72).describe('Height of the desk.') }),
  toolsets: { core: 'Everything.' }, tools, resources, prompts,
  createDeps: () => ({ ports: {}, health: async () => [], close: async () => {} }),
});
`,
  'servers/desk/src/tools/get-lamp.ts': lampTool('get_lamp', 'getLamp'),
};

/** The text of a tool file of the server `desk`. */
export function lampTool(name: string, exported: string): string {
  return `
import { toolFor } from '@patchbay/core';
import { z } from 'zod';
export const ${exported} = toolFor()({
  name: '${name}', title: 'Lamp', description: 'Tell whether the lamp is on. Nothing else.', access: 'read',
  input: z.object({ room: z.string().describe('Where.') }), output: z.object({ on: z.boolean() }),
  handler: () => ({ on: true }),
});
`;
}
