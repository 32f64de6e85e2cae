/** The systems on which clients keep their files in different places. */
export type System = 'darwin' | 'linux' | 'win32';

/**
 * A path that begins at a root: `~` the home directory, `.` the working directory, `%APPDATA%`, `$XDG_CONFIG_HOME`
 * (`~/.config` unless set) or `$CODEX_HOME` (`~/.codex` unless set). Always written with slashes.
 */
export type RootedPath = `${'~' | '.' | '%APPDATA%' | '$XDG_CONFIG_HOME' | '$CODEX_HOME'}/${string}`;

/** A path that is the same everywhere, or one per system; a system that is missing has no such client. */
export type PathBySystem = RootedPath | Readonly<Partial<Record<System, RootedPath>>>;

/** How a secret gets to the server without standing in the file. */
export type SecretStyle =
  /** The client puts the variable of its own environment in the place of its name between these two. */
  | { readonly before: string; readonly after: string }
  /** The client asks for it once and stores it safely; the file declares the question. */
  | 'input'
  /** The file lists names of variables that the client hands on. */
  | 'forward'
  /** The client knows no such thing. */
  | 'none';

/** For whom an entry counts: a user in all projects, or everybody who works on one. */
export type Level = 'user' | 'project';

/** One MCP client: where its configuration lives and how an entry looks. */
export interface Client {
  readonly name: string;
  readonly title: string;
  /** Its file for all projects of a user, and the one of a project; what is missing it does not have. */
  readonly files: Readonly<Partial<Record<Level, PathBySystem>>>;
  /** Which of the two is meant unless said otherwise. */
  readonly usual: Level;
  readonly format: 'json' | 'toml';
  /** The key that holds the servers, by name. */
  readonly key: string;
  /** The value of `type` in an entry that starts a program, where the client wants one. */
  readonly stdioType?: string;
  /** How an HTTP entry looks; absent where the file cannot hold one. */
  readonly http?: { readonly urlKey: string; readonly type?: string };
  /** The key of the headers of an HTTP entry; `headers` unless said otherwise. */
  readonly headersKey?: string;
  readonly secrets: SecretStyle;
  /** Further members that every entry needs. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
  /** Whether `npx` needs `cmd /c` before it on Windows. */
  readonly windowsShell?: boolean;
  /** Paths that exist where the client is installed. */
  readonly traces: readonly PathBySystem[];
  /** What makes the client read its file. */
  readonly next: string;
  /** Where the vendor documents the file. */
  readonly documentation: string;
}

const braces = { before: '${', after: '}' } as const;
const bracesEnv = { before: '${env:', after: '}' } as const;

/** The clients that `connect` can write for, by the vendors' documentation of November 2026. */
export const clients: readonly Client[] = [
  {
    name: 'claude-desktop',
    title: 'Claude Desktop',
    files: {
      user: {
        darwin: '~/Library/Application Support/Claude/claude_desktop_config.json',
        linux: '$XDG_CONFIG_HOME/Claude/claude_desktop_config.json',
        win32: '%APPDATA%/Claude/claude_desktop_config.json',
      },
    },
    usual: 'user',
    format: 'json',
    key: 'mcpServers',
    secrets: 'none',
    traces: [
      {
        darwin: '~/Library/Application Support/Claude',
        linux: '$XDG_CONFIG_HOME/Claude',
        win32: '%APPDATA%/Claude',
      },
    ],
    next: 'Quit Claude Desktop and start it again.',
    documentation: 'https://modelcontextprotocol.io/docs/develop/connect-local-servers',
  },
  {
    name: 'claude-code',
    title: 'Claude Code',
    files: { user: '~/.claude.json', project: './.mcp.json' },
    usual: 'project',
    format: 'json',
    key: 'mcpServers',
    stdioType: 'stdio',
    http: { urlKey: 'url', type: 'http' },
    secrets: braces,
    windowsShell: true,
    traces: ['~/.claude', '~/.claude.json'],
    next: 'Start `claude` and approve the server if it asks.',
    documentation: 'https://code.claude.com/docs/en/mcp',
  },
  {
    name: 'cursor',
    title: 'Cursor',
    files: { user: '~/.cursor/mcp.json', project: './.cursor/mcp.json' },
    usual: 'user',
    format: 'json',
    key: 'mcpServers',
    http: { urlKey: 'url' },
    secrets: bracesEnv,
    traces: ['~/.cursor'],
    next: 'Restart Cursor, then look under Customize, MCPs.',
    documentation: 'https://cursor.com/docs/mcp',
  },
  {
    name: 'vscode',
    title: 'VS Code',
    files: {
      user: {
        darwin: '~/Library/Application Support/Code/User/mcp.json',
        linux: '$XDG_CONFIG_HOME/Code/User/mcp.json',
        win32: '%APPDATA%/Code/User/mcp.json',
      },
      project: './.vscode/mcp.json',
    },
    usual: 'project',
    format: 'json',
    key: 'servers',
    stdioType: 'stdio',
    http: { urlKey: 'url', type: 'http' },
    secrets: 'input',
    traces: [
      '~/.vscode',
      {
        darwin: '~/Library/Application Support/Code',
        linux: '$XDG_CONFIG_HOME/Code',
        win32: '%APPDATA%/Code',
      },
    ],
    next: 'Open that mcp.json in VS Code and press Start above the entry.',
    documentation: 'https://code.visualstudio.com/docs/copilot/reference/mcp-configuration',
  },
  {
    name: 'windsurf',
    title: 'Windsurf (Devin Desktop)',
    files: { user: '~/.codeium/windsurf/mcp_config.json' },
    usual: 'user',
    format: 'json',
    key: 'mcpServers',
    http: { urlKey: 'serverUrl' },
    secrets: bracesEnv,
    traces: ['~/.codeium/windsurf'],
    next: 'Press Refresh in the MCP settings.',
    documentation: 'https://docs.windsurf.com/windsurf/cascade/mcp',
  },
  {
    name: 'zed',
    title: 'Zed',
    files: {
      user: {
        darwin: '~/.config/zed/settings.json',
        linux: '$XDG_CONFIG_HOME/zed/settings.json',
        win32: '%APPDATA%/Zed/settings.json',
      },
      project: './.zed/settings.json',
    },
    usual: 'user',
    format: 'json',
    key: 'context_servers',
    http: { urlKey: 'url' },
    secrets: 'none',
    traces: [{ darwin: '~/.config/zed', linux: '$XDG_CONFIG_HOME/zed', win32: '%APPDATA%/Zed' }],
    next: 'Zed starts the server at once; the Agent Panel settings show its state.',
    documentation: 'https://zed.dev/docs/ai/mcp',
  },
  {
    name: 'gemini-cli',
    title: 'Gemini CLI',
    files: { user: '~/.gemini/settings.json', project: './.gemini/settings.json' },
    usual: 'user',
    format: 'json',
    key: 'mcpServers',
    http: { urlKey: 'httpUrl' },
    secrets: braces,
    traces: ['~/.gemini/settings.json'],
    next: 'Start `gemini` and enter /mcp.',
    documentation: 'https://geminicli.com/docs/tools/mcp-server',
  },
  {
    name: 'antigravity',
    title: 'Antigravity',
    files: { user: '~/.gemini/config/mcp_config.json' },
    usual: 'user',
    format: 'json',
    key: 'mcpServers',
    http: { urlKey: 'serverUrl' },
    secrets: 'none',
    traces: ['~/.gemini/config', '~/.gemini/antigravity', '~/.gemini/antigravity-cli'],
    next: 'Press Refresh in the MCP settings, or restart `agy`.',
    documentation: 'https://antigravity.google/docs/mcp',
  },
  {
    name: 'codex',
    title: 'Codex',
    files: { user: '$CODEX_HOME/config.toml', project: './.codex/config.toml' },
    usual: 'user',
    format: 'toml',
    key: 'mcp_servers',
    http: { urlKey: 'url' },
    headersKey: 'http_headers',
    secrets: 'forward',
    traces: ['$CODEX_HOME/config.toml', '$CODEX_HOME/auth.json'],
    next: 'Start `codex` and enter /mcp.',
    documentation: 'https://developers.openai.com/codex/mcp',
  },
  {
    name: 'copilot-cli',
    title: 'GitHub Copilot CLI',
    files: { user: '~/.copilot/mcp-config.json' },
    usual: 'user',
    format: 'json',
    key: 'mcpServers',
    stdioType: 'local',
    http: { urlKey: 'url', type: 'http' },
    secrets: braces,
    members: { tools: ['*'] },
    traces: ['~/.copilot'],
    next: 'Start `copilot` and enter /mcp show.',
    documentation: 'https://docs.github.com/en/copilot/how-tos/copilot-cli/customize-copilot/add-mcp-servers',
  },
  {
    name: 'cline',
    title: 'Cline',
    files: { user: '~/.cline/data/settings/cline_mcp_settings.json' },
    usual: 'user',
    format: 'json',
    key: 'mcpServers',
    http: { urlKey: 'url', type: 'streamableHttp' },
    secrets: 'none',
    traces: ['~/.cline'],
    next: 'Cline reads the file at once.',
    documentation: 'https://docs.cline.bot/mcp/mcp-overview',
  },
  {
    name: 'kiro',
    title: 'Kiro',
    files: { user: '~/.kiro/settings/mcp.json', project: './.kiro/settings/mcp.json' },
    usual: 'user',
    format: 'json',
    key: 'mcpServers',
    http: { urlKey: 'url' },
    secrets: braces,
    traces: ['~/.kiro'],
    next: 'Kiro reads the file at once, and asks before it hands on a variable.',
    documentation: 'https://kiro.dev/docs/mcp/configuration',
  },
];
