import { repositoryFiles } from '../files.ts';
import { linesNow } from '../lines/count.ts';
import { serverNames } from '../workspace.ts';
import type { Check } from './check.ts';
import { isTestSupport } from './layers.ts';
import { readSources, type SourceFacts } from './source.ts';

const mostFileLines = 300;
const mostFunctionLines = 40;

/** Holds how long files and functions may be. */
export const lengths: Check = {
  name: 'lengths',
  purpose: `Files of at most ${mostFileLines} lines; functions of at most ${mostFunctionLines}, those inside them and tests aside.`,
  run: (root) =>
    lengthFindings(
      readSources(
        root,
        repositoryFiles(root).filter((path) => path.endsWith('.ts') && !path.endsWith('.gen.ts')),
      ),
    ),
  facts(root) {
    const lines = linesNow(root);
    return serverNames(root).map(
      (name) => `servers/${name}: ${lines.get(`servers/${name}`)?.source ?? 0} lines of its own`,
    );
  },
};

/** The files and functions among the given ones that are too long. */
export function lengthFindings(sources: readonly SourceFacts[]): readonly string[] {
  return sources.flatMap(({ path, lines, functions }) => {
    const file = lines > mostFileLines ? [`${path} has ${lines} lines, more than ${mostFileLines}`] : [];
    // what a test or its fixture does stands there at its length
    if (isTestSupport(path) || path.includes('/fixture/')) return file;
    const long = functions.filter((one) => one.lines > mostFunctionLines);
    return [
      ...file,
      ...long.map(
        (one) => `${path}:${one.line} a function of ${one.lines} lines, more than ${mostFunctionLines}`,
      ),
    ];
  });
}
