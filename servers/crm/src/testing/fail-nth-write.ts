import type { CrmClient } from './connect-crm.ts';

const logTables = ['patchbay_changes', 'patchbay_change_rows', 'patchbay_outbox', 'patchbay_idempotency'];
const verbs = ['INSERT', 'UPDATE', 'DELETE'];

/** Faults inside a database: the write of any one row can be made to fail. */
export interface WriteFaults {
  /** Lets the given number of rows be written from now on, and fails the one after them. */
  failAfter(rows: number): Promise<void>;
  /** Every row of every table that a write may touch, the logs included. */
  state(): Promise<readonly unknown[]>;
}

/**
 * Puts a trigger on every table that counts the rows written down and raises at zero. The count is a row as well,
 * so that a transaction that is rolled back gives it back.
 */
export async function injectWriteFaults({ kernel, scope }: CrmClient): Promise<WriteFaults> {
  const { store } = kernel;
  const names = await kernel.read(scope, async ({ tables }) => Object.keys(tables));
  const isSqlite = store.dialect === 'sqlite';
  const tables = [...names, ...logTables, ...(isSqlite ? ['search_documents'] : [])];
  const run = (statements: readonly string[]) =>
    store.internal.transaction({ mode: 'write' }, async (connection) => {
      for (const statement of statements) await connection.query(statement);
    });
  await run([
    'CREATE TABLE faults (rows_left integer NOT NULL)',
    'INSERT INTO faults VALUES (1000000)',
    ...(isSqlite ? sqliteTriggers(tables) : postgresTriggers(tables)),
  ]);
  return {
    failAfter: (rows) => run([`UPDATE faults SET rows_left = ${rows}`]),
    state: () =>
      store.internal.transaction({ mode: 'read' }, async (connection) => {
        const state: unknown[] = [];
        for (const table of tables) {
          const rows = await connection.query(`SELECT ${columnsOf(table)} FROM ${table}`);
          state.push([table, rows.map((row) => JSON.stringify(row)).toSorted()]);
        }
        return state;
      }),
  };
}

/** The worker delivers earlier messages and a claim has a time of its own: neither is an effect of the call. */
function columnsOf(table: string): string {
  if (table === 'patchbay_outbox') return 'id, kind, payload';
  return table === 'patchbay_idempotency' ? 'idempotency_key, result' : '*';
}

function sqliteTriggers(tables: readonly string[]): readonly string[] {
  return tables.flatMap((table) =>
    verbs.map(
      (verb) => `CREATE TRIGGER fault_${table}_${verb} BEFORE ${verb} ON ${table} BEGIN
        UPDATE faults SET rows_left = rows_left - 1;
        SELECT RAISE(ABORT, 'injected') FROM faults WHERE rows_left < 0; END`,
    ),
  );
}

function postgresTriggers(tables: readonly string[]): readonly string[] {
  const fail = `CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS '
    BEGIN
      UPDATE faults SET rows_left = rows_left - 1;
      IF (SELECT rows_left FROM faults) < 0 THEN RAISE EXCEPTION ''injected''; END IF;
      RETURN COALESCE(NEW, OLD);
    END'`;
  return [
    fail,
    ...tables.map(
      (table) =>
        `CREATE TRIGGER fault BEFORE ${verbs.join(' OR ')} ON ${table} FOR EACH ROW EXECUTE FUNCTION fault()`,
    ),
  ];
}
