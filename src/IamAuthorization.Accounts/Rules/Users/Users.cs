using IamAuthorization.Policies;

namespace IamAuthorization.Accounts;

/// <summary>The rules of users.</summary>
internal sealed class Users(AccountBooks books) : IIamUsers
{
    public Task<IamCommitted<IamUser>> CreateAsync(
        IamCall call, NewIamUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        Parameters.CheckName(IamNameKind.User, user.Name);
        Parameters.CheckPath(IamNameKind.User, user.Path);
        Parameters.CheckTags(user.Tags);
        return books.WriteAsync(
            call,
            "iam:CreateUser",
            async edit =>
            {
                await RefuseTakenAsync(edit, user.Name, cancellationToken);
                await AccountBooks.CheckQuotaAsync(
                    edit, IamEntityKind.User, "UsersPerAccount", books.Quotas.UsersMax, cancellationToken);
                if (user.PermissionsBoundaryArn is { } boundary)
                {
                    await IdentityPolicyRules.RequireBoundaryAsync(edit, boundary, cancellationToken);
                }

                var made = new IamUser
                {
                    Arn = Parameters.ArnOf(IamArn.User, books.Partition, call, user.Name, user.Path),
                    UniqueId = books.Ids.Next("AIDA"),
                    CreatedAt = books.Now,
                    Tags = TagEdit.Set([], user.Tags, books.Quotas.TagsMax),
                    PermissionsBoundaryArn = user.PermissionsBoundaryArn,
                };
                edit.Put(made);
                return made;
            },
            cancellationToken);
    }

    public async Task<IamUser> GetAsync(IamCall call, string name, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await view.UserAsync(name, cancellationToken);
    }

    public async Task<IamPage<IamUser>> ListAsync(
        IamCall call, IamPageQuery page, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await view.ListAsync<IamUser>(
            IamEntityKind.User, page, user => Paths.Begins(user.Arn, page.PathPrefix), cancellationToken);
    }

    public Task<IamCommitted<IamUser>> UpdateAsync(
        IamCall call, string name, string? newName, string? newPath, CancellationToken cancellationToken)
    {
        if (newName is not null)
        {
            Parameters.CheckName(IamNameKind.User, newName);
        }

        if (newPath is not null)
        {
            Parameters.CheckPath(IamNameKind.User, newPath);
        }

        return books.WriteAsync(
            call,
            "iam:UpdateUser",
            async edit =>
            {
                IamUser user = await edit.UserAsync(name, cancellationToken);
                string nextName = newName ?? user.Name;
                if (!AccountView.Same(nextName, user.Name))
                {
                    await RefuseTakenAsync(edit, nextName, cancellationToken);
                }

                string nextPath = newPath ?? IamArn.PathOf(user.Arn);
                IamUser moved = user with
                {
                    Arn = Parameters.ArnOf(IamArn.User, books.Partition, call, nextName, nextPath),
                };
                await UserMoves.MoveAsync(edit, user, moved, cancellationToken);
                return moved;
            },
            cancellationToken);
    }

    public Task<long> DeleteAsync(IamCall call, string name, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteUser",
            async edit =>
            {
                IamUser user = await edit.UserAsync(name, cancellationToken);
                IdentityPolicyRules.RefuseLeftPolicies(user.AttachedPolicyArns, user.InlinePolicies);
                if (user.GroupNames.Count > 0)
                {
                    throw IamErrors.LeftOver("remove users from group");
                }

                List<IamEntityKey> owned =
                    await edit.ReferrersAsync(user.Key, IamReferenceKind.Owner, cancellationToken);
                if (owned.Count > 0)
                {
                    throw IamErrors.LeftOver(owned[0].Kind switch
                    {
                        IamEntityKind.AccessKey => "delete access keys",
                        IamEntityKind.LoginProfile => "delete login profile",
                        _ => "deactivate MFA devices",
                    });
                }

                edit.Delete(user.Key);
            },
            cancellationToken);

    public Task<long> TagAsync(
        IamCall call, string name, ValueList<IamTag> tags, CancellationToken cancellationToken)
    {
        Parameters.CheckTags(tags);
        return books.WriteAsync(
            call,
            "iam:TagUser",
            async edit =>
            {
                IamUser user = await edit.UserAsync(name, cancellationToken);
                edit.Put(user with { Tags = TagEdit.Set(user.Tags, tags, books.Quotas.TagsMax) });
            },
            cancellationToken);
    }

    public Task<long> UntagAsync(
        IamCall call, string name, ValueList<string> tagKeys, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:UntagUser",
            async edit =>
            {
                IamUser user = await edit.UserAsync(name, cancellationToken);
                edit.Put(user with { Tags = TagEdit.Remove(user.Tags, tagKeys) });
            },
            cancellationToken);

    public Task<IamCommitted<IamUser>> CopyPermissionsAsync(
        IamCall call, string sourceName, string targetName, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:CopyUserPermissions",
            async edit =>
            {
                IamUser source = await edit.UserAsync(sourceName, cancellationToken);
                IamUser target = await edit.UserAsync(targetName, cancellationToken);
                foreach (string group in source.GroupNames)
                {
                    edit.Touch((await edit.GroupAsync(group, cancellationToken)).Key);
                }

                foreach (Arn arn in source.AttachedPolicyArns)
                {
                    edit.Touch(await IdentityPolicyRules.AttachableAsync(edit, arn, cancellationToken));
                }

                if (source.PermissionsBoundaryArn is { } boundary)
                {
                    await IdentityPolicyRules.RequireBoundaryAsync(edit, boundary, cancellationToken);
                }

                IamUser copy = target with
                {
                    GroupNames = source.GroupNames,
                    AttachedPolicyArns = source.AttachedPolicyArns,
                    InlinePolicies = source.InlinePolicies,
                    PermissionsBoundaryArn = source.PermissionsBoundaryArn,
                };
                edit.Put(copy);
                return copy;
            },
            cancellationToken);

    private static async Task RefuseTakenAsync(AccountEdit edit, string name, CancellationToken cancellationToken)
    {
        var key = IamEntityKey.User(edit.AccountId, name);
        if (await edit.FindAsync<IamUser>(key, cancellationToken) is not null)
        {
            throw IamErrors.NameTaken(IamIdentityKind.User, name);
        }
    }
}
