import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { gazetteer } from '../src/upstream/gazetteer/gazetteer.ts';

/**
 * Measures what names of places cost, in milliseconds of CPU: the first answer in processes of their own, since it opens
 * the file and runs code for the first time, then many answers of each kind. Medians and 95th percentiles.
 */
async function benchPlaces(rounds: number): Promise<string> {
  const cold = Array.from({ length: rounds }, coldAnswer);
  const names = sampleNames(1_000);
  const lines = [line('first answer, cold', cold)];
  lines.push(line('by name', await timed(names, (name) => gazetteer.named(name))));
  const ids = names.flatMap((name) => gazetteer.named(name)[0]?.city_id ?? []);
  lines.push(line('by id', await timed(ids, (id) => gazetteer.byId(id))));
  const prefixes = names.slice(0, 200).map((name) => name.slice(0, 3));
  lines.push(line('completion', await timed(prefixes, (prefix) => gazetteer.startingWith(prefix, 100))));
  lines.push(line('its count', await timed(prefixes, (prefix) => gazetteer.countStartingWith(prefix))));
  const points = names.slice(0, 200).flatMap((name) => gazetteer.named(name)[0] ?? []);
  lines.push(line('nearest place', await timed(points, (point) => gazetteer.nearest(point, 25))));
  const slips = names.slice(0, 30).map((name) => `${name.slice(0, 2)}${name.slice(3)}`);
  lines.push(line('did you mean, in slices', await timed(slips, (slip) => gazetteer.similarTo(slip, 5))));
  return ['   median      p95  milliseconds of CPU', ...lines].join('\n');
}

function sampleNames(count: number): string[] {
  return Array.from({ length: count }, (_, step) => gazetteer.byIndex(step * 137)?.name ?? '').filter(
    Boolean,
  );
}

async function timed<Each>(inputs: readonly Each[], ask: (input: Each) => unknown): Promise<number[]> {
  const spent: number[] = [];
  for (const input of inputs) {
    const before = process.cpuUsage();
    await ask(input);
    spent.push(milliseconds(process.cpuUsage(before)));
  }
  return spent;
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}

function coldAnswer(): number {
  const module = new URL('../src/upstream/gazetteer/gazetteer.ts', import.meta.url).href;
  const program = `const { gazetteer } = await import(${JSON.stringify(module)});
    const before = process.cpuUsage();
    gazetteer.named('Paris');
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(String((user + system) / 1000));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  return Number(stdout);
}

function line(what: string, spent: readonly number[]): string {
  const sorted = spent.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2).padStart(9);
  return `${at(0.5)}${at(0.95)}  ${what}`;
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } });
process.stdout.write(`${await benchPlaces(Number(values.rounds))}\n`);
