import { expect, test } from 'vitest';
import { pipelinesFile, planPipelines, planText } from './plan.ts';
import { readPipelines, type WantedPipelines } from './read-file.ts';
import { defaultStages } from './stage.ts';

const won = { id: 'won', name: 'Won', kind: 'won' };
const lost = { id: 'lost', name: 'Lost', kind: 'lost' };
const open = { id: 'open', name: 'Open', probability: 40 };

function problemsOf(value: unknown): readonly string[] {
  const read = readPipelines(typeof value === 'string' ? value : JSON.stringify(value));
  return 'problems' in read ? read.problems : [];
}

const ofStages = (...stages: readonly object[]) => ({ pipelines: [{ id: 'sales', stages }] });

function wanted(value: object): WantedPipelines {
  const read = readPipelines(JSON.stringify(value));
  if ('problems' in read) throw new Error(read.problems.join('; '));
  return read.value;
}

test('a file that was shown reads back as the same stages', () => {
  expect(wanted(JSON.parse(pipelinesFile(defaultStages))).stages).toEqual(defaultStages);
});

test.each<[string, unknown, string]>([
  ['no JSON', '{', 'it is no JSON'],
  ['an array', [], 'the file: '],
  ['no pipelines', {}, 'pipelines: '],
  ['an unknown key', { ...ofStages(open, won, lost), stages: [] }, 'the file: Unrecognized key: "stages"'],
  [
    'a stage without a name',
    ofStages({ ...open, name: ' ' }, won, lost),
    'pipelines[0].stages[0].name: must not be empty',
  ],
  [
    'an id with a space',
    ofStages({ ...open, id: 'a b' }, won, lost),
    'pipelines[0].stages[0].id: must be 1 to 64',
  ],
  [
    'a probability over 100',
    ofStages({ ...open, probability: 101 }, won, lost),
    'probability: must be 0 to 100',
  ],
  ['half a percent', ofStages({ ...open, probability: 0.5 }, won, lost), 'must be a whole number of percent'],
  [
    'an open stage without one',
    ofStages({ id: 'open', name: 'Open' }, won, lost),
    'open is open and needs a probability',
  ],
  [
    'a won stage of 90 %',
    ofStages(open, { ...won, probability: 90 }, lost),
    'won is won, so its probability is 100',
  ],
  ['another kind', ofStages({ ...open, kind: 'maybe' }, won, lost), 'kind: must be one of: open, won, lost'],
  ['no lost stage', ofStages(open, won), 'sales: has no stage of kind lost'],
  ['an id twice', ofStages(open, { ...open, name: 'B' }, won, lost), 'the stage open is named twice'],
  [
    'a name twice',
    ofStages(open, { ...open, id: 'b', name: 'OPEN' }, won, lost),
    'sales: two stages are called "OPEN"',
  ],
  [
    'a move to nowhere',
    { ...ofStages(open, won, lost), moves: { a: 'b' } },
    'moves.a: the file has no stage b',
  ],
])('a file with %s is refused, and the place is named', (_what, value, problem) => {
  expect(problemsOf(value).join('\n')).toContain(problem);
});

const current = wanted(ofStages(open, { id: 'late', name: 'Late', probability: 80 }, won, lost)).stages;

test('a stage that holds deals cannot go away without a place for them', () => {
  const without = ofStages(open, won, lost);
  const holding = new Map([['late', 2]]);
  expect(planPipelines(current, wanted(without), new Map())).toMatchObject({ moves: [] });
  expect(planPipelines(current, wanted(without), holding)).toMatchObject({
    problems: [expect.stringContaining('late (Late) holds 2 deals and is missing in the file')],
  });
  const plan = planPipelines(current, wanted({ ...without, moves: { late: 'open' } }), holding);
  expect(plan).toMatchObject({ moves: [{ from: { stage_id: 'late' }, to: { stage_id: 'open' }, deals: 2 }] });
  expect('problems' in plan ? [] : planText(plan)).toContain('move 2 deals from late to open');
});

test('a stage is renamed by its id, and with deals it keeps its kind', () => {
  const renamed = ofStages({ ...open, name: 'Begun' }, { id: 'late', name: 'Late', kind: 'won' }, won, lost);
  const plan = planPipelines(current, wanted(renamed), new Map([['open', 3]]));
  expect('problems' in plan ? plan.problems : planText(plan)).toContain('change open: name Open → Begun');
  expect(planPipelines(current, wanted(renamed), new Map([['late', 1]]))).toMatchObject({
    problems: [expect.stringContaining('late holds 1 deal and cannot turn from open into won')],
  });
});

test('a file can be applied again: a move whose stage is gone moves nothing, one whose stage stays is refused', () => {
  const after = wanted({ ...ofStages(open, won, lost), moves: { late: 'open' } });
  const again = planPipelines(after.stages, after, new Map());
  expect('problems' in again ? again.problems : planText(again)).toEqual([]);
  const staying = wanted({ ...ofStages(open, won, lost), moves: { open: 'won' } });
  expect(planPipelines(current, staying, new Map())).toMatchObject({
    problems: [expect.stringContaining('moves.open: the stage stays')],
  });
});
