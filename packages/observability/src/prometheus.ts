import type { HistogramSample, Snapshot } from './snapshot.ts';

/** Content type of what `Registry.expose` returns. */
export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Writes instruments in the Prometheus text format 0.0.4. Source: prometheus.io, "Exposition formats". */
export function exposeSnapshots(snapshots: readonly Snapshot[]): string {
  return snapshots.map(exposeInstrument).join('');
}

function exposeInstrument(snapshot: Snapshot): string {
  const { name, type } = snapshot;
  const head = `# HELP ${name} ${escapeHelp(snapshot.help)}\n# TYPE ${name} ${type}\n`;
  if (snapshot.type === 'histogram') {
    const { buckets } = snapshot;
    return head + snapshot.samples.map((sample) => exposeHistogram(name, buckets, sample)).join('');
  }
  return head + snapshot.samples.map(({ labels, value }) => line(name, labels, value)).join('');
}

function exposeHistogram(name: string, bounds: readonly number[], sample: HistogramSample): string {
  let cumulative = 0;
  let text = '';
  for (const [index, count] of sample.counts.entries()) {
    cumulative += count;
    text += line(
      `${name}_bucket`,
      { ...sample.labels, le: formatNumber(bounds[index] ?? Infinity) },
      cumulative,
    );
  }
  return (
    text + line(`${name}_sum`, sample.labels, sample.sum) + line(`${name}_count`, sample.labels, sample.count)
  );
}

function line(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${formatNumber(value)}\n`;
}

function formatNumber(value: number): string {
  if (value === Infinity) return '+Inf';
  if (value === -Infinity) return '-Inf';
  return String(value);
}

function escapeHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

function escapeLabel(text: string): string {
  return escapeHelp(text).replaceAll('"', '\\"');
}
