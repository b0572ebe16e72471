using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The versions of a managed policy that has another document in effect from now on.</summary>
internal static class VersionedPolicy
{
    /// <summary>The document of a version, or null when there is no such version.</summary>
    public static PolicyDocument? DocumentOf(
        ManagedPolicy policy, IEnumerable<ManagedPolicyVersion> others, int number) =>
        policy.DefaultVersion == number
            ? policy.Document
            : others.FirstOrDefault(version => version.Number == number)?.Document;

    /// <summary>
    /// The policy with the versions from before; with a new one when the document is another, for which the oldest
    /// makes room.
    /// </summary>
    public static IEnumerable<IamEntity> InEffect(
        ManagedPolicy policy, ManagedPolicy before, ManagedPolicyVersion[] others, DateTimeOffset now)
    {
        if (before.Document.Equals(policy.Document))
        {
            return
            [
                policy with
                {
                    Document = before.Document,
                    Versions = before.Versions,
                    DefaultVersion = before.DefaultVersion,
                    LastVersion = before.LastVersion,
                },
                .. others,
            ];
        }

        int number = before.LastVersion + 1;
        PolicyVersionEntry[] kept =
            [.. before.Versions.Skip(Math.Max(0, before.Versions.Count + 1 - IamRules.PolicyVersionsMax))];
        ManagedPolicyVersion[] documents =
        [
            .. others,
            new() { PolicyArn = before.Arn, Number = before.DefaultVersion, Document = before.Document },
        ];
        return
        [
            policy with
            {
                UpdatedAt = now,
                Versions = [.. kept, new PolicyVersionEntry(number, now)],
                DefaultVersion = number,
                LastVersion = number,
            },
            .. documents.Where(version => kept.Any(entry => entry.Number == version.Number)),
        ];
    }
}
