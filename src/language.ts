/** The two languages of the product. Swedish first: it is the default wherever nothing tells. */
export const languages = ['sv', 'en'] as const;

export type Language = (typeof languages)[number];
