import { dayMs, instant } from './calendar.ts';
import { diceFor, lines, words } from './dice.ts';
import type { OrderLineRow, OrderRow, ProductRow } from './rows.ts';
import { ownerId, type Scope, streams } from './scope.ts';

/** Category, name, price in whole dollars, what it is. */
const catalogue =
  lines(`furniture|Sit-stand desk 140 × 70 cm|489|Electric height 65–130 cm, two motors, anti-collision
  furniture|Task chair with lumbar support|329|Synchronous mechanism, adjustable arms, mesh back
  furniture|Meeting table for eight|899|Oak veneer, cable tray, 240 × 100 cm
  furniture|Mobile pedestal, three drawers|169|Steel, central lock, fits under any desk
  furniture|Acoustic phone booth, one person|3990|Ventilated, 32 dB, motion light
  furniture|Stackable visitor chair|89|Beech shell, stacks to ten
  electronics|Laptop 14 inch, 16 GB|1249|12-core processor, 512 GB drive, matt display
  electronics|Monitor 27 inch QHD|299|USB-C with 90 W, height-adjustable
  electronics|Docking station, dual display|189|USB4, 2.5 GbE, 100 W passthrough
  electronics|Wireless keyboard and mouse|79|Quiet keys, three devices, ISO and ANSI
  electronics|Noise-cancelling headset|159|Certified for calls, 30 h battery
  electronics|Laser printer, duplex|349|40 pages a minute, secure print
  networking|Wi-Fi 7 access point|279|Ceiling mount, PoE, four radios
  networking|Managed switch, 24 ports PoE|649|370 W budget, four SFP+ uplinks
  networking|Firewall for branch offices|890|3 Gbit/s inspected, two WAN ports
  networking|Patch cable Cat 6A, 2 m, ten pieces|39|Snagless, halogen-free
  networking|Rack cabinet 12 U|319|Wall mount, lockable glass door
  meeting rooms|Video bar for small rooms|1190|4K camera, auto framing, 120° view
  meeting rooms|Interactive display 65 inch|2390|20 touch points, built-in whiteboard
  meeting rooms|Room booking panel|429|10 inch, LED status, PoE
  meeting rooms|Ceiling microphone array|980|Covers 60 m², echo cancellation
  meeting rooms|Wireless presentation button|249|Plug and share, no driver
  lighting|LED panel 60 × 60 cm|69|3600 lm, UGR below 19, dimmable
  lighting|Desk lamp with daylight sensor|119|Adjusts to the sun, 95 CRI
  lighting|Motion sensor for corridors|45|360°, 8 m reach, DALI
  lighting|Pendant for meeting tables|259|Direct and indirect, 120 cm
  stationery|Copy paper A4, pallet of 100 reams|410|80 g/m², FSC certified
  stationery|Notebook A5, dotted, fifty pieces|225|Recycled cover, 160 pages
  stationery|Whiteboard 180 × 120 cm|199|Enamel, magnetic, tray
  stationery|Whiteboard marker set, forty pieces|48|Refillable, four colours
  stationery|Label printer|99|Thermal, 62 mm, USB and Bluetooth
  kitchen|Bean-to-cup coffee machine|2490|120 cups a day, fresh milk system
  kitchen|Coffee beans, 12 kg|210|Medium roast, single estate
  kitchen|Water dispenser, sparkling|1290|Mains-fed, UV filter, 40 l/h
  kitchen|Porcelain mugs, 48 pieces|144|Dishwasher-safe, 320 ml
  kitchen|Under-counter dishwasher|1150|2-minute cycle, 40 racks an hour
  safety|First-aid cabinet, fifty people|149|DIN 13157, wall mount, refill service
  safety|Fire extinguisher, 6 l foam|79|Class A and B, bracket included
  safety|Safety shoes S3|94|Composite toe, sizes 36–48
  safety|Emergency exit light|59|LED, 3 h battery, self-test
  safety|Defibrillator, semi-automatic|1390|Voice guidance, 8-year battery`).map((line) => line.split('|'));

const finishes = words('graphite white oak black walnut silver sand navy');
const categoryCodes: Readonly<Record<string, string>> = {
  furniture: 'FUR',
  electronics: 'ELE',
  networking: 'NET',
  'meeting rooms': 'MTG',
  lighting: 'LGT',
  stationery: 'STA',
  kitchen: 'KIT',
  safety: 'SAF',
};

function unitPrice(index: number): number {
  const [, , dollars = '1'] = catalogue[index % catalogue.length] ?? [];
  // later finishes cost a little more
  return Number(dollars) * 100 + Math.floor(index / catalogue.length) * 500;
}

/** The whole row of a product. Beyond the catalogue the same goods come in further finishes. */
export function productRow({ seed, now }: Scope, index: number): ProductRow {
  const dice = diceFor(seed, streams.products, index);
  const [category = '', name = '', , description = ''] = catalogue[index % catalogue.length] ?? [];
  const round = Math.floor(index / catalogue.length);
  const finish = finishes[(round - 1) % finishes.length] ?? '';
  const series = round > finishes.length ? ` (series ${Math.ceil(round / finishes.length)})` : '';
  const price = unitPrice(index);
  const stock = dice.chance(0.08) ? 0 : Math.ceil((4000 / (40 + price / 100)) * (0.5 + dice.unit()) * 4);
  const created = now - (300 + dice.below(900)) * dayMs;
  return {
    product_id: `product-${index + 1}`,
    sku: `${categoryCodes[category] ?? 'GEN'}-${String(1001 + index)}`,
    name: round === 0 ? name : `${name}, ${finish}${series}`,
    description,
    category,
    price_minor: price,
    cost_minor: Math.round(price * (0.5 + dice.unit() * 0.2)),
    currency: 'USD',
    stock,
    reserved: Math.floor(stock * dice.unit() * 0.2),
    created_at: instant(created),
    updated_at: instant(now - dice.below(60) * dayMs),
  };
}

/** The whole row of an order. */
export function orderRow(scope: Scope, index: number): OrderRow {
  const dice = diceFor(scope.seed, streams.orders, index);
  const products = new Set(Array.from({ length: 1 + dice.below(4) }, () => dice.below(scope.size.products)));
  const orderLines: readonly OrderLineRow[] = [...products].map((product) => {
    const unit_price_minor = unitPrice(product);
    const most = Math.max(1, Math.floor(600_000 / unit_price_minor));
    return {
      product_id: `product-${product + 1}`,
      quantity: 1 + dice.below(Math.min(most, 40)),
      unit_price_minor,
    };
  });
  const subtotal = orderLines.reduce(
    (sum, { quantity, unit_price_minor }) => sum + quantity * unit_price_minor,
    0,
  );
  const age = dice.below(360);
  const created = scope.now - (age + dice.unit()) * dayMs;
  const shipped = age > 14 ? 'delivered' : 'shipped';
  return {
    order_id: `order-${index + 1}`,
    customer_id: `company-${1 + dice.below(scope.size.companies)}`,
    status: age > 4 ? shipped : 'confirmed',
    lines: orderLines,
    subtotal_minor: subtotal,
    tax_minor: 0,
    total_minor: subtotal,
    currency: 'USD',
    owner_id: ownerId(scope, dice.below(1 << 20)),
    created_at: instant(created),
    updated_at: instant(Math.min(scope.now, created + Math.min(age, 15) * dayMs)),
  };
}
