import { foldName } from './fold.ts';

/** Something that is on maps and no place where people live. */
export interface Landmark {
  readonly kind: 'mountain' | 'river' | 'lake' | 'sea' | 'range' | 'desert' | 'continent' | 'island';
  readonly name: string;
  /** Of mountains alone. */
  readonly summit?: { readonly latitude: number; readonly longitude: number; readonly elevation_m: number };
}

/** Summits: name with others, latitude, longitude, metres. */
const mountains = `Mount Everest/Everest/Sagarmatha/Qomolangma 27.988 86.925 8849
K2 35.881 76.513 8611
Kangchenjunga 27.703 88.147 8586
Lhotse 27.962 86.933 8516
Makalu 27.890 87.089 8485
Cho Oyu 28.094 86.661 8188
Dhaulagiri 28.698 83.487 8167
Manaslu 28.550 84.560 8163
Nanga Parbat 35.238 74.589 8126
Annapurna 28.596 83.820 8091
Aconcagua -32.653 -70.011 6961
Chimborazo -1.469 -78.817 6263
Cotopaxi -0.684 -78.437 5897
Denali/Mount McKinley 63.069 -151.007 6190
Mount Logan 60.567 -140.405 5959
Pico de Orizaba 19.030 -97.268 5636
Popocatépetl 19.023 -98.628 5393
Kilimanjaro/Mount Kilimanjaro -3.076 37.354 5895
Mount Kenya -0.152 37.308 5199
Elbrus/Mount Elbrus 43.355 42.439 5642
Kazbek 42.697 44.518 5054
Ararat/Mount Ararat 39.702 44.299 5137
Damavand 35.955 52.110 5609
Mont Blanc/Monte Bianco 45.833 6.865 4806
Matterhorn/Monte Cervino/Cervin 45.976 7.658 4478
Monte Rosa/Dufourspitze 45.937 7.867 4634
Eiger 46.578 8.005 3967
Jungfrau 46.537 7.963 4158
Großglockner 47.074 12.694 3798
Zugspitze 47.421 10.985 2962
Watzmann 47.554 12.922 2713
Brocken 51.799 10.615 1141
Feldberg 47.874 8.004 1493
Triglav 46.378 13.837 2864
Etna/Mount Etna/Mongibello 37.751 14.993 3357
Vesuvius/Mount Vesuvius/Vesuvio 40.821 14.426 1281
Gran Sasso 42.469 13.566 2912
Marmolada 46.435 11.851 3343
Olympus/Mount Olympus 40.086 22.359 2918
Musala 42.179 23.585 2925
Mont Ventoux 44.174 5.279 1909
Puy de Dôme 45.772 2.964 1465
Pic du Midi 42.937 0.141 2877
Aneto 42.631 0.657 3404
Mulhacén 37.053 -3.311 3479
Teide/Pico del Teide 28.272 -16.643 3715
Ben Nevis 56.797 -5.004 1345
Snowdon/Yr Wyddfa 53.068 -4.076 1085
Scafell Pike 54.454 -3.212 978
Carrauntoohil 51.999 -9.743 1039
Galdhøpiggen 61.636 8.313 2469
Kebnekaise 67.901 18.527 2097
Rysy 49.179 20.088 2499
Sněžka 50.736 15.740 1603
Hekla 63.983 -19.666 1488
Mount Fuji/Fujisan/富士山 35.361 138.728 3776
Mount Aso/阿蘇山 32.884 131.104 1592
Paektu/Changbaishan 42.006 128.057 2744
Hallasan 33.362 126.529 1947
Yushan/玉山 23.470 120.957 3952
Fansipan 22.303 103.775 3147
Mount Kinabalu/Kinabalu 6.075 116.558 4095
Mount Bromo/Bromo -7.942 112.953 2329
Mount Agung -8.343 115.508 3142
Rinjani -8.411 116.457 3726
Puncak Jaya -4.084 137.186 4884
Mount Kosciuszko -36.456 148.263 2228
Uluru/Ayers Rock -25.345 131.036 863
Aoraki/Mount Cook -43.595 170.142 3724
Mount Taranaki -39.297 174.064 2518
Mauna Kea 19.821 -155.468 4207
Mauna Loa 19.475 -155.608 4169
Mount Whitney 36.578 -118.292 4421
Mount Rainier 46.853 -121.760 4392
Mount Hood 45.374 -121.696 3429
Mount Shasta 41.409 -122.195 4322
Mount St. Helens/Mount Saint Helens 46.191 -122.194 2549
Pikes Peak 38.841 -105.042 4302
Longs Peak 40.255 -105.616 4346
Half Dome 37.746 -119.533 2694
Mount Washington 44.270 -71.303 1917
Mount Mitchell 35.765 -82.265 2037
Grand Teton 43.741 -110.802 4199
Table Mountain -33.957 18.403 1085
Toubkal 31.060 -7.916 4167
Mount Sinai 28.539 33.975 2285
Mount Hermon 33.416 35.857 2814
Mount Vinson -78.525 -85.617 4892
Mount Erebus -77.530 167.153 3794`;

const others: Readonly<Record<Exclude<Landmark['kind'], 'mountain'>, string>> = {
  river:
    'Rhine/Rhein/Rhin/Rijn, Danube/Donau/Duna/Dunaj, Elbe, Oder/Odra, Weser, Main, Neckar, Mosel/Moselle, Inn, Isar, Seine, Loire, Rhône/Rhone, Garonne, Dordogne, Thames, Severn, Trent, Shannon, Po, Tiber/Tevere, Arno, Ebro, Tagus/Tajo/Tejo, Douro/Duero, Guadalquivir, Vistula/Wisła, Vltava, Sava, Drava, Tisza, Volga, Don, Dnieper/Dnipro, Dniester, Ural, Ob, Yenisei, Lena, Amur, Nile/Nil, Congo River, Niger River, Zambezi, Limpopo, Orange River, Senegal River, Euphrates, Tigris, Jordan River, Indus, Ganges/Ganga, Brahmaputra, Yamuna, Godavari, Irrawaddy, Mekong, Yangtze/Chang Jiang/长江, Yellow River/Huang He/黄河, Pearl River, Murray River, Darling River, Amazon/Amazon River/Rio Amazonas, Orinoco, Paraná River, Río de la Plata, Mississippi River, Missouri River, Ohio River, Colorado River, Rio Grande River, Columbia River, Hudson River, Potomac, Yukon River, Mackenzie River, Saint Lawrence River/St. Lawrence River',
  lake: 'Lake Geneva/Lac Léman, Lake Constance/Bodensee, Lake Garda/Lago di Garda, Lake Como/Lago di Como, Lake Maggiore/Lago Maggiore, Lake Balaton/Balaton, Loch Ness, Windermere Lake, Lake Ladoga, Lake Baikal/Baikal, Lake Van, Dead Sea, Caspian Sea, Aral Sea, Lake Victoria, Lake Tanganyika, Lake Malawi, Lake Chad, Lake Titicaca, Lake Superior, Lake Michigan, Lake Huron, Lake Erie, Lake Ontario, Lake Tahoe, Great Salt Lake, Great Bear Lake, Great Slave Lake, Lake Winnipeg, Lake Nicaragua, Lake Taupo, Lake Biwa, Poyang Lake',
  sea: 'North Sea/Nordsee/Mer du Nord, Baltic Sea/Ostsee, Mediterranean/Mediterranean Sea/Mittelmeer, Adriatic/Adriatic Sea, Aegean/Aegean Sea, Black Sea, Red Sea, Arabian Sea, Persian Gulf, Bay of Bengal, South China Sea, East China Sea, Yellow Sea, Sea of Japan, Bering Sea, Gulf of Mexico, Caribbean/Caribbean Sea, English Channel, Irish Sea, Bay of Biscay, Celtic Sea, Norwegian Sea, Barents Sea, Coral Sea, Tasman Sea, Atlantic/Atlantic Ocean, Pacific/Pacific Ocean, Indian Ocean, Arctic Ocean, Southern Ocean, Hudson Bay, Strait of Gibraltar, Panama Canal, Suez Canal',
  range:
    'Alps/Alpen/Alpes/The Alps, Dolomites/Dolomiti, Pyrenees/Pyrénées/Pirineos, Apennines, Carpathians, Tatras/Tatra Mountains, Vosges, Jura Mountains, Harz, Black Forest/Schwarzwald, Scottish Highlands, Lake District, Caucasus, Urals/Ural Mountains, Himalayas/Himalaya, Karakoram, Hindu Kush, Pamir, Tian Shan, Altai Mountains, Rocky Mountains/Rockies, Appalachians/Appalachian Mountains, Sierra Nevada, Cascades/Cascade Range, Andes/Los Andes, Atlas Mountains, Drakensberg, Southern Alps, Great Dividing Range, Blue Mountains',
  desert:
    'Sahara/Sahara Desert, Sahel, Gobi/Gobi Desert, Kalahari, Namib, Atacama Desert, Mojave Desert, Sonoran Desert, Death Valley, Grand Canyon, Negev, Thar Desert, Taklamakan, Outback',
  // towns elsewhere have the names of these
  island: 'Isle of Wight, Long Island',
  continent:
    'Africa, Antarctica, Asia, Europe/Europa, North America, South America, Oceania, Middle East, Scandinavia, Balkans, Siberia, Patagonia, Amazonia, Central America, Southeast Asia, Great Britain, Iberia',
};

let table: ReadonlyMap<string, Landmark> | undefined;

/** The well-known mountain, water, range or continent of a name. */
export function landmarkNamed(name: string): Landmark | undefined {
  table ??= new Map([...mountains.split('\n').flatMap(mountainEntries), ...otherEntries()]);
  const key = foldName(name).replace(/^the (?:river )?/, '');
  const [, generic] =
    /^(?:mt|mount|monte|mont|lake|river|rio) (.+)$|^(.+?)(?: river| mountain| peak)$/.exec(key) ?? [];
  return (
    table.get(key) ??
    table.get(key.replace(/^mt /, 'mount ')) ??
    (generic === undefined ? undefined : table.get(generic))
  );
}

function mountainEntries(line: string): [string, Landmark][] {
  const [, names = '', latitude, longitude, metres] = /^(.+) (\S+) (\S+) (\d+)$/.exec(line) ?? [];
  const [name = '', ...also] = names.split('/');
  const summit = { latitude: Number(latitude), longitude: Number(longitude), elevation_m: Number(metres) };
  return [name, ...also].map((each) => [foldName(each), { kind: 'mountain', name, summit }]);
}

function otherEntries(): [string, Landmark][] {
  const kinds = ['river', 'lake', 'sea', 'range', 'desert', 'continent', 'island'] as const;
  return kinds.flatMap((kind) =>
    others[kind].split(', ').flatMap((names) => {
      const [name = '', ...also] = names.split('/');
      return [name, ...also].map((each): [string, Landmark] => [foldName(each), { kind, name }]);
    }),
  );
}
