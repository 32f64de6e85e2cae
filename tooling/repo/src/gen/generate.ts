import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { errorCodes } from '@patchbay/schemas';
import { clients, commands, commonConfig, flags, httpPort, localUrl } from '@patchbay/serve';
import { startReport } from '../start/report.ts';
import { readIfThere, readManifest, serverNames } from '../workspace.ts';
import { cliPage, configurationPage, errorsPage } from './common-pages.ts';
import { conversation, conversationPicture, conversationText } from './conversation.ts';
import { type ServerFacts, serverFacts, settingsOf } from './facts.ts';
import { buttonPictures, installButtons } from './install-buttons.ts';
import { fillMarkers } from './markdown.ts';
import { publishedManifest, repositoryPage, withRepository } from './published.ts';
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
import { listTokens, surfaceText, tokensText, toolTokens } from './surface.ts';

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
  if (failures.length === 0) for (const [path, text] of await frontPage(root, servers)) emit(path, text);
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
  const page = repositoryPage(root);
  const licence = readIfThere(join(root, 'LICENSE'));
  for (const facts of servers) {
    const folder = `servers/${facts.name}`;
    // each server is a package of its own and must carry the licence
    if (licence !== undefined) yield [`${folder}/LICENSE`, licence];
    yield* published(root, page, folder);
    yield [`${folder}/surface.json`, surfaceText(facts)];
    yield [`${folder}/server.json`, serverCard(facts, readManifest(join(root, folder)))];
    yield [`${folder}/src/tokens.gen.ts`, tokensText(toolTokens(facts))];
    yield [`docs/reference/${facts.name}.md`, referencePage(facts)];
    yield* filled(root, `${folder}/README.md`, page, {
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

/** The manifest of a package with where it comes from. */
function* published(
  root: string,
  page: string | undefined,
  folder: string,
): Generator<readonly [string, string]> {
  const manifest = readIfThere(join(root, folder, 'package.json'));
  if (manifest === undefined || page === undefined) return;
  yield [`${folder}/package.json`, publishedManifest(page, manifest, folder)];
}

/** What a newcomer sees first: it holds every server, and a conversation with their demos. */
async function frontPage(
  root: string,
  servers: GenReport['servers'],
): Promise<readonly (readonly [string, string])[]> {
  const readme = readIfThere(join(root, 'README.md'));
  const shows = readme?.includes('<!-- gen:conversation -->') === true;
  const exchanges = shows
    ? await conversation(
        root,
        servers.map(({ name }) => name),
      )
    : [];
  const page = repositoryPage(root);
  return [
    ...(shows
      ? [...Object.entries(buttonPictures), [picturePath, conversationPicture(exchanges)] as const]
      : []),
    ...filled(root, 'README.md', page, {
      servers: () => serversTable(servers),
      clients: () => clientsTable(clients),
      conversation: () => conversationText(exchanges),
      install: () => installButtons(servers),
    }),
    ...filled(root, 'docs/tutorial.md', page, { start: () => startBlock(servers) }),
  ];
}

function* filled(
  root: string,
  path: string,
  page: string | undefined,
  sections: Readonly<Record<string, () => string>>,
): Generator<readonly [string, string]> {
  const text = readIfThere(join(root, path));
  if (text === undefined) return;
  const whole = fillMarkers(text, sections);
  yield [path, page === undefined ? whole : withRepository(root, page, whole)];
}

/** The picture of the front page. */
const picturePath = 'docs/assets/at-work.svg';

/** What `pnpm start` prints where no data source answers. */
function startBlock(servers: GenReport['servers']): string {
  const running = servers
    .toSorted((a, b) => httpPort(a.name) - httpPort(b.name))
    .map((facts) => ({
      name: facts.name,
      url: localUrl(facts.name),
      live: false,
      needsKey: false,
      tools: facts.tools.length,
      tokens: listTokens(facts),
    }));
  const [table = ''] = startReport(running, 0).split('\n\n');
  return `\`\`\`text\n${table}\n…\nCtrl-C stops everything.\n\`\`\``;
}
