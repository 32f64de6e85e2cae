import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A library that is inside a bundle. */
export interface BundledLibrary {
  readonly name: string;
  readonly version: string;
  /** The licence as its manifest names it. */
  readonly licence: string;
  /** Its licence texts and notices; empty when it brings none along. */
  readonly texts: readonly string[];
}

/** Texts of licences for libraries that name one and bring no text along, by the name of the library. */
const folderOfTexts = join(import.meta.dirname, 'licences');

/**
 * The libraries that a bundle is made of, sorted, from the bundler's own list of inputs.
 *
 * @param inputs paths relative to `directory`.
 */
export function librariesIn(directory: string, inputs: readonly string[]): readonly BundledLibrary[] {
  const roots = new Set(
    inputs
      .filter((path) => path.includes('node_modules/'))
      .flatMap((path) => rootOf(resolve(directory, path.replace(/^[a-z-]+:/, ''))) ?? []),
  );
  const found = new Map<string, BundledLibrary>();
  for (const root of roots) {
    const library = libraryAt(root);
    found.set(`${library.name}@${library.version}`, library);
  }
  return [...found.values()].toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The nearest folder above a file whose manifest has a name; manifests without one only say how files are read. */
function rootOf(path: string): string | undefined {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = manifestAt(folder);
    if (typeof manifest?.['name'] === 'string' && typeof manifest['version'] === 'string') return folder;
  }
  return undefined;
}

function manifestAt(folder: string): Readonly<Record<string, unknown>> | undefined {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
  return typeof manifest === 'object' && manifest !== null ? { ...manifest } : undefined;
}

function libraryAt(root: string): BundledLibrary {
  const { name, version, license } = manifestAt(root) ?? {};
  const own = readdirSync(root)
    .filter((file) => /^(licen[cs]e|copying|notice|third.?party)/i.test(file) && !/\.[cm]?[jt]s$/.test(file))
    .toSorted()
    .map((file) => readFileSync(join(root, file), 'utf8').trim());
  const kept = join(folderOfTexts, `${String(name).replaceAll('/', '__')}.txt`);
  const texts = [own, existsSync(kept) ? [readFileSync(kept, 'utf8').trim()] : [], fromReadme(root)];
  return {
    name: String(name),
    version: String(version),
    licence: typeof license === 'string' ? license : 'see below',
    texts: texts.find(({ length }) => length > 0) ?? [],
  };
}

/** The licence that stands in a README under its own heading, where it is the text and not just its name. */
function fromReadme(root: string): readonly string[] {
  const readme = readdirSync(root).find((file) => /^readme(\.md)?$/i.test(file));
  if (readme === undefined) return [];
  const text = readFileSync(join(root, readme), 'utf8');
  const section = /^#+ *licen[cs]e\b.*\n([\s\S]*?)(?=^#|(?![\s\S]))/im.exec(text)?.[1]?.trim() ?? '';
  return /copyright/i.test(section) && section.length > 500 ? [section] : [];
}

/**
 * The text of the file that goes with a bundle: every library with its licence, each text once.
 *
 * @throws Error naming libraries that come without a text: their licences ask for it.
 */
export function licencesText(libraries: readonly BundledLibrary[]): string {
  const without = libraries.filter(({ texts }) => texts.length === 0);
  if (without.length > 0) {
    const names = without.map(({ name, version, licence }) => `${name}@${version} (${licence})`);
    throw new Error(
      `no licence text comes with ${names.join(', ')}: take it from the library's repository into tooling/config/src/licences/<name>.txt`,
    );
  }
  const byText = new Map<string, BundledLibrary[]>();
  for (const library of libraries) {
    const text = library.texts.join('\n\n');
    byText.set(text, [...(byText.get(text) ?? []), library]);
  }
  const sections = [...byText].map(([text, owners]) => {
    const heads = owners.map(({ name, version, licence }) => `${name} ${version} (${licence})`);
    return `${heads.join('\n')}\n\n${text}\n`;
  });
  const lead = 'This package contains the following libraries, under the licences that follow.\n';
  return [lead, ...sections].join(`\n${'-'.repeat(80)}\n\n`);
}
