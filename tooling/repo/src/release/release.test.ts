import { expect, test } from 'vitest';
import { miniRepo } from '../testing/mini-repo.ts';
import { announcedLevels } from './changesets.ts';
import { type Contract, contractChanges, contractOf, levelOf } from './contract.ts';
import { impactFindings } from './impact.ts';
import { bundleDigest, readReleased, writeReleased } from './released.ts';

type Input = Readonly<Record<string, unknown>>;

const contract = (input: Input, output: Input = { type: 'object', properties: { on: {} } }): Contract =>
  contractOf({
    tools: [{ name: 'get_lamp', inputSchema: { type: 'object', ...input }, outputSchema: output }],
    resources: [{ uri: 'room://1' }],
    resourceTemplates: [],
    prompts: [{ name: 'room_report', arguments: [{ name: 'room', required: false }] }],
  });

const base = contract({ properties: { room: { type: 'string', enum: ['a', 'b'] } } });
const without = (part: keyof Contract): Contract => ({ ...base, [part]: [] });

test.each([
  ['a tool is gone', base, without('tools'), 'major'],
  ['a resource is gone', base, without('resources'), 'major'],
  ['a prompt is gone', base, without('prompts'), 'major'],
  ['a tool is new', without('tools'), base, 'minor'],
  ['an argument is gone', base, contract({ properties: {} }), 'major'],
  [
    'an argument is new',
    base,
    contract({ properties: { room: { type: 'string', enum: ['a', 'b'] }, x: {} } }),
    'minor',
  ],
  [
    'an argument is required now',
    base,
    contract({ properties: { room: { type: 'string', enum: ['a', 'b'] } }, required: ['room'] }),
    'major',
  ],
  ['a value is gone', base, contract({ properties: { room: { type: 'string', enum: ['a'] } } }), 'major'],
  [
    'a value is new',
    base,
    contract({ properties: { room: { type: 'string', enum: ['a', 'b', 'c'] } } }),
    'minor',
  ],
  ['a type changed', base, contract({ properties: { room: { type: 'integer' } } }), 'major'],
  ['an output field is gone', contract({}), contract({}, { type: 'object', properties: {} }), 'major'],
  ['nothing changed', base, base, 'none'],
])('when %s the level is right', (_, before, after, level) => {
  expect(levelOf(contractChanges(before, after))).toBe(level);
});

test('finds a change deep inside lists and objects', () => {
  const nested = (fields: Input) =>
    contract({ properties: { rows: { type: 'array', items: { type: 'object', properties: fields } } } });
  expect(contractChanges(nested({ a: {}, b: {} }), nested({ a: {} }))).toEqual([
    { level: 'major', what: 'get_lamp input.rows[] field b is gone' },
  ]);
});

const released = { version: '1.0.0', bundle: 'same', contract: base };
const compare = {
  name: '@patchbay/desk',
  released,
  bundle: 'same',
  contract: base,
  announced: 'none',
} as const;

test('a changed bundle needs a changeset, an unchanged one does not', () => {
  expect(impactFindings(compare)).toEqual([]);
  expect(impactFindings({ ...compare, bundle: 'other' })).toEqual([
    '@patchbay/desk needs a changeset of level patch, and has none: since 1.0.0',
    '  its bundle changed',
  ]);
  expect(impactFindings({ ...compare, bundle: 'other', announced: 'patch' })).toEqual([]);
});

test('a changeset that says too little is not enough', () => {
  const broken = { ...compare, contract: without('prompts'), announced: 'minor' } as const;
  expect(impactFindings(broken)[0]).toContain('needs a changeset of level major, and has minor');
  expect(impactFindings({ ...broken, announced: 'major' })).toEqual([]);
});

test('before 1.0 a break asks for a minor release', () => {
  const early = { ...compare, released: { ...released, version: '0.3.0' }, contract: without('prompts') };
  expect(impactFindings(early)[0]).toContain('level minor');
});

test('several changesets count as the highest', () => {
  using repo = miniRepo({
    '.changeset/README.md': '---\n"@patchbay/desk": major\n---\n',
    '.changeset/one.md': '---\n"@patchbay/desk": patch\n---\n\nFix.\n',
    '.changeset/two.md': "---\n'@patchbay/desk': minor\n'@patchbay/shelf': patch\n---\n\nAdd.\n",
  });
  expect([...announcedLevels(repo.root)]).toEqual([
    ['@patchbay/desk', 'minor'],
    ['@patchbay/shelf', 'patch'],
  ]);
});

test('the digest follows the bytes of the bundle, and what was noted is read back', async () => {
  const build = (text: string) =>
    `import { mkdirSync, writeFileSync } from 'node:fs'; mkdirSync('dist', { recursive: true }); writeFileSync('dist/bin.js', '${text}');`;
  using repo = miniRepo({ 'build.config.ts': build('one'), 'package.json': '{"type": "module"}' });
  const first = await bundleDigest(repo.root);
  expect(await bundleDigest(repo.root)).toBe(first);
  repo.write('build.config.ts', build('two'));
  expect(await bundleDigest(repo.root)).not.toBe(first);
  expect(readReleased(repo.root)).toBeUndefined();
  writeReleased(repo.root, released);
  expect(readReleased(repo.root)).toEqual(released);
});
