import { eq } from 'drizzle-orm';
import type { Connection, Engine } from '../engine.ts';
import type { TableFacts } from '../tables.ts';
import { recomputeTable } from '../tenant/computed-rows.ts';

const settingName = 'computed_columns';
const waitMs = 60_000;

/**
 * Computes columns of a store again that another version of their computation has written, or none: all of them in one
 * transaction. Safe while other processes start.
 */
export async function recomputeStale(engine: Engine, tables: readonly TableFacts[]): Promise<void> {
  const wanted = versionsOf(tables);
  if (Object.keys(wanted).length === 0) return;
  const found = await engine.transaction({ mode: 'read' }, (connection) => keptVersions(connection, engine));
  if (stale(tables, found).length === 0) return;
  await engine.transaction({ mode: 'write', waitMs }, async (connection) => {
    const kept = await keptVersions(connection, engine);
    for (const facts of stale(tables, kept)) await recomputeTable(connection, facts);
    const { settings } = engine.own;
    const value = JSON.stringify(wanted);
    await connection.builder
      .insert(settings)
      .values({ name: settingName, value })
      .onConflictDoUpdate({ target: settings.name, set: { value } });
  });
}

type Versions = Readonly<Record<string, number>>;

function versionsOf(tables: readonly TableFacts[]): Versions {
  return Object.fromEntries(
    tables.flatMap(({ name, computation }) =>
      computation === undefined ? [] : [[name, computation.version]],
    ),
  );
}

async function keptVersions({ builder }: Connection, { own }: Engine): Promise<Versions> {
  const { settings } = own;
  const [row] = await builder.select().from(settings).where(eq(settings.name, settingName));
  // written by the function above
  return row === undefined ? {} : JSON.parse(row.value);
}

function stale(tables: readonly TableFacts[], kept: Versions): readonly TableFacts[] {
  return tables.filter(
    ({ name, computation }) => computation !== undefined && kept[name] !== computation.version,
  );
}
