import { validationError } from '@patchbay/core';
import { ownText, quoted } from '@patchbay/schemas';
import { z } from 'zod';
import { type FileColumn, type FileRecord, readRecords } from '../imports/read-records.ts';
import { recordTypes } from '../records/fields.ts';
import type { BatchRow, CellChange } from '../records/types.ts';
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

const anyHeaders = {
  open: 'the headers of a file are its own',
  advertised: {
    type: 'object',
    properties: { Name: { type: 'string', description: 'Field.' } },
    additionalProperties: { type: 'string' },
  },
};

const batchRow = z.object({
  index: z.int(),
  status: z.enum(['created', 'updated', 'unchanged', 'failed']),
  id: z.string().optional(),
  error_code: z.string().optional(),
  message: z.string().optional(),
  amounts: z.string().optional(),
  changes: z.array(ownText).optional(),
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
  timeoutMs: 45_000,
  input: z.object({
    object_type: z.enum(writableTypes).describe('Kind.'),
    records: z
      .array(z.record(z.string(), z.unknown()).meta(anyFields))
      .min(1)
      .max(mostRecords)
      .optional()
      .describe('Fields by name; company_id, lead_id and so on to update; version guards. amount: 12.5.'),
    csv: z.string().min(1).max(1_400_000).optional().describe('Header row first.'),
    mapping: z
      .record(z.string(), z.string())
      .meta(anyHeaders)
      .optional()
      .describe('Header to field; "" skips.'),
    mode: z.enum(['atomic', 'best_effort']).default('atomic').describe('All or what can be.'),
    match_on: z.enum(['id', 'external_id', 'email', 'phone', 'domain', 'sku']).default('id').describe('Key.'),
    on_duplicate: z
      .enum(['return_existing', 'error', 'create'])
      .default('return_existing')
      .describe('If it exists.'),
    companies: z.enum(['link', 'create']).optional().describe('By name.'),
  }),
  example: { object_type: 'companies', records: [{ name: 'Nordlicht GmbH', domain: 'nordlicht.example' }] },
  output: z.object({
    created: z.int(),
    updated: z.int(),
    failed: z.int(),
    rows: z.array(batchRow),
    columns: z.record(z.string(), z.string().nullable()).optional(),
    samples: z.record(z.string(), z.array(z.string())).optional(),
    notes: z.array(ownText),
  }),
  async handler({ records, csv, mapping, ...batch }, context) {
    if ((records === undefined) === (csv === undefined)) {
      throw validationError('Pass either records or csv.', {
        hint: 'records for values at hand, csv for a file.',
      });
    }
    const file =
      csv === undefined
        ? undefined
        : await readRecords({ object: batch.object_type, csv, mapping, max_rows: mostLines });
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
        faults: faultsOf(lines),
        lenient: file?.lenient,
        lines: file?.records.map(({ line }) => line),
        report: (done, total) => context.progress(done, total, `${done} of ${total} records written`),
      },
      context,
    );
    const rows = answer.rows.length > mostRecords ? answer.rows.filter(isTelling) : answer.rows;
    return {
      ...answer,
      notes: [...answer.notes],
      rows: rows.map(({ changes, ...row }) => ({
        ...row,
        ...(changes !== undefined && { changes: changes.map(changeText) }),
      })),
      ...(file !== undefined && columnsOf(file.columns)),
    };
  },
  render: ({ created, updated, failed, rows, columns, samples, notes }) =>
    [
      `created: ${created}; updated: ${updated}; failed: ${failed}`,
      ...(columns === undefined ? [] : [columnsText(columns, samples ?? {})]),
      ...notes.map((note) => `note: ${note}`),
      ...rows.map(rowText),
    ].join('\n'),
});

function numbered(records: readonly Readonly<Record<string, unknown>>[]): readonly FileRecord[] {
  return records.map((record, line) => ({ line, record }));
}

function faultsOf(lines: readonly FileRecord[]): ReadonlyMap<number, string> {
  return new Map(lines.flatMap(({ fault }, index) => (fault === undefined ? [] : [[index, fault]])));
}

function isTelling({ status, message, changes }: BatchRow): boolean {
  return status === 'failed' || message !== undefined || changes !== undefined;
}

function columnsOf(columns: readonly FileColumn[]) {
  return {
    columns: Object.fromEntries(columns.map(({ header, field }) => [header, field])),
    samples: Object.fromEntries(columns.map(({ header, samples }) => [header, [...samples]])),
  };
}

function columnsText(
  columns: Readonly<Record<string, string | null>>,
  samples: Readonly<Record<string, readonly string[]>>,
): string {
  const known = Object.entries(columns).map(([header, field]) => {
    const values = (samples[header] ?? []).map(quoted).join(', ');
    return `${quoted(header)} → ${field ?? 'passed over'}${values === '' ? '' : ` (${values})`}`;
  });
  return ['columns, each with its first values:', ...known].join('\n');
}

function rowText({ index, changes, amounts, ...row }: z.output<typeof batchRow>): string {
  const facts = [...Object.values(row), ...(amounts === undefined ? [] : [`(${amounts})`])];
  return [`[${index}] ${facts.join(' ')}`, ...(changes ?? [])].join('\n  ');
}

function changeText({ field, before, after }: CellChange): string {
  return `${field}: ${cellText(before)} → ${cellText(after)}`;
}

function cellText(value: string | null): string {
  return value === null ? 'empty' : quoted(value);
}
