import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { findDuplicates } from '../src/duplicates/find-duplicates.ts';
import type { DuplicateRecord } from '../src/duplicates/record.ts';

// Precision, recall and F1 over pairs, for files of the Febrl shape. The truth is in `rec_id` alone (`rec-7-org` and
// `rec-7-dup-0` are one), which the search never sees: records are numbered by position. A pair counts as found when
// both records are in one cluster.
const files = process.argv.slice(2);
if (files.length === 0) process.stdout.write('Usage: node servers/crm/bench/duplicates.ts <file.csv> …\n');
for (const file of files) process.stdout.write(`${measure(file)}\n`);

function measure(file: string): string {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, trim: true, bom: true });
  const people = rows.map((row) => /^rec-(\d+)-/.exec(row['rec_id'] ?? '')?.[1] ?? '');
  const started = performance.now();
  const report = findDuplicates(rows.map(recordOf));
  const seconds = (performance.now() - started) / 1000;
  const found = report.clusters.flatMap(({ ids }) => pairsOf(ids.map(Number)));
  const right = found.filter(([a, b]) => people[a] === people[b]).length;
  const truth = [...Map.groupBy(people.keys(), (position) => people[position]).values()].flatMap(
    pairsOf,
  ).length;
  const precision = right / Math.max(1, found.length);
  const recall = right / Math.max(1, truth);
  const f1 = (2 * right) / Math.max(1, found.length + truth);
  return `${basename(file)}: ${rows.length} records, ${truth} true pairs | precision ${precision.toFixed(4)} recall ${recall.toFixed(4)} F1 ${f1.toFixed(4)} | ${report.pairs_compared} pairs compared in ${seconds.toFixed(2)} s`;
}

function recordOf(row: Readonly<Record<string, string>>, position: number): DuplicateRecord {
  return {
    id: position,
    first_name: row['given_name'],
    last_name: row['surname'],
    street_number: row['street_number'],
    street: row['address_1'],
    street_2: row['address_2'],
    city: row['suburb'],
    postal_code: row['postcode'],
    region: row['state'],
    birth_date: row['date_of_birth'],
    identifiers: { soc_sec_id: row['soc_sec_id'] },
  };
}

function pairsOf(ids: readonly number[]): (readonly [number, number])[] {
  return ids.flatMap((a, index) => ids.slice(index + 1).map((b) => [a, b] as const));
}
