/** In an order in which they can be emptied. */
export const tables = ['deliveries', 'registrations', 'subscriptions', 'activities', 'conversations', 'occasions', 'settings', 'feedback', 'kept_questions'] as const;
