import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { member } from '../json.ts';
import { type Answer, type CrmProcess, startCrm } from './server-process.ts';

/** How often, how wide, and on which database. */
export interface SoakOptions {
  readonly rounds: number;
  readonly twins: number;
  /** A `postgres://` URL; a SQLite file otherwise. */
  readonly databaseUrl?: string | undefined;
}

/**
 * Proves exactly-once writes under kill -9.
 *
 * Each round sends identical `create_order` and `create_lead` calls with one key to two processes on one database,
 * kills one of them at a random moment, starts it again, repeats what was lost, and checks: one effect, one answer.
 */
export async function soakCrm({ rounds, twins, databaseUrl }: SoakOptions): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-soak-'));
  const environment =
    databaseUrl === undefined ? { CRM_DATABASE_FILE: join(folder, 'crm.db') } : { DATABASE_URL: databaseUrl };
  const processes = [await startCrm(environment), await startCrm(environment)] as const;
  const pair = { steady: processes[0], victim: processes[1] };
  try {
    const shop = await stockShop(pair.steady);
    const violations: string[] = [];
    const lost = { calls: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const found = await soakRound(pair, environment, shop, twins, lost);
      violations.push(...found.map((text) => `round ${round + 1}: ${text}`));
    }
    return report({ rounds, twins, lost: lost.calls, violations });
  } finally {
    await Promise.all([pair.steady.kill(), pair.victim.kill()]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Shop {
  readonly customer_id: string;
  readonly product_id: string;
}

async function stockShop(server: CrmProcess): Promise<Shop> {
  const suffix = randomUUID().slice(0, 8);
  const lead = member(
    expectResult(await server.call('create_lead', { name: `Soak ${suffix}`, on_duplicate: 'create' })),
    'lead',
  );
  const product = member(
    expectResult(
      await server.call('add_product', {
        sku: `soak-${suffix}`,
        name: `Soak ${suffix}`,
        category: 'soak',
        price: 10,
        stock: 100_000,
      }),
    ),
    'product',
  );
  return {
    customer_id: String(member(lead, 'lead_id')),
    product_id: String(member(product, 'product_id')),
  };
}

/** Two writes with keys of their own, for twins of each to send. */
function writesOf(key: string, { customer_id, product_id }: Shop) {
  const order = {
    customer_id,
    items: [{ product_id, quantity: 1 }],
    idempotency_key: `order-${key}`,
  };
  const lead = {
    name: `Twin ${key}`,
    email: `${key}@twins.example`,
    on_duplicate: 'create',
    idempotency_key: `lead-${key}`,
  };
  return { order, lead };
}

async function soakRound(
  pair: { steady: CrmProcess; victim: CrmProcess },
  environment: Readonly<Record<string, string>>,
  shop: Shop,
  twins: number,
  lost: { calls: number },
): Promise<string[]> {
  const key = randomUUID();
  const { order, lead } = writesOf(key, shop);
  const reservedBefore = await reservedOf(pair.steady, shop);

  const sending = Array.from({ length: twins }, (_, index) => {
    const server = index % 2 === 0 ? pair.steady : pair.victim;
    return index % 4 < 2 ? server.call('create_order', order) : server.call('create_lead', lead);
  });
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 250));
  await pair.victim.kill();
  const first = await Promise.all(sending);
  pair.victim = await startCrm(environment);
  const answers = await Promise.all(
    first.map((answer, index) => {
      if (answer.kind !== 'lost') return answer;
      lost.calls += 1;
      return index % 4 < 2 ? pair.victim.call('create_order', order) : pair.victim.call('create_lead', lead);
    }),
  );

  const orders = answers.filter((_, index) => index % 4 < 2);
  const leads = answers.filter((_, index) => index % 4 >= 2);
  const reserved = (await reservedOf(pair.steady, shop)) - reservedBefore;
  const found = await pair.victim.call('search_leads', { query: `Twin ${key}` });
  const count = found.kind === 'result' ? member(found.structured, 'total_count') : undefined;
  return [
    ...disagreements('create_order', orders),
    ...disagreements('create_lead', leads),
    ...(reserved === 1 ? [] : [`${reserved} pieces are reserved, not 1`]),
    ...(count === 1 ? [] : [`${String(count)} leads exist, not 1`]),
  ];
}

function disagreements(tool: string, answers: readonly Answer[]): string[] {
  const [first, ...others] = answers.map(withoutReplay);
  const failed = answers.filter(({ kind }) => kind !== 'result');
  const different = others.filter((answer) => !isDeepStrictEqual(answer, first));
  return [
    ...failed
      .slice(0, 1)
      .map((answer) => `${failed.length} answers of ${tool} failed: ${JSON.stringify(answer).slice(0, 200)}`),
    ...(failed.length === 0 && different.length > 0 ? [`${different.length} answers of ${tool} differ`] : []),
  ];
}

function withoutReplay(answer: Answer): unknown {
  if (answer.kind !== 'result') return answer;
  const { idempotent_replay: _replay, ...rest } = answer.structured;
  return rest;
}

async function reservedOf(server: CrmProcess, { product_id }: Shop): Promise<number> {
  const { items } = expectResult(
    await server.call('search_crm_records', {
      object_type: 'products',
      ids: [product_id],
      fields: ['product_id', 'reserved'],
    }),
  );
  const [product] = Array.isArray(items) ? items : [];
  return Number(member(product, 'reserved'));
}

function expectResult(answer: Answer): Readonly<Record<string, unknown>> {
  if (answer.kind === 'result') return answer.structured;
  throw new Error(`The soak could not be set up: ${JSON.stringify(answer)}`);
}

interface Outcome {
  readonly rounds: number;
  readonly twins: number;
  readonly lost: number;
  readonly violations: readonly string[];
}

function report({ rounds, twins, lost, violations }: Outcome): string {
  const head = `${rounds} rounds of ${twins} concurrent twins over two processes, one killed in each; ${lost} answers lost and asked for again`;
  return [head, `${violations.length} violations`, ...violations.slice(0, 20)].join('\n');
}
