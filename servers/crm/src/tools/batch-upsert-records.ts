import { validationError } from '@patchbay/core';
import { z } from 'zod';
import { type FileRecord, readRecords } from '../imports/read-records.ts';
import { recordTypes } from '../records/fields.ts';
import type { BatchRow } from '../records/types.ts';
import { tool } from '../tool.ts';

const mostRecords = 200;
const mostLines = 2000;

const writableTypes = recordTypes.filter((type) => type !== 'orders');

/** Models that write no field which they are not shown have the usual ones, and CSV for the others. */
const anyFields = {
  open: 'each kind has fields of its own, and a row that is wrong must not refuse the others',
  advertised: {
    type: 'object',
    properties: {
      name: { type: 'string', description: 'Name.' },
      email: { type: 'string', description: 'Address.' },
      external_id: { type: 'string', description: 'Id elsewhere.' },
    },
    additionalProperties: true,
  },
};

const batchRow = z.object({
  index: z.int(),
  status: z.enum(['created', 'updated', 'unchanged', 'failed']),
  id: z.string().optional(),
  error_code: z.string().optional(),
  message: z.string().optional(),
});

export const batchUpsertRecords = tool({
  name: 'batch_upsert_records',
  title: 'Create and update records',
  description:
    'Create or edit one to 200 records of one kind, or import CSV text; dry_run reports every cell.',
  access: 'update',
  toolset: 'sales',
  needs: ['records'],
  openWorld: false,
  timeoutMs: 15_000,
  input: z.object({
    object_type: z.enum(writableTypes).describe('Kind.'),
    records: z
      .array(z.record(z.string(), z.unknown()).meta(anyFields))
      .min(1)
      .max(mostRecords)
      .optional()
      .describe('Fields by name; with company_id, lead_id and so on to update; version guards.'),
    csv: z.string().min(1).max(1_000_000).optional().describe('Instead of records; header row first.'),
    mode: z.enum(['atomic', 'best_effort']).default('atomic').describe('All or what can be.'),
    match_on: z
      .enum(['id', 'external_id', 'email', 'domain', 'sku'])
      .default('id')
      .describe('Tells which exist already.'),
  }),
  example: { object_type: 'companies', records: [{ name: 'Nordlicht GmbH', domain: 'nordlicht.example' }] },
  output: z.object({
    created: z.int(),
    updated: z.int(),
    failed: z.int(),
    rows: z.array(batchRow),
    columns: z.record(z.string(), z.string().nullable()).optional(),
  }),
  async handler({ records, csv, ...batch }, context) {
    if ((records === undefined) === (csv === undefined)) {
      throw validationError('Pass either records or csv.', {
        hint: 'records for values at hand, csv for a file.',
      });
    }
    const file = csv === undefined ? undefined : await readRecords(batch.object_type, csv, mostLines);
    const lines = file?.records ?? numbered(records ?? []);
    if (lines.length === 0) {
      throw validationError('csv: the file has a header and no rows.', {
        hint: 'Add a row for each record.',
      });
    }
    const answer = await context.deps.records.upsert(
      {
        ...batch,
        records: lines.map(({ record }) => record),
        report: (done, total) => context.progress(done, total, `${done} of ${total} records written`),
      },
      context,
    );
    const rows = answer.rows.length > mostRecords ? answer.rows.filter(isTelling) : answer.rows;
    return {
      ...answer,
      rows: rows.map((row) => ({ ...row, index: lines[row.index]?.line ?? row.index })),
      ...(file !== undefined && { columns: { ...file.columns } }),
    };
  },
  render: ({ created, updated, failed, rows, columns }) =>
    [
      `created: ${created}; updated: ${updated}; failed: ${failed}`,
      ...(columns === undefined ? [] : [columnsText(columns)]),
      ...rows.map(rowText),
    ].join('\n'),
});

function numbered(records: readonly Readonly<Record<string, unknown>>[]): readonly FileRecord[] {
  return records.map((record, line) => ({ line, record }));
}

function isTelling({ status, message }: BatchRow): boolean {
  return status === 'failed' || message !== undefined;
}

function columnsText(columns: Readonly<Record<string, string | null>>): string {
  const known = Object.entries(columns).map(([header, field]) => `${header} → ${field ?? 'passed over'}`);
  return `columns: ${known.join('; ')}`;
}

function rowText({ index, ...row }: z.output<typeof batchRow>): string {
  return `[${index}] ${Object.values(row).join(' ')}`;
}
