/** A tool call and the statement that lies at its bottom. */
export interface Case {
  readonly name: string;
  tool(): Promise<unknown>;
  bare(): Promise<unknown>;
}

/** Runs both sides of each case in turn and gives the rows of a table in milliseconds. */
export async function compare(cases: readonly Case[], runs: number): Promise<readonly (readonly string[])[]> {
  const rows = [['', 'tool p50', 'tool p95', 'bare p50', 'bare p95', 'tool ÷ bare']];
  for (const { name, tool, bare } of cases) {
    const times: { tool: number[]; bare: number[] } = { tool: [], bare: [] };
    for (let run = -3; run < runs; run += 1) {
      const [toolMs, bareMs] = [await timed(tool), await timed(bare)];
      if (run < 0) continue;
      times.tool.push(toolMs);
      times.bare.push(bareMs);
    }
    const [a, b, c, d] = [
      at(times.tool, 0.5),
      at(times.tool, 0.95),
      at(times.bare, 0.5),
      at(times.bare, 0.95),
    ];
    rows.push([name, ...[a, b, c, d].map((ms) => ms.toFixed(2)), (a / c).toFixed(2)]);
  }
  return rows;
}

/** Rows as aligned columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
