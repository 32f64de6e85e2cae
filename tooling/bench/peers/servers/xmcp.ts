import './production.ts';
import { port } from './port.ts';

/** xmcp's own HTTP runtime, a production build by its compiler (see `install.ts`), debug output off; the rest is fixed by the framework. */
process.env['PORT'] = String(port);
const built = './xmcp/dist/http.js';
await import(built);
