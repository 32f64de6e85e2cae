import { expect, test } from 'vitest';
import { ToolError } from '../errors.ts';
import { plainTool, serverOf } from '../rig.fixture.ts';
import { resolveSelection, type SelectionOptions } from './selection.ts';

const server = serverOf({
  toolsets: { core: 'Boxes.', labels: 'Labels.' },
  tools: [
    { ...plainTool, name: 'get_box' },
    { ...plainTool, name: 'add_box', access: 'create' },
    { ...plainTool, name: 'get_label', toolset: 'labels' },
    { ...plainTool, name: 'add_label', toolset: 'labels', access: 'create' },
  ],
});

const names = (options: SelectionOptions, within?: SelectionOptions) => [
  ...resolveSelection(server, options, within && resolveSelection(server, within)).tools,
];

test.each<[string, SelectionOptions, string[]]>([
  ['nothing selects everything', {}, ['get_box', 'add_box', 'get_label', 'add_label']],
  ['a toolset selects its tools', { toolsets: ['labels'] }, ['get_label', 'add_label']],
  ['tools without a toolset are in core', { toolsets: ['core'] }, ['get_box', 'add_box']],
  ['tools select themselves', { tools: ['add_box'] }, ['add_box']],
  [
    'toolsets and tools add up',
    { toolsets: ['labels'], tools: ['get_box'] },
    ['get_box', 'get_label', 'add_label'],
  ],
  [
    'exclusion wins over tools and toolsets',
    { toolsets: ['core'], tools: ['get_label'], exclude: ['get_label', 'add_box'] },
    ['get_box'],
  ],
  ['read-only leaves out what writes', { readOnly: true }, ['get_box', 'get_label']],
  ['read-only wins over tools', { tools: ['add_box', 'get_box'], readOnly: true }, ['get_box']],
  ['no toolsets at all is nothing, not everything', { toolsets: [] }, []],
])('%s', (_, options, expected) => {
  expect(names(options)).toEqual(expected);
});

test.each<[string, SelectionOptions, SelectionOptions, string[]]>([
  ['to what both allow', { tools: ['get_label', 'add_box'] }, { toolsets: ['labels'] }, ['get_label']],
  ['not beyond read-only', { tools: ['add_box'] }, { readOnly: true }, []],
  ['not past an exclusion', {}, { exclude: ['get_box', 'add_label'] }, ['add_box', 'get_label']],
  ['not by asking for everything', {}, { tools: ['get_box'] }, ['get_box']],
])('a selection within another narrows %s', (_, options, within, expected) => {
  expect(names(options, within)).toEqual(expected);
});

test('a connection within a read-only one stays read-only', () => {
  expect(
    resolveSelection(server, { readOnly: false }, resolveSelection(server, { readOnly: true })).readOnly,
  ).toBe(true);
});

test('equal selections have equal keys, whatever way they were asked for, and others do not', () => {
  const key = (options: SelectionOptions) => resolveSelection(server, options).key;
  expect(key({ toolsets: ['labels'] })).toBe(key({ exclude: ['add_box', 'get_box'] }));
  expect(key({ tools: ['get_box', 'add_box'] })).toBe(key({ tools: ['add_box', 'get_box'] }));
  expect(key({ readOnly: true })).not.toBe(key({ tools: ['get_box', 'get_label'] }));
});

test.each<[SelectionOptions, string, string]>([
  [{ toolsets: ['lables'] }, 'toolset "lables". Did you mean "labels"?', 'core, labels'],
  [{ tools: ['get_bx'] }, 'tool "get_bx". Did you mean "get_box"?', 'get_box, add_box'],
  [{ exclude: ['nothing_like_it_at_all'] }, 'tool "nothing_like_it_at_all".', 'get_box, add_box'],
  [{ toolsets: ['__proto__'] }, 'toolset "__proto__".', 'core, labels'],
  [{ toolsets: ['constructor'] }, 'toolset "constructor".', 'core, labels'],
])('an unknown name in %j is refused with the valid ones', (options, message, valid) => {
  const error = thrownBy(() => resolveSelection(server, options));
  expect(error.message).toContain(message);
  expect(error.hint).toContain(valid);
});

function thrownBy(work: () => unknown): ToolError {
  try {
    work();
  } catch (error) {
    if (error instanceof ToolError) return error;
  }
  throw new Error('expected a ToolError');
}
