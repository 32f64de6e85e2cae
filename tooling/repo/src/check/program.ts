import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** How a program ended. */
export interface ProgramResult {
  readonly status: number;
  /** Standard output and error, as they came. */
  readonly output: string;
}

/** Runs a program of the repository's own installation to its end. */
export function runProgram(root: string, words: readonly string[]): Promise<ProgramResult> {
  const [command = '', ...args] = words;
  const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}`;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: {
        ...process.env,
        PATH: path,
        NO_COLOR: '1',
        FORCE_COLOR: undefined,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

/** The findings of a program that says all by its status and output. */
export async function programFindings(root: string, words: readonly string[]): Promise<readonly string[]> {
  const { status, output } = await runProgram(root, words);
  return status === 0 ? [] : [output.trim() || `${words.join(' ')} ended with status ${status}.`];
}
