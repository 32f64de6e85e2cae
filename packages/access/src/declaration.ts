import type { Access, Caller } from '@patchbay/core';
import type { Mask, StandardMask } from './masks.ts';

/** What a policy asks of a caller. */
export type Subject = Pick<Caller, 'id' | 'tenant' | 'role' | 'team'>;

/** What one may do to a row beside reading it. */
export type WriteAction = Exclude<Access, 'read'>;

/** A kind of row that rights are given to. */
export interface ObjectDeclaration {
  /** All fields that may ever leave, in their usual order. Whatever is not listed is never shown. */
  readonly fields: readonly string[];
  /** The column that names a row's owner; `own` and `team` need one. */
  readonly owner?: string;
  /** Further columns that conditions over rows may name, though they never leave. */
  readonly columns?: readonly string[];
}

/** The kinds of rows of a policy, by name. */
export type ObjectDeclarations = Readonly<Record<string, ObjectDeclaration>>;

/**
 * How a role sees a field: as it is, through a mask, or not at all. Only by what it sees as it is may it filter, sort,
 * search, match and write, since order, totals and conflicts tell values.
 */
export type FieldRule<MaskName extends string = string> = 'full' | 'hidden' | { readonly mask: MaskName };

/** A value that a column is compared with; null stands for rows that have none. */
export type RowValue = string | number | boolean | null;

/** A value that whoever asks brings along; matches no row where they have none. */
export interface CallerValue {
  readonly caller: 'id' | 'tenant' | 'team';
}

/**
 * Which rows a role sees: `all`, `none`, those it owns (`own`), those owned by somebody of its team or by nobody
 * (`team`), or those that fulfil a condition over named columns.
 */
export type RowRule<Column extends string = string, Grant extends string = string> =
  | 'all'
  | 'none'
  | 'own'
  | 'team'
  | RowCondition<Column, Grant>;

/**
 * A condition over named columns. There is no negation: what a rule does not name it does not give.
 *
 * A `grant` is a set of values that only the backend knows: the rows shared with somebody, the members of a group. The
 * policy names it; each adapter is given the set.
 */
export type RowCondition<Column extends string = string, Grant extends string = string> =
  | { readonly column: Column; readonly in: readonly (RowValue | CallerValue)[] }
  | { readonly column: Column; readonly grant: Grant }
  | { readonly any: readonly RowRule<Column, Grant>[] }
  | { readonly every: readonly RowRule<Column, Grant>[] };

/** What a role may do with one kind of row. What it leaves out comes from the role that it extends. */
export interface ObjectRule<
  Field extends string = string,
  Column extends string = string,
  MaskName extends string = string,
  Grant extends string = string,
> {
  readonly rows?: RowRule<Column, Grant>;
  /** Nothing unless said. */
  readonly write?: readonly WriteAction[];
  /** Exceptions from `full`, or from what `*` says of all fields that are not named. */
  readonly fields?: { readonly [Name in Field | '*']?: FieldRule<MaskName> };
}

/** A role: what it may do with each kind of row. Kinds that are not named are closed to it. */
export interface RoleDeclaration<
  Objects extends ObjectDeclarations = ObjectDeclarations,
  Role extends string = string,
  MaskName extends string = string,
  Grant extends string = string,
> {
  readonly extends?: Role;
  readonly objects: {
    readonly [Name in keyof Objects]?: ObjectRule<
      FieldOf<Objects[Name]>,
      ColumnOf<Objects[Name]>,
      MaskName,
      Grant
    >;
  };
}

type FieldOf<Declaration extends ObjectDeclaration> = Declaration['fields'][number];

type ColumnOf<Declaration extends ObjectDeclaration> =
  | FieldOf<Declaration>
  | (Declaration extends { readonly owner: infer Owner extends string } ? Owner : never)
  | (Declaration extends { readonly columns: readonly (infer Column extends string)[] } ? Column : never);

/** A policy as it is written down: pure data, but for the masks, which are functions by name. */
export interface PolicyDeclaration<
  Objects extends ObjectDeclarations = ObjectDeclarations,
  Role extends string = string,
  OwnMask extends string = string,
  Grant extends string = string,
> {
  readonly objects: Objects;
  readonly roles: {
    readonly [Name in Role]: RoleDeclaration<
      Objects,
      NoInfer<Role>,
      NoInfer<OwnMask> | StandardMask,
      NoInfer<Grant> | 'team'
    >;
  };
  /** The role of callers whose role is none of these; without it they may nothing. */
  readonly unknownRole?: NoInfer<Role>;
  /** Masks beside the standard ones. */
  readonly masks?: Readonly<Record<OwnMask, Mask>>;
  /** Grants that conditions name, beside `team`: the users of the caller's team. */
  readonly grants?: readonly Grant[];
}
