import { repositoryRoot } from '../workspace.ts';
import { linesAt, linesNow, type PackageLines } from './count.ts';

const usage = 'Usage: repo lines [commit]';

/** The `lines` command: prints the lines of source and of tests by package, beside those of a commit where one is named. */
export async function lines(words: readonly string[]): Promise<number> {
  const [commit, ...more] = words;
  if (more.length > 0) throw new Error(usage);
  const now = linesNow(repositoryRoot);
  const before = commit === undefined ? undefined : linesAt(repositoryRoot, commit);
  const names = [...new Set([...(before?.keys() ?? []), ...now.keys()])].sort();
  const rows = names.map((name) => rowOf(name, now.get(name), before && { at: before.get(name) }));
  const total = rowOf('all', added(now.values()), before && { at: added(before.values()) });
  const head = before === undefined ? ['', 'source', 'tests'] : ['', 'source', 'before', 'tests', 'before'];
  process.stdout.write(`${aligned([head, ...rows, total])}\n`);
  return 0;
}

function rowOf(
  name: string,
  now: PackageLines | undefined,
  before: { readonly at: PackageLines | undefined } | undefined,
): readonly string[] {
  const cells = (['source', 'test'] as const).flatMap((kind) => [
    now?.[kind] ?? 0,
    ...(before === undefined ? [] : [before.at?.[kind] ?? 0]),
  ]);
  return [name, ...cells.map((count) => count.toLocaleString('en-US'))];
}

function added(all: Iterable<PackageLines>): PackageLines {
  const sum = { source: 0, test: 0, generated: 0, manifest: 0 };
  for (const { source, test } of all) {
    sum.source += source;
    sum.test += test;
  }
  return sum;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
