import { z } from 'zod';

/** Degrees north of the equator, -90 to 90. */
export const latitude = z.number().min(-90).max(90);

/** Degrees east of Greenwich, -180 to 180. */
export const longitude = z.number().min(-180).max(180);

/** A point on the globe in WGS 84 degrees. */
export const coordinates = z.object({ latitude, longitude });

/** A point on the globe in WGS 84 degrees. */
export type Coordinates = z.infer<typeof coordinates>;
