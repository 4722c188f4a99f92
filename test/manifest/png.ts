import { inflateSync } from 'node:zlib';

export interface Picture {
  width: number;
  height: number;
  /** Red, green, blue and alpha, 0–255. */
  pixel(x: number, y: number): [number, number, number, number];
}

/** Bytes a pixel, by the two colour types that a browser writes. https://www.w3.org/TR/png/#11IHDR */
const channels: Record<number, number> = { 2: 3, 6: 4 };

/** The one of the three that is nearest to left + above − corner. https://www.w3.org/TR/png/#9Filter-type-4-Paeth */
function paeth(left: number, above: number, corner: number): number {
  const [toLeft, toAbove, toCorner] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

/** Reads a PNG of 8 bits a channel, with or without alpha, not interlaced. */
export function readPng(png: Uint8Array): Picture {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  const data: Buffer[] = [];
  let header = Buffer.alloc(0);
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const content = bytes.subarray(at + 8, at + 8 + length);
    const type = bytes.subarray(at + 4, at + 8).toString();
    if (type === 'IHDR') header = content;
    if (type === 'IDAT') data.push(content);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const size = channels[header[9]!];
  expect({ bits: header[8], interlaced: header[12], size }).toEqual({ bits: 8, interlaced: 0, size: expect.any(Number) });
  const raw = inflateSync(Buffer.concat(data));
  const line = width * size!;
  const out = Buffer.alloc(line * height);
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : out[y * line + x]!);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)]!;
    for (let x = 0; x < line; x++) {
      const [left, above, corner] = [at(x - size!, y), at(x, y - 1), at(x - size!, y - 1)];
      const predicted = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]!;
      out[y * line + x] = raw[y * (line + 1) + 1 + x]! + predicted;
    }
  }
  return {
    width,
    height,
    pixel: (x, y) => {
      const [r, g, b, alpha = 255] = out.subarray((y * width + x) * size!, (y * width + x + 1) * size!);
      return [r!, g!, b!, alpha];
    },
  };
}
