import { join } from 'node:path';
import { repositoryRoot } from '../workspace.ts';

/** Lets processes that load one server after another compile its sources once. */
export const compileCache: NodeJS.ProcessEnv = {
  NODE_COMPILE_CACHE: join(repositoryRoot, 'node_modules/.cache/compiled'),
};
