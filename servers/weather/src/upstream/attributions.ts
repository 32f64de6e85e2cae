/** What the licences of the sources ask to be shown with their data. */
export const attributions = {
  weather: 'Weather data by Open-Meteo.com (CC BY 4.0)',
  geocoder: 'Places by Open-Meteo.com, based on GeoNames (CC BY 4.0)',
  gazetteer: 'Places from GeoNames (CC BY 4.0)',
  alerts: 'US National Weather Service (public domain)',
  synthetic: 'SYNTHETIC demo data, not real weather',
  syntheticAlerts: 'SYNTHETIC demo alerts, not real warnings',
} as const;
