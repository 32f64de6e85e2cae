import { foldName } from './fold.ts';

/** One place that bears a name. */
export interface Bearer {
  readonly name: string;
  readonly population: number;
  readonly isCapital: boolean;
}

/** A leader is taken without asking only when it is this many times as large as the next bearer of the name. */
const dominance = 5;
/** A town from this size on is not passed over for a larger place that has its name besides another. */
const wellKnown = 15_000;

/**
 * The bearer of a name that is meant without asking; undefined where it has to be asked.
 *
 * It is five times as large as the next. A further name counts as much as a first one, but it is less well known by it:
 * Philadelphia is not Amman, though Amman was called so, nor Islamabad Chattogram, which is larger.
 */
export function leaderOf<Each extends Bearer>(name: string, bearers: readonly Each[]): Each | undefined {
  const isFirstName = firstNameTest(name, bearers);
  const first = bySize(bearers.filter(isFirstName));
  const others = bySize(bearers.filter((bearer) => !isFirstName(bearer)));
  const [main, other] = [first[0], others[0]];
  if (main === undefined) return leads(others) ? other : undefined;
  const isLarger = other !== undefined && other.population > main.population;
  if (leads(first) && (!isLarger || main.isCapital)) return main;
  if (other === undefined || !leads(others) || main.isCapital || main.population >= wellKnown)
    return undefined;
  return dominates(other, main) ? other : undefined;
}

/** Whether the larger of two bearers is so much larger that it is meant without asking. */
export function dominates(
  leader: { readonly population?: number | undefined },
  next: { readonly population?: number | undefined } | undefined,
): boolean {
  if (next === undefined) return true;
  const [most = 0, second = 0] = [leader.population, next.population];
  return most > 0 && most >= dominance * second;
}

/** Saint Petersburg is one of the St. Petersburgs, and Saint-Louis in Senegal no St. Louis, which is larger. */
function firstNameTest(name: string, bearers: readonly Bearer[]): (bearer: Bearer) => boolean {
  const exact = foldName(name);
  const written = spelled(name);
  const isExact = (bearer: Bearer): boolean => foldName(bearer.name) === exact;
  const largest = Math.max(-1, ...bearers.filter(isExact).map(({ population }) => population));
  return (bearer) => isExact(bearer) || (bearer.population > largest && spelled(bearer.name) === written);
}

function leads([first, second]: readonly Bearer[]): boolean {
  return first !== undefined && dominates(first, second);
}

function bySize<Each extends Bearer>(bearers: readonly Each[]): readonly Each[] {
  return [...bearers].sort((a, b) => b.population - a.population);
}

const abbreviations: ReadonlyMap<string, string> = new Map([
  ['st', 'saint'],
  ['ste', 'sainte'],
  ['mt', 'mount'],
  ['ft', 'fort'],
]);

/** A folded name with its usual abbreviations written out. */
export function spelled(name: string): string {
  return foldName(name)
    .split(' ')
    .map((word) => abbreviations.get(word) ?? word)
    .join(' ');
}
