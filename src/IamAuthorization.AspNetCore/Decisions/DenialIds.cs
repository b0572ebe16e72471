using IamAuthorization.Authorizer;
using IamAuthorization.Policies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IamAuthorization.AspNetCore;

/// <summary>The ids under which denials are found in the decision log.</summary>
internal static class DenialIds
{
    /// <summary>Records a denial. It stands whether or not it could be recorded.</summary>
    /// <returns>Its id, or <see langword="null"/> for an allow and where recording failed.</returns>
    public static string? Of(in IamDecision decision, IServiceProvider services, ILogger logger)
    {
        if (decision.IsAllowed)
        {
            return null;
        }

        try
        {
            return services.GetRequiredService<IIamDecisionRecorder>().Record(decision).Id;
        }
        catch (Exception fault)
        {
            logger.Unrecorded(fault, decision.Action.ToString());
            return null;
        }
    }
}
