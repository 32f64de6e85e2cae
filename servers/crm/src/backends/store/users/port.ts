import { countRows, listRows } from '@patchbay/storage';
import type { Users } from '../../../deps.ts';
import { chosenFields, see } from '../../gate.ts';
import type { Kernel } from '../kernel.ts';
import { rowCondition } from '../row-condition.ts';

/** The people who work with the CRM, newest first. */
export function createUsers(kernel: Kernel): Users {
  return {
    async list(options, scope) {
      const fields = chosenFields(scope, 'users', options.fields, listed);
      return kernel.read(scope, async (db) => {
        const { users } = db.tables;
        const visible = rowCondition(db, scope, 'users', users);
        const page = await listRows(db, users, {
          where: visible,
          list: 'users',
          filter: {},
          sort: { column: users.created_at, direction: 'desc' },
          id: users.user_id,
          limit: options.limit,
          cursor: options.cursor,
        });
        const total = await countRows(db, users, visible);
        return { ...page, ...total, items: page.items.map((row) => see(scope, 'users', row, fields)) };
      });
    },
  };
}

const listed = ['user_id', 'name', 'email', 'phone_e164', 'role', 'team'];
