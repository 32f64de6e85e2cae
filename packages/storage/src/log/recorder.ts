import type { Connection } from '../engine.ts';
import type { OwnTables } from '../own/tables.ts';
import type { AnyRow, TableFacts } from '../tables.ts';
import { encodeRow, keyValues, rowKeyOf } from './values.ts';

/** Who changes something, and on whose behalf. */
export interface ChangeOrigin {
  readonly tenant: string;
  readonly actor: string;
  readonly tool?: string | undefined;
  readonly correlation_id?: string | undefined;
  readonly idempotency_key?: string | undefined;
}

interface Entry {
  readonly facts: TableFacts;
  readonly table_name: string;
  readonly row_key: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Collects what one transaction does to its rows and writes it down before the commit. */
export interface Recorder {
  readonly changeId: string;
  /** Notes one row; undefined stands for a row that did not exist before, or does not any more. */
  note(facts: TableFacts, before: AnyRow | undefined, after: AnyRow | undefined): void;
  /** Whether a field of an answer names a row that was created here. */
  created(field: string, value: unknown): boolean;
  /** Where the record stands, for {@link Recorder.rewind}. */
  readonly length: number;
  /** Forgets all that was noted since, because it was rolled back. */
  rewind(length: number): void;
  /** Marks the change as the undoing of another. */
  undoes(changeId: string): void;
  /** Writes the change, unless nothing changed. */
  flush(connection: Connection, own: OwnTables): Promise<void>;
}

const rowsPerInsert = 200;

/** Creates the record of one transaction. */
export function recorder(changeId: string, origin: ChangeOrigin, at: number): Recorder {
  const entries: Entry[] = [];
  let undone: string | undefined;
  return {
    changeId,
    get length() {
      return entries.length;
    },
    note(facts, before, after) {
      const row = after ?? before;
      if (row === undefined) return;
      const was = before === undefined ? null : encodeRow(facts, before);
      const is = after === undefined ? null : encodeRow(facts, after);
      if (was === is) return;
      entries.push({ facts, table_name: facts.name, row_key: rowKeyOf(facts, row), before: was, after: is });
    },
    created: (field, value) => entries.some((entry) => names(entry, field, value)),
    rewind(length) {
      entries.length = length;
    },
    undoes(id) {
      undone = id;
    },
    flush: (connection, own) =>
      entries.length === 0
        ? Promise.resolve()
        : written(connection, own, { changeId, origin, at, undone, entries }),
  };
}

interface Written {
  readonly changeId: string;
  readonly origin: ChangeOrigin;
  readonly at: number;
  readonly undone: string | undefined;
  readonly entries: readonly Entry[];
}

async function written({ builder }: Connection, own: OwnTables, change: Written): Promise<void> {
  const { changeId, origin, at, undone, entries } = change;
  const { tenant } = origin;
  await builder.insert(own.changes).values({
    id: changeId,
    tenant,
    actor: origin.actor,
    tool: origin.tool ?? null,
    correlation_id: origin.correlation_id ?? null,
    idempotency_key: origin.idempotency_key ?? null,
    at,
    kind: undone === undefined ? 'write' : 'undo',
    undoes: undone ?? null,
  });
  for (let start = 0; start < entries.length; start += rowsPerInsert) {
    const part = entries.slice(start, start + rowsPerInsert);
    await builder.insert(own.changeRows).values(
      part.map(({ facts: _, ...entry }, index) => ({
        ...entry,
        change_id: changeId,
        position: start + index,
        tenant,
      })),
    );
  }
}

/** Whether a field of an answer, by its name an id or a URI, names the row of an entry that created it. */
function names({ facts, before, row_key }: Entry, field: string, value: unknown): boolean {
  if (before !== null || (typeof value !== 'string' && typeof value !== 'number')) return false;
  if (!facts.key.includes(field) && !/(^|_)(id|ids|uri)$/.test(field)) return false;
  const [key, ...others] = keyValues(row_key);
  return others.length === 0 && String(key) === lastSegment(String(value));
}

function lastSegment(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? (text.split('/').at(-1) ?? text) : text;
}
