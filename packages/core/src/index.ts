export type { Call, Middleware, Next, Request, Selection, Target } from './call.ts';
export { ConfigurationError } from './configuration-error.ts';
export type { Access } from './define/access.ts';
export type { Answer, Attached, Attachment, Bytes } from './define/answer.ts';
export { completionFor, mostCompletions } from './define/completion.ts';
export type { Announcement, CallContext, Caller, ClientView, Era } from './define/context.ts';
export { type JobReader, jobResource } from './define/job-resource.ts';
export { promptFor } from './define/prompt.ts';
export {
  type ListedResource,
  type ResourceDefinition,
  type ResourceList,
  resourceFor,
  type TypedContent,
} from './define/resource.ts';
export type {
  KeptResult,
  ResultHandle,
  ResultOwner,
  ResultPage,
  ResultRequest,
  ResultStore,
  Results,
  Rows,
} from './define/results.ts';
export {
  type AnyServer,
  type Archive,
  type ArchiveReadiness,
  type CommandSetup,
  type DependencyHealth,
  defineServer,
  type Paths,
  type ProxySettings,
  type RedisCommands,
  type RedisLink,
  type ServerCommand,
  type ServerDefinition,
  type ServerDeps,
  type ServerSetup,
  type Writes,
} from './define/server.ts';
export { type AnyTool, type ToolDefinition, toolFor } from './define/tool.ts';
export {
  inputOf,
  outputOf,
  type WriteArguments,
  type WriteEffect,
  type WriteRequest,
  type WrittenRow,
} from './define/writes.ts';
export { didYouMean, nearest } from './engine/suggest.ts';
export {
  cancelled,
  conflict,
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
} from './errors.ts';
export { makePrivateFolder } from './private-folder.ts';
export {
  type ContentBlock,
  type InputRequired,
  inputRequired,
  isInputRequired,
  type Result,
  type ToolResult,
} from './wire.ts';
