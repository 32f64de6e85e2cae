export { type ErrorCode, type ErrorStance, errorCodes } from './errors.ts';
