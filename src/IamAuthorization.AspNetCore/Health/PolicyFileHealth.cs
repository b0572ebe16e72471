using System.Globalization;
using IamAuthorization.Accounts;

namespace IamAuthorization.AspNetCore;

/// <summary>Whether decisions are made by what the policy files say.</summary>
internal sealed class PolicyFileHealth(IEnumerable<PolicyFiles> policyFiles)
{
    private const string ErrorsKey = "policyFileErrors";

    public bool AreUnread => policyFiles.Any(files => files.State is null);

    /// <summary>Why decisions are made by an older state than the files'.</summary>
    public IEnumerable<HealthFinding> Find(Dictionary<string, object> data)
    {
        foreach (PolicyFileState state in policyFiles.Select(files => files.State).OfType<PolicyFileState>())
        {
            data[ErrorsKey] = state.ErrorCount;
            if (!state.IsInEffect)
            {
                string problem = state.WasRead
                    ? string.Create(CultureInfo.InvariantCulture, $"have {state.ErrorCount} error(s)")
                    : "could not be read";
                yield return new HealthFinding(
                    IsOutage: false, $"the policy files {problem}; the state before stays in effect");
            }
        }
    }
}
