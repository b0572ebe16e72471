using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The rules of managed policies.</summary>
internal sealed class ManagedPolicies(AccountBooks books, DocumentRules documents) : IIamManagedPolicies
{
    public Task<IamCommitted<ManagedPolicy>> CreateAsync(
        IamCall call, NewManagedPolicy policy, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Parameters.CheckName(IamNameKind.Policy, policy.Name);
        Parameters.CheckPath(IamNameKind.Policy, policy.Path);
        Parameters.CheckDescription(policy.Description);
        Parameters.CheckTags(policy.Tags);
        PolicyDocument document = documents.Read(policy.Document, PolicyKind.Managed);
        return books.WriteAsync(
            call,
            "iam:CreatePolicy",
            async edit =>
            {
                Arn arn = Parameters.ArnOf(IamArn.ManagedPolicy, books.Partition, call, policy.Name, policy.Path);
                if (await edit.FindAsync<ManagedPolicy>(IamEntityKey.ManagedPolicy(arn), cancellationToken) is not null)
                {
                    throw IamErrors.PolicyNameTaken(policy.Name);
                }

                await AccountBooks.CheckQuotaAsync(
                    edit, IamEntityKind.ManagedPolicy, "PoliciesPerAccount", books.Quotas.PoliciesMax,
                    cancellationToken);
                await PolicyVersionRules.CheckVersionsInUseAsync(edit, books.Quotas, cancellationToken);
                DateTimeOffset now = books.Now;
                var made = new ManagedPolicy
                {
                    Arn = arn,
                    UniqueId = books.Ids.Next("ANPA"),
                    Document = document,
                    Description = string.IsNullOrEmpty(policy.Description) ? null : policy.Description,
                    CreatedAt = now,
                    UpdatedAt = now,
                    Tags = TagEdit.Set([], policy.Tags, books.Quotas.TagsMax),
                    Versions = [new PolicyVersionEntry(1, now)],
                };
                edit.Put(made);
                return made;
            },
            cancellationToken);
    }

    public async Task<ManagedPolicyUse> GetAsync(
        IamCall call, Arn policyArn, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        ManagedPolicy policy = await view.PolicyAsync(policyArn, cancellationToken);
        return await PolicyUses.OfAsync(view, policy, cancellationToken);
    }

    public async Task<IamPage<ManagedPolicyUse>> ListAsync(
        IamCall call, ManagedPolicyQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await PolicyUses.ListAsync(view, books.BuiltIn, query, cancellationToken);
    }

    public Task<long> DeleteAsync(IamCall call, Arn policyArn, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeletePolicy",
            async edit =>
            {
                ManagedPolicy policy = await OwnPolicyAsync(edit, policyArn, cancellationToken);
                ManagedPolicyUse use = await PolicyUses.OfAsync(edit, policy, cancellationToken);
                if (use.AttachmentCount > 0 || use.BoundaryCount > 0)
                {
                    throw new IamException(
                        IamErrorCodes.DeleteConflict, "Cannot delete a policy attached to entities.");
                }

                if (policy.Versions.Count > 1)
                {
                    throw new IamException(
                        IamErrorCodes.DeleteConflict,
                        "This policy has more than one version. Before you delete a policy, you must delete the "
                            + "policy's versions. The default version is deleted with the policy.");
                }

                edit.Delete(policy.Key);
            },
            cancellationToken);

    public Task<IamCommitted<ManagedPolicyText>> CreateVersionAsync(
        IamCall call, Arn policyArn, string document, bool isDefault, CancellationToken cancellationToken)
    {
        PolicyDocument read = documents.Read(document, PolicyKind.Managed);
        return books.WriteAsync(
            call,
            "iam:CreatePolicyVersion",
            async edit =>
            {
                ManagedPolicy policy = await OwnPolicyAsync(edit, policyArn, cancellationToken);
                await PolicyVersionRules.CheckVersionsInUseAsync(edit, books.Quotas, cancellationToken);
                return PolicyVersionRules.Add(edit, policy, read, isDefault, books);
            },
            cancellationToken);
    }

    public async Task<ManagedPolicyText> GetVersionAsync(
        IamCall call, Arn policyArn, string versionId, CancellationToken cancellationToken)
    {
        int number = PolicyVersionRules.NumberOf(versionId);
        AccountView view = await books.ReadAsync(call, cancellationToken);
        ManagedPolicy policy = await view.PolicyAsync(policyArn, cancellationToken);
        return await PolicyVersionRules.GetAsync(view, policy, number, cancellationToken);
    }

    public Task<long> SetDefaultVersionAsync(
        IamCall call, Arn policyArn, string versionId, CancellationToken cancellationToken)
    {
        int number = PolicyVersionRules.NumberOf(versionId);
        return books.WriteAsync(
            call,
            "iam:SetDefaultPolicyVersion",
            async edit =>
            {
                ManagedPolicy policy = await OwnPolicyAsync(edit, policyArn, cancellationToken);
                ManagedPolicyText next = await PolicyVersionRules.GetAsync(edit, policy, number, cancellationToken);
                if (!next.IsDefault)
                {
                    PolicyVersionRules.PutIntoEffect(edit, policy, next, books.Now);
                }
            },
            cancellationToken);
    }

    public Task<long> DeleteVersionAsync(
        IamCall call, Arn policyArn, string versionId, CancellationToken cancellationToken)
    {
        int number = PolicyVersionRules.NumberOf(versionId);
        return books.WriteAsync(
            call,
            "iam:DeletePolicyVersion",
            async edit =>
            {
                ManagedPolicy policy = await OwnPolicyAsync(edit, policyArn, cancellationToken);
                ManagedPolicyText version = await PolicyVersionRules.GetAsync(edit, policy, number, cancellationToken);
                if (version.IsDefault)
                {
                    throw new IamException(
                        IamErrorCodes.DeleteConflict, "Cannot delete the default version of a policy.");
                }

                edit.Delete(IamEntityKey.ManagedPolicyVersion(policy.Arn, number));
                edit.Put(policy with
                {
                    Versions = [.. policy.Versions.Where(entry => entry.Number != number)],
                    UpdatedAt = books.Now,
                });
            },
            cancellationToken);
    }

    public async Task<IamPage<IamEntity>> ListEntitiesAsync(
        IamCall call, Arn policyArn, PolicyEntityQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        AccountView view = await books.ReadAsync(call, cancellationToken);
        ManagedPolicy policy = await view.PolicyAsync(policyArn, cancellationToken);
        return await PolicyUses.ListEntitiesAsync(view, policy, query, cancellationToken);
    }

    public Task<long> TagAsync(
        IamCall call, Arn policyArn, ValueList<IamTag> tags, CancellationToken cancellationToken)
    {
        Parameters.CheckTags(tags);
        return books.WriteAsync(
            call,
            "iam:TagPolicy",
            async edit =>
            {
                ManagedPolicy policy = await OwnPolicyAsync(edit, policyArn, cancellationToken);
                edit.Put(policy with { Tags = TagEdit.Set(policy.Tags, tags, books.Quotas.TagsMax) });
            },
            cancellationToken);
    }

    public Task<long> UntagAsync(
        IamCall call, Arn policyArn, ValueList<string> tagKeys, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:UntagPolicy",
            async edit =>
            {
                ManagedPolicy policy = await OwnPolicyAsync(edit, policyArn, cancellationToken);
                edit.Put(policy with { Tags = TagEdit.Remove(policy.Tags, tagKeys) });
            },
            cancellationToken);

    /// <summary>A policy that its account may change.</summary>
    private static async Task<ManagedPolicy> OwnPolicyAsync(
        AccountEdit edit, Arn policyArn, CancellationToken cancellationToken)
    {
        ManagedPolicy policy = await edit.PolicyAsync(policyArn, cancellationToken);
        return BuiltInPolicies.Owns(policyArn)
            ? throw IamErrors.Denied($"The policy {policyArn} is built in and cannot be changed.")
            : policy;
    }
}
