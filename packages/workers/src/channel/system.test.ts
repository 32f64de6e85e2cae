import { expect, test } from 'vitest';
import { createTail } from './channel.ts';
import { cpuMilliseconds, residentMegabytes } from './system.ts';

test('of a long text whole lines are kept', () => {
  const tail = createTail(12);
  for (const piece of ['token=abcdef\n', 'second\n', 'third', '\n']) tail.add(piece);
  expect(tail.text()).toBe('third\n');
  tail.add('x'.repeat(50));
  expect(tail.text()).toBe('');
});

test.runIf(process.platform === 'linux')('the memory of a process is read, and that of none is not', () => {
  const ours = residentMegabytes(process.pid) ?? 0;
  expect(ours).toBeGreaterThan(10);
  expect(residentMegabytes(2 ** 22 + 1)).toBeUndefined();
});

test.runIf(process.platform === 'linux')('the time of a process is read', () => {
  const before = cpuMilliseconds(process.pid) ?? Number.NaN;
  const start = process.cpuUsage();
  while (process.cpuUsage(start).user < 100_000);
  expect((cpuMilliseconds(process.pid) ?? 0) - before).toBeGreaterThanOrEqual(80);
  expect(cpuMilliseconds(2 ** 22 + 1)).toBeUndefined();
});
