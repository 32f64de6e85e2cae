import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { arrivals } from './duplicates/arrivals.ts';
import { companyRows } from './duplicates/companies.ts';
import { type Culture, culturesOf } from './duplicates/cultures.ts';
import { febrl, pairs } from './duplicates/files.ts';
import { World } from './duplicates/people.ts';
import { quality } from './duplicates/quality.ts';
import { sizes } from './duplicates/sizes.ts';

// The targets of duplicate detection, measured on invented workspaces, whose names come with --names, and on files.
const usage = `people | companies <size> …   precision and recall in invented workspaces
create <size> …              what create_lead does to 5,000 newcomers
size <size> <size> …         whether scores move with the workspace
febrl <file> …               files of the Febrl shape
pairs <file> …               judged pairs, one JSON object a line`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { names: { type: 'string', default: '' }, seed: { type: 'string' } },
});
const [what = '', ...rest] = positionals;
const seed = values.seed === undefined ? undefined : Number(values.seed);

const names = z.record(
  z.string(),
  z.object({
    male: z.array(z.string()),
    female: z.array(z.string()),
    surnames: z.array(z.string()),
    female_surnames: z.array(z.string()),
    cities: z.array(z.string()),
    streets: z.array(z.string()),
  }),
);

function cultures(): readonly Culture[] {
  return culturesOf(names.parse(JSON.parse(readFileSync(values.names, 'utf8'))));
}

const secondShare = 0.06;
const newcomers = 5000;

function peopleRows(size: number, usual: number, share = secondShare) {
  return new World(cultures(), size, seed ?? usual).rows(size, share);
}

async function lineOf(argument: string): Promise<string> {
  const size = Number(argument);
  switch (what) {
    case 'people':
      return quality(`people ${size}`, peopleRows(size, 7), 'people');
    case 'companies':
      return quality(`companies ${size}`, companyRows(cultures(), size, seed ?? 11), 'companies');
    case 'create':
      return arrivals(peopleRows(size + newcomers, 21, 0.1), size);
    case 'febrl':
      return febrl(argument);
    case 'pairs':
      return pairs(argument);
    default:
      return usage;
  }
}

if (what === 'size') {
  const counts = rest.map(Number);
  process.stdout.write(`${await sizes(peopleRows(Math.max(...counts), 5), counts)}\n`);
} else if (rest.length === 0) process.stdout.write(`${usage}\n`);
else for (const argument of rest) process.stdout.write(`${await lineOf(argument)}\n`);
