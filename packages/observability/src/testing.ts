export {
  type CapturedRequest,
  type Collector,
  type ExportedSpan,
  startCollector,
} from './testing-collector.ts';
export { growthOf } from './testing-growth.ts';
export { type LogSink, memoryLog } from './testing-log.ts';
export { recordSpans, type SpanRecorder } from './testing-spans.ts';
