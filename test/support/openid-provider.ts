import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** The key that the provider publishes. */
export const publishedKey = publicKey;
/** A key that nobody has published. */
export const strangersKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

export const bot = { appId: '11111111-1111-4111-8111-111111111111', tenantId: '22222222-2222-4222-8222-222222222222', type: 'SingleTenant', password: 'a secret' } as const;
export const teamsUrl = 'https://smba.trafficmanager.example/emea/';

const keyId = 'published';
const encode = (content: object | Buffer) => (Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content))).toString('base64url');

/** Seconds since 1970, as tokens have it, so many seconds from now. */
export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

/**
 * An Authorization header as Teams sends it, signed with RS256 by the published key, but for what is changed.
 * @param claims undefined ones are left out
 */
export function header(claims: object = {}, { head = {}, key = privateKey }: { head?: { alg?: string; kid?: string | undefined }; key?: KeyObject } = {}): string {
  const whole = { alg: 'RS256', typ: 'JWT', kid: keyId, ...head };
  const content = `${encode(whole)}.${encode({ iss: 'https://api.botframework.com', aud: bot.appId, nbf: inSeconds(-60), exp: inSeconds(3600), serviceurl: teamsUrl, ...claims })}`;
  if (whole.alg === 'none') return `Bearer ${content}.`;
  // HS256 with the public key: what a verifier takes that believes the token's own algorithm.
  const hmac = () => createHmac('sha256', publicKey.export({ type: 'spki', format: 'pem' })).update(content).digest();
  return `Bearer ${content}.${encode(whole.alg === 'HS256' ? hmac() : sign(`RSA-SHA${whole.alg.slice(2)}`, Buffer.from(content), key))}`;
}

export interface OpenIdProvider {
  /** What `createAdapter` needs to trust this provider instead of Microsoft's. */
  settings: Record<string, string>;
  /** How often its documents were asked for. */
  asked(): number;
  /** From now on it answers so. */
  becomes(how: 'well' | 'broken' | 'silent'): void;
  stop(): Promise<void>;
}

/** An OpenID provider on loopback that publishes one key, endorsed for Teams. */
export async function startOpenIdProvider(): Promise<OpenIdProvider> {
  let asked = 0;
  let state: 'well' | 'broken' | 'silent' = 'well';
  const server = createServer((request, response) => {
    asked += 1;
    if (state === 'silent') return;
    const url = `http://${request.headers.host}`;
    const document = request.url === '/keys'
      ? { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, use: 'sig', endorsements: ['msteams'] }] }
      : { issuer: 'https://api.botframework.com', jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] };
    response.writeHead(state === 'well' ? 200 : 500, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    // As soon as one is set, the SDK has no default for the others (botFrameworkAuthenticationFactory.js).
    settings: {
      ToBotFromChannelOpenIdMetadataUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/openidconfiguration`,
      ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
      ToBotFromEmulatorOpenIdMetadataUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/openid-configuration`,
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      OAuthUrl: 'https://api.botframework.com',
      CallerId: 'urn:botframework:azure',
    },
    asked: () => asked,
    becomes: (how) => {
      state = how;
    },
    stop: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
