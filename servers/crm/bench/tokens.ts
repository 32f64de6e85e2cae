import { countTokens } from 'gpt-tokenizer/encoding/cl100k_base';
import { connectCrm } from '../src/testing/connect-crm.ts';
import { publishedTokens, seedTokenWorkspace, tokenQuestions } from '../src/testing/token-questions.ts';

/**
 * Counts what the answers to the eight questions of a published CRM benchmark cost a model, in cl100k tokens.
 *
 * Clients hand a model the text or the structured content; both are counted, each by itself.
 */
async function benchCrmTokens(): Promise<string> {
  await using mcp = await connectCrm({ demo: false });
  await seedTokenWorkspace(mcp);
  const lines = ['   text  structured  records  question'];
  const sums = { text: 0, structured: 0 };
  for (const { question, call } of tokenQuestions) {
    const { text, structuredContent } = await mcp.call('search_crm_records', call);
    const items: unknown = structuredContent?.['items'];
    const counts = { text: countTokens(text), structured: countTokens(JSON.stringify(structuredContent)) };
    sums.text += counts.text;
    sums.structured += counts.structured;
    lines.push(line(counts, String(Array.isArray(items) ? items.length : 0), question));
  }
  lines.push(line(sums, '', `sum; published: ${publishedTokens}`));
  return lines.join('\n');
}

function line(counts: { readonly text: number; readonly structured: number }, records: string, what: string) {
  return `${String(counts.text).padStart(7)} ${String(counts.structured).padStart(11)} ${records.padStart(8)}  ${what}`;
}

process.stdout.write(`${await benchCrmTokens()}\n`);
