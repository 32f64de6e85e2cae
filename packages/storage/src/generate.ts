import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api';
import type { DeclaredTables } from './declare/tables.ts';
import type { Dialect } from './engine.ts';

/** What migrations are generated from and into. */
export interface GenerateOptions {
  readonly tables: DeclaredTables<Readonly<Record<string, unknown>>>;
  /** Holds `sqlite/` and `postgres/` with one .sql file per step, and the snapshots that the next step starts from. */
  readonly directory: string;
  /** The module to write, which exports `migrations`. */
  readonly module: string;
  /** How that module imports the type `Migrations`. */
  readonly typeFrom?: string;
  /** Names the step, in snake_case. */
  readonly name: string;
}

const breakpoint = '--> statement-breakpoint';

interface Snapshot {
  readonly id: string;
}

/** What the generator of one database offers. */
interface Generator<S extends Snapshot> {
  readonly dialect: Dialect;
  readonly tables: Readonly<Record<string, unknown>>;
  snapshot(tables: Record<string, unknown>, previousId?: string): Promise<S> | S;
  statements(from: S, to: S): Promise<string[]>;
}

/**
 * Writes the step from the last snapshot to the tables as declared now, for both databases, then embeds every .sql
 * file of the folders in the module. A file written by hand, such as a trigger, is embedded in the order of its name.
 *
 * @returns the files written; empty when the tables have not changed, in which case only the module is renewed.
 */
export async function generateMigrations(options: GenerateOptions): Promise<readonly string[]> {
  const written = [
    ...(await nextStep(options, {
      dialect: 'sqlite',
      tables: options.tables.sqlite,
      snapshot: generateSQLiteDrizzleJson,
      statements: generateSQLiteMigration,
    })),
    ...(await nextStep(options, {
      dialect: 'postgres',
      tables: await options.tables.postgres(),
      snapshot: generateDrizzleJson,
      statements: generateMigration,
    })),
  ];
  await writeFile(options.module, await moduleText(options));
  return written;
}

async function nextStep<S extends Snapshot>(
  options: GenerateOptions,
  generator: Generator<S>,
): Promise<string[]> {
  const { dialect, tables } = generator;
  const directory = join(options.directory, dialect);
  await mkdir(directory, { recursive: true });
  const snapshotFile = join(directory, 'snapshot.json');
  const text = await readFile(snapshotFile, 'utf8').catch(() => undefined);
  // the file is what this function wrote with the same generator
  const previous = text === undefined ? await generator.snapshot({}) : (JSON.parse(text) as S);
  const now = await generator.snapshot({ ...tables }, previous.id);
  const statements = await generator.statements(previous, now);
  if (statements.length === 0) return [];
  const number = String((await sqlFiles(directory)).length).padStart(4, '0');
  const file = join(directory, `${number}_${options.name}.sql`);
  await writeFile(file, `${statements.map(anySchema).join(`\n${breakpoint}\n`)}\n`);
  await writeFile(snapshotFile, `${JSON.stringify(now, null, 2)}\n`);
  return [file];
}

/** The generator names the schema `public` in foreign keys; a store may live in any. */
function anySchema(statement: string): string {
  return statement.trim().replaceAll('"public".', '');
}

async function sqlFiles(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => name.endsWith('.sql')).toSorted();
}

async function moduleText(options: GenerateOptions): Promise<string> {
  const migrations = {
    sqlite: await embedded(join(options.directory, 'sqlite')),
    postgres: await embedded(join(options.directory, 'postgres')),
  };
  return [
    '// Generated from the .sql files beside it; change the tables and generate again.',
    `import type { Migrations } from '${options.typeFrom ?? '@patchbay/storage'}';`,
    '',
    `export const migrations: Migrations = ${JSON.stringify(migrations, null, 2)};`,
    '',
  ].join('\n');
}

async function embedded(directory: string) {
  const files = await sqlFiles(directory);
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(directory, file), 'utf8');
      const statements = text.split(breakpoint).map((statement) => statement.trim());
      return {
        name: file.slice(0, -'.sql'.length),
        statements: statements.filter((statement) => statement !== ''),
      };
    }),
  );
}
