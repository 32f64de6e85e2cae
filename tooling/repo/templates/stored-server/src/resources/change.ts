import { changeResource } from '@patchbay/storage/tools';
import { resource } from '../tool.ts';

export const change = resource(changeResource({ server: 'placeholder', undo: 'undo_placeholder_change' }));
