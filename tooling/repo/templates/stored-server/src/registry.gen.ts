import { change } from './resources/change.ts';
import { entry } from './resources/entry.ts';
import { addPlaceholderEntry } from './tools/add-placeholder-entry.ts';
import { listPlaceholderEntries } from './tools/list-placeholder-entries.ts';
import { undoPlaceholderChange } from './tools/undo-placeholder-change.ts';

export const tools = [addPlaceholderEntry, listPlaceholderEntries, undoPlaceholderChange] as const;
export const resources = [change, entry] as const;
export const prompts = [] as const;
