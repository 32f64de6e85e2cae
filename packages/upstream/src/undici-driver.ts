/** A module of its own to load lazily: a bundle gives the names of a CommonJS library to static imports only. */
export { Agent, buildConnector, EnvHttpProxyAgent, Pool } from 'undici';
