import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { compare } from '../../src/duplicates/compare.ts';
import { keysOf } from '../../src/duplicates/keys.ts';
import { prepare } from '../../src/duplicates/record.ts';
import { inWords, isSure } from '../../src/duplicates/verdict.ts';
import { quality } from './quality.ts';

/**
 * Files of the Febrl shape, by the columns that the product stores. The truth is in `rec_id` alone (`rec-7-org` and
 * `rec-7-dup-0` are one), which the search never sees: records are numbered by position.
 */
export function febrl(file: string): Promise<string> {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, trim: true, bom: true });
  const records = rows.map((row, id) => ({
    id,
    truth: /^rec-(\d+)-/.exec(row['rec_id'] ?? '')?.[1] ?? '',
    first_name: row['given_name'],
    last_name: row['surname'],
    street: `${row['street_number']} ${row['address_1']}`.trim(),
    city: row['suburb'],
    postal_code: row['postcode'],
    region: row['state'],
    birth_date: row['date_of_birth'],
  }));
  return quality(basename(file), records, 'people');
}

const pair = z.object({
  id: z.string(),
  kind: z.enum(['people', 'companies']),
  same: z.boolean(),
  a: z.record(z.string(), z.string()),
  b: z.record(z.string(), z.string()),
  people_sharing: z.partialRecord(z.enum(['phone', 'mailbox']), z.number()).optional(),
  reason: z.string(),
});

/** Pairs that somebody has judged, one JSON object a line. */
export function pairs(file: string): string {
  const lines: string[] = [];
  let [right, count, sureButDifferent] = [0, 0, 0];
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const { id, kind, same, a, b, people_sharing = {}, reason } = pair.parse(JSON.parse(line));
    const [left, other] = [prepare({ id: 1, ...a }), prepare({ id: 2, ...b })];
    const verdict = compare(left, other, kind, { people: (what) => people_sharing[what] ?? 0 });
    const keys = new Set(keysOf(left, kind));
    const meet = keysOf(other, kind).some((key) => keys.has(key));
    const isRight = verdict.score >= 0.7 === same && (meet || !same);
    count += 1;
    if (isRight) right += 1;
    if (isSure(verdict) && !same) sureButDifferent += 1;
    if (!isRight)
      lines.push(
        `  ${id} ${same ? 'same' : 'different'} ${verdict.score.toFixed(3)}: ${reason} | ${inWords(verdict, 6).join('; ')}`,
      );
  }
  return [
    `${basename(file)}: ${right} of ${count} right, ${sureButDifferent} sure but different`,
    ...lines,
  ].join('\n');
}
