/** Members per family of ensemble models, at least as many as any of it has; https://open-meteo.com/en/docs/ensemble-api. */
const members: readonly (readonly [prefix: string, members: number])[] = [
  ['icon_d2', 20],
  ['dwd_icon_d2', 20],
  ['icon', 40],
  ['dwd_icon', 40],
  ['gfs', 31],
  ['ncep', 31],
  ['ecmwf', 51],
  ['gem', 21],
  ['cmc_gem', 21],
  ['bom', 18],
  ['ukmo', 18],
  ['meteoswiss', 21],
];

const most = 51;

/** How many members an ensemble model has; the most that any has for one that is not listed, to be on the safe side. */
export function membersOf(model: string): number {
  return members.find(([prefix]) => model.startsWith(prefix))?.[1] ?? most;
}
