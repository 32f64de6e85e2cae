/** What the numbers of a reanalysis are and are not. */
export const reanalysisMeaning =
  'Reanalysis of a grid cell of 9 to 25 km, no measurement: it cannot see hail, lightning, tornadoes or local gusts and showers, and neither proves nor rules out what happened at one address.';

/** What the numbers of a climate projection are and are not. */
export const projectionMeaning =
  'Simulated under a high-emission scenario (near RCP8.5), neither observed nor forecast: the years are not real ones, and levels and changes differ from what stations measured, also in decades that are past. Observed decades: get_historical_weather.';
