import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Attachment } from '../define/answer.ts';
import { pngOf } from '../png.fixture.ts';
import { errorOf, plainTool, type RequestOptions, rig, textOf } from '../rig.fixture.ts';

const output = z.object({ items: z.array(z.string()) });

interface Case {
  readonly items?: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly tokens?: number;
  readonly results?: boolean;
}

async function answer(
  { items = ['a'], attachments, tokens = 500, results = false }: Case,
  options: RequestOptions = {},
) {
  const handler = () => ({ output: { items: [...items] }, attachments });
  const { call, request, lines } = rig(
    { results, tools: [{ ...plainTool, output, handler }] },
    { responseTokens: tokens },
  );
  const result = await call('get_thing', {}, options);
  const content = z.array(z.looseObject({ type: z.string() })).parse(result['content']);
  return {
    result,
    content,
    text: textOf({ content: content.filter(({ type }) => type === 'text') }),
    request,
    lines,
  };
}

/** `width × height / 750` tokens. */
const picture = (width: number, height: number, name = 'map.png'): Attachment => ({
  type: 'image',
  data: pngOf(width, height),
  mimeType: 'image/png',
  name,
});
const types = (content: readonly { type: string }[]) => content.map(({ type }) => type);

test.each(['legacy', 'modern'] as const)(
  'attachments come after the text, for %s clients too, and are not in the structure',
  async (era) => {
    const { result, content } = await answer({ attachments: [picture(30, 30)] }, { client: { era } });
    expect(content).toEqual([
      { type: 'text', text: '{"items":["a"]}' },
      { type: 'image', data: Buffer.from(pngOf(30, 30)).toString('base64'), mimeType: 'image/png' },
    ]);
    expect(result['structuredContent']).toEqual({ items: ['a'] });
  },
);

test('an answer that merely has a field output is no answer with attachments', async () => {
  const shape = z.object({ output: z.string(), note: z.string() });
  const { call } = rig({
    tools: [{ ...plainTool, output: shape, handler: () => ({ output: 'x', note: 'y' }) }],
  });
  expect(await call('get_thing')).toMatchObject({ structuredContent: { output: 'x', note: 'y' } });
});

test('a tool whose own output has attachments does not start', () => {
  expect(() => rig({ tools: [{ ...plainTool, output: z.object({ attachments: z.string() }) }] })).toThrow(
    /get_thing declares an output field attachments/,
  );
});

test.each([
  [600, 600, 480],
  [1568, 400, 837],
  [8000, 8000, 1600],
  [3136, 750, 784],
])('a picture of %i × %i pixels costs %i tokens, whatever its bytes', async (width, height, cost) => {
  const shown = async (tokens: number) =>
    types((await answer({ attachments: [picture(width, height)], tokens })).content);
  expect(await shown(cost + 20)).toEqual(['text', 'image']);
  expect(await shown(cost - 1)).toEqual(['text', 'text']);
});

test('the text is cut before a picture gives way', async () => {
  const items = Array.from({ length: 400 }, (_, id) => `item ${id}`);
  const { content, text, result } = await answer({ items, attachments: [picture(500, 500)] });
  expect(types(content)).toEqual(['text', 'text', 'image']);
  expect(text).toMatch(/of 400 items shown/);
  expect(result['_meta']).toMatchObject({ 'patchbay/truncated': { field: 'items' } });
});

test('what does not fit gives way, the last first, and a line tells of it', async () => {
  const attachments = [picture(300, 300, 'first.png'), picture(400, 500, 'second.png')];
  const { content, text, result } = await answer({ attachments, tokens: 350 });
  expect(types(content)).toEqual(['text', 'text', 'image']);
  expect(text).toMatch(/second\.png \(image\/png, \d+ bytes\) is left out/);
  expect(result['_meta']).toEqual({ 'patchbay/truncated': { attachments: { shown: 1, omitted: 1 } } });
});

test('where results are kept, a link to it stands in, and the text names it as well', async () => {
  const { content, text, request } = await answer({ attachments: [picture(900, 900)], results: true });
  expect(content.at(-1)).toMatchObject({ type: 'resource_link', name: 'map.png', mimeType: 'image/png' });
  const uri = String(content.at(-1)?.['uri']);
  expect(text).toContain(`read ${uri}`);
  expect(await request('resources/read', { uri })).toMatchObject({
    contents: [{ uri, mimeType: 'image/png', blob: Buffer.from(pngOf(900, 900)).toString('base64') }],
  });
});

test('embedded texts count by their tokens, other bytes by their number', async () => {
  const text = (words: number): Attachment => ({
    type: 'resource',
    resource: { uri: 'rig://x', mimeType: 'text/plain', text: 'word '.repeat(words) },
  });
  const blob = (bytes: number): Attachment => ({
    type: 'resource',
    resource: { uri: 'rig://x', mimeType: 'application/pdf', blob: new Uint8Array(bytes) },
  });
  const shown = async (attachment: Attachment) =>
    types((await answer({ attachments: [attachment] })).content);
  expect(await shown(text(200))).toEqual(['text', 'resource']);
  expect(await shown(text(900))).toEqual(['text', 'text']);
  expect(await shown(blob(400))).toEqual(['text', 'resource']);
  expect(await shown(blob(900))).toEqual(['text', 'text']);
  expect(await shown({ type: 'audio', mimeType: 'audio/wav', data: new Uint8Array(900) })).toEqual([
    'text',
    'text',
  ]);
});

test.each<[string, Attachment]>([
  ['is no picture', { type: 'image', data: 'c2VjcmV0IGNvbnRlbnQ=', mimeType: 'image/png' }],
  ['is another kind than it says', { type: 'image', data: pngOf(3, 3), mimeType: 'image/jpeg' }],
  [
    'is of a kind that no model reads',
    { type: 'image', data: Buffer.from('<svg width="3" height="3"/>'), mimeType: 'image/svg+xml' },
  ],
  ['has too many pixels', picture(8001, 3)],
  ['has too many bytes', { type: 'image', data: new Uint8Array(5_100_000), mimeType: 'image/png' }],
])('a picture that %s is a defect of ours, of which the client learns nothing', async (_, attachment) => {
  const { result, lines } = await answer({ attachments: [attachment] });
  expect(errorOf(result)).toMatchObject({ code: 'internal' });
  expect(textOf(result)).not.toMatch(/svg|secret|jpeg|pixels/);
  expect(JSON.stringify(lines())).toContain('A picture cannot be shown');
});
