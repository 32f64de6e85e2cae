/** One band of an air-quality index. */
export interface AirQualityBand {
  /** Highest value of the index that is in the band. */
  readonly upTo: number;
  readonly name: string;
  /** What the band means for people, one sentence. */
  readonly advice: string;
}

/** Bands of the US index; 40 CFR 58, appendix G, in the wording of https://www.airnow.gov/aqi/aqi-basics. */
const usAirQualityBands: readonly AirQualityBand[] = [
  { upTo: 50, name: 'good', advice: 'Air pollution poses little or no risk.' },
  { upTo: 100, name: 'moderate', advice: 'Acceptable; unusually sensitive people may notice symptoms.' },
  {
    upTo: 150,
    name: 'unhealthy for sensitive groups',
    advice: 'Children, older people and those with heart or lung disease should cut back exertion outdoors.',
  },
  { upTo: 200, name: 'unhealthy', advice: 'Everyone may feel effects; shorten exertion outdoors.' },
  { upTo: 300, name: 'very unhealthy', advice: 'The risk is raised for everyone; avoid exertion outdoors.' },
  {
    upTo: Number.POSITIVE_INFINITY,
    name: 'hazardous',
    advice: 'Emergency conditions: everyone should stay indoors.',
  },
];

/** Bands of the European index, as scaled by Open-Meteo (https://open-meteo.com/en/docs/air-quality-api). */
export const europeanAirQualityBands: readonly AirQualityBand[] = [
  { upTo: 20, name: 'good', advice: 'Air pollution poses little or no risk.' },
  { upTo: 40, name: 'fair', advice: 'Enjoy the usual outdoor activities.' },
  { upTo: 60, name: 'moderate', advice: 'Sensitive people should watch for symptoms during exertion.' },
  { upTo: 80, name: 'poor', advice: 'Sensitive people should cut back exertion outdoors.' },
  { upTo: 100, name: 'very poor', advice: 'Everyone should cut back exertion outdoors.' },
  {
    upTo: Number.POSITIVE_INFINITY,
    name: 'extremely poor',
    advice: 'Everyone should avoid exertion outdoors.',
  },
];

/** The band that an index value falls in; undefined for a value that is no index. */
export function airQualityBand(
  value: number,
  bands: readonly AirQualityBand[] = usAirQualityBands,
): AirQualityBand | undefined {
  return value >= 0 ? bands.find(({ upTo }) => Math.round(value) <= upTo) : undefined;
}
