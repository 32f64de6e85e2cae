import { bundleServer } from '@patchbay/config/bundle';

await bundleServer({ directory: import.meta.dirname, external: ['pg-native'] });
