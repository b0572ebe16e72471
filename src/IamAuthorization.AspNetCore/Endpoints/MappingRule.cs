using IamAuthorization.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IamAuthorization.AspNetCore;

/// <summary>
/// There where <c>RequireIamByDefault</c> was called: every endpoint asks IAM or is marked as one that does not.
/// </summary>
internal sealed class MappingRule(IEnumerable<MappingExemption> exemptions, IOptions<IamOptions> options)
{
    private readonly MappingExemption[] _exemptions = [.. exemptions];

    /// <summary>Whether it neither asks IAM nor need not.</summary>
    public bool IsUnmapped(Endpoint endpoint) =>
        !EndpointMapping.IsMapped(endpoint)
        && !EndpointMapping.IsExempt(endpoint)
        && !_exemptions.Any(exemption => exemption.Holds(endpoint));

    /// <summary>
    /// Whether nobody would be asked although nobody said so: it is not mapped, or it is and lets everybody through.
    /// </summary>
    public bool IsUndecided(Endpoint endpoint)
    {
        bool contradictsItself = EndpointMapping.IsMapped(endpoint)
            && EndpointMapping.IsAnonymous(endpoint)
            && !options.Value.StartupChecks.IsSkipped(StartupCheckIds.Anonymous);
        return contradictsItself || IsUnmapped(endpoint);
    }
}
