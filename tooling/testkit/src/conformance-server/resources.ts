import { completion, resource } from './define.ts';
import { redPixelPng } from './media.ts';

const cache = { ttlMs: 60_000, scope: 'public' } as const;

const knownId = completion({
  name: 'id',
  values: (prefix) => ['123', '124', '200'].filter((id) => id.startsWith(prefix)),
});

/** The resources of the conformance server. */
export const resources = [
  resource({
    name: 'static_text',
    title: 'Static text',
    description: 'A text that never changes.',
    mimeType: 'text/plain',
    uri: 'test://static-text',
    tool: 'test_simple_text',
    cache,
    read: () => 'This is the content of the static text resource.',
  }),
  resource({
    name: 'static_binary',
    title: 'Static image',
    description: 'An image that never changes.',
    mimeType: 'image/png',
    uri: 'test://static-binary',
    tool: 'test_image_content',
    cache,
    read: () => Buffer.from(redPixelPng, 'base64'),
  }),
  resource({
    name: 'template_data',
    title: 'Data by id',
    description: 'Data of the member with that id.',
    mimeType: 'application/json',
    uri: 'test://template/{id}/data',
    tool: 'test_multiple_content_types',
    cache,
    complete: { id: knownId },
    read: ({ id }) => ({ id, templateTest: true, data: `Data for ID: ${id}` }),
  }),
  resource({
    name: 'watched_resource',
    title: 'Watched resource',
    description: 'A text that clients can subscribe to.',
    mimeType: 'text/plain',
    uri: 'test://watched-resource',
    tool: 'test_simple_text',
    cache: { ttlMs: 0, scope: 'private' },
    read: () => 'This is the content of the watched resource.',
  }),
];
