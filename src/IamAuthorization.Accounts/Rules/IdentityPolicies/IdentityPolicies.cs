using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The rules of what users, groups and roles hold.</summary>
internal sealed class IdentityPolicies(AccountBooks books, DocumentRules documents) : IIamIdentityPolicies
{
    public Task<long> AttachAsync(
        IamCall call, IamIdentity identity, Arn policyArn, CancellationToken cancellationToken) =>
        ChangeAsync(
            call,
            $"iam:Attach{KindOf(identity)}Policy",
            identity,
            async (edit, holder) =>
            {
                ManagedPolicy policy = await IdentityPolicyRules.AttachableAsync(edit, policyArn, cancellationToken);
                IdentityPolicyRules.RefuseUnattachable(policy, holder.Kind);
                if (holder.AttachedPolicyArns.Contains(policyArn))
                {
                    return;
                }

                (string quota, int max) = IdentityPolicyRules.AttachmentQuota(books.Quotas, holder.Kind);
                if (holder.AttachedPolicyArns.Count >= max)
                {
                    throw IamErrors.Quota(quota, max);
                }

                edit.Touch(policy);
                edit.Put(holder.With([.. holder.AttachedPolicyArns, policyArn]));
            },
            cancellationToken);

    public Task<long> DetachAsync(
        IamCall call, IamIdentity identity, Arn policyArn, CancellationToken cancellationToken) =>
        ChangeAsync(
            call,
            $"iam:Detach{KindOf(identity)}Policy",
            identity,
            (edit, holder) =>
            {
                if (!holder.AttachedPolicyArns.Contains(policyArn))
                {
                    throw IamErrors.MissingPolicy();
                }

                ValueList<Arn> left = [.. holder.AttachedPolicyArns.Where(arn => arn != policyArn)];
                edit.Put(holder.With(left));
                return Task.CompletedTask;
            },
            cancellationToken);

    public async Task<IamPage<Arn>> ListAttachedAsync(
        IamCall call, IamIdentity identity, IamPageQuery page, CancellationToken cancellationToken)
    {
        PolicyHolder holder = await HolderAsync(call, identity, cancellationToken);
        ArgumentNullException.ThrowIfNull(page);
        return Pages.Of(
            holder.AttachedPolicyArns.Where(arn => Paths.Begins(arn, page.PathPrefix)), IamArn.NameOf, page);
    }

    public Task<long> PutInlineAsync(
        IamCall call, IamIdentity identity, string policyName, string document, CancellationToken cancellationToken)
    {
        Parameters.CheckName(IamNameKind.Policy, policyName);
        (PolicyKind kind, int sizeMax) = IdentityPolicyRules.InlineQuota(books.Quotas, Checked(identity).Kind);
        PolicyDocument read = documents.Read(document, kind);
        return ChangeAsync(
            call,
            $"iam:Put{KindOf(identity)}Policy",
            identity,
            (edit, holder) =>
            {
                var policy = new NamedPolicy(policyName, read);
                ValueList<NamedPolicy> all = [.. holder.InlinePolicies.Where(one => !Has(one, policyName)), policy];
                if (all.Sum(one => (long)DocumentRules.SizeOf(one.Document)) > sizeMax)
                {
                    throw new IamException(
                        IamErrorCodes.LimitExceeded,
                        $"Maximum policy size of {sizeMax} bytes exceeded for {WordOf(holder.Kind)} {holder.Name}");
                }

                edit.Put(holder.With(all));
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    public async Task<NamedPolicy> GetInlineAsync(
        IamCall call, IamIdentity identity, string policyName, CancellationToken cancellationToken)
    {
        PolicyHolder holder = await HolderAsync(call, identity, cancellationToken);
        return holder.InlinePolicies.FirstOrDefault(one => Has(one, policyName))
            ?? throw IamErrors.MissingInline(identity.Kind, policyName);
    }

    public Task<long> DeleteInlineAsync(
        IamCall call, IamIdentity identity, string policyName, CancellationToken cancellationToken) =>
        ChangeAsync(
            call,
            $"iam:Delete{KindOf(identity)}Policy",
            identity,
            (edit, holder) =>
            {
                ValueList<NamedPolicy> left = [.. holder.InlinePolicies.Where(one => !Has(one, policyName))];
                edit.Put(left.Count < holder.InlinePolicies.Count
                    ? holder.With(left)
                    : throw IamErrors.MissingInline(identity.Kind, policyName));
                return Task.CompletedTask;
            },
            cancellationToken);

    public async Task<IamPage<string>> ListInlineAsync(
        IamCall call, IamIdentity identity, IamPageQuery page, CancellationToken cancellationToken)
    {
        PolicyHolder holder = await HolderAsync(call, identity, cancellationToken);
        return Pages.Of(holder.InlinePolicies.Select(policy => policy.Name), name => name, page);
    }

    public Task<long> SetBoundaryAsync(
        IamCall call, IamIdentity identity, Arn policyArn, CancellationToken cancellationToken) =>
        ChangeAsync(
            call,
            $"iam:Put{KindOf(identity)}PermissionsBoundary",
            identity,
            async (edit, holder) =>
            {
                await IdentityPolicyRules.RequireBoundaryAsync(edit, policyArn, cancellationToken);
                edit.Put(holder.WithBoundary(policyArn));
            },
            cancellationToken);

    public Task<long> RemoveBoundaryAsync(
        IamCall call, IamIdentity identity, CancellationToken cancellationToken) =>
        ChangeAsync(
            call,
            $"iam:Delete{KindOf(identity)}PermissionsBoundary",
            identity,
            (edit, holder) =>
            {
                edit.Put(holder.WithBoundary(boundary: null));
                return Task.CompletedTask;
            },
            cancellationToken);

    private static bool Has(NamedPolicy policy, string name) =>
        string.Equals(policy.Name, name, StringComparison.Ordinal);

    private static IamIdentity Checked(IamIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return identity;
    }

    private static IamIdentityKind KindOf(IamIdentity identity) => Checked(identity).Kind;

    private static string WordOf(IamIdentityKind kind) => kind switch
    {
        IamIdentityKind.User => "user",
        IamIdentityKind.Group => "group",
        _ => "role",
    };

    private async Task<PolicyHolder> HolderAsync(
        IamCall call, IamIdentity identity, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return PolicyHolder.Of(await view.IdentityAsync(Checked(identity), cancellationToken));
    }

    private Task<long> ChangeAsync(
        IamCall call,
        string action,
        IamIdentity identity,
        Func<AccountEdit, PolicyHolder, Task> change,
        CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            action,
            async edit => await change(
                edit,
                PolicyHolder.Of(await edit.IdentityAsync(identity, cancellationToken)).RefuseProtected()),
            cancellationToken);
}
