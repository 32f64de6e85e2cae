import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { soakJobs } from '../src/soak/jobs-soak.fixture.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '50' },
    processes: { type: 'string', default: '3' },
    url: { type: 'string' },
  },
});

const folder = await mkdtemp(join(tmpdir(), 'patchbay-jobs-'));
const schema = `soak_${randomBytes(6).toString('hex')}`;
const { url } = values;
try {
  const { jobs, kills, attempts, seconds, violations } = await soakJobs({
    place: url === undefined ? { file: join(folder, 'soak.db') } : { file: '', url, schema },
    jobs: Number(values.jobs),
    kills: Number(values.kills),
    processes: Number(values.processes),
  });
  const head = `${jobs} jobs of ${values.processes} processes, ${kills} kills, ${attempts} attempts, ${seconds.toFixed(0)} s`;
  process.stdout.write(
    `${[head, `${violations.length} violations`, ...violations.slice(0, 20)].join('\n')}\n`,
  );
  if (violations.length > 0) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
  if (url !== undefined) await dropSchema(url);
}

async function dropSchema(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
  await client.end();
}
