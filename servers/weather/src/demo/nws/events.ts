/** A kind of warning: when it is plausible, and the words that the service uses. */
export interface EventKind {
  event: string;
  severity: 'Minor' | 'Moderate' | 'Severe' | 'Extreme';
  certainty: 'Likely' | 'Possible' | 'Observed';
  urgency: 'Immediate' | 'Expected' | 'Future';
  response: string;
  hours: number;
  /** Temperatures of the air mass in °C between which it can happen. */
  between: readonly [number, number];
  what: string;
  instruction: string;
}

export const EVENTS: readonly EventKind[] = [
  {
    event: 'Winter Storm Warning',
    severity: 'Severe',
    certainty: 'Likely',
    urgency: 'Expected',
    response: 'Prepare',
    hours: 24,
    between: [-30, 1],
    what: 'Heavy snow expected. Total accumulations of 6 to 10 inches.',
    instruction: 'If you must travel, keep an extra flashlight, food and water in your vehicle.',
  },
  {
    event: 'Extreme Cold Warning',
    severity: 'Extreme',
    certainty: 'Likely',
    urgency: 'Expected',
    response: 'Avoid',
    hours: 18,
    between: [-60, -16],
    what: 'Dangerously cold wind chills expected.',
    instruction: 'Dress in layers and cover exposed skin. Bring pets indoors.',
  },
  {
    event: 'Wind Advisory',
    severity: 'Moderate',
    certainty: 'Likely',
    urgency: 'Expected',
    response: 'Execute',
    hours: 12,
    between: [-25, 32],
    what: 'Northwest winds 25 to 35 mph with gusts up to 50 mph expected.',
    instruction: 'Secure outdoor objects. Use caution when driving a high profile vehicle.',
  },
  {
    event: 'Dense Fog Advisory',
    severity: 'Minor',
    certainty: 'Likely',
    urgency: 'Expected',
    response: 'Execute',
    hours: 8,
    between: [-5, 18],
    what: 'Visibility one quarter mile or less in dense fog.',
    instruction: 'Slow down, use low beam headlights and leave plenty of distance.',
  },
  {
    event: 'Flood Watch',
    severity: 'Severe',
    certainty: 'Possible',
    urgency: 'Future',
    response: 'Monitor',
    hours: 36,
    between: [2, 30],
    what: 'Flooding caused by excessive rainfall is possible.',
    instruction: 'Monitor later forecasts and be prepared to take action.',
  },
  {
    event: 'Severe Thunderstorm Warning',
    severity: 'Severe',
    certainty: 'Observed',
    urgency: 'Immediate',
    response: 'Shelter',
    hours: 1,
    between: [14, 35],
    what: '60 mph wind gusts and quarter size hail.',
    instruction: 'Move to an interior room on the lowest floor of a building.',
  },
  {
    event: 'Tornado Warning',
    severity: 'Extreme',
    certainty: 'Observed',
    urgency: 'Immediate',
    response: 'Shelter',
    hours: 1,
    between: [16, 33],
    what: 'A severe thunderstorm capable of producing a tornado was located nearby.',
    instruction: 'TAKE COVER NOW! Move to a basement or an interior room.',
  },
  {
    event: 'Heat Advisory',
    severity: 'Moderate',
    certainty: 'Likely',
    urgency: 'Expected',
    response: 'Execute',
    hours: 10,
    between: [26, 50],
    what: 'Heat index values up to 107 expected.',
    instruction: 'Drink plenty of fluids and stay out of the sun.',
  },
];
