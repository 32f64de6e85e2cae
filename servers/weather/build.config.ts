import { bundleServer } from '@patchbay/config/bundle';

await bundleServer({
  directory: import.meta.dirname,
  assets: ['src/upstream/gazetteer/places.bin', 'src/upstream/gazetteer/airports.txt'],
});
