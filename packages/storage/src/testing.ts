import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@patchbay/observability';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import type { Dialect } from './engine.ts';
import { type OpenOptions, openStore } from './open-store.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

/** Where a store of a test lives; two stores opened at one place share their rows. */
export type Place = Pick<OpenOptions<Tables>, 'file' | 'url' | 'schema'>;

/** One of the databases, for tests. */
export interface TestEngine {
  readonly dialect: Dialect;
  /** A place of its own, removed after the tests of the file. */
  place(): Promise<Place>;
  /** The same, with nothing else in its database: for what reaches beyond a schema. */
  database(): Promise<Place>;
  /** Opens a store, in a new place unless one is given; closed after the tests of the file. */
  open<T extends Tables>(
    options: Omit<OpenOptions<T>, keyof Place | 'log'> & Partial<Pick<OpenOptions<T>, 'log'>>,
    place?: Place,
  ): Promise<Store<T>>;
}

// biome-ignore lint/style/noProcessEnv: tests are told by the environment which services to use
const environment = process.env;
const url = environment['PATCHBAY_TEST_POSTGRES'] ?? 'postgres://root@127.0.0.1:5432/test';
const silent = createLogger({ level: 'silent', name: 'test', version: '0' });
const problem = await postgresProblem();

/**
 * Declares the tests of a suite once for SQLite and once for PostgreSQL.
 *
 * Without a PostgreSQL the second half is skipped, and says so; under `REQUIRE_SERVICES=1` that is a failure.
 * `PATCHBAY_TEST_POSTGRES` names another database than `test` of user `root` on this machine.
 *
 * @param only declares them for one of the two, where a test is about that one.
 */
export function eachEngine(suite: (engine: TestEngine) => void, only?: Dialect): void {
  if (only !== 'postgres') describe('on SQLite', () => suite(engineOf('sqlite', sqlitePlace, sqlitePlace)));
  if (only !== 'sqlite') onPostgres(suite);
}

function onPostgres(suite: (engine: TestEngine) => void): void {
  if (problem === undefined) {
    describe('on PostgreSQL', () => suite(engineOf('postgres', postgresPlace, postgresDatabase)));
    return;
  }
  if (environment['REQUIRE_SERVICES'] === '1') {
    test('PostgreSQL answers', () => expect.fail(problem));
    return;
  }
  process.stderr.write(`tests on PostgreSQL are skipped: ${problem}\n`);
  describe.skip(`on PostgreSQL (skipped: ${problem})`, () =>
    suite(engineOf('postgres', postgresPlace, postgresDatabase)));
}

interface OwnPlace {
  readonly place: Place;
  remove(): Promise<void>;
}

type NewPlace = () => Promise<OwnPlace>;

function engineOf(dialect: Dialect, newPlace: NewPlace, newDatabase: NewPlace): TestEngine {
  const places: OwnPlace[] = [];
  const stores: { close(): Promise<void> }[] = [];
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await Promise.all(places.map((place) => place.remove()));
  });
  const kept = async (make: NewPlace) => {
    const own = await make();
    places.push(own);
    return own.place;
  };
  const place = () => kept(newPlace);
  return {
    dialect,
    place,
    database: () => kept(newDatabase),
    async open(options, at) {
      const store = await openStore({ log: silent, ...options, ...(at ?? (await place())) });
      stores.push(store);
      return store;
    },
  };
}

async function sqlitePlace(): Promise<OwnPlace> {
  const directory = await mkdtemp(join(tmpdir(), 'patchbay-store-'));
  return {
    place: { file: join(directory, 'store.db') },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

async function postgresPlace(): Promise<OwnPlace> {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  return {
    place: { file: '', url, schema },
    remove: () =>
      withClient(async (client) => void (await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`))),
  };
}

async function postgresDatabase(): Promise<OwnPlace> {
  const name = `patchbay_test_${randomBytes(6).toString('hex')}`;
  await withClient((client) => client.query(`CREATE DATABASE ${name}`));
  const own = new URL(url);
  own.pathname = name;
  return {
    place: { file: '', url: own.href },
    remove: () =>
      withClient(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
}

/** Runs SQL of any number of statements and gives the rows of the last one. */
export type RunSql = (script: string) => Promise<readonly (readonly unknown[])[]>;

/** Connects to a PostgreSQL database beside the stores in it. */
export function besideStores<T>(at: string, work: (run: RunSql) => Promise<T>): Promise<T> {
  return withClient(
    (client) =>
      work(async (script) => {
        const answers = await client.query<unknown[]>({ text: script, rowMode: 'array' });
        // several statements give several answers, which the types of the driver do not know
        return [answers].flat().at(-1)?.rows ?? [];
      }),
    at,
  );
}

async function withClient<T>(work: (client: pg.Client) => Promise<T>, at = url): Promise<T> {
  const client = new pg.Client({ connectionString: at, connectionTimeoutMillis: 2_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function postgresProblem(): Promise<string | undefined> {
  try {
    await withClient((client) => client.query('SELECT 1'));
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.constructor.name : 'no answer';
    return `no PostgreSQL at ${new URL(url).host}: ${reason}`;
  }
}
