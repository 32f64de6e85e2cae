export const tokens: Readonly<Record<string, number>> = {};
