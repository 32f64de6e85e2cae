import { expect, test } from 'vitest';
import { createFrameReader, frameHeader } from './frames.ts';

function readerOf(maxBytes: number) {
  const frames: string[] = [];
  let oversize = 0;
  const read = createFrameReader(maxBytes, {
    onFrame: (payload) => void frames.push(Buffer.from(payload).toString()),
    onOversize() {
      oversize += 1;
    },
  });
  return { read, frames, oversizes: () => oversize };
}

const framed = (text: string): Buffer => Buffer.concat([frameHeader(Buffer.from(text)), Buffer.from(text)]);

test('frames come out whole however the stream is cut', () => {
  const texts = ['one', '', 'three'.repeat(50), 'x'];
  const stream = Buffer.concat(texts.map(framed));
  for (let size = 1; size <= stream.length; size += 1) {
    const { read, frames } = readerOf(1_000);
    for (let at = 0; at < stream.length; at += size) read(stream.subarray(at, at + size));
    expect(frames).toEqual(texts);
  }
});

test('half a frame is none', () => {
  const { read, frames } = readerOf(1_000);
  read(framed('cut off').subarray(0, -1));
  expect(frames).toEqual([]);
});

test('a frame over the limit is told before its payload comes, and ends the reading', () => {
  const { read, frames, oversizes } = readerOf(3);
  read(Buffer.concat([framed('abc'), Buffer.from([255, 255, 255, 255])]));
  read(framed('abc'));
  expect(frames).toEqual(['abc']);
  expect(oversizes()).toBe(1);
});
