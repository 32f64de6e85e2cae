import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseCommandLine } from './flags.ts';
import type { Host, Output } from './host.ts';

/** Where a test's output went. */
export interface Recorder extends Output {
  text(): string;
}

/** Standard output for a test. */
export function recorder(isTTY = false): Recorder {
  let written = '';
  return {
    isTTY,
    write(text) {
      written += text;
      return true;
    },
    text: () => written,
  };
}

/** A Linux machine with an empty home and project folder, on which the published package runs. */
export function testHost(overrides: Partial<Host> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'patchbay-cli-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [stdout, stderr] = [recorder(), recorder()];
  const host: Host = {
    environment: {},
    platform: 'linux',
    home: root,
    directory: join(root, 'project'),
    entry: '/opt/lib/node_modules/@patchbay/library/dist/bin.js',
    node: { path: '/opt/bin/node', version: '24.1.0' },
    stdout,
    stderr,
    now: () => new Date('2026-06-01T12:00:00Z'),
    ...overrides,
  };
  return { host, stdout: () => stdout.text(), stderr: () => stderr.text() };
}

/** A command line, from its words. */
export function line(words: string) {
  return parseCommandLine(words.split(' ').filter(Boolean));
}
