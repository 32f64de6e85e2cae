import { describe, expect, it } from 'vitest';
import { createLogger, LOG_LEVELS } from './logger.ts';
import { createRedactor } from './redact.ts';
import { memoryLog } from './testing.ts';

const CANARY = 'canary-5Ecret/value+1';

function openLog(level: (typeof LOG_LEVELS)[number]) {
  const sink = memoryLog();
  const redactor = createRedactor({ secrets: [CANARY] });
  const logger = createLogger({
    level,
    name: 'weather',
    version: '1.2.3',
    redactor,
    destination: sink.destination,
  });
  return { sink, logger };
}

describe('createLogger', () => {
  it('writes one JSON object per line with level, time, server, bindings, fields and message', () => {
    const { sink, logger } = openLog('info');
    logger.child({ trace_id: 'abc' }).child({ tool: 't' }).info({ duration_ms: 1.5 }, 'called');
    const [line] = sink.lines();
    expect(line).toMatchObject({
      level: 'info',
      pid: process.pid,
      name: 'weather',
      version: '1.2.3',
      trace_id: 'abc',
      tool: 't',
      duration_ms: 1.5,
      msg: 'called',
    });
    expect(new Date(String(line?.['time'])).toISOString()).toBe(line?.['time']);
  });

  it.each([
    ['texts and numbers', { caller: 'ada', size: 1.5, args: { n: 1 } }],
    ['nothing of their own', {}],
    [
      'secrets',
      { note: CANARY, password: 'hunter2', [CANARY]: [CANARY], deep: { url: `https://u:${CANARY}@h` } },
    ],
    ['line breaks, quotes and half surrogates', { text: 'a\n"b"\\\u2028\ud800' }],
    ['what JSON leaves out', { gone: undefined, odd: Number.NaN, big: 10n }],
  ])('writes prepared lines as it writes others: with %s', (_, fields) => {
    const { sink, logger } = openLog('info');
    const began = Date.now();
    const child = logger.child({ trace_id: 'abc', secret: CANARY });
    const facts = { outcome: 'ok', ms: 2 };
    child.info({ target: `t ${CANARY}`, ...facts, ...fields }, `called ${CANARY}`);
    child.shaped('info', { target: `t ${CANARY}` }, `called ${CANARY}`)(facts, fields);
    const [expected = '', written = '', ...others] = sink.text().trimEnd().split('\n');
    const timeless = (line: string) => line.replace(/"time":"[^"]+"/, '"time":""');
    expect(timeless(written)).toBe(timeless(expected));
    expect(others).toEqual([]);
    expect(written).not.toContain(CANARY);
    expect(Date.parse(String(sink.lines()[1]?.['time']))).toBeGreaterThanOrEqual(began);
  });

  it('writes no prepared line below its level', () => {
    const { sink, logger } = openLog('warn');
    logger.shaped('info', {}, 'called')({}, {});
    expect(sink.text()).toBe('');
  });

  it('writes the levels from its own upwards, and nothing when silent', () => {
    const written = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
    for (const [index, level] of LOG_LEVELS.entries()) {
      const { sink, logger } = openLog(level);
      for (const method of written) logger[method]({}, method);
      expect(sink.lines().map((line) => line['msg'])).toEqual(written.slice(index));
      expect(written.filter((method) => logger.isEnabled(method))).toEqual(written.slice(index));
    }
  });

  it('keeps every line on one line and writes no secret, wherever it is placed', () => {
    const { sink, logger } = openLog('trace');
    const error = new Error(`refused ${CANARY}\nsecond line`, {
      cause: new AggregateError(
        [new TypeError(CANARY)],
        `https://u:${CANARY}@h.example/?q=${encodeURIComponent(CANARY)}`,
      ),
    });
    const child = logger.child({ [CANARY]: CANARY, note: Buffer.from(CANARY).toString('base64') });
    child.error(
      { err: error, [`x${CANARY}`]: [{ deep: CANARY }], header: `Bearer ${CANARY}` },
      `message ${CANARY}\nnext`,
    );
    child.info(
      { headers: { authorization: 'Bearer other-unknown', 'x-api-key': 'unknown-too' } },
      'shape only',
    );
    expect(sink.lines()).toHaveLength(2);
    expect(sink.lines()[0]).toMatchObject({ err: { type: 'Error', cause: { type: 'AggregateError' } } });
    expect(sink.text()).not.toContain(CANARY);
    expect(sink.text()).not.toContain(encodeURIComponent(CANARY));
    expect(sink.text()).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 12));
    expect(sink.text()).not.toMatch(/other-unknown|unknown-too/);
  });

  it('survives fields that cannot be read', () => {
    const { sink, logger } = openLog('info');
    const circular: Record<string, unknown> = { big: 1n };
    circular['self'] = circular;
    logger.info(circular, 'odd');
    expect(sink.lines()[0]).toMatchObject({ big: '1', self: '[Circular]', msg: 'odd' });
  });
});
