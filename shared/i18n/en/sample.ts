/** The sample book. */
export const sample = {
  'progress.sample': 'Making the sample book',
  'sample.name': 'Sample book',
  'sample.about':
    'A made-up book of business: accounts in China and abroad that buy logistics, payments, aftermarket parts and services. No company or person in it is real.',
  'sample.planted':
    'Hidden in it for you to find: {leavers, plural, one {# account that is leaving} other {# accounts that are leaving}}, {underBuyers, plural, one {# that buys} other {# that buy}} far less than comparable accounts, {bundles, plural, one {# product bundle} other {# product bundles}} and a region that outgrows its market.',
};
