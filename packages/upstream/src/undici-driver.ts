/** A module of its own to load lazily: a bundle gives the names of a CommonJS library to static imports only. */
export { EnvHttpProxyAgent, Pool } from 'undici';
