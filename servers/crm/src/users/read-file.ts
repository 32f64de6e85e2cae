import { z } from 'zod';
import { type ReadFile, readJson } from '../operators/read-json.ts';

const text = (max: number) =>
  z.string().trim().min(1, 'must not be empty').max(max, `must have at most ${max} characters`);

const user = z.strictObject({
  id: text(100),
  name: text(200),
  email: z.email('must be an e-mail address'),
  role: text(40),
  team: text(100).nullable().default(null),
});

const file = z.strictObject({
  users: z.array(user).min(1, 'must name at least one user').max(10_000, 'must name at most 10000 users'),
});

/** A user as a file says it. */
export type WantedUser = z.output<typeof user>;

/**
 * Reads a file of users: JSON with `users`, each with the `id` under which it calls, `name`, `email`, `role` and, where it
 * has one, `team`.
 *
 * @param roles that a user can have.
 */
export function readUsers(content: string, roles: readonly string[]): ReadFile<readonly WantedUser[]> {
  const read = readJson(file, content);
  if ('problems' in read) return read;
  const { users } = read.value;
  const problems = users.flatMap(({ id, role }, index) => [
    ...(users.findIndex((one) => one.id === id) < index ? [`the user ${id} is named twice`] : []),
    ...(roles.includes(role) ? [] : [`${id}: role must be one of: ${roles.join(', ')}`]),
  ]);
  return problems.length > 0 ? { problems } : { value: users };
}

/** A user as it is or is wanted, in the columns that a file says. */
export type UserFacts = Omit<WantedUser, 'id'> & { readonly user_id: string };

/** Users as a file that describes them. */
export function usersFile(users: readonly UserFacts[]): string {
  const listed = users.map(({ user_id: id, name, email, role, team }) => ({
    ...{ id, name, email, role },
    ...(team !== null && { team }),
  }));
  return JSON.stringify({ users: listed }, undefined, 2);
}
