import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('a cell that a spreadsheet would run is a text, and numbers and phones stay', () => {
  const cells = [
    '=HYPERLINK("x")',
    '+cmd|x',
    '@SUM(A1)',
    ' -a',
    '-12.5',
    '+44 20 7946 0958',
    -3,
    'a\u202Eb',
    null,
  ];
  expect(csvLine(cells)).toBe(
    `"'=HYPERLINK(""x"")",'+cmd|x,'@SUM(A1),' -a,-12.5,+44 20 7946 0958,-3,ab,\r\n`,
  );
});
