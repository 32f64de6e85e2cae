import { normaliseEmail } from './email.ts';

/** Sites on which many companies have a page. */
const platforms: ReadonlySet<string> = new Set(
  `facebook.com fb.com fb.me linkedin.com instagram.com twitter.com x.com google.com goo.gl youtube.com youtu.be
  tiktok.com linktr.ee wixsite.com wix.com squarespace.com wordpress.com blogspot.com medium.com yelp.com etsy.com
  ebay.com amazon.com shopify.com myshopify.com pinterest.com xing.com vk.com ok.ru t.me telegram.me wa.me whatsapp.com
  github.io github.com sites.google.com business.site jimdo.com jimdofree.com weebly.com tumblr.com trustpilot.com
  tripadvisor.com booking.com airbnb.com crunchbase.com bit.ly apple.com notion.site webflow.io carrd.co`.split(
    /\s+/,
  ),
);

const freeEverywhere = /^(?:gmail|yahoo|hotmail|outlook|live|gmx)\./;

/** Whether companies share a domain, as one of a platform or of free mail, so that it does not tell them apart. */
export function isSharedDomain(domain: string): boolean {
  return (
    platforms.has(domain) ||
    freeEverywhere.test(domain) ||
    normaliseEmail(`anybody@${domain}`)?.is_free_mail === true
  );
}
