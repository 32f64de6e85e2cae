import { expect, test } from 'vitest';
import { conversationPicture, conversationText, type Exchange } from './conversation.ts';
import { cursorLink, installButtons, vscodeLink } from './install-buttons.ts';

const exchange: Exchange = {
  question: 'Is <it> "on"?',
  server: 'desk',
  tool: 'get_lamp',
  input: { room: 'a' },
  answer: ['On & on.', 'x '.repeat(80).trim()],
};

test('a conversation shows the question, the call and the answer', () => {
  expect(conversationText([exchange])).toContain(
    'You   Is <it> "on"?\nAgent desk.get_lamp {"room":"a"}\n      On & on.',
  );
});

test('a picture is the same for the same conversation, and holds all of it as text', () => {
  const picture = conversationPicture([exchange, exchange]);
  expect(picture).toBe(conversationPicture([exchange, exchange]));
  expect(picture).toContain('&#62; Is &#60;it&#62; &#34;on&#34;?');
  expect(picture).toContain('On &#38; on.');
  expect(picture.match(/\bx\b/g)?.length).toBeGreaterThanOrEqual(160);
  expect(picture).not.toMatch(/<(script|image|foreignObject)/);
});

test('the buttons hold the entry that connect writes, in the form of each editor', () => {
  const entry = { command: 'npx', args: ['-y', '@patchbay/desk'] };
  const vscode = new URL(vscodeLink('desk', '@patchbay/desk'));
  expect(vscode.searchParams.get('name')).toBe('desk');
  expect(JSON.parse(vscode.searchParams.get('config') ?? '')).toEqual(entry);
  const cursor = new URL(cursorLink('desk', '@patchbay/desk'));
  const config = Buffer.from(cursor.searchParams.get('config') ?? '', 'base64').toString();
  expect(JSON.parse(config)).toEqual(entry);
  expect(installButtons([{ name: 'desk', package: '@patchbay/desk' }])).toMatch(/^\*\*desk\*\* \[!\[/);
});
