import { describe, expect, it } from 'vitest';
import { declareMcpMetrics } from './mcp-metrics.ts';
import { createRegistry } from './metrics.ts';
import { declareProcessMetrics } from './process-metrics.ts';
import { createRedactor } from './redact.ts';

interface Sample {
  readonly name: string;
  readonly labels: Record<string, string>;
  readonly value: number;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\+Inf|-Inf|NaN|-?\d[\d.e+-]*)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/y;

/** Reads the text format and refuses what a scraper would: stray samples, repeated families, broken escapes. */
function parse(text: string): Sample[] {
  expect(text.endsWith('\n')).toBe(true);
  const families = new Set<string>();
  let family = '';
  return text
    .slice(0, -1)
    .split('\n')
    .flatMap((line) => {
      const head = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
      if (head !== null) {
        family = head[2] ?? '';
        const id = `${head[1]} ${family}`;
        if (families.has(id)) throw new Error(`repeated: ${line}`);
        families.add(id);
        if (head[1] === 'TYPE') expect(head[3]).toMatch(/^(counter|gauge|histogram)$/);
        return [];
      }
      const [, name = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
      if (!new RegExp(`^${family}(_bucket|_sum|_count)?$`).test(name)) throw new Error(`stray: ${line}`);
      return [{ name, labels: parseLabels(labels), value: value === '+Inf' ? Infinity : Number(value) }];
    });
}

function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [, name, value] = LABEL.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new Error(`broken labels: ${text}`);
    labels[name] = value.replace(/\\(.)/g, (_escape, character) => (character === 'n' ? '\n' : character));
  }
  return labels;
}

describe('histograms', () => {
  it('put each value into the first bucket whose bound is not below it', () => {
    const registry = createRegistry();
    const cell = registry.histogram({ name: 'h', help: 'h', buckets: [0.1, 1, 10] }).cell({});
    for (const value of [0, 0.1, 0.11, 1, 9, 10, 10.5, 1e9, Number.NaN, Infinity]) cell.observe(value);
    const samples = parse(registry.expose());
    const buckets = samples.filter(({ name }) => name === 'h_bucket');
    expect(buckets.map(({ labels, value }) => [labels['le'], value])).toEqual([
      ['0.1', 2],
      ['1', 4],
      ['10', 6],
      ['+Inf', 8],
    ]);
    expect(samples.find(({ name }) => name === 'h_count')?.value).toBe(8);
    expect(samples.find(({ name }) => name === 'h_sum')?.value).toBeCloseTo(1e9 + 30.71, 6);
  });
});

describe('cells', () => {
  it('are one per label set, whatever the order of the labels', () => {
    const counter = createRegistry().counter({ name: 'c_total', help: 'c', labels: ['a', 'b'] });
    expect(counter.cell({ a: '1', b: '2' })).toBe(counter.cell({ b: '2', a: '1' }));
    expect(counter.cell({ a: '1', b: '2' })).not.toBe(counter.cell({ a: '12', b: '' }));
  });

  it('beyond the limit share one whose labels are _OTHER, and none is lost from the sum', () => {
    const registry = createRegistry();
    const counter = registry.counter({ name: 'c_total', help: 'c', labels: ['path'] });
    for (let path = 0; path < 10_000; path += 1) counter.cell({ path: String(path) }).inc();
    const samples = parse(registry.expose());
    expect(samples).toHaveLength(501);
    expect(samples.find(({ labels }) => labels['path'] === '_OTHER')?.value).toBe(9_500);
    expect(samples.reduce((sum, { value }) => sum + value, 0)).toBe(10_000);
  });

  it('ignore amounts that would make a counter fall', () => {
    const registry = createRegistry();
    const cell = registry.counter({ name: 'c_total', help: 'c' }).cell({});
    for (const amount of [1, 2.5, -4, Number.NaN, Infinity]) cell.inc(amount);
    expect(parse(registry.expose())).toEqual([{ name: 'c_total', labels: {}, value: 3.5 }]);
  });
});

describe('the text format', () => {
  it('escapes help and labels so that they read back as they were', () => {
    const registry = createRegistry();
    const odd = 'quote " backslash \\ newline \n brace } comma , ünïcode';
    registry
      .counter({ name: 'c_total', help: 'two\nlines \\ here', labels: ['odd'] })
      .cell({ odd })
      .inc();
    expect(parse(registry.expose())).toEqual([{ name: 'c_total', labels: { odd }, value: 1 }]);
    expect(registry.expose()).toContain('# HELP c_total two\\nlines \\\\ here\n');
  });

  it('shows no secret in labels and cuts long ones', () => {
    const registry = createRegistry({ redactor: createRedactor({ secrets: ['canary-secret'] }) });
    const counter = registry.counter({ name: 'c_total', help: 'c', labels: ['reason'] });
    counter.cell({ reason: 'x canary-secret y' }).inc();
    counter.cell({ reason: 'z'.repeat(5_000) }).inc();
    expect(parse(registry.expose()).map(({ labels }) => labels['reason'])).toEqual([
      'x [REDACTED] y',
      'z'.repeat(120),
    ]);
  });

  it('is well formed for all standard instruments', () => {
    const registry = createRegistry();
    const metrics = declareMcpMetrics(registry);
    declareProcessMetrics(registry, { name: 'weather', version: '1.0.0' });
    metrics.duration
      .cell({ method: 'tools/call', target: 'get_forecast', outcome: 'ok', error_code: '' })
      .observe(0.02);
    metrics.circuitState.cell({ dependency: 'open-meteo' }).set(2);
    const samples = parse(registry.expose());
    const value = (name: string) => samples.find((sample) => sample.name === name)?.value;
    expect(value('mcp_server_operation_duration_seconds_count')).toBe(1);
    expect(value('upstream_circuit_state')).toBe(2);
    expect(value('process_resident_memory_bytes')).toBeGreaterThan(1e6);
    expect(samples.find(({ name }) => name === 'patchbay_build_info')?.labels).toMatchObject({
      name: 'weather',
    });
  });

  it('survives a gauge whose callback throws', () => {
    const registry = createRegistry();
    registry.gauge({
      name: 'g',
      help: 'g',
      collect() {
        throw new Error('source is gone');
      },
    });
    registry.counter({ name: 'c_total', help: 'c' }).cell({}).inc();
    expect(parse(registry.expose())).toEqual([{ name: 'c_total', labels: {}, value: 1 }]);
  });
});

it('refuses wrong declarations at start-up', () => {
  const registry = createRegistry();
  registry.counter({ name: 'c_total', help: 'c' });
  expect(() => registry.counter({ name: 'c_total', help: 'c' })).toThrow('declared twice');
  expect(() => registry.counter({ name: 'c-total', help: 'c' })).toThrow('not a metric name');
  expect(() => registry.counter({ name: 'd_total', help: 'c', labels: ['le'] })).toThrow('not a label name');
  expect(() => registry.histogram({ name: 'h', help: 'h', buckets: [1, 1] })).toThrow('ascending');
});
