using System.Collections.Concurrent;
using Microsoft.AspNetCore.Authorization;

namespace IamAuthorization.AspNetCore;

/// <summary>The authorization policies that carry questions, each decoded once.</summary>
internal sealed class IamPolicies
{
    /// <summary>More names than any app has endpoints; an app that makes names up at run time is not cached.</summary>
    private const int CountMax = 10_000;

    private readonly ConcurrentDictionary<string, AuthorizationPolicy> _policies = new(StringComparer.Ordinal);

    /// <exception cref="FormatException">
    /// The name carries no question; the message says which part is wrong.
    /// </exception>
    public AuthorizationPolicy Get(string name)
    {
        if (_policies.TryGetValue(name, out AuthorizationPolicy? known))
        {
            return known;
        }

        var policy = new AuthorizationPolicy([IamPolicyName.Decode(name)], authenticationSchemes: []);
        return _policies.Count < CountMax ? _policies.GetOrAdd(name, policy) : policy;
    }
}
