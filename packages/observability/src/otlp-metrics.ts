import { type HrTime, ValueType } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  type MetricData,
  type MetricDescriptor,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { Registry } from './metrics.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Offers a registry's readings to an OpenTelemetry metric reader, cumulative since the registry was made.
 *
 * This module imports the metrics SDK: load it dynamically, and only when metrics are exported.
 */
export function createMetricProducer(
  registry: Registry,
  scope: { readonly name: string; readonly version: string },
  resource: Awaited<ReturnType<MetricProducer['collect']>>['resourceMetrics']['resource'],
): MetricProducer {
  return {
    async collect() {
      const startTime = toHrTime(registry.startedAt);
      const endTime = toHrTime(Date.now());
      const metrics = registry.snapshot().map((snapshot) => toMetricData(snapshot, startTime, endTime));
      return { resourceMetrics: { resource, scopeMetrics: [{ scope, metrics }] }, errors: [] };
    },
  };
}

function toMetricData(snapshot: Snapshot, startTime: HrTime, endTime: HrTime): MetricData {
  const base = {
    descriptor: describe(snapshot),
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  const attributesOf = snapshot.otel?.attributes ?? keep;
  if (snapshot.type === 'histogram') {
    const boundaries = [...snapshot.buckets];
    const dataPoints = snapshot.samples.map(({ labels, counts, sum, count }) => ({
      startTime,
      endTime,
      attributes: attributesOf(labels),
      value: { buckets: { boundaries, counts: [...counts] }, sum, count },
    }));
    return { ...base, dataPointType: DataPointType.HISTOGRAM, dataPoints };
  }
  const dataPoints = snapshot.samples.map(({ labels, value }) => ({
    startTime,
    endTime,
    attributes: attributesOf(labels),
    value,
  }));
  if (snapshot.type === 'gauge') return { ...base, dataPointType: DataPointType.GAUGE, dataPoints };
  return { ...base, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints };
}

function describe({ name, help, unit, otel }: Snapshot): MetricDescriptor {
  return { name: otel?.name ?? name, description: help, unit, valueType: ValueType.DOUBLE };
}

function keep(labels: Readonly<Record<string, string>>): Record<string, string> {
  return { ...labels };
}

function toHrTime(milliseconds: number): HrTime {
  const seconds = Math.trunc(milliseconds / 1_000);
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1e6)];
}
