/** The APIs that have their own list of hourly (or, for climate and flood, daily) variables. */
export type HourlyApi = 'forecast' | 'archive' | 'air-quality' | 'marine' | 'ensemble' | 'climate' | 'flood';

const CORE = `temperature_2m relative_humidity_2m dew_point_2m apparent_temperature precipitation rain snowfall
  snow_depth weather_code pressure_msl surface_pressure cloud_cover cloud_cover_low cloud_cover_mid cloud_cover_high
  et0_fao_evapotranspiration vapour_pressure_deficit wind_speed_10m wind_direction_10m wind_gusts_10m is_day
  sunshine_duration wet_bulb_temperature_2m boundary_layer_height shortwave_radiation direct_radiation
  diffuse_radiation direct_normal_irradiance global_tilted_irradiance shortwave_radiation_instant
  direct_radiation_instant diffuse_radiation_instant direct_normal_irradiance_instant
  global_tilted_irradiance_instant`;

const FORECAST = `${CORE} temperature_2m_min temperature_2m_max precipitation_probability showers
  snowfall_water_equivalent snow_depth_water_equivalent visibility evapotranspiration runoff precipitation_type
  rain_probability snowfall_probability freezing_rain_probability ice_pellets_probability thunderstorm_probability
  uv_index uv_index_clear_sky total_column_integrated_water_vapour cape lifted_index convective_inhibition
  freezing_level_height surface_temperature mass_density_8m snowfall_height convective_cloud_base
  convective_cloud_top updraft lightning_potential lightning_density snow_height roughness_length albedo k_index
  sea_level_height_msl sea_ice_thickness sea_surface_temperature ocean_current_velocity ocean_current_direction
  terrestrial_radiation terrestrial_radiation_instant`;

const ARCHIVE = `${CORE} soil_temperature_0_to_100cm soil_moisture_0_to_100cm soil_moisture_index_0_to_7cm
  soil_moisture_index_7_to_28cm soil_moisture_index_28_to_100cm soil_moisture_index_0_to_100cm
  total_column_integrated_water_vapour growing_degree_days_base_0_limit_50 leaf_wetness_probability wave_height
  wave_direction wave_period sea_surface_temperature terrestrial_radiation terrestrial_radiation_instant`;

const ENSEMBLE = `${CORE} visibility surface_temperature uv_index uv_index_clear_sky temperature_2m_min
  temperature_2m_max cape convective_inhibition freezing_level_height snowfall_height snowfall_water_equivalent
  snow_depth_water_equivalent`;

const AIR = `pm10 pm2_5 carbon_monoxide carbon_dioxide nitrogen_dioxide sulphur_dioxide ozone aerosol_optical_depth
  dust uv_index uv_index_clear_sky ammonia methane alder_pollen birch_pollen grass_pollen mugwort_pollen
  olive_pollen ragweed_pollen formaldehyde glyoxal non_methane_volatile_organic_compounds pm10_wildfires
  peroxyacyl_nitrates secondary_inorganic_aerosol residential_elementary_carbon total_elementary_carbon
  pm2_5_total_organic_matter sea_salt_aerosol nitrogen_monoxide european_aqi european_aqi_pm2_5 european_aqi_pm10
  european_aqi_nitrogen_dioxide european_aqi_ozone european_aqi_sulphur_dioxide us_aqi us_aqi_pm2_5 us_aqi_pm10
  us_aqi_nitrogen_dioxide us_aqi_carbon_monoxide us_aqi_ozone us_aqi_sulphur_dioxide is_day`;

const MARINE = `wave_height wave_direction wave_period wave_peak_period wind_wave_height wind_wave_direction
  wind_wave_period wind_wave_peak_period swell_wave_height swell_wave_direction swell_wave_period
  swell_wave_peak_period secondary_swell_wave_height secondary_swell_wave_period secondary_swell_wave_direction
  tertiary_swell_wave_height tertiary_swell_wave_period tertiary_swell_wave_direction sea_level_height_msl
  sea_surface_temperature ocean_current_velocity ocean_current_direction`;

const CLIMATE = `temperature_2m pressure_msl cloud_cover precipitation snowfall_water_equivalent snowfall rain
  relative_humidity_2m wind_speed_10m wind_gusts_10m soil_moisture_0_to_10cm soil_moisture_0_to_100cm
  soil_moisture_0_to_7cm soil_moisture_7_to_28cm soil_moisture_28_to_100cm soil_moisture_index_0_to_7cm
  soil_moisture_index_0_to_100cm soil_moisture_index_7_to_28cm soil_moisture_index_28_to_100cm
  soil_temperature_0_to_100cm soil_temperature_0_to_7cm soil_temperature_7_to_28cm soil_temperature_28_to_100cm
  shortwave_radiation et0_fao_evapotranspiration vapour_pressure_deficit dew_point_2m
  growing_degree_days_base_0_limit_50 leaf_wetness_probability`;

function words(text: string): Set<string> {
  return new Set(text.split(/\s+/));
}

const NAMES: Record<HourlyApi, ReadonlySet<string>> = {
  forecast: words(FORECAST),
  archive: words(ARCHIVE),
  'air-quality': words(AIR),
  marine: words(MARINE),
  ensemble: words(ENSEMBLE),
  climate: words(CLIMATE),
  flood: new Set(['river_discharge']),
};

const LEVELS = new Set(
  '1000 950 925 900 850 800 750 700 650 600 550 500 450 400 350 300 275 250 225 200 175 150 125 100 50 10'.split(
    ' ',
  ),
);
const ENSEMBLE_LEVELS = new Set('1000 925 850 700 600 500 400 300 250 200 150 100 50'.split(' '));
const DEPTHS = new Set('0 6 18 54 162 486 1458'.split(' '));
/** Soil layers in cm, by the models that have them. */
const ECMWF_LAYERS = ['0_to_7', '7_to_28', '28_to_100', '100_to_255'];
const GFS_LAYERS = ['0_to_10', '10_to_40', '40_to_100', '100_to_200'];
const ICON_LAYERS = '0_to_1 1_to_3 3_to_9 9_to_27 27_to_81 81_to_243 243_to_729 729_to_2187'.split(' ');
const GEM_LAYERS = ['10_to_35', '35_to_100', '100_to_300'];
const HEIGHTS = new Set('20 30 40 50 70 80 100 120 140 150 160 180 200'.split(' '));

/** A family of variables that differ only in a number: its pattern, and the numbers that each API serves. */
const FAMILIES: readonly { pattern: RegExp; serves: Partial<Record<HourlyApi, ReadonlySet<string>>> }[] = [
  {
    pattern:
      /^(?:temperature|dew_point|relative_humidity|cloud_cover|wind_speed|wind_direction|vertical_velocity|geopotential_height)_(\d+)hPa$/,
    serves: { forecast: LEVELS, ensemble: ENSEMBLE_LEVELS },
  },
  {
    pattern: /^wind_(?:speed|direction)_(\d+)m$/,
    serves: { forecast: HEIGHTS, archive: new Set(['100']), ensemble: new Set(['80', '100', '120']) },
  },
  { pattern: /^temperature_(\d+)m$/, serves: { forecast: HEIGHTS, ensemble: new Set(['80', '120']) } },
  { pattern: /^soil_temperature_(\d+)cm$/, serves: { forecast: DEPTHS } },
  {
    pattern: /^soil_(?:temperature|moisture)_(\d+_to_\d+)cm$/,
    serves: {
      forecast: new Set([...ECMWF_LAYERS, ...GFS_LAYERS, ...ICON_LAYERS, ...GEM_LAYERS]),
      archive: new Set(ECMWF_LAYERS),
      ensemble: new Set([...ECMWF_LAYERS, ...GFS_LAYERS]),
    },
  },
];

/** Whether an API serves an hourly variable. */
export function serves(api: HourlyApi, name: string): boolean {
  if (NAMES[api].has(name)) return true;
  return FAMILIES.some(({ pattern, serves: numbers }) => {
    const number = pattern.exec(name)?.[1];
    return number !== undefined && numbers[api]?.has(number) === true;
  });
}

const ALL: readonly HourlyApi[] = [
  'forecast',
  'archive',
  'air-quality',
  'marine',
  'ensemble',
  'climate',
  'flood',
];

/** Whether any API of the family knows the variable: then it is served as a column of nulls, not refused. */
export function isKnown(name: string): boolean {
  return ALL.some((api) => serves(api, name));
}
