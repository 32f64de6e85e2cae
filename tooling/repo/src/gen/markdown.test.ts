import { expect, test } from 'vitest';
import { fillMarkers, firstSentence, notice, table } from './markdown.ts';

test('replaces what stands between two markers and leaves the rest alone', () => {
  const text = '# Title\n<!-- gen:tools -->\nold\nrows\n<!-- /gen:tools -->\ntail\n';
  const filled = fillMarkers(text, { tools: () => 'new' });
  expect(filled).toBe(`# Title\n<!-- gen:tools -->\n${notice}\n\nnew\n\n<!-- /gen:tools -->\ntail\n`);
});

test('filling twice gives what filling once gave', () => {
  const once = fillMarkers('<!-- gen:a -->\n<!-- /gen:a -->\n', { a: () => 'x | y' });
  expect(fillMarkers(once, { a: () => 'x | y' })).toBe(once);
});

test('a marker that names no section is an error, not an empty table', () => {
  expect(() => fillMarkers('<!-- gen:toolz -->\n<!-- /gen:toolz -->', {})).toThrow('gen:toolz');
});

test('a marker without its own end is an error', () => {
  expect(() => fillMarkers('<!-- gen:a -->\n<!-- /gen:b -->', { a: () => '', b: () => '' })).toThrow('gen:a');
});

test('pipes and line breaks cannot break a table', () => {
  expect(table(['A'], [['x | y\nz']])).toBe('| A |\n|---|\n| x \\| y z |');
});

test('a sentence ends at a full stop before a space, not inside a number', () => {
  expect(firstSentence('Rises by 1.5 °C. Then falls.')).toBe('Rises by 1.5 °C.');
  expect(firstSentence('No stop at all')).toBe('No stop at all');
});
