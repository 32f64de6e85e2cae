/** A conversation with the demo, as text and as a picture of a terminal. */
import { askDemo, type DemoCall } from './ask-demo.ts';

/** What somebody asks, the call that answers it, and what the server says. */
export interface Exchange extends DemoCall {
  readonly question: string;
  /** Lines of the answer. */
  readonly answer: readonly string[];
}

const questions: readonly (DemoCall & { readonly question: string })[] = [
  {
    question: 'When can we picnic in Leeds this week?',
    server: 'weather',
    tool: 'find_best_window',
    input: { location: 'Leeds', activity: 'picnic' },
  },
  {
    question: 'Which new leads are worth a call today?',
    server: 'crm',
    tool: 'search_leads',
    input: {
      status_filter: 'new',
      sort: 'score',
      limit: 3,
      fields: ['name', 'company_name', 'score', 'owner_name'],
    },
  },
];

/** Holds the conversation with the demo of each server. @throws Error when a call fails. */
export async function conversation(root: string, servers: readonly string[]): Promise<readonly Exchange[]> {
  const asked = questions.filter(({ server }) => servers.includes(server));
  return Promise.all(
    asked.map(async (question) => ({
      ...question,
      answer: linesOf(await askDemo(root, question)),
    })),
  );
}

/** The lines of an answer; a cursor is signed anew for every demo and says nothing to a reader. */
function linesOf(text: string): readonly string[] {
  return text
    .trim()
    .replace(/\bcursor \S+/g, 'cursor …')
    .split('\n');
}

/** The conversation as a block of text. */
export function conversationText(exchanges: readonly Exchange[]): string {
  const parts = exchanges.map(({ question, server, tool, input, answer }) =>
    [
      `You   ${question}`,
      `Agent ${server}.${tool} ${JSON.stringify(input)}`,
      ...answer.map((line) => `      ${line}`),
    ].join('\n'),
  );
  return `\`\`\`text\n${parts.join('\n\n')}\n\`\`\``;
}

const [fontSize, lineHeight, columns, margin] = [13, 19, 104, 18];
/** Width of a character of the font, in parts of its size. */
const characterWidth = 0.6;

type Tone = 'you' | 'call' | 'answer';
const colours: Readonly<Record<Tone, string>> = { you: '#7ee787', call: '#79c0ff', answer: '#c9d1d9' };

/** The conversation as an SVG picture of a terminal; the same bytes for the same conversation. */
export function conversationPicture(exchanges: readonly Exchange[]): string {
  const lines = exchanges.flatMap(({ question, server, tool, input, answer }, index) => [
    ...(index === 0 ? [] : [{ tone: 'answer' as const, text: '' }]),
    { tone: 'you' as const, text: `> ${question}` },
    ...wrapped(`${server}.${tool} ${JSON.stringify(input)}`).map((text) => ({ tone: 'call' as const, text })),
    ...answer.flatMap((line) => wrapped(line)).map((text) => ({ tone: 'answer' as const, text })),
  ]);
  const width = Math.ceil(columns * fontSize * characterWidth) + 2 * margin;
  const top = margin + 30;
  const height = top + lines.length * lineHeight + margin;
  const rows = lines.map(
    ({ tone, text }, index) =>
      `<text x="${margin}" y="${top + index * lineHeight}" fill="${colours[tone]}" xml:space="preserve">${escaped(text)}</text>`,
  );
  const dots = ['#ff5f56', '#ffbd2e', '#27c93f'].map(
    (colour, index) => `<circle cx="${margin + 6 + index * 20}" cy="${margin + 2}" r="6" fill="${colour}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(exchanges.map(({ question }) => question).join(' '))}</title>`,
    `<rect width="${width}" height="${height}" rx="10" fill="#0d1117"/>`,
    ...dots,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="${fontSize}">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** A line cut at words where it is wider than the terminal; further parts are indented. */
function wrapped(line: string): readonly string[] {
  const parts: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const at = rest.lastIndexOf(' ', columns);
    const cut = at > 4 ? at : columns;
    parts.push(rest.slice(0, cut));
    rest = `    ${rest.slice(cut).trimStart()}`;
  }
  return [...parts, rest];
}

/** Text as it stands in XML. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
