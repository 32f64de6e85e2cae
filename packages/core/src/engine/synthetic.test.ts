import { expect, test } from 'vitest';
import { plainTool, rig, textOf } from '../rig.fixture.ts';
import { syntheticResult } from './synthetic.ts';

const notice = 'SYNTHETIC demo data';

test('instructions begin with the notice, and a result of a tool ends with it', async () => {
  const { engine, call } = rig({ tools: [plainTool] }, {}, undefined, notice);
  expect(engine.instructions).toMatch(/^SYNTHETIC demo data\. None\./);
  const result = await call('get_thing');
  expect(textOf(result)).toContain(notice);
  expect(result['structuredContent']).toEqual({ ok: true, synthetic: notice });
});

test('a server over real data says nothing of the kind', async () => {
  const { engine, call } = rig({ tools: [plainTool] });
  expect(engine.instructions).toMatch(/^None\./);
  expect(JSON.stringify(await call('get_thing'))).not.toContain('synthetic');
});

test('an answer that says so itself is not told twice', () => {
  const result = { content: [{ type: 'text', text: `Source: ${notice}` }] };
  expect(syntheticResult(result, notice)).toMatchObject(result);
});

test('readings and prompts say so too, errors do not', () => {
  const reading = { contents: [{ uri: 'rig://a', text: '{}' }] };
  expect(syntheticResult(reading, notice)).toMatchObject({
    contents: [
      { uri: 'rig://a', text: '{}' },
      { uri: 'rig://a', mimeType: 'text/plain', text: notice },
    ],
  });
  expect(syntheticResult({ description: 'Plan.', messages: [] }, notice)).toMatchObject({
    description: `Plan. ${notice}`,
  });
  const failed = { isError: true, content: [] };
  expect(syntheticResult(failed, notice)).toBe(failed);
  const list = { tools: [] };
  expect(syntheticResult(list, notice)).toBe(list);
});
