import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createLogger } from '@patchbay/observability';
import { describe, expect, test } from 'vitest';
import { as, rig } from '../fixture/rig.fixture.ts';
import { openStore } from '../index.ts';
import { eachEngine } from '../testing.ts';

const log = createLogger({ level: 'silent', name: 'test', version: '0' });

/** A port that nobody listens on. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 1;
}

test('a PostgreSQL that does not answer lets the server start, and calls and health say so', async () => {
  const url = `postgres://root@127.0.0.1:${await closedPort()}/test`;
  const store = await openStore({ ...rig, file: '', url, log });
  expect(await store.health({ probe: false })).toMatchObject({ status: 'down', required: true });
  const read = store.read(as('acme'), (db) => db.select().from(db.tables.leads));
  await expect(read).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  await store.close();
});

test('a connection that is ended in the same breath as it opens fails its call and not the process', async () => {
  const ok = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
  const ready = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(fields.length + 4);
  const fatal = Buffer.concat([Buffer.from('E'), length, fields]);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.concat([ok, ready, fatal])));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 1;
  const url = `postgres://root@127.0.0.1:${port}/test?sslmode=disable`;
  const store = await openStore({ ...rig, file: '', url, log });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const read = store.read(as('acme'), (db) => db.select().from(db.tables.leads));
    await expect(read).rejects.toMatchObject({ code: 'unavailable', retryable: true });
  }
  await store.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

eachEngine((engine) => {
  describe('PostgreSQL', () => {
    test('a table that is locked holds up those who read it for two seconds, and nobody else', async () => {
      const place = await engine.place();
      const store = await engine.open({ ...rig, connections: 4 }, place);
      if (store.dialect !== 'postgres') return;
      const locked = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      const holding = store.internal.transaction({ mode: 'schema' }, async ({ query }) => {
        await query('LOCK TABLE leads IN ACCESS EXCLUSIVE MODE');
        locked.resolve();
        await release.promise;
      });
      await locked.promise;
      const order: string[] = [];
      const waiting = Array.from({ length: 6 }, () =>
        store
          .read({ ...as('acme'), tool: 'search_leads' }, (db) => db.select().from(db.tables.leads))
          .catch((error: unknown) => {
            order.push('locked');
            return error;
          }),
      );
      await store
        .read({ ...as('acme'), tool: 'get_job' }, (db) => db.listJobs())
        .then(() => order.push('other'));
      expect(await waiting[0]).toMatchObject({ code: 'timeout' });
      release.resolve();
      await Promise.all([holding, ...waiting]);
      expect(order[0]).toBe('other');
    });

    test('stops the running statement when the call ends, and the connection stays usable', async () => {
      const store = await engine.open({ ...rig, connections: 1 });
      const abort = new AbortController();
      const read = store.read({ ...as('acme'), signal: abort.signal }, (db) =>
        db.all(db.sql`select pg_sleep(600), ${db.tenant}::text`, { parse: (row) => row }),
      );
      setTimeout(() => abort.abort(new Error('cancelled')), 50);
      await expect(read).rejects.toThrow('cancelled');
      expect(await store.read(as('acme'), (db) => db.select().from(db.tables.leads))).toEqual([]);
    });

    test('ends statements that run too long', async () => {
      const store = await engine.open({ ...rig, statementMs: 1_000 });
      const read = store.read(as('acme'), (db) =>
        db.all(db.sql`select pg_sleep(600), ${db.tenant}::text`, { parse: (row) => row }),
      );
      await expect(read).rejects.toMatchObject({ code: 'timeout' });
    });

    test('that drops a connection between two statements costs one call, not the process', async () => {
      const store = await engine.open({ ...rig, connections: 2 });
      const broken = store.internal.transaction({ mode: 'write' }, async ({ query }) => {
        const [[pid] = []] = await query('select pg_backend_pid()');
        await store.internal.transaction({ mode: 'write' }, (other) =>
          other.query('select pg_terminate_backend($1)', [pid]),
        );
        await new Promise((resolve) => setTimeout(resolve, 50));
        return query('select 1');
      });
      await expect(broken).rejects.toMatchObject({ code: 'unavailable' });
      expect(await store.health({ probe: true })).toMatchObject({ status: 'up' });
    });
  });
}, 'postgres');
