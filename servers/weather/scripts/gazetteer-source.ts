/** One populated place of the source, with the names we give it. */
export interface SourceCity {
  readonly geonamesId: number;
  readonly name: string;
  /** Further names. */
  readonly also: readonly string[];
  readonly country: string;
  /** Name of the first-order division. */
  readonly admin1: string | undefined;
  readonly isCapital: boolean;
  readonly isRegionalCapital: boolean;
  readonly population: number;
  readonly latitude: number;
  readonly longitude: number;
}
