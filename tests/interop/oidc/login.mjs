// SPDX-License-Identifier: GPL-3.0-or-later
// An OAuth server that others wrote, under the paths and with the claims of Entra. Says {"port": N} when it listens.
// Arguments: client id, tenant id, object id of the person, then every scope it knows.
import { createServer } from 'node:http';
import Provider, { interactionPolicy } from 'oidc-provider';

const [clientId, tenant, person, ...scopes] = process.argv.slice(2);
const server = createServer().listen(0, '127.0.0.1', start);

// A page of forms without words: the test's browser sends the first one off.
const page = (ctx, form) => { ctx.body = `<!DOCTYPE html><html><body>${form}</body></html>`; };

function start() {
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }));

  const provider = new Provider(`${origin}/${tenant}/v2.0`, {
    clients: [{
      client_id: clientId,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      redirect_uris: ['http://localhost'],
      response_types: ['code'],
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    }],
    scopes: ['openid', 'profile', 'offline_access', ...scopes],
    claims: { openid: ['sub', 'oid', 'tid'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    rotateRefreshToken: true,
    routes: {
      authorization: `/${tenant}/oauth2/v2.0/authorize`,
      token: `/${tenant}/oauth2/v2.0/token`,
      device_authorization: `/${tenant}/oauth2/v2.0/devicecode`,
      code_verification: `/${tenant}/device`,
    },
    features: {
      devInteractions: { enabled: false },
      deviceFlow: {
        enabled: true,
        userCodeInputSource: page,
        userCodeConfirmSource: page,
        successSource: (ctx) => page(ctx, ''),
      },
    },
    interactions: { policy, url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, id) => ({
      accountId: id,
      claims: () => ({ sub: id, oid: id, tid: tenant, name: 'Operator', preferred_username: 'operator@contoso.onmicrosoft.com' }),
    }),
    cookies: { keys: ['of a test'] },
  });

  // The person agrees to everything.
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next();
    const { params } = await provider.interactionDetails(ctx.req, ctx.res);
    const grant = new provider.Grant({ accountId: person, clientId });
    grant.addOIDCScope(params.scope);
    await provider.interactionFinished(ctx.req, ctx.res, {
      login: { accountId: person },
      consent: { grantId: await grant.save() },
      select_account: {},
    }, { mergeWithLastSubmission: false });
    ctx.respond = false;
  });

  const answer = provider.callback();
  server.on('request', (request, response) => {
    // Entra gives refresh tokens without prompt=consent; here that word is what brings them.
    const url = new URL(request.url, origin);
    if (url.searchParams.has('code_challenge')) {
      url.searchParams.set('prompt', `${url.searchParams.get('prompt') ?? ''} consent`.trim());
      request.url = url.pathname + url.search;
    }
    answer(request, response);
  });
  console.log(JSON.stringify({ port }));
}
