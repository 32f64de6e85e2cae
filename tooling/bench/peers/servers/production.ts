/** Imported before a peer: several look at this variable while they load. */
process.env['NODE_ENV'] = 'production';
