import { z } from 'zod';

/** The one tool that every peer serves, as the bare SDK server of the benchmark does. */
export const name = 'convert_temperature';

/** What lists say of it. */
export const description = 'Converts.';

/** Schema of its arguments. */
export const input = z.object({ temperature: z.number(), from_unit: z.string(), to_unit: z.string() });

/** Schema of its structured result. */
export const output = z.object({ value: z.number(), unit: z.string(), text: z.string() });

/** The structured result alone, for peers that write the text content themselves. */
export function convert({ temperature }: { readonly temperature: number }) {
  return {
    value: temperature + 273.15,
    unit: 'kelvin',
    text: `${temperature} °C = ${temperature + 273.15} K`,
  };
}

/** The whole answer of the tool. */
export function answer(args: { readonly temperature: number }) {
  const structuredContent = convert(args);
  return { content: [{ type: 'text' as const, text: structuredContent.text }], structuredContent };
}
