/** What a published manifest is spared: all that a server needs is bundled into it, and nobody builds it again. */
export const hooks = {
  beforePacking({ devDependencies: _tools, scripts: _scripts, ...published }) {
    return published;
  },
};
