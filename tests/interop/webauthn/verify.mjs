// SPDX-License-Identifier: GPL-3.0-or-later
// The relying party: reads one registration as JSON from standard input, verifies it, and writes what it saw.
import { verifyRegistrationResponse } from '@simplewebauthn/server';

let text = '';
for await (const part of process.stdin) text += part;
const { credentialId, clientDataJSON, attestationObject, challenge, origin, rpId } = JSON.parse(text);
try {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: {
      id: credentialId,
      rawId: credentialId,
      type: 'public-key',
      response: { clientDataJSON, attestationObject },
      clientExtensionResults: {},
    },
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: [-7],
  });
  console.log(JSON.stringify({
    verified,
    fmt: registrationInfo?.fmt,
    aaguid: registrationInfo?.aaguid,
    credentialId: registrationInfo && Buffer.from(registrationInfo.credentialID).toString('base64url'),
    userVerified: registrationInfo?.userVerified,
  }));
} catch (error) {
  console.log(JSON.stringify({ verified: false, why: error.message }));
}
