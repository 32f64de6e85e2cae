import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, serverNames } from '../workspace.ts';
import { announcedLevels } from './changesets.ts';
import { type Contract, contractChanges, contractOf, levelOf } from './contract.ts';
import { atLeast, highest, type Level, requiredAt } from './level.ts';
import { bundleDigest, type Released, readReleased, writeReleased } from './released.ts';

/** What a server is now, beside what it was. */
export interface Comparison {
  readonly name: string;
  readonly released: Released;
  readonly bundle: string;
  readonly contract: Contract;
  /** What the pending changesets say. */
  readonly announced: Level;
}

/** What is missing from the changesets for one server; nothing when they say enough. */
export function impactFindings(comparison: Comparison): readonly string[] {
  const { name, released, bundle, contract, announced } = comparison;
  const changes = contractChanges(released.contract, contract);
  const changed: Level = bundle === released.bundle ? 'none' : 'patch';
  const required = requiredAt(released.version, highest([changed, levelOf(changes)]));
  if (atLeast(announced, required)) return [];
  const reasons = changes.length === 0 ? ['its bundle changed'] : changes.map(({ what }) => what);
  return [
    `${name} needs a changeset of level ${required}, and has ${announced}: since ${released.version}`,
    ...reasons.map((reason) => `  ${reason}`),
  ];
}

/** Compares every server with its last release; those that were never released cannot surprise anybody. */
export async function releaseImpact(root: string): Promise<readonly string[]> {
  const announced = announcedLevels(root);
  const findings: string[] = [];
  for (const server of serverNames(root)) {
    const folder = join(root, 'servers', server);
    const released = readReleased(folder);
    if (released === undefined) continue;
    const { name } = readManifest(folder);
    const now = { bundle: await bundleDigest(folder), contract: readContract(folder) };
    findings.push(...impactFindings({ name, released, ...now, announced: announced.get(name) ?? 'none' }));
  }
  return findings;
}

/** Notes every server whose version rose as released; runs right after the versions were raised. */
export async function stampReleases(root: string): Promise<readonly string[]> {
  const stamped: string[] = [];
  for (const server of serverNames(root)) {
    const folder = join(root, 'servers', server);
    const { version, name } = readManifest(folder);
    if (readReleased(folder)?.version === version) continue;
    writeReleased(folder, { version, bundle: await bundleDigest(folder), contract: readContract(folder) });
    stamped.push(`${name} ${version}`);
  }
  return stamped;
}

function readContract(folder: string): Contract {
  return contractOf(JSON.parse(readFileSync(join(folder, 'surface.json'), 'utf8')));
}
