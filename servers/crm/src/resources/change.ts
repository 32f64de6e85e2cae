import { changeResource } from '@patchbay/storage/tools';
import { resource } from '../tool.ts';

export const change = resource(changeResource({ server: 'crm', undo: 'undo_change' }));
