import { z } from 'zod';
import { VagvisarenError } from '../../errors';
import type { PackedModel } from './packed-model';

/** The learned ranker as stored: which labels it tells apart, three regressions, and what it was trained on. */
export interface RankingModel {
  /** SHA-256 over everything the training read: `npm test` compares it with the knowledge as it is. */
  fingerprint: string;
  labels: string[];
  kinds: string[];
  /** Label from words. */
  words: PackedModel;
  /** Label from words and letter sequences. */
  letters: PackedModel;
  /** Kind of label from words. */
  kind: PackedModel;
}

const parts = ['words', 'letters', 'kind'] as const;
const magic = 'VAGVISAREN-RANKING-1\n';

const header = z.strictObject({
  fingerprint: z.string(),
  labels: z.array(z.string()),
  kinds: z.array(z.string()),
  parts: z.array(z.strictObject({ name: z.enum(parts), scale: z.number(), features: z.int(), weights: z.int(), classes: z.int() })).length(parts.length),
});

function bytes(array: Uint32Array | Uint8Array | Int8Array | Float32Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

/** The model as the bytes of a file: a readable first line of JSON, then the arrays in the machine's (little-endian) order. */
export function writeModel(model: RankingModel): Buffer {
  const about: z.infer<typeof header> = {
    fingerprint: model.fingerprint,
    labels: model.labels,
    kinds: model.kinds,
    parts: parts.map((name) => {
      const part = model[name];
      return { name, scale: part.scale, features: part.keys.length, weights: part.weights.length, classes: part.bias.length };
    }),
  };
  const arrays = parts.flatMap((name) => {
    const { keys, offsets, bias, classes, weights } = model[name];
    return [keys, offsets, bias, classes, weights].map(bytes);
  });
  return Buffer.concat([Buffer.from(`${magic}${JSON.stringify(about)}\n`), ...arrays]);
}

/**
 * Reads what `writeModel` wrote.
 * @throws VagvisarenError MODEL_INVALID when the bytes are not such a file, or not a whole one.
 */
export function readModel(file: Buffer): RankingModel {
  const invalid = (why: string, cause?: unknown) => new VagvisarenError('MODEL_INVALID', `The ranking model cannot be read: ${why}.`, { cause });
  const start = magic.length;
  const end = file.indexOf('\n', start);
  if (file.toString('latin1', 0, start) !== magic || end < 0) throw invalid('it is not a model of this version');
  let about: z.infer<typeof header>;
  try {
    about = header.parse(JSON.parse(file.toString('utf8', start, end)));
  } catch (error) {
    throw invalid('its first line is broken', error);
  }
  let at = end + 1;
  const take = <T extends Uint32Array | Uint8Array | Int8Array | Float32Array>(make: new (buffer: ArrayBuffer) => T, length: number, size: number): T => {
    const until = at + length * size;
    if (until > file.length) throw invalid('it ends too early');
    // A copy, since typed arrays need their bytes aligned.
    const copy = new Uint8Array(file.subarray(at, until)).buffer;
    at = until;
    return new make(copy);
  };
  const read = about.parts.map(({ name, scale, features, weights, classes }) => {
    const part: PackedModel = {
      keys: take(Uint32Array, features, 4),
      offsets: take(Uint32Array, features + 1, 4),
      bias: take(Float32Array, classes, 4),
      classes: take(Uint8Array, weights, 1),
      weights: take(Int8Array, weights, 1),
      scale,
    };
    return [name, part] as const;
  });
  return { fingerprint: about.fingerprint, labels: about.labels, kinds: about.kinds, ...(Object.fromEntries(read) as Pick<RankingModel, (typeof parts)[number]>) };
}
