import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fts5Query, likePrefix, searchDocument, searchTerms } from './terms.ts';

test('terms are folded words without operators', () => {
  expect(searchTerms('Zoë  O’Neill-Müller!')).toEqual(['zoe', 'oneill', 'muller']);
  expect(searchTerms('ada@acme.co.uk')).toEqual(['ada', 'acme', 'co', 'uk']);
  expect(searchTerms('"; DROP TABLE leads; --')).toEqual(['drop', 'table', 'leads']);
  expect([searchTerms(' *()":^ '), fts5Query('***')]).toEqual([[], undefined]);
  expect(searchTerms(Array.from({ length: 50 }, (_, index) => `w${index}`).join(' '))).toHaveLength(8);
});

test('no text at all breaks a full-text query or a pattern', () => {
  const database = new DatabaseSync(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE t USING fts5(words); INSERT INTO t VALUES ('ada lovelace and or not near')`,
  );
  const match = database.prepare('SELECT count(*) AS n FROM t WHERE t MATCH ?');
  const like = database.prepare(`SELECT ? LIKE ? ESCAPE '\\' AS hit`);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const query = fts5Query(text);
      if (query !== undefined) expect(() => match.get(query)).not.toThrow();
      const plain = text.replaceAll('\0', '');
      expect(like.get(`${plain}x`, likePrefix(plain))).toEqual({ hit: 1 });
    }),
  );
  for (const word of ['AND', 'or', 'NOT', 'near', 'lov', 'ADA love'])
    expect(match.get(fts5Query(word) ?? '')).toEqual({ n: 1 });
  for (const word of ['x OR ada', '-ada x', 'words:ada'])
    expect(match.get(fts5Query(word) ?? '')).toEqual({ n: 0 });
  database.close();
});

test('what is indexed folds as what is searched', () => {
  expect(searchDocument(['Zoë', null, 'zoe@acme.com', ''])).toBe('zoe zoe acme com');
});
