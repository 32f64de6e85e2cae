import type { Dialect } from '../engine.ts';
import type { Migrations, Scope } from '../migrate/migration.ts';
import { migrations as own } from './migrations.gen.ts';

/** All steps of a store in their order: this package's own tables first, since the server's may build on them. */
export function scopesOf(server: string, migrations: Migrations, dialect: Dialect): readonly Scope[] {
  return [
    { scope: 'storage', migrations: own[dialect] },
    { scope: server, migrations: migrations[dialect] },
  ];
}
