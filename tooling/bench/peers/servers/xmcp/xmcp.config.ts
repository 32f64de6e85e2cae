/** The part of a bundler's plugin that the configuration reads. */
interface Plugin {
  readonly name?: string;
  readonly _args?: readonly Record<string, string>[];
}

/** Has the bundle ask the environment for its port: the compiler would fix it while it builds. */
function bundler<Options extends { readonly plugins?: readonly (Plugin | null)[] }>(
  options: Options,
): Options {
  for (const plugin of options.plugins ?? []) {
    const constants = plugin?._args?.[0];
    if (plugin?.name !== 'DefinePlugin' || constants?.['HTTP_CONFIG'] === undefined) continue;
    constants['HTTP_CONFIG'] = `{...${constants['HTTP_CONFIG']},port:Number(process.env.PORT)}`;
  }
  return options;
}

/** What xmcp's compiler bundles: its HTTP runtime and the tool. */
export default {
  http: { host: '127.0.0.1', endpoint: '/mcp', debug: false },
  paths: { tools: 'tools', prompts: false, resources: false },
  typescript: { skipTypeCheck: true },
  bundler,
};
