using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The rules of roles.</summary>
internal sealed class Roles(AccountBooks books, DocumentRules documents) : IIamRoles
{
    public Task<IamCommitted<IamRole>> CreateAsync(
        IamCall call, NewIamRole role, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(role);
        Parameters.CheckName(IamNameKind.Role, role.Name);
        Parameters.CheckPath(IamNameKind.Role, role.Path);
        RefuseReserved(role.Path);
        Parameters.CheckDescription(role.Description);
        Parameters.CheckSessionDuration(role.SessionDurationMax);
        Parameters.CheckTags(role.Tags);
        PolicyDocument trust = documents.Read(role.TrustPolicy, PolicyKind.RoleTrust);
        return books.WriteAsync(
            call,
            "iam:CreateRole",
            async edit =>
            {
                var key = IamEntityKey.Role(call.AccountId, role.Name);
                if (await edit.FindAsync<IamRole>(key, cancellationToken) is not null)
                {
                    throw IamErrors.NameTaken(IamIdentityKind.Role, role.Name);
                }

                await AccountBooks.CheckQuotaAsync(
                    edit, IamEntityKind.Role, "RolesPerAccount", books.Quotas.RolesMax, cancellationToken);
                if (role.PermissionsBoundaryArn is { } boundary)
                {
                    await IdentityPolicyRules.RequireBoundaryAsync(edit, boundary, cancellationToken);
                }

                var made = new IamRole
                {
                    Arn = Parameters.ArnOf(IamArn.Role, books.Partition, call, role.Name, role.Path),
                    UniqueId = books.Ids.Next("AROA"),
                    CreatedAt = books.Now,
                    Description = NullIfEmpty(role.Description),
                    TrustPolicy = await PinAsync(edit, trust, cancellationToken),
                    Tags = TagEdit.Set([], role.Tags, books.Quotas.TagsMax),
                    PermissionsBoundaryArn = role.PermissionsBoundaryArn,
                    SessionDurationMax = role.SessionDurationMax,
                };
                edit.Put(made);
                return made with { TrustPolicy = trust };
            },
            cancellationToken);
    }

    public async Task<IamRole> GetAsync(IamCall call, string name, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await ShownAsync(view, await view.RoleAsync(name, cancellationToken), cancellationToken);
    }

    public async Task<IamPage<IamRole>> ListAsync(
        IamCall call, IamPageQuery page, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        IamPage<IamRole> stored = await view.ListAsync<IamRole>(
            IamEntityKind.Role, page, role => Paths.Begins(role.Arn, page.PathPrefix), cancellationToken);
        var shown = new List<IamRole>();
        foreach (IamRole role in stored.Items)
        {
            shown.Add(await ShownAsync(view, role, cancellationToken));
        }

        return stored with { Items = [.. shown] };
    }

    public Task<IamCommitted<IamRole>> UpdateAsync(
        IamCall call,
        string name,
        string? description,
        TimeSpan? sessionDurationMax,
        CancellationToken cancellationToken)
    {
        Parameters.CheckDescription(description);
        if (sessionDurationMax is { } duration)
        {
            Parameters.CheckSessionDuration(duration);
        }

        return books.WriteAsync(
            call,
            "iam:UpdateRole",
            async edit =>
            {
                IamRole role = await OwnRoleAsync(edit, name, cancellationToken);
                IamRole updated = role with
                {
                    Description = description is null ? role.Description : NullIfEmpty(description),
                    SessionDurationMax = sessionDurationMax ?? role.SessionDurationMax,
                };
                edit.Put(updated);
                return await ShownAsync(edit, updated, cancellationToken);
            },
            cancellationToken);
    }

    public Task<long> UpdateTrustPolicyAsync(
        IamCall call, string name, string trustPolicy, CancellationToken cancellationToken)
    {
        PolicyDocument trust = documents.Read(trustPolicy, PolicyKind.RoleTrust);
        return books.WriteAsync(
            call,
            "iam:UpdateAssumeRolePolicy",
            async edit =>
            {
                IamRole role = await OwnRoleAsync(edit, name, cancellationToken);
                edit.Put(role with { TrustPolicy = await PinAsync(edit, trust, cancellationToken) });
            },
            cancellationToken);
    }

    public Task<long> DeleteAsync(IamCall call, string name, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteRole",
            async edit =>
            {
                IamRole role = await OwnRoleAsync(edit, name, cancellationToken);
                IdentityPolicyRules.RefuseLeftPolicies(role.AttachedPolicyArns, role.InlinePolicies);
                edit.Delete(role.Key);
            },
            cancellationToken);

    public Task<long> TagAsync(
        IamCall call, string name, ValueList<IamTag> tags, CancellationToken cancellationToken)
    {
        Parameters.CheckTags(tags);
        return books.WriteAsync(
            call,
            "iam:TagRole",
            async edit =>
            {
                IamRole role = await OwnRoleAsync(edit, name, cancellationToken);
                edit.Put(role with { Tags = TagEdit.Set(role.Tags, tags, books.Quotas.TagsMax) });
            },
            cancellationToken);
    }

    public Task<long> UntagAsync(
        IamCall call, string name, ValueList<string> tagKeys, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:UntagRole",
            async edit =>
            {
                IamRole role = await OwnRoleAsync(edit, name, cancellationToken);
                edit.Put(role with { Tags = TagEdit.Remove(role.Tags, tagKeys) });
            },
            cancellationToken);

    /// <summary>WHY: by its path a role of a policy file is known to be linked to a service.</summary>
    private static void RefuseReserved(string path)
    {
        if (path.StartsWith($"/{IamServiceLinkedRoleOptions.PathRoot}/", StringComparison.OrdinalIgnoreCase))
        {
            throw IamErrors.Invalid($"The path {path} is reserved for roles that are linked to a service.");
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Task<PolicyDocument> PinAsync(
        AccountEdit edit, PolicyDocument trust, CancellationToken cancellationToken) =>
        PrincipalPinning.PinAsync(trust, PolicyKind.RoleTrust, edit, cancellationToken);

    private static async Task<IamRole> ShownAsync(
        AccountView view, IamRole role, CancellationToken cancellationToken) =>
        role with
        {
            TrustPolicy = await PrincipalPinning.ShowAsync(
                role.TrustPolicy, PolicyKind.RoleTrust, view, cancellationToken),
        };

    /// <summary>A role that its account may change.</summary>
    private static async Task<IamRole> OwnRoleAsync(
        AccountEdit edit, string name, CancellationToken cancellationToken)
    {
        IamRole role = await edit.RoleAsync(name, cancellationToken);
        return role.LinkedService is null ? role : throw IamErrors.Protected(role);
    }
}
