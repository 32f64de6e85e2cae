import { answer, description, input, name, output } from '../../convert-temperature.ts';

/** The argument schema, in the form that xmcp looks for. */
export const schema = input.shape;

/** The result schema, in the form that xmcp looks for. */
export const outputSchema = output.shape;

/** What lists say of the tool. */
export const metadata = { name, description };

// biome-ignore lint/style/noDefaultExport: xmcp calls what the file exports by default.
export default answer;
