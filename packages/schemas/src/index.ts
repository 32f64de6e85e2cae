export { type Bag, isBag } from './bag.ts';
export { countryCode, countryCodeInAnyLanguage, countryName } from './countries.ts';
export { type ErrorCode, type ErrorStance, errorCodes } from './errors.ts';
export { fold, foldSpellings, foldVersion } from './fold.ts';
export { identifier } from './identifier.ts';
export { inline, inlineJson, oneLine, quoted } from './inline.ts';
export { type Job, jobOf } from './job.ts';
export { advertisedInput, advertisedOutput, type JsonSchema } from './json-schema.ts';
export { coerceAt } from './lenient.ts';
export { page, pageCursor, pageLimit, pageLimits } from './page.ts';
export { type Coordinates, coordinates, latitude, longitude } from './place.ts';
export { type PortabilityFinding, portabilityFindings } from './portability.ts';
export { foreignCursor, versionConflict } from './refusals.ts';
export { holdsCredentials, isNotSecret, isSecret, notSecret, plainUrl, secret } from './setting.ts';
export { openReasons, strictFindings } from './strict.ts';
export { fileProblem, networkProblem, systemCode } from './system-reasons.ts';
export { fenceUntrusted, stripInvisible, truncate } from './text.ts';
export { isoDate, isoInstant, isTimeZone } from './time.ts';
export {
  cancelled,
  conflict,
  type ErrorAdvice,
  internal,
  networkError,
  notFound,
  permissionDenied,
  rateLimited,
  ToolError,
  timeout,
  tooLarge,
  unauthenticated,
  unavailable,
  validationError,
} from './tool-error.ts';
export { item, ownText, phrase, prose, shownAsJson, type Voice, voiceOf } from './voice.ts';
export { holdsWords, type SearchWord, searchWords, wordsOf } from './words.ts';
