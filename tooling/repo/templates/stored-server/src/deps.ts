import type { Records, StorePorts } from '@patchbay/storage';
import type { NewEntry, SeenEntry } from './entries/entry.ts';

/** The ports of the placeholder server. */
export interface PlaceholderPorts extends StorePorts {
  readonly entries: Records<NewEntry, SeenEntry>;
}
