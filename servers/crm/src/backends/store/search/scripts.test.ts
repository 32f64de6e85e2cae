import { eachEngine } from '@patchbay/storage/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { type CrmClient, connectCrm } from '../../../testing/connect-crm.ts';
import { namesByScript } from '../../../testing/names.ts';
import { searchRecords } from '../records/search.ts';

const names = Object.values(namesByScript).flat();
const apostrophes = ["Sinéad O'Connor", 'Sinéad O’Connor'];
const others = [...apostrophes, 'Müller GmbH', 'Mueller AG', 'Straße & Söhne', 'Tシャツ工房'];

/** A client whose workspace holds each name as a lead and as a company, in NFC and in NFD. */
async function filled(place: Parameters<typeof connectCrm>[0]): Promise<CrmClient> {
  const mcp = await connectCrm({ ...place, demo: false });
  const at = mcp.kernel.timestamp();
  const written = [...names, ...others].flatMap((name) => [name.normalize('NFC'), name.normalize('NFD')]);
  await mcp.kernel.write(mcp.scope, async ({ tables, insertMany }) => {
    const row = { created_at: at, updated_at: at };
    await insertMany(
      tables.leads,
      written.map((name) => ({ ...row, name, status: 'new', status_changed_at: at })),
    );
    await insertMany(
      tables.companies,
      written.map((name, index) => ({ ...row, name, name_norm: name, company_id: `c${index}` })),
    );
    return {};
  });
  return mcp;
}

/** What a person may type to find a name: it, its words, the beginning of each, in each form and case. */
function typed(name: string): readonly string[] {
  const words = name.split(/[\s・་־]+/).filter((word) => word !== '');
  const beginnings = words.map((word) => [...new Intl.Segmenter().segment(word)].slice(0, 2));
  const texts = [name, ...words, ...beginnings.map((parts) => parts.map(({ segment }) => segment).join(''))];
  const cases = texts.flatMap((text) => [text, text.toUpperCase(), text.toLowerCase()]);
  return [...new Set(cases.flatMap((text) => [text.normalize('NFC'), text.normalize('NFD')]))];
}

const bare = (name: string) => name.normalize('NFC');

eachEngine((engine) => {
  describe('in every script', () => {
    let client: Promise<CrmClient> | undefined;
    const shared = () => (client ??= filled({ engine }));

    afterAll(async () => (await client)?.[Symbol.asyncDispose]());

    const leadsFor = async (query: string) => {
      const mcp = await shared();
      const { items } = await mcp.deps.leads.search({ query, limit: 100, sort: 'updated_at' }, mcp.scope);
      return items.map(({ name }) => bare(String(name)));
    };
    const companiesWhere = async (op: 'eq' | 'contains' | 'starts_with', value: string) => {
      const mcp = await shared();
      const found = await searchRecords(
        mcp.kernel,
        {
          object_type: 'companies',
          filters: [{ field: 'name', op, value }],
          fields: ['name'],
          direction: 'asc',
          limit: 100,
        },
        mcp.scope,
      );
      return found.items.map(({ name }) => bare(String(name)));
    };

    test.each(Object.entries(namesByScript))(
      'names in %s are found by whatever begins them',
      async (_, own) => {
        const missed: string[] = [];
        for (const name of own) {
          for (const query of typed(name)) {
            const found = await leadsFor(query);
            // both of its forms
            if (found.filter((each) => each === bare(name)).length !== 2) missed.push(`${name}: ${query}`);
          }
        }
        expect(missed).toEqual([]);
      },
    );

    test.each(Object.entries(namesByScript))(
      'filters compare names in %s by the same fold',
      async (_, own) => {
        const missed: string[] = [];
        for (const name of own) {
          for (const form of [name.toUpperCase(), name.toLowerCase().normalize('NFD')]) {
            for (const op of ['eq', 'contains', 'starts_with'] as const) {
              const found = await companiesWhere(op, form);
              if (found.filter((each) => each === bare(name)).length !== 2)
                missed.push(`${name} ${op} ${form}`);
            }
          }
        }
        expect(missed).toEqual([]);
      },
    );

    test.each([
      ['太郎', '山田太郎'],
      ['小', '王小明'],
      ['철수', '김철수'],
      ['ソニ', 'パナソニック'],
      ['ﾊﾟﾅｿ', 'パナソニック'],
      ['ชาย', 'สมชาย ใจดี'],
      ['ဆန်း', 'အောင်ဆန်းစုကြည်'],
      ['connor', "Sinéad O'Connor"],
      ['OConnor', "Sinéad O'Connor"],
      ["o'con", 'Sinéad O’Connor'],
      ['mueller', 'Müller GmbH'],
      ['muller', 'Müller GmbH'],
      ['müller', 'Mueller AG'],
      ['strasse', 'Straße & Söhne'],
      ['soehne', 'Straße & Söhne'],
      ['シャツ', 'Tシャツ工房'],
      ['jose', 'José Núñez'],
      ['алена', 'Алёна Щёлокова'],
      ['محمد', 'مُحَمَّد الأمين'],
      ['علي', 'علی رضایی'],
    ])('%s finds %s', async (query, name) => {
      expect(await leadsFor(query)).toContain(bare(name));
    });

    test.each([
      ['елена', 'Алёна Щёлокова'],
      ['カブ', 'ガブリエル・サトウ'],
      ['मि', 'अमिताभ बच्चन'],
      ['太山', '山田太郎'],
    ])('%s does not find %s', async (query, name) => {
      expect(await leadsFor(query)).not.toContain(bare(name));
    });

    test.each([
      ['eq', 'jose nunez', 'José Núñez'],
      ['eq', "sinead o'connor", 'Sinéad O’Connor'],
      ['contains', 'ТЕСТ', 'Сергей Тестов'],
      ['contains', 'strasse', 'Straße & Söhne'],
      ['starts_with', '山田', '山田太郎'],
    ] as const)('a filter that %s %s gives %s', async (op, value, name) => {
      expect(await companiesWhere(op, value)).toContain(bare(name));
    });
  });
});
