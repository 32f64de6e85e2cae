import { expect, test } from 'vitest';
import { manifest } from '../workspace.ts';
import type { ServerFacts } from './facts.ts';
import { serverCard } from './server-card.ts';

const facts: ServerFacts = {
  name: 'desk',
  title: 'Desk',
  version: '1.2.3',
  description: 'A desk.',
  toolsets: {},
  budget: { tools: 19, tokens: 5000 },
  tools: [],
  resources: [],
  resourceTemplates: [],
  prompts: [],
  settings: [
    { name: 'DESK_CODE', description: 'Code of the desk.', required: true, secret: true },
    {
      name: 'DESK_SIDE',
      description: 'Side.',
      required: false,
      secret: false,
      fallback: 'left',
      values: ['left', 'right'],
    },
  ],
};
const desk = manifest.parse({
  name: '@patchbay/desk',
  version: '1.2.3',
  description: 'A desk.',
  mcpName: 'io.example/desk',
});

test('says what to install, how to start it and which variables to set, secrets as such', () => {
  const card = serverCard(facts, desk);
  expect(card).not.toContain('registryBaseUrl');
  expect(JSON.parse(card)).toMatchObject({
    name: 'io.example/desk',
    version: '1.2.3',
    packages: [
      {
        identifier: '@patchbay/desk',
        version: '1.2.3',
        transport: { type: 'stdio' },
        packageArguments: [
          { type: 'positional', value: 'stdio' },
          {
            type: 'named',
            name: '--toolsets',
            description: 'Offer only these toolsets.',
            placeholder: 'a,b',
          },
          { type: 'named', name: '--tools' },
          { type: 'named', name: '--exclude' },
        ],
        environmentVariables: [
          { name: 'DESK_CODE', isRequired: true, isSecret: true },
          {
            name: 'DESK_SIDE',
            isRequired: false,
            isSecret: false,
            default: 'left',
            choices: ['left', 'right'],
          },
        ],
      },
    ],
  });
});

test('refuses a description that the registry would refuse', () => {
  expect(() => serverCard(facts, { ...desk, description: 'x'.repeat(101) })).toThrow('101 characters');
});

test('refuses a package without a registry name', () => {
  expect(() => serverCard(facts, { ...desk, mcpName: undefined })).toThrow('mcpName');
});
