import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eachEngine } from '@patchbay/storage/testing';
import { testSetup } from '@patchbay/testkit';
import { expect, onTestFinished, test } from 'vitest';
import { workspaceCommands } from './backends/store/commands.ts';
import { crmConfig } from './config.ts';
import { tools } from './registry.gen.ts';
import { recordOf } from './testing/answers.ts';
import { connectCrm } from './testing/connect-crm.ts';

eachEngine((engine) => {
  test('every tool works on a store that never saw a demonstration', async () => {
    await using mcp = await connectCrm({ engine, demo: false, caller: { id: 'local' } });
    const called = new Set<string>();
    const call = async (name: string, args: Record<string, unknown> = {}) => {
      called.add(name);
      const answer = await mcp.call(name, args);
      expect(answer, `${name} ${answer.text}`).toMatchObject({ isError: false });
      return answer;
    };
    for (const name of ['search_leads', 'query_products', 'crm_health_check']) await call(name);
    await call('get_pipeline_report', { period: 'this_quarter' });
    await call('find_duplicates', { object_type: 'leads' });
    const ida = { name: 'Ida Beck', email: 'ida@beck-bau.example', company_name: 'Beck Bau GmbH' };
    const { lead_id } = recordOf(await call('create_lead', ida), 'lead');
    await call('get_lead_details', { lead_id });
    await call('update_lead_status', { lead_id, status: 'contacted', note: 'Called.' });
    await call('log_activity', {
      kind: 'call',
      subject: 'Talked',
      links: [{ object_type: 'leads', id: String(lead_id) }],
    });
    const deal = { name: 'Roof', amount_minor: 1_250_000, currency: 'EUR', close_date: '2026-09-20' };
    const converted = await call('convert_lead', { lead_id, deal });
    const { company_id, change_id } = converted.structuredContent ?? {};
    await call('undo_change', { change_id });
    const again = await call('convert_lead', { lead_id, deal });
    await call('batch_upsert_records', {
      object_type: 'deals',
      records: [
        { name: 'Wall', amount_minor: 50_000, currency: 'EUR', stage: 'Proposal', close_date: '2026-08-01' },
      ],
    });
    const found = await call('search_crm_records', {
      object_type: 'deals',
      fields: ['name', 'stage', 'owner_id'],
    });
    expect(found.structuredContent?.['items']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Roof', stage: 'Qualification', owner_id: 'local' }),
        expect.objectContaining({ name: 'Wall', stage: 'Proposal', owner_id: 'local' }),
      ]),
    );
    for (const group_by of ['stage', 'owner'])
      await call('get_pipeline_report', { period: 'this_quarter', group_by });
    const product = { sku: 'B-1', name: 'Beam', category: 'Wood', price: 12.5, currency: 'EUR', stock: 10 };
    const { product_id } = recordOf(await call('add_product', product), 'product');
    await call('update_stock', { product_id, delta: 5, reason: 'delivery' });
    const customer_id = again.structuredContent?.['company_id'] ?? company_id;
    await call('create_order', { customer_id, items: [{ product_id, quantity: 2 }] });
    const twin = await call('create_lead', {
      ...ida,
      email: 'i.beck@beck-bau.example',
      on_duplicate: 'create',
    });
    const loser = recordOf(twin, 'lead')['lead_id'];
    await call('merge_records', {
      object_type: 'leads',
      survivor_id: String(lead_id),
      loser_ids: [String(loser)],
    });
    expect(tools.map(({ name }) => name).filter((name) => !called.has(name))).toEqual([]);
  });
});

const run = promisify(execFile);
const binary = fileURLToPath(new URL('bin.ts', import.meta.url));

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'patchbay-crm-operator-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

test('an operator defines pipelines and users of a tenant on the command line', {
  timeout: 120_000,
}, async () => {
  const path = await folder();
  const environment = { CRM_DATABASE_FILE: join(path, 'crm.db'), CRM_TENANT: 'acme' };
  const crm = async (name: string, operands: readonly string[] = [], ...flags: readonly string[]) => {
    const setup = testSetup(crmConfig.parse(environment));
    const command = workspaceCommands.find((one) => one.name === name);
    return command?.run({ ...setup, operands, flags: new Set(flags), directory: path, progress: () => {} });
  };
  const write = (file: string, value: unknown) => writeFile(join(path, file), JSON.stringify(value));
  const shown = JSON.parse((await crm('pipelines show')) ?? '');
  shown.pipelines[0].stages[0].name = 'First look';
  await write('pipelines.json', shown);
  const change = 'change stage-qualification: name Qualification → First look';
  const dry = await crm('pipelines apply', ['pipelines.json'], 'dry-run');
  expect(dry).toBe(`Would change in tenant acme:\n  ${change}`);
  const args = [binary, 'pipelines', 'apply', 'pipelines.json'];
  const { stdout } = await run(process.execPath, args, { env: environment, cwd: path });
  expect(stdout).toBe(`Changed in tenant acme:\n  ${change}\n`);
  expect(await crm('pipelines apply', ['pipelines.json'])).toBe('Nothing to change in tenant acme.');
  const ann = { id: 'ann', name: 'Ann Moe', email: 'ann@acme.example', role: 'rep', team: 'north' };
  await write('users.json', { users: [ann] });
  expect(await crm('users apply', ['users.json'])).toContain('add ann: Ann Moe, rep, team north');
  expect(JSON.parse((await crm('users show')) ?? '')).toEqual({ users: [ann] });
  await write('users.json', { users: [{ ...ann, role: 'boss' }] });
  await expect(crm('users apply', ['users.json'])).rejects.toThrow(
    'ann: role must be one of: admin, manager',
  );
  await expect(crm('pipelines apply', ['nowhere.json'])).rejects.toThrow(
    `There is no file ${join(path, 'nowhere.json')}`,
  );
  await expect(crm('pipelines apply', ['.'])).rejects.toThrow('is no regular file');
});
