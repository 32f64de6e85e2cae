import { definePolicy } from '@patchbay/access';

/** What each role sees of the entries and may change in them. */
export const policy = definePolicy({
  objects: {
    entries: { fields: ['entry_id', 'title', 'text', 'author', 'created_at'], owner: 'author' },
  },
  roles: {
    editor: { objects: { entries: { rows: 'all', write: ['create', 'update', 'delete'] } } },
    reader: { objects: { entries: { rows: 'all', fields: { author: 'hidden' } } } },
  },
  unknownRole: 'reader',
});
