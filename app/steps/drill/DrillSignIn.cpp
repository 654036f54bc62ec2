// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/steps/drill/DrillSignIn.h"

#include "app/graph/AuthenticationMethodsPolicy.h"
#include "app/graph/GraphClient.h"
#include "app/graph/RequestCounter.h"
#include "app/graph/RequestPacing.h"
#include "app/graph/Roles.h"

#include <algorithm>

namespace bg {

namespace {

Result<DrillProof> proofOf(const Cloud &cloud, TokenSource &tokens, Clock &clock, std::stop_token stop)
{
    DrillProof proof;
    proof.signedIn = clock.utcNow();
    RequestPacing pacing(clock);
    RequestCounter counter;
    GraphClient graph(cloud, tokens, clock, pacing, counter);
    const auto held = Roles(graph).assignments(tokens.identity().objectId, stop);
    if (!held)
        return fail(held.error());
    proof.isGlobalAdministrator = std::any_of(held->begin(), held->end(), [](const RoleAssignment &one) {
        return one.directoryScopeId == QLatin1String("/");
    });
    if (const auto read = AuthenticationMethodsPolicy(graph).policy(ApiVersion::V1, stop); !read)
        return fail(read.error());
    return proof;
}

} // namespace

Result<DrillProof> drillSignIn(SignInRequest request, const ObjectId &account, const Upn &name, SignInUi &door,
                               Clock &clock, std::stop_token stop)
{
    request.prompt = SignInRequest::Prompt::Login;
    request.loginHint = name.value;
    request.scopes = { QStringLiteral("User.Read"), QStringLiteral("RoleManagement.Read.Directory"),
                       QStringLiteral("Policy.Read.All") };
    const auto tokens = signIn(request, door, clock, stop);
    if (!tokens)
        return fail(tokens.error());
    const Identity who = (*tokens)->identity();
    auto proof = who.objectId == account ? proofOf(request.cloud, **tokens, clock, stop)
                                         : Result<DrillProof>(fail(Error::Kind::WrongPerson, who.userName));
    (*tokens)->signOut();
    return proof;
}

} // namespace bg
