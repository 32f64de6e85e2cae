import { expect, test } from 'vitest';
import { answerForm } from './answer-form.ts';

test.each([
  [undefined, 'either'],
  ['', 'either'],
  ['*/*', 'either'],
  ['text/html', 'either'],
  ['application/json, text/event-stream', 'either'],
  ['text/event-stream,application/json', 'either'],
  ['Application/JSON , TEXT/Event-Stream;q=0.5', 'either'],
  ['application/json', 'json'],
  ['APPLICATION/JSON; charset=utf-8', 'json'],
  ['application/json, text/plain, */*', 'json'],
  ['application/*', 'json'],
  ['text/event-stream;q=0, */*', 'json'],
  ['text/event-stream', 'stream'],
  ['text/*', 'stream'],
  ['text/event-stream, */*;q=0.1', 'stream'],
  ['application/json;q=0.000, text/event-stream', 'stream'],
  ['application/jsonp', 'either'],
  ['application/json;q=0, application/*', 'stream'],
] as const)('Accept: %s asks for %s', (accept, form) => {
  expect(answerForm(accept)).toBe(form);
});
