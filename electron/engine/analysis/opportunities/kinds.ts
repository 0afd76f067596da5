export const opportunityKinds = ['retain', 'upsell', 'cross-sell', 'renewal', 'price'] as const;
export type OpportunityKind = (typeof opportunityKinds)[number];
