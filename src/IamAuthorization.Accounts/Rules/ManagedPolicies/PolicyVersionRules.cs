using System.Globalization;
using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>
/// PL-72: versions are <c>v1</c>, <c>v2</c>, …, never used again; exactly one is in effect. Its document stands in the
/// policy itself, the others' beside it.
/// </summary>
internal static class PolicyVersionRules
{
    public static int NumberOf(string versionId)
    {
        bool isId = versionId is ['v', >= '1' and <= '9', ..]
            && int.TryParse(versionId.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return isId
            ? int.Parse(versionId.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture)
            : throw IamErrors.Constraint(
                "versionId", @"Member must satisfy regular expression pattern: v[1-9][0-9]*", versionId);
    }

    public static async Task CheckVersionsInUseAsync(
        AccountEdit edit, IamQuotas quotas, CancellationToken cancellationToken)
    {
        int others = await edit.CountAsync(IamEntityKind.ManagedPolicyVersion, cancellationToken);
        await AccountBooks.CheckQuotaAsync(
            edit,
            IamEntityKind.ManagedPolicy,
            "PolicyVersionsInUse",
            quotas.PolicyVersionsInUseMax - others,
            cancellationToken);
    }

    public static ManagedPolicyText Add(
        AccountEdit edit, ManagedPolicy policy, PolicyDocument document, bool isDefault, AccountBooks books)
    {
        int max = books.Quotas.VersionsPerPolicyMax;
        if (policy.Versions.Count >= max)
        {
            throw new IamException(
                IamErrorCodes.LimitExceeded,
                $"A managed policy can have up to {max} versions. Before you create a new version, you must delete an "
                    + "existing version.");
        }

        DateTimeOffset now = books.Now;
        int number = policy.LastVersion + 1;
        var made = new ManagedPolicyText(number, now, isDefault, document);
        ManagedPolicy next = policy with
        {
            Versions = [.. policy.Versions, new PolicyVersionEntry(number, now)],
            LastVersion = number,
            UpdatedAt = now,
        };
        if (isDefault)
        {
            PutIntoEffect(edit, next, made, now);
        }
        else
        {
            edit.Put(next);
            edit.Put(new ManagedPolicyVersion { PolicyArn = policy.Arn, Number = number, Document = document });
        }

        return made;
    }

    public static void PutIntoEffect(
        AccountEdit edit, ManagedPolicy policy, ManagedPolicyText version, DateTimeOffset now)
    {
        edit.Put(new ManagedPolicyVersion
        {
            PolicyArn = policy.Arn,
            Number = policy.DefaultVersion,
            Document = policy.Document,
        });
        edit.Delete(IamEntityKey.ManagedPolicyVersion(policy.Arn, version.Number));
        edit.Put(policy with { Document = version.Document, DefaultVersion = version.Number, UpdatedAt = now });
    }

    public static async Task<ManagedPolicyText> GetAsync(
        AccountView view, ManagedPolicy policy, int number, CancellationToken cancellationToken)
    {
        string id = ManagedPolicyVersion.IdOf(number);
        PolicyVersionEntry entry = policy.Versions.FirstOrDefault(one => one.Number == number)
            ?? throw IamErrors.MissingVersion(id);
        if (number == policy.DefaultVersion)
        {
            return new ManagedPolicyText(number, entry.CreatedAt, IsDefault: true, policy.Document);
        }

        ManagedPolicyVersion? version = await view.FindAsync<ManagedPolicyVersion>(
            IamEntityKey.ManagedPolicyVersion(policy.Arn, number), cancellationToken);
        return version is null
            ? throw new UnreadablePolicyException(policy.Arn.ToString(), $"its version {id} does not exist")
            : new ManagedPolicyText(number, entry.CreatedAt, IsDefault: false, version.Document);
    }
}
