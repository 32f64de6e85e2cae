import { getPlaceholderEntry } from './tools/get-placeholder-entry.ts';

export const tools = [getPlaceholderEntry] as const;
export const resources = [] as const;
export const prompts = [] as const;
