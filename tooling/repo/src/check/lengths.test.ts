import { expect, test } from 'vitest';
import { lengthFindings } from './lengths.ts';
import { sourceFacts } from './source.ts';

const lines = (count: number) => 'step();\n'.repeat(count);
const findings = (text: string, path = 'packages/core/src/a.ts') => lengthFindings([sourceFacts(path, text)]);

test('a file of 300 lines is as long as may be', () => {
  expect(findings(lines(300))).toEqual([]);
  expect(findings(lines(301))).toEqual(['packages/core/src/a.ts has 301 lines, more than 300']);
});

test('a function of 40 lines is as long as may be', () => {
  expect(findings(`function a() {\n${lines(38)}}\n`)).toEqual([]);
  expect(findings(`\nconst a = () => {\n${lines(39)}};\n`)).toEqual([
    'packages/core/src/a.ts:2 a function of 41 lines, more than 40',
  ]);
});

test('a function inside another counts by itself', () => {
  const inner = `  const inner = () => {\n${lines(30)}  };\n`;
  expect(findings(`function outer() {\n${lines(30)}${inner}}\n`)).toEqual([]);
  expect(findings(`function outer() {\n${lines(37)}${inner}}\n`)).toHaveLength(1);
});

test('a test is as long as what it tells', () => {
  expect(findings(`test('a', () => {\n${lines(60)}});\n`, 'packages/core/src/a.test.ts')).toEqual([]);
});
