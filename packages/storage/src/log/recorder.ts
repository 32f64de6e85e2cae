import type { WrittenRow } from '@patchbay/core';
import type { Connection } from '../engine.ts';
import type { OwnTables } from '../own/tables.ts';
import type { AnyRow, TableFacts } from '../tables.ts';
import { nextNumber, takeNumber } from './numbers.ts';
import { decodeRow, encodeRow, keyValues, rowKeyOf } from './values.ts';

/** Who changes something, and on whose behalf. */
export interface ChangeOrigin {
  readonly tenant: string;
  readonly actor: string;
  readonly tool?: string | undefined;
  readonly correlation_id?: string | undefined;
  readonly idempotency_key?: string | undefined;
}

/** What happened to one row. */
interface RowNote {
  readonly facts: TableFacts;
  readonly row_key: string;
  readonly created: boolean;
  /** The row before and after; absent for a table whose rows are not logged. */
  readonly kept?: { readonly before: string | null; readonly after: string | null };
}

/** A job that was started. */
interface JobNote {
  readonly job: string;
}

type Note = RowNote | JobNote;

/** Collects what one transaction does to its rows and writes it down before the commit. */
export interface Recorder {
  readonly changeId: string;
  /**
   * Notes one row; undefined stands for a row that did not exist before, or does not any more. Of a table whose rows are
   * not logged, the log gets its name alone.
   */
  note(facts: TableFacts, before: AnyRow | undefined, after: AnyRow | undefined): void;
  /** Notes a job that was started here. */
  started(job: string): void;
  /** Whether a field of an answer names a row or a job that was created here. */
  created(field: string, value: unknown): boolean;
  /** The rows that were noted, in order. */
  rows(): readonly WrittenRow[];
  /**
   * What takes it back: the change, or the job where nothing but one was started; undefined while nothing was done.
   * Derived and renewed rows alone are no change.
   */
  readonly undoId: string | undefined;
  /** The number that the change will have. Other writes of the tenant wait from here to the commit. */
  number(connection: Connection, own: OwnTables): Promise<number>;
  /** Where the record stands, for {@link Recorder.rewind}. */
  readonly length: number;
  /** Forgets all that was noted since, because it was rolled back. */
  rewind(length: number): void;
  /** Marks the change as the undoing of another. */
  undoes(changeId: string): void;
  /** Writes the change, if there is one or somebody asked for its number. */
  flush(connection: Connection, own: OwnTables): Promise<void>;
}

const rowsPerInsert = 200;

/** Creates the record of one transaction. */
export function recorder(changeId: string, origin: ChangeOrigin, at: number): Recorder {
  const notes: Note[] = [];
  let undone: string | undefined;
  let taken: number | undefined;
  // an answer asks of each of its values, when nothing more is written
  let created: ReadonlyMap<string, readonly Note[]> | undefined;
  const isChange = () => notes.some((note) => isRow(note) && !follows(note));
  return {
    changeId,
    get length() {
      return notes.length;
    },
    note(facts, before, after) {
      created = undefined;
      const row = after ?? before;
      if (row === undefined) return;
      const note = { facts, row_key: rowKeyOf(facts, row), created: before === undefined };
      if (facts.role !== undefined) {
        notes.push(note);
        return;
      }
      const was = before === undefined ? null : encodeRow(facts, before);
      const is = after === undefined ? null : encodeRow(facts, after);
      if (was !== is) notes.push({ ...note, kept: { before: was, after: is } });
    },
    started(job) {
      created = undefined;
      notes.push({ job });
    },
    get undoId() {
      return isChange() ? changeId : notes.find(isJob)?.job;
    },
    async number(connection, own) {
      taken ??= await takeNumber(connection, own, origin.tenant);
      return taken;
    },
    created(field, value) {
      if (typeof value !== 'string' && typeof value !== 'number') return false;
      created ??= createdByKey(notes);
      return created.get(lastSegment(String(value)))?.some((note) => names(note, field, value)) === true;
    },
    rows: () => notes.filter(isRow).map(rowOf),
    rewind(length) {
      created = undefined;
      notes.length = length;
    },
    undoes(id) {
      undone = id;
    },
    async flush(connection, own) {
      if (!isChange() && taken === undefined) return;
      const rows = notes.filter(isRow);
      const entries = rows.flatMap(entryOf);
      const others = rows.filter(({ facts }) => facts.role === 'derived' || facts.role === 'immutable');
      const unlogged = [...new Set(others.map(({ facts }) => facts.name))];
      await written(connection, own, { changeId, origin, at, undone, taken, entries, unlogged });
    },
  };
}

function entryOf({ facts, row_key, kept }: RowNote) {
  return kept === undefined ? [] : [{ table_name: facts.name, row_key, ...kept }];
}

function rowOf({ facts, row_key, kept }: RowNote): WrittenRow {
  return {
    table: facts.name,
    key: keyValues(row_key),
    ...(kept && kept.before !== null && { before: decodeRow(kept.before) }),
    ...(kept && kept.after !== null && { after: decodeRow(kept.after) }),
  };
}

interface Written {
  readonly changeId: string;
  readonly origin: ChangeOrigin;
  readonly at: number;
  readonly undone: string | undefined;
  readonly taken: number | undefined;
  readonly entries: ReturnType<typeof entryOf>;
  /** Tables that were written without the log. */
  readonly unlogged: readonly string[];
}

async function written({ builder, dialect }: Connection, own: OwnTables, change: Written): Promise<void> {
  const { changeId, origin, at, undone, taken, entries, unlogged } = change;
  const { tenant } = origin;
  for (let start = 0; start < entries.length; start += rowsPerInsert) {
    const part = entries.slice(start, start + rowsPerInsert);
    await builder
      .insert(own.changeRows)
      .values(
        part.map((entry, index) => ({ ...entry, change_id: changeId, position: start + index, tenant })),
      );
  }
  // last, since others wait for the number from here to the commit
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
    unlogged: unlogged.length === 0 ? null : unlogged,
    number: taken ?? nextNumber(dialect, own, tenant),
  });
}

/** Whether a row follows from others, so that it is no change by itself. */
const follows = ({ facts: { role } }: RowNote) => role === 'derived' || role === 'renewed';
const isRow = (note: Note): note is RowNote => 'facts' in note;
const isJob = (note: Note): note is JobNote => 'job' in note;

/** What was created, by the key under which an answer may name it. */
function createdByKey(notes: readonly Note[]): ReadonlyMap<string, readonly Note[]> {
  const found = new Map<string, Note[]>();
  for (const note of notes) {
    const key = createdKey(note);
    if (key !== undefined) found.set(key, [...(found.get(key) ?? []), note]);
  }
  return found;
}

function createdKey(note: Note): string | undefined {
  if (isJob(note)) return note.job;
  const [key, ...others] = note.created ? keyValues(note.row_key) : [];
  return key === undefined || others.length > 0 ? undefined : String(key);
}

/** Whether a field of an answer, by its name an id or a URI, names a row or a job that was created. */
function names(note: Note, field: string, value: unknown): boolean {
  if (typeof value !== 'string' && typeof value !== 'number') return false;
  if (isJob(note)) return lastSegment(String(value)) === note.job;
  const { facts, created, row_key } = note;
  if (!created) return false;
  const [key, ...others] = keyValues(row_key);
  if (others.length > 0 || String(key) !== lastSegment(String(value))) return false;
  if (facts.key.includes(field) || /^(id|ids|uri)$/.test(field)) return true;
  const [, noun] = /^(.+)_(?:id|ids|uri)$/.exec(field) ?? [];
  // a text is an id of one row alone; a number means the row only under the name of its table: `lead_id` of `leads`
  return noun !== undefined && (typeof key === 'string' || facts.name.startsWith(noun.slice(0, -1)));
}

function lastSegment(text: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? (text.split('/').at(-1) ?? text) : text;
}
