import type { Agent } from './agent.ts';
import type { Tally } from './tally.ts';

/** Something that an agent does, and how often beside the others. */
export interface Step {
  readonly weight: number;
  run(): Promise<unknown>;
}

/** What agents do with one server. */
export interface Workload {
  /** The steps of one agent, which share what it has learned. */
  stepsOf(agent: Agent): readonly Step[];
  /** Looks at what is left behind once every agent is done: counts failures, and says what it has seen. */
  audit(tally: Tally): Promise<readonly string[]>;
}

/** Draws a step by its weight. */
export function draw(steps: readonly Step[], random: Agent['random']): Step {
  const total = steps.reduce((sum, { weight }) => sum + weight, 0);
  let left = random.between(0, total);
  for (const step of steps) {
    left -= step.weight;
    if (left < 0) return step;
  }
  return random.pick(steps);
}
