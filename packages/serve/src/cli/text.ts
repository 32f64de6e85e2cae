import { styleText } from 'node:util';
import type { Host } from './host.ts';

/** Rows as aligned columns, two spaces apart, without trailing blanks; `right` names columns of numbers. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  }
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return right.includes(index) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}

/** `1 tool`, `2 tools`, with the plural given when it is not an added s. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString('en-US')} ${number === 1 ? noun : plural}`;
}

type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red';

/** Colours texts for a terminal that shows colours, and leaves them alone elsewhere. */
export function painter({ stdout, environment }: Host): (style: Style, text: string) => string {
  // any non-empty value counts: https://no-color.org
  const plain = stdout.isTTY !== true || (environment['NO_COLOR'] ?? '') !== '';
  return (style, text) => (plain ? text : styleText(style, text, { validateStream: false }));
}
