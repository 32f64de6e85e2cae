import { validationError } from '@patchbay/core';
import { ownText } from '@patchbay/schemas';
import { z } from 'zod';
import { tool } from '../tool.ts';
import {
  absoluteZero,
  convertTemperature as convert,
  temperatureSymbols,
  temperatureUnits,
} from '../units/units.ts';

const unit = z.enum(temperatureUnits);

export const convertTemperature = tool({
  name: 'convert_temperature',
  title: 'Convert temperature',
  description:
    'Convert a temperature between Celsius, Fahrenheit and Kelvin. Forecast tools take `units` and need no conversion.',
  access: 'read',
  openWorld: false,
  input: z.object({
    temperature: z.number().max(1e12).describe('Value to convert.'),
    from_unit: unit.describe('Its unit.'),
    to_unit: unit.describe('Unit wanted.'),
  }),
  example: { temperature: 20, from_unit: 'celsius', to_unit: 'fahrenheit' },
  output: z.object({ value: z.number(), unit: z.string(), text: ownText }),
  handler({ temperature, from_unit, to_unit }) {
    const from = `${temperature} ${temperatureSymbols[from_unit]}`;
    const exact = convert(temperature, from_unit, to_unit);
    if (exact === undefined) {
      throw validationError(`temperature ${from} is below absolute zero.`, {
        hint: `The lowest temperature is ${absoluteZero[from_unit]} ${temperatureSymbols[from_unit]}; check from_unit.`,
      });
    }
    const value = Math.round(exact * 100) / 100;
    const symbol = temperatureSymbols[to_unit];
    return { value, unit: symbol, text: `${from} = ${value} ${symbol}` };
  },
  render: ({ text }) => text,
});
