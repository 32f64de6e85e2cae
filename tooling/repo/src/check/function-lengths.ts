import type { parseSync } from 'oxc-parser';
import { Visitor } from 'oxc-parser';

/** How long one function is. */
export interface FunctionLength {
  /** The line on which it begins. */
  readonly line: number;
  /** Its lines from the first to the last, without the bodies of functions inside it. */
  readonly lines: number;
}

interface Span {
  readonly first: number;
  readonly last: number;
  /** Lines of functions directly inside, their first and last line aside. */
  inside: number;
}

/**
 * The lengths of all functions of a program, from the inside out.
 *
 * A function inside another counts by itself and not with its parent, so that a factory is as long as what it does
 * and not as all the methods of what it makes.
 */
export function functionLengths(
  program: ReturnType<typeof parseSync>['program'],
  lineOf: (offset: number) => number,
): readonly FunctionLength[] {
  const found: FunctionLength[] = [];
  const open: Span[] = [];
  const enter = ({ start, end }: { readonly start: number; readonly end: number }) => {
    open.push({ first: lineOf(start), last: lineOf(end), inside: 0 });
  };
  const exit = () => {
    const span = open.pop();
    if (span === undefined) return;
    const whole = span.last - span.first + 1;
    found.push({ line: span.first, lines: whole - span.inside });
    const parent = open.at(-1);
    if (parent !== undefined) parent.inside += Math.max(0, whole - 2);
  };
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': exit,
    FunctionExpression: enter,
    'FunctionExpression:exit': exit,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': exit,
  }).visit(program);
  return found;
}
