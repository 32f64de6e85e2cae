import { type Question, toolCall } from './agent.ts';
import type { Random } from './random.ts';

const units = ['celsius', 'fahrenheit', 'kelvin'] as const;
const symbols = { celsius: '°C', fahrenheit: '°F', kelvin: 'K' } as const;

/** Values below this may be below absolute zero in some unit; above it none is. */
const coldest = 0;

type Unit = (typeof units)[number];

/** A conversion with numbers of its own; one in twelve is below absolute zero, and must be refused. */
export function conversion(random: Random): Question {
  const from = random.pick(units);
  const to = random.pick(units);
  const impossible = random.chance(1 / 12);
  const temperature = impossible
    ? -random.integer(1000, 900_000)
    : Math.round(random.between(coldest, 5000) * 100) / 100;
  const args = { temperature, from_unit: from, to_unit: to };
  const right = kelvinTo(toKelvin(temperature, from), to);
  const question = toolCall('read', 'convert_temperature', args, ({ value, unit }) => {
    if (unit !== symbols[to]) return `is in ${String(unit)}, not ${symbols[to]}`;
    // the server rounds to hundredths
    return Math.abs(Number(value) - right) <= 0.0051 ? undefined : `is ${String(value)}, not ${right}`;
  });
  return impossible ? { ...question, expects: 'validation_error', says: String(temperature) } : question;
}

function toKelvin(value: number, unit: Unit): number {
  if (unit === 'celsius') return value + 273.15;
  return unit === 'fahrenheit' ? ((value - 32) * 5) / 9 + 273.15 : value;
}

function kelvinTo(value: number, unit: Unit): number {
  if (unit === 'celsius') return value - 273.15;
  return unit === 'fahrenheit' ? ((value - 273.15) * 9) / 5 + 32 : value;
}
