import type { Place } from '../demo/open-meteo/places.ts';

/**
 * Real cities with the traps that geocoding sets: namesakes across countries and states, accents, places on
 * the equator and the prime meridian, at sea level, at the poles, on both sides of the antimeridian,
 * without a population, in another script, and of what is no place to live in.
 *
 * Columns: id, name, latitude, longitude, elevation, timezone, country code, country, admin1, population, kind, and
 * the name in another language.
 * `-` is unknown.
 */
const TABLE = `2988507|Paris|48.85341|2.3488|42|Europe/Paris|FR|France|Île-de-France|2138551|PPLC
4717560|Paris|33.66094|-95.55551|183|America/Chicago|US|United States|Texas|24782|PPLA2
6942553|Paris|43.2|-80.38333|254|America/Toronto|CA|Canada|Ontario|12310|PPL
2643743|London|51.50853|-0.12574|25|Europe/London|GB|United Kingdom|England|8961989|PPLC
6058560|London|42.98339|-81.23304|252|America/Toronto|CA|Canada|Ontario|422324|PPL
4298960|London|37.12898|-84.08326|378|America/New_York|US|United States|Kentucky|8126|PPLA2
5128581|New York|40.71427|-74.00597|10|America/New_York|US|United States|New York|8804190|PPL
1850147|Tokyo|35.6895|139.69171|44|Asia/Tokyo|JP|Japan|Tokyo|9733276|PPLC
4409896|Springfield|37.21533|-93.29824|396|America/Chicago|US|United States|Missouri|169176|PPLA2
4951788|Springfield|42.10148|-72.58981|21|America/New_York|US|United States|Massachusetts|155929|PPLA2
4250542|Springfield|39.80172|-89.64371|182|America/Chicago|US|United States|Illinois|114394|PPLA
5754005|Springfield|44.04624|-123.02203|139|America/Los_Angeles|US|United States|Oregon|59403|PPL
4525353|Springfield|39.92423|-83.80882|298|America/New_York|US|United States|Ohio|60608|PPLA2
5746545|Portland|45.52345|-122.67621|12|America/Los_Angeles|US|United States|Oregon|652503|PPLA2
4975802|Portland|43.66147|-70.25533|19|America/New_York|US|United States|Maine|68408|PPLA2
3621849|San José|9.93333|-84.08333|1172|America/Costa_Rica|CR|Costa Rica|San José|335007|PPLC
5392171|San Jose|37.33939|-121.89496|26|America/Los_Angeles|US|United States|California|1013240|PPLA2
3467865|Campinas|-22.90556|-47.06083|685|America/Sao_Paulo|BR|Brazil|São Paulo|1031554|PPL
3448439|São Paulo|-23.5475|-46.63611|769|America/Sao_Paulo|BR|Brazil|São Paulo|12400232|PPLA
2867714|Munich|48.13743|11.57549|524|Europe/Berlin|DE|Germany|Bavaria|1260391|PPLA
2950159|Berlin|52.52437|13.41053|74|Europe/Berlin|DE|Germany|State of Berlin|3426354|PPLC
2657896|Zürich|47.36667|8.55|429|Europe/Zurich|CH|Switzerland|Zurich|341730|PPLA
2147714|Sydney|-33.86785|151.20732|58|Australia/Sydney|AU|Australia|New South Wales|4627345|PPLA
6354908|Sydney|46.1351|-60.1831|60|America/Glace_Bay|CA|Canada|Nova Scotia|105968|PPL
2158177|Melbourne|-37.814|144.96332|25|Australia/Melbourne|AU|Australia|Victoria|4917750|PPLA
1880252|Singapore|1.28967|103.85007|23|Asia/Singapore|SG|Singapore|-|5638700|PPLC
1275339|Mumbai|19.07283|72.88261|14|Asia/Kolkata|IN|India|Maharashtra|12691836|PPLA
1283240|Kathmandu|27.70169|85.3206|1317|Asia/Kathmandu|NP|Nepal|Bagmati|1442271|PPLC
360630|Cairo|30.06263|31.24967|23|Africa/Cairo|EG|Egypt|Cairo|9606916|PPLC
184745|Nairobi|-1.28333|36.81667|1669|Africa/Nairobi|KE|Kenya|Nairobi|4397073|PPLC
3652462|Quito|-0.22985|-78.52495|2854|America/Guayaquil|EC|Ecuador|Pichincha|2011388|PPLC
3911925|La Paz|-16.5|-68.15|3782|America/La_Paz|BO|Bolivia|La Paz|812799|PPLG
2759794|Amsterdam|52.37403|4.88969|0|Europe/Amsterdam|NL|Netherlands|North Holland|741636|PPLC
2747891|Rotterdam|51.9225|4.47917|0|Europe/Amsterdam|NL|Netherlands|South Holland|598199|PPL
2410763|São Tomé|0.33654|6.72732|137|Africa/Sao_Tome|ST|Sao Tome and Principe|São Tomé|53300|PPLC
2399697|Libreville|0.39241|9.45356|29|Africa/Libreville|GA|Gabon|Estuaire|578156|PPLC
3578441|Macapá|0|-51.06639|14|America/Belem|BR|Brazil|Amapá|338936|PPLA
2306104|Tema|5.6698|0|25|Africa/Accra|GH|Ghana|Greater Accra|155782|PPL
2729907|Longyearbyen|78.22334|15.64689|0|Arctic/Longyearbyen|SJ|Svalbard and Jan Mayen|Svalbard|2060|PPLC
3133895|Tromsø|69.6489|18.95508|10|Europe/Oslo|NO|Norway|Troms|52436|PPLA
3413829|Reykjavik|64.13548|-21.89541|37|Atlantic/Reykjavik|IS|Iceland|Capital Region|118918|PPLC
4030723|Provideniya|64.42345|-173.22584|11|Asia/Anadyr|RU|Russia|Chukotka|1970|PPL
2127202|Anadyr|64.73424|177.5103|33|Asia/Anadyr|RU|Russia|Chukotka|10332|PPLA
2198148|Suva|-18.14161|178.44149|16|Pacific/Fiji|FJ|Fiji|Central|77366|PPLC
4034821|Taveuni|-16.85|-179.97|120|Pacific/Fiji|FJ|Fiji|Northern|-|ISL
4032402|Nuku'alofa|-21.13938|-175.2018|3|Pacific/Tongatapu|TO|Tonga|Tongatapu|22400|PPLC
2179537|Wellington|-41.28664|174.77557|31|Pacific/Auckland|NZ|New Zealand|Wellington|381900|PPLC
6255152|McMurdo Station|-77.846|166.676|10|Antarctica/McMurdo|AQ|Antarctica|-|-|STNB
6696480|South Pole|-90|0|2835|Antarctica/McMurdo|AQ|Antarctica|-|-|STNB
524901|Moscow|55.75222|37.61556|144|Europe/Moscow|RU|Russia|Moscow|10381222|PPLC
5601538|Moscow|46.73239|-117.00017|786|America/Los_Angeles|US|United States|Idaho|25060|PPLA2
3530597|Mexico City|19.42847|-99.12766|2240|America/Mexico_City|MX|Mexico|Mexico City|12294193|PPLC
5856195|Honolulu|21.30694|-157.85833|18|Pacific/Honolulu|US|United States|Hawaii|371657|PPLA
5879400|Anchorage|61.21806|-149.90028|31|America/Anchorage|US|United States|Alaska|298695|PPLA2
4568127|San Juan|18.46633|-66.10572|8|America/Puerto_Rico|PR|Puerto Rico|San Juan|418140|PPLC
4887398|Chicago|41.85003|-87.65005|182|America/Chicago|US|United States|Illinois|2696555|PPLA2
4164138|Miami|25.77427|-80.19366|2|America/New_York|US|United States|Florida|442241|PPLA2
6167865|Toronto|43.70643|-79.39864|175|America/Toronto|CA|Canada|Ontario|2794356|PPLA
2655603|Birmingham|52.48142|-1.89983|149|Europe/London|GB|United Kingdom|England|1144919|PPLA2
4049979|Birmingham|33.52066|-86.80249|187|America/Chicago|US|United States|Alabama|200733|PPLA2
2996944|Y|49.8|2.99|70|Europe/Paris|FR|France|Hauts-de-France|84|PPL
3157107|Å|67.87966|12.98268|5|Europe/Oslo|NO|Norway|Nordland|-|PPL
1784658|Xi'an|34.25833|108.92861|405|Asia/Shanghai|CN|China|Shaanxi|6501190|PPLA
3038832|Eu|50.05|1.41667|20|Europe/Paris|FR|France|Normandy|7000|PPL
2050915|Bolshiye Koty|51.90278|105.07222|460|Asia/Irkutsk|RU|Russia|Irkutsk Oblast|80|PPL|ru:Большие Коты
2659422|Piz Palü|46.37810|9.95970|3900|Europe/Zurich|CH|Switzerland|Grisons|-|PK
2817400|Große Laber|48.63000|13.18000|310|Europe/Berlin|DE|Germany|Bavaria|-|STM`;

function optional(text: string | undefined): number | undefined {
  return text === undefined || text === '-' ? undefined : Number(text);
}

/** The places that a test's geocoder knows unless it is given others. */
export const testPlaces: readonly Place[] = TABLE.split('\n').map((line) => {
  const [
    id,
    name = '',
    lat,
    lon,
    elevation,
    timezone = '',
    code = '',
    country = '',
    admin1,
    population,
    kind = '',
    other,
  ] = line.split('|');
  return {
    id: Number(id),
    name,
    latitude: Number(lat),
    longitude: Number(lon),
    elevation: optional(elevation),
    timezone,
    country,
    country_code: code,
    admin1: admin1 === '-' ? undefined : admin1,
    population: optional(population),
    feature_code: kind,
    ...(other !== undefined && { names: { [other.slice(0, 2)]: other.slice(3) } }),
  };
});
