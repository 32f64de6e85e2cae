import { validationError } from '@patchbay/core';
import { z } from 'zod';
import { tool } from '../tool.ts';

const absoluteZero = { celsius: -273.15, fahrenheit: -459.67, kelvin: 0 } as const;
const symbols = { celsius: '°C', fahrenheit: '°F', kelvin: 'K' } as const;
const unit = z.enum(['celsius', 'fahrenheit', 'kelvin']);
type Unit = z.infer<typeof unit>;

const toKelvin = {
  celsius: (value) => value + 273.15,
  fahrenheit: (value) => (value + 459.67) / 1.8,
  kelvin: (value) => value,
} as const satisfies Record<Unit, (value: number) => number>;

const fromKelvin = {
  celsius: (value) => value - 273.15,
  fahrenheit: (value) => value * 1.8 - 459.67,
  kelvin: (value) => value,
} as const satisfies Record<Unit, (value: number) => number>;

export const convertTemperature = tool({
  name: 'convert_temperature',
  title: 'Convert temperature',
  description:
    'Convert a temperature between Celsius, Fahrenheit and Kelvin. Forecast tools take `units` and need no conversion.',
  access: 'read',
  openWorld: false,
  input: z.object({
    temperature: z.number().describe('The value to convert.'),
    from_unit: unit.describe('Unit of `temperature`.'),
    to_unit: unit.describe('Unit wanted.'),
  }),
  output: z.object({ value: z.number(), unit, text: z.string() }),
  handler({ temperature, from_unit, to_unit }) {
    if (temperature < absoluteZero[from_unit]) {
      throw validationError(`temperature ${temperature} ${symbols[from_unit]} is below absolute zero.`, {
        hint: `The lowest temperature is ${absoluteZero[from_unit]} ${symbols[from_unit]}; check from_unit.`,
      });
    }
    const exact = from_unit === to_unit ? temperature : fromKelvin[to_unit](toKelvin[from_unit](temperature));
    const value = Math.round(exact * 100) / 100;
    return {
      value,
      unit: to_unit,
      text: `${temperature} ${symbols[from_unit]} = ${value} ${symbols[to_unit]}`,
    };
  },
  render: ({ text }) => text,
});
