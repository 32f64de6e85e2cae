import type { SeriesApi } from './apis.ts';
import { Refusal } from './refusal.ts';

/** A weather model: how far it sees, where, how much it strays, and how many members it has. */
export interface Model {
  name: string;
  /** Days from today after which its columns are null. */
  horizonDays: number;
  /** South, west, north, east of its domain; undefined is the globe. */
  box?: readonly [number, number, number, number];
  /** 0 is the weather itself, 1 the spread of an ensemble member. */
  stray: number;
  /** Columns per variable: the control and its perturbed members. */
  members: number;
}

const BOXES = {
  central: [43, -4, 58.2, 20.5],
  europe: [29, -24, 71, 45],
  france: [37.5, -12, 55.5, 16],
  conus: [21, -134, 53, -60],
  america: [15, -170, 72, -45],
  japan: [22, 120, 48, 150],
  korea: [32, 120, 44, 133],
  nordic: [52, -2, 74, 33],
  italy: [33, 2, 49, 20],
  benelux: [49, 0, 56, 11],
  britain: [44.5, -25.5, 61.5, 16],
  alps: [42.5, 0, 50.5, 18],
} as const;

type Box = keyof typeof BOXES;

function model(name: string, horizonDays: number, box?: Box, stray = 0.5, members = 1): Model {
  const base = { name, horizonDays, stray, members };
  return box ? { ...base, box: BOXES[box] } : base;
}

/** Reads "days name name:box …" lines. */
function fromLines(text: string, stray: number): Model[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [days, ...names] = line.trim().split(' ');
      return names.map((entry) => {
        const [name = '', box] = entry.split(':');
        const known = Object.keys(BOXES).find((key): key is Box => key === box);
        return model(name, Number(days), known, stray);
      });
    });
}

const FORECAST = [
  model('best_match', 16, undefined, 0),
  ...fromLines(
    `15 ecmwf_ifs ecmwf_ifs025 ecmwf_ifs04 ecmwf_aifs025_single ncep_hgefs025_ensemble_mean
     10 cma_grapes_global bom_access_global cmc_gem_seamless cmc_gem_gdps gem_seamless gem_global
     16 ncep_gfs_seamless ncep_gfs_global ncep_gfs_graphcast025 ncep_aigfs025 gfs_seamless gfs_global
     2 ncep_hrrr_conus:conus ncep_nam_conus:conus icon_d2:central cmc_gem_hrdps:america
     2 cmc_gem_hrdps_west:america meteofrance_arome_france:france meteofrance_arome_france_hd:france
     2 gem_hrdps_continental:america gfs_hrrr:conus
     11 ncep_nbm_conus:conus jma_seamless jma_gsm kma_seamless kma_gdps metno_seamless
     4 jma_msm:japan meteofrance_seamless meteofrance_arpege_world meteofrance_arpege_europe:europe
     2 kma_ldps:korea metno_nordic:nordic knmi_harmonie_arome_europe:europe ukmo_uk_deterministic_2km:britain
     2 knmi_harmonie_arome_netherlands:benelux dmi_harmonie_arome_europe:europe geosphere_arome_austria:alps
     3 cmc_gem_rdps:america italia_meteo_arpae_icon_2i:italy meteoswiss_icon_ch1:alps
     7 icon_seamless icon_global ukmo_seamless ukmo_global_deterministic_10km
     5 icon_eu:europe meteoswiss_icon_ch2:alps meteoswiss_icon_seamless:alps
     10 knmi_seamless dmi_seamless geosphere_seamless:europe`,
    0.5,
  ),
];

const ARCHIVE = [
  model('best_match', 1, undefined, 0),
  ...fromLines(
    '1 era5_seamless era5 era5_land ecmwf_ifs cerra:europe era5_ensemble ecmwf_ifs_analysis_long_window',
    0.25,
  ),
];

const MARINE = [
  model('best_match', 16, undefined, 0),
  ...fromLines(
    `8 meteofrance_wave meteofrance_currents dwd_ewam:europe dwd_gwam
     15 ecmwf_wam ecmwf_wam025 ncep_gfswave025 ncep_gfswave016
     0 era5_ocean`,
    0.4,
  ),
];

const ENSEMBLE = [
  model('icon_seamless', 7.5, undefined, 1, 40),
  model('icon_global', 7.5, undefined, 1, 40),
  model('icon_eu', 5, 'europe', 1, 40),
  model('icon_d2', 2, 'central', 1, 20),
  model('dwd_icon_seamless_eps', 7.5, undefined, 1, 40),
  model('dwd_icon_global_eps', 7.5, undefined, 1, 40),
  model('dwd_icon_eu_eps', 5, 'europe', 1, 40),
  model('dwd_icon_d2_eps', 2, 'central', 1, 20),
  model('gfs_seamless', 35, undefined, 1, 31),
  model('gfs025', 10, undefined, 1, 31),
  model('gfs05', 35, undefined, 1, 31),
  model('ncep_gefs_seamless', 35, undefined, 1, 31),
  model('ncep_gefs025', 10, undefined, 1, 31),
  model('ncep_gefs05', 35, undefined, 1, 31),
  model('ncep_aigefs025', 16, undefined, 1, 31),
  model('ecmwf_ifs025', 15, undefined, 1, 51),
  model('ecmwf_ifs025_ensemble', 15, undefined, 1, 51),
  model('ecmwf_aifs025_ensemble', 15, undefined, 1, 51),
  model('gem_global', 16, undefined, 1, 21),
  model('cmc_gem_geps', 16, undefined, 1, 21),
  model('bom_access_global_ensemble', 10, undefined, 1, 18),
  model('ukmo_global_ensemble_20km', 7, undefined, 1, 18),
  model('ukmo_uk_ensemble_2km', 5, 'britain', 1, 3),
  model('meteoswiss_icon_ch1_ensemble', 1.5, 'alps', 1, 11),
  model('meteoswiss_icon_ch2_ensemble', 5, 'alps', 1, 21),
];

const CENTURY = 36_525;

const CLIMATE = fromLines(
  `${CENTURY} CMCC_CM2_VHR4 FGOALS_f3_H HiRAM_SIT_HR MRI_AGCM3_2_S EC_Earth3P_HR MPI_ESM1_2_XR NICAM16_8S`,
  0,
);

const FLOOD = [
  model('seamless_v4', 210, undefined, 0, 51),
  ...fromLines('210 forecast_v4 seamless_v3 forecast_v3\n0 consolidated_v4 consolidated_v3', 0.3).map(
    (entry): Model => ({ ...entry, members: 51 }),
  ),
];

const MODELS: Record<SeriesApi, readonly Model[]> = {
  forecast: FORECAST,
  archive: ARCHIVE,
  'air-quality': [model('best_match', 7, undefined, 0)],
  marine: MARINE,
  ensemble: ENSEMBLE,
  climate: CLIMATE,
  flood: FLOOD,
};

/** The models a request asked for, or the default of the API; an unknown name refuses the request. */
export function readModels(api: SeriesApi, names: readonly string[], fallback: string): Model[] {
  const wanted = names.length > 0 ? names : [fallback];
  return wanted.map((name) => {
    const found = MODELS[api].find((entry) => entry.name === name);
    if (!found)
      throw new Refusal(`Cannot initialize MultiDomains from invalid String value ${name} for key models`);
    return found;
  });
}

/** Whether a model has data at a point. */
export function covers(entry: Model, latitude: number, longitude: number): boolean {
  if (!entry.box) return true;
  const [south, west, north, east] = entry.box;
  return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}
