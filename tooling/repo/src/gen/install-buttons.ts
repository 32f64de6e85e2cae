/** Buttons that put a server into an editor, by the addresses that the editors document. */
import { escaped } from './conversation.ts';

/** The entry of a published server. */
function entryOf(name: string) {
  return { command: 'npx', args: ['-y', name] } as const;
}

/**
 * The address that installs a server in VS Code, through a page that opens the editor's own `vscode:mcp/install`
 * (https://code.visualstudio.com/docs/copilot/guides/mcp-developer-guide).
 */
export function vscodeLink(server: string, name: string): string {
  const config = encodeURIComponent(JSON.stringify(entryOf(name)));
  return `https://insiders.vscode.dev/redirect/mcp/install?name=${server}&config=${config}`;
}

/** The address that installs a server in Cursor (https://cursor.com/docs/context/mcp/install-links). */
export function cursorLink(server: string, name: string): string {
  const config = Buffer.from(JSON.stringify(entryOf(name))).toString('base64');
  return `https://cursor.com/en/install-mcp?name=${server}&config=${encodeURIComponent(config)}`;
}

/** Where the pictures of the buttons are. */
export const buttonPictures: Readonly<Record<string, string>> = {
  'docs/assets/install-vscode.svg': button('Install in VS Code', '#0065a9'),
  'docs/assets/install-cursor.svg': button('Install in Cursor', '#26251e'),
};

/** One row per server with a button for each editor. */
export function installButtons(
  servers: readonly { readonly name: string; readonly package: string }[],
): string {
  const rows = servers.map(({ name, package: packageName }) => [
    `**${name}**`,
    `[![Install ${name} in VS Code](docs/assets/install-vscode.svg)](${vscodeLink(name, packageName)})`,
    `[![Install ${name} in Cursor](docs/assets/install-cursor.svg)](${cursorLink(name, packageName)})`,
  ]);
  return rows.map((cells) => cells.join(' ')).join('\n\n');
}

function button(label: string, colour: string): string {
  const width = Math.round(label.length * 7.2) + 24;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="28" role="img" aria-label="${escaped(label)}">`,
    `<rect width="${width}" height="28" rx="5" fill="${colour}"/>`,
    `<text x="${width / 2}" y="18.5" fill="#fff" font-family="system-ui,sans-serif" font-size="13" text-anchor="middle">${escaped(label)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}
