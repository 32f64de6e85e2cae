import { DatabaseSync } from 'node:sqlite';
import { searchWords } from '@patchbay/schemas';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fts5Query, likePrefix, tsQuery } from './terms.ts';

test('words become queries without operators of their own', () => {
  expect(fts5Query(searchWords('Zoë O’Neill'))).toBe('("zoe"*) AND ("oneill"* OR "o neill"*)');
  expect(tsQuery(searchWords('Zoë 太郎君'), 'A')).toBe("(('zoe':*A)) & (('太郎':A <-> '郎君':*A))");
  expect(fts5Query(searchWords('"; DROP TABLE leads; --'))).toBe('("drop"*) AND ("table"*) AND ("leads"*)');
  expect([fts5Query(searchWords('***')), tsQuery(searchWords(' *()":^ '))]).toEqual([undefined, undefined]);
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
      const query = fts5Query(searchWords(text));
      if (query !== undefined) expect(() => match.get(query)).not.toThrow();
      const plain = text.replaceAll('\0', '');
      expect(like.get(`${plain}x`, likePrefix(plain))).toEqual({ hit: 1 });
    }),
  );
  for (const word of ['AND', 'or', 'NOT', 'near', 'lov', 'ADA love'])
    expect(match.get(fts5Query(searchWords(word)) ?? '')).toEqual({ n: 1 });
  for (const word of ['x OR ada', '-ada x', 'words:ada'])
    expect(match.get(fts5Query(searchWords(word)) ?? '')).toEqual({ n: 0 });
  database.close();
});
