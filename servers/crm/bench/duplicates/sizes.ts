import type { PersonRow } from './person.ts';
import { found } from './quality.ts';

const least = 0.3;

/** How far the scores of pairs among the first rows move when others come: they must not. */
export async function sizes(rows: readonly PersonRow[], counts: readonly number[]): Promise<string> {
  const [smallest = 0, ...larger] = counts;
  const first = await scores(rows.slice(0, smallest));
  const lines: string[] = [];
  for (const count of larger) {
    const then = await scores(rows.slice(0, count));
    const moves = [...first].map(([pair, score]) => Math.abs((then.get(pair) ?? 0) - score));
    const moved = moves.filter((move) => move > 0.001).length;
    lines.push(
      `${smallest} → ${count} records: ${first.size} pairs of ${least} or more, ${moved} moved by more than 0.001, the most by ${Math.max(0, ...moves).toFixed(4)}`,
    );
  }
  return lines.join('\n');
}

async function scores(rows: readonly PersonRow[]): Promise<ReadonlyMap<string, number>> {
  const { links } = await found(rows, 'people', least);
  return new Map(links.map(({ a, b, score }) => [`${a}|${b}`, score]));
}
