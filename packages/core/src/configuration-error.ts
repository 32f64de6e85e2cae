/** A configuration that cannot be used: the message names every wrong variable and its fix. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}
