import { help } from './help.ts';

const commands: Readonly<Record<string, () => Promise<(words: readonly string[]) => Promise<number>>>> = {
  check: async () => (await import('./check/command.ts')).check,
  gen: async () => (await import('./gen/command.ts')).gen,
  lines: async () => (await import('./lines/command.ts')).lines,
  migrations: async () => (await import('./migrations/command.ts')).migrations,
  new: async () => (await import('./new/command.ts')).create,
  release: async () => (await import('./release/command.ts')).release,
  start: async () => (await import('./start/command.ts')).start,
};

const [name = 'help', ...words] = process.argv.slice(2);
const load = commands[name];
if (load === undefined) {
  process.stdout.write(help);
  process.exitCode = name === 'help' || name === '--help' || name === '-h' ? 0 : 2;
} else {
  const command = await load();
  process.exitCode = await command(words).catch((error: unknown) => {
    process.stderr.write(`repo ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
}
