import { describe, expect, it } from 'vitest';
import { connect, noAbort, startServer } from './local-server.fixture.ts';

describe('what the sender says of the content', () => {
  it.each([
    ["attachment; filename*=UTF-8''Jahresbericht%20%E2%82%AC.pdf", 'Jahresbericht €.pdf'],
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename="C:\\\\Users\\\\a.doc"', 'a.doc'],
    ['attachment; filename=".."', undefined],
    ['inline', 'minutes of May.pdf'],
  ])('is given as data: %s', async (header, fileName) => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, {
        'content-type': 'Text/HTML; Charset="ISO-8859-1"',
        'content-disposition': header,
      });
      response.end('x');
    });
    const { upstream } = connect(server.url);
    const path = ['files', 'minutes of May.pdf'];
    const found = await upstream.getBytes({ path, query: { v: 'a/b' }, signal: noAbort() });
    expect(found).toMatchObject({ contentType: 'text/html', charset: 'iso-8859-1', fileName });
  });

  it('is undefined where it cannot be read', async () => {
    const server = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'nonsense', 'content-disposition': '="' });
      response.end('x');
    });
    const found = await connect(server.url).upstream.getBytes({ path: '', signal: noAbort() });
    expect(found).toMatchObject({ contentType: undefined, charset: undefined, fileName: undefined });
  });
});
