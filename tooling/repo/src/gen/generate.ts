import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { errorCodes } from '@patchbay/schemas';
import { clients, commands, commonConfig, flags } from '@patchbay/serve';
import { readIfThere, readManifest, serverNames } from '../workspace.ts';
import { cliPage, configurationPage, errorsPage } from './common-pages.ts';
import { type ServerFacts, serverFacts, settingsOf } from './facts.ts';
import { fillMarkers } from './markdown.ts';
import { referencePage } from './reference.ts';
import { type DefinitionFiles, definitionKinds, registryText } from './registry.ts';
import {
  clientsTable,
  promptsTable,
  resourcesTable,
  serversTable,
  settingsTable,
  toolsTable,
} from './sections.ts';
import { serverCard } from './server-card.ts';
import { surfaceText, tokensText, toolTokens } from './surface.ts';

/** What a run found: files that were stale, relative to the root. In a writing run they are current now. */
export interface GenReport {
  readonly stale: readonly string[];
  readonly servers: readonly PackagedServer[];
  /** Servers that could not be loaded, with what Node says of each; nothing of theirs was generated. */
  readonly failures: readonly string[];
}

type PackagedServer = ServerFacts & { readonly package: string };

/**
 * Generates every file that follows from the definitions. With `check` nothing is written.
 *
 * Registries come first, since a definition counts only once its server imports it.
 */
export async function generate(root: string, { check }: { readonly check: boolean }): Promise<GenReport> {
  const stale: string[] = [];
  const emit = (path: string, text: string) => {
    if (readIfThere(join(root, path)) === text) return;
    stale.push(path);
    if (check) return;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const names = serverNames(root);
  for (const name of names) {
    emit(`servers/${name}/src/registry.gen.ts`, registryText(definitionFiles(root, name)));
    // the server imports it, so there must be one before the counts are known
    if (!existsSync(join(root, `servers/${name}/src/tokens.gen.ts`))) {
      emit(`servers/${name}/src/tokens.gen.ts`, tokensText({}));
    }
  }
  const loaded = await Promise.allSettled(names.map((name) => loadFacts(root, name)));
  const servers = loaded.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failures = loaded.flatMap((one) => (one.status === 'rejected' ? [messageOf(one.reason)] : []));
  for (const [path, text] of outputs(root, servers)) emit(path, text);
  // the front page lists every server, so it waits until all of them load
  if (failures.length === 0) for (const [path, text] of frontPage(root, servers)) emit(path, text);
  return { stale: [...new Set(stale)], servers, failures };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function definitionFiles(root: string, server: string): DefinitionFiles {
  const files = (kind: string) => {
    const folder = join(root, 'servers', server, 'src', kind);
    return existsSync(folder) ? readdirSync(folder) : [];
  };
  const [tools, resources, prompts] = definitionKinds.map(files);
  return { tools: tools ?? [], resources: resources ?? [], prompts: prompts ?? [] };
}

const run = promisify(execFile);

/** Loads a server in a fresh process, since this one may hold its modules from before. */
async function loadFacts(root: string, server: string): Promise<PackagedServer> {
  const program = join(import.meta.dirname, 'describe.ts');
  const { stdout } = await run(process.execPath, [program, join(root, 'servers', server)], {
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: Error & { readonly stderr?: string }) => {
    throw new Error(`servers/${server} cannot be loaded:\n${error.stderr?.trim() || error.message}`);
  });
  const facts = serverFacts.parse(JSON.parse(stdout));
  return { ...facts, package: readManifest(join(root, 'servers', server)).name };
}

function* outputs(root: string, servers: GenReport['servers']): Generator<readonly [string, string]> {
  const licence = readIfThere(join(root, 'LICENSE'));
  for (const facts of servers) {
    const folder = `servers/${facts.name}`;
    // each server is a package of its own and must carry the licence
    if (licence !== undefined) yield [`${folder}/LICENSE`, licence];
    yield [`${folder}/surface.json`, surfaceText(facts)];
    yield [`${folder}/server.json`, serverCard(facts, readManifest(join(root, folder)))];
    yield [`${folder}/src/tokens.gen.ts`, tokensText(toolTokens(facts))];
    yield [`docs/reference/${facts.name}.md`, referencePage(facts)];
    yield* filled(root, `${folder}/README.md`, {
      tools: () => toolsTable(facts),
      resources: () => resourcesTable(facts),
      prompts: () => promptsTable(facts),
      config: () => settingsTable(facts.settings),
    });
  }
  yield ['docs/reference/errors.md', errorsPage(errorCodes)];
  yield ['docs/reference/configuration.md', configurationPage(settingsOf(commonConfig))];
  yield ['docs/reference/cli.md', cliPage(commands, flags)];
}

function* frontPage(root: string, servers: GenReport['servers']): Generator<readonly [string, string]> {
  yield* filled(root, 'README.md', {
    servers: () => serversTable(servers),
    clients: () => clientsTable(clients),
  });
}

function* filled(
  root: string,
  path: string,
  sections: Readonly<Record<string, () => string>>,
): Generator<readonly [string, string]> {
  const text = readIfThere(join(root, path));
  if (text === undefined) return;
  yield [path, fillMarkers(text, sections)];
}
