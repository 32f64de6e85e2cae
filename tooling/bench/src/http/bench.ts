import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKey } from '../keys.ts';
import {
  bareSdk,
  type Contender,
  contendersOf,
  everythingExported,
  everythingOn,
  nothingOn,
  oneByOne,
  raw,
  weather,
  withTools,
} from './contenders.ts';
import { race } from './race.ts';
import { requestOf, revisions, toolCall } from './requests.ts';

/** How long and how hard to load, and whom. */
export interface HttpBenchOptions {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: number;
  /** Whether other servers of the protocol run too; they are installed from npm when they are missing. */
  readonly peers: boolean;
  /** One revision alone; all unless given. */
  readonly revision?: string | undefined;
}

const manyConnections = 1_000;
const toolCounts = [1, 15, 19];

/** Loads servers in alternating rounds and prints tables of ratios to raw `node:http`, each as soon as it is there. */
export async function benchHttp(options: HttpBenchOptions, print: (text: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const collector = createServer((req, res) => req.on('end', () => res.end('{}')).resume());
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  try {
    const keys = makeKey(weather, folder);
    const peers = options.peers ? await installedPeers() : [];
    const exported = everythingExported(`http://127.0.0.1:${portOf(collector.address())}`);
    const add = async (
      title: string,
      contenders: readonly Contender[],
      request: Parameters<typeof race>[1],
      changes: Partial<HttpBenchOptions> = {},
    ) => {
      const settings = { ...options, ...changes, keys };
      print(`${title}, ${settings.connections} connections\n${await race(contenders, request, settings)}\n`);
    };
    const ours = [nothingOn, ...oneByOne, everythingOn, exported];
    for (const revision of revisions.filter((name) => name === (options.revision ?? name))) {
      const usual = (contender: Contender) => toolCall(revision, contender.traced);
      const able = peers.filter(({ revisions: known }) => known?.includes(revision) === true);
      await add(`tools/call, ${revision}`, [raw, bareSdk, ...ours, ...able], usual);
      await add(`tools/call, ${revision}, tools registered`, [raw, ...toolCounts.map(withTools)], usual);
      const crowd = { connections: manyConnections };
      await add(`tools/call, ${revision}`, [raw, bareSdk, nothingOn, everythingOn], usual, crowd);
      const list = () => requestOf(revision, 'tools/list');
      await add(`tools/list, ${revision}`, [raw, everythingOn], list);
    }
    const discover = () => requestOf('2026-07-28', 'server/discover');
    await add('server/discover, 2026-07-28', [raw, everythingOn], discover);
  } finally {
    collector.close();
    rmSync(folder, { recursive: true });
  }
}

/** Loaded when they are asked for, since they are installed then. */
async function installedPeers(): Promise<readonly Contender[]> {
  const { installPeers } = await import('../../peers/install.ts');
  await installPeers();
  const { peers } = await import('../../peers/peers.ts');
  return contendersOf(peers);
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
