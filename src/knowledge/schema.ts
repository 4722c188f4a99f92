import { z } from 'zod';

/** What a knowledge file may contain. Strict: an unknown field is a mistake, not an extension. */

const sentence = z.string().trim().min(1);
const isoDate = z.iso.date();
const address = z.url({ protocol: /^https?$/ });

/** One text in both languages. */
const text = z.strictObject({ sv: sentence, en: sentence });
/** A list of texts in both languages, item by item the same. */
const texts = z
  .strictObject({ sv: z.array(sentence).min(1), en: z.array(sentence).min(1) })
  .refine((t) => t.sv.length === t.en.length, { error: 'lika många delar i sv och en' });
/** What people type. The languages are written separately, so the numbers differ. */
const phrasings = z.strictObject({ sv: z.array(sentence).min(1), en: z.array(sentence).min(1) });

const entryId = z
  .string()
  .regex(/^(secrecy|supplier|course|framework)\/[a-z0-9-]+$|^(process|group|area)\/\d+(\.\d+)*$/, {
    error: 'id för en post, som secrecy/mobile-number eller process/2.6.5',
  });

const contrast = z.strictObject({ with: entryId, sv: sentence, en: sentence });
const link = z.strictObject({ title: text, address });

const common = {
  id: entryId,
  title: text,
  phrasings,
  contrast: z.array(contrast).default([]),
  related: z.array(entryId).default([]),
  links: z.array(link).default([]),
  source: sentence,
  reviewed: isoDate,
  /** Who answers for the content. Left out where nobody is appointed; the check lists those. */
  owner: sentence.optional(),
};

/** What the reader is told to do. The words shown for each stand in dialogs/answer.yaml. */
export const verdicts = [
  'doNotDisclose',
  'mayDisclose',
  'mustDisclose',
  'assessFirst',
  'howTo',
  'explanation',
] as const;

/** The four kinds of harm test (skaderekvisit) in the Public Access to Information and Secrecy Act, OSL 2009:400. */
export const harmTests = ['straight', 'qualifiedStraight', 'reversed', 'absolute'] as const;

const citation = z.union([
  z.strictObject({
    law: sentence,
    at: sentence,
    note: sentence.optional(),
    /** Not checked against the statute's text: reported by the check, never shown. */
    unverified: z.literal(true).optional(),
  }),
  z.strictObject({
    document: sentence,
    kind: z.enum(['preparatoryWork', 'case', 'guidance']),
    address,
    note: sentence.optional(),
  }),
]);

export const secrecyEntry = z.strictObject({
  ...common,
  kind: z.literal('secrecy'),
  verdict: z.enum(verdicts),
  answer: text,
  steps: texts,
  harmTest: z.array(z.strictObject({ provision: sentence, test: z.enum(harmTests), sv: sentence, en: sentence })).default([]),
  details: texts,
  decidedBy: text,
  formerLaw: text.optional(),
  unsettled: z.array(z.strictObject({ doubt: z.string().regex(/^T\d+$/, { error: 'T och ett nummer, som T3' }), sv: sentence, en: sentence })).default([]),
  citations: z.array(citation).min(1),
  processes: z.array(entryId).default([]),
  courses: z.array(entryId).default([]),
});

export const classificationEntry = z.strictObject({
  ...common,
  kind: z.enum(['area', 'group', 'process']),
  code: z.string().regex(/^\d+(\.\d+)*$/, { error: 'en kod inom citattecken, som "2.6.5"' }),
  parent: entryId.optional(),
  description: text,
  examples: texts.optional(),
  seeAlso: z.array(z.strictObject({ id: entryId, sv: sentence, en: sentence })).default([]),
  notes: texts.optional(),
  added: isoDate.optional(),
  removed: isoDate.optional(),
  replacedBy: z.array(entryId).default([]),
});

const form = z.strictObject({
  kind: sentence,
  /** The form's own address. Left out while it is not known; the check lists it. */
  address: address.optional(),
});

export const supplierEntry = z.strictObject({
  ...common,
  kind: z.literal('supplier'),
  about: text,
  /** Ranked: the first is asked first. Empty while the agreement's page names nobody. */
  suppliers: z.array(sentence),
  audience: texts.optional(),
  educationAreas: z.array(z.strictObject({ title: text, topics: texts.optional() })).default([]),
  formerCourses: texts.optional(),
  notes: texts.optional(),
  /** Said when the area's details have not come yet. */
  pending: text.optional(),
  /** Left out where the agreement's page has no call-off form for the area. */
  form: form.optional(),
  /** Where the area, and its form, is found. */
  page: address,
});

export const frameworkEntry = z.strictObject({
  ...common,
  kind: z.literal('framework'),
  about: text,
  buyers: z.array(sentence).min(1),
  canBeCalledOff: texts,
  ranking: text,
  catalogue: text,
  portal: text,
  callOff: texts,
  notes: texts.optional(),
});

const occasion = z.strictObject({
  place: sentence,
  /** Calendar day in Sweden. */
  date: isoDate,
  /** Last day to register, calendar day in Sweden. Left out where the organiser has not said. */
  lastRegistration: isoDate.optional(),
  status: z.enum(['open', 'full', 'cancelled']).default('open'),
});

export const courseEntry = z.strictObject({
  ...common,
  kind: z.literal('course'),
  about: text,
  organiser: text,
  audience: texts,
  mandatoryFor: text.optional(),
  contents: texts,
  format: text.optional(),
  length: text.optional(),
  places: z.array(sentence).default([]),
  price: text.optional(),
  preparation: text.optional(),
  occasions: z.array(occasion).default([]),
  notes: texts.optional(),
  /** The agreement area whose ranked suppliers hold the course. */
  heldBy: entryId.optional(),
});

export const entrySchemas = {
  secrecy: secrecyEntry,
  area: classificationEntry,
  group: classificationEntry,
  process: classificationEntry,
  supplier: supplierEntry,
  framework: frameworkEntry,
  course: courseEntry,
} as const;

export const lawsFile = z.strictObject({
  statutes: z.array(
    z.strictObject({ key: z.string().regex(/^[a-z]+$/, { error: 'en nyckel med små bokstäver a–z, som osl' }), number: sentence, abbreviation: sentence, name: text, address: address.optional() }),
  ),
  repealed: z.array(
    z.strictObject({
      key: z.string().regex(/^[a-z-]+$/, { error: 'en nyckel med små bokstäver a–z och bindestreck, som pul' }),
      name: text,
      number: sentence.optional(),
      /** What people still call it. Matched as whole words in answers. */
      called: z.array(sentence).default([]),
      replacedBy: text,
      until: isoDate.optional(),
    }),
  ),
});

/** Topics the bot does not cover, with how people ask about them: near misses that must not get the nearest entry. */
export const outsideFile = z.strictObject({
  topics: z.array(z.strictObject({ key: z.string().regex(/^[a-z-]+$/, { error: 'en nyckel med små bokstäver a–z och bindestreck, som it-support' }), phrasings })).min(1),
});

export const languageFile = z.strictObject({
  /** Words that carry grammar rather than topic. */
  stopWords: z.array(sentence),
  /** Inflected form → dictionary form, where the stemmer does not see that they belong together. */
  irregular: z.record(z.string(), z.string()),
  /** Abbreviation → the words it stands for. */
  abbreviations: z.record(z.string(), sentence),
  /** Expressions that mean danger to life now; any of them gets "call 112". */
  emergency: z.array(sentence),
  /** Words that make a reminder command mean all courses. */
  everything: z.array(sentence),
});

/** The search looks for expressions of up to this many words. */
export const longestExpression = 4;

const expression = sentence.refine((text) => text.split(/\s+/).length <= longestExpression, { error: `högst ${longestExpression} ord` });

/** Concepts that entries are about → the everyday words and expressions that mean them, in both languages. */
export const conceptsFile = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9]*$/, { error: 'ett namn utan blanksteg, å, ä och ö, som homeContact' }),
  z.strictObject({ sv: z.array(expression).min(1), en: z.array(expression).min(1) }),
);

export type Text = z.infer<typeof text>;
export type Texts = z.infer<typeof texts>;
export type Citation = z.infer<typeof citation>;
export type SecrecyEntry = z.infer<typeof secrecyEntry>;
export type ClassificationEntry = z.infer<typeof classificationEntry>;
export type SupplierEntry = z.infer<typeof supplierEntry>;
export type FrameworkEntry = z.infer<typeof frameworkEntry>;
export type CourseEntry = z.infer<typeof courseEntry>;
export type Entry = SecrecyEntry | ClassificationEntry | SupplierEntry | FrameworkEntry | CourseEntry;
export type EntryKind = Entry['kind'];
export type Laws = z.infer<typeof lawsFile>;
export type Outside = z.infer<typeof outsideFile>;
/** What the search knows of one language: the language's file, and its side of the concepts. */
export type LanguageData = z.infer<typeof languageFile> & { concepts: Record<string, string[]> };
