/** How much a change asks of those who use a server, least first. */
export const levels = ['none', 'patch', 'minor', 'major'] as const;

/** How much a change asks of those who use a server. */
export type Level = (typeof levels)[number];

/** The highest of some levels. */
export function highest(some: Iterable<Level>): Level {
  return [...some].reduce<Level>((high, level) => (atLeast(high, level) ? high : level), 'none');
}

/** Whether one level is as high as another. */
export function atLeast(level: Level, other: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(other);
}

/** The level by which a version must rise: before 1.0 a break is a minor release, and an addition a patch. */
export function requiredAt(version: string, level: Level): Level {
  if (!version.startsWith('0.')) return level;
  if (level === 'major') return 'minor';
  return level === 'minor' ? 'patch' : level;
}
