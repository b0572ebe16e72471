namespace IamAuthorization.Accounts;

/// <summary>The rules of groups.</summary>
internal sealed class Groups(AccountBooks books) : IIamGroups
{
    public Task<IamCommitted<IamGroup>> CreateAsync(
        IamCall call, string name, string path, CancellationToken cancellationToken)
    {
        Parameters.CheckName(IamNameKind.Group, name);
        Parameters.CheckPath(IamNameKind.Group, path);
        return books.WriteAsync(
            call,
            "iam:CreateGroup",
            async edit =>
            {
                await RefuseTakenAsync(edit, name, cancellationToken);
                await AccountBooks.CheckQuotaAsync(
                    edit, IamEntityKind.Group, "GroupsPerAccount", books.Quotas.GroupsMax, cancellationToken);
                var made = new IamGroup
                {
                    Arn = Parameters.ArnOf(IamArn.Group, books.Partition, call, name, path),
                    UniqueId = books.Ids.Next("AGPA"),
                    CreatedAt = books.Now,
                };
                edit.Put(made);
                return made;
            },
            cancellationToken);
    }

    public async Task<IamGroup> GetAsync(IamCall call, string name, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await view.GroupAsync(name, cancellationToken);
    }

    public async Task<IamPage<IamGroup>> ListAsync(
        IamCall call, IamPageQuery page, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        return await view.ListAsync<IamGroup>(
            IamEntityKind.Group, page, group => Paths.Begins(group.Arn, page.PathPrefix), cancellationToken);
    }

    public Task<IamCommitted<IamGroup>> UpdateAsync(
        IamCall call, string name, string? newName, string? newPath, CancellationToken cancellationToken)
    {
        if (newName is not null)
        {
            Parameters.CheckName(IamNameKind.Group, newName);
        }

        if (newPath is not null)
        {
            Parameters.CheckPath(IamNameKind.Group, newPath);
        }

        return books.WriteAsync(
            call,
            "iam:UpdateGroup",
            async edit =>
            {
                IamGroup group = await edit.GroupAsync(name, cancellationToken);
                string nextName = newName ?? group.Name;
                if (!AccountView.Same(nextName, group.Name))
                {
                    await RefuseTakenAsync(edit, nextName, cancellationToken);
                }

                string nextPath = newPath ?? IamArn.PathOf(group.Arn);
                IamGroup moved = group with
                {
                    Arn = Parameters.ArnOf(IamArn.Group, books.Partition, call, nextName, nextPath),
                };
                edit.Move(group.Key, moved);
                await RenameInMembersAsync(edit, group, nextName, cancellationToken);
                return moved;
            },
            cancellationToken);
    }

    public Task<long> DeleteAsync(IamCall call, string name, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:DeleteGroup",
            async edit =>
            {
                IamGroup group = await edit.GroupAsync(name, cancellationToken);
                List<IamEntityKey> members =
                    await edit.ReferrersAsync(group.Key, IamReferenceKind.Member, cancellationToken);
                if (members.Count > 0)
                {
                    throw IamErrors.LeftOver("remove users from group");
                }

                IdentityPolicyRules.RefuseLeftPolicies(group.AttachedPolicyArns, group.InlinePolicies);
                edit.Delete(group.Key);
            },
            cancellationToken);

    public Task<long> AddMemberAsync(
        IamCall call, string groupName, string userName, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:AddUserToGroup",
            async edit =>
            {
                IamGroup group = await edit.GroupAsync(groupName, cancellationToken);
                IamUser user = await edit.UserAsync(userName, cancellationToken);
                if (user.GroupNames.Any(one => AccountView.Same(one, group.Name)))
                {
                    return;
                }

                if (user.GroupNames.Count >= books.Quotas.GroupsPerUserMax)
                {
                    throw IamErrors.Quota("GroupsPerUser", books.Quotas.GroupsPerUserMax);
                }

                edit.Touch(group.Key);
                edit.Put(user with { GroupNames = [.. user.GroupNames, group.Name] });
            },
            cancellationToken);

    public Task<long> RemoveMemberAsync(
        IamCall call, string groupName, string userName, CancellationToken cancellationToken) =>
        books.WriteAsync(
            call,
            "iam:RemoveUserFromGroup",
            async edit =>
            {
                IamGroup group = await edit.GroupAsync(groupName, cancellationToken);
                IamUser user = await edit.UserAsync(userName, cancellationToken);
                edit.Put(user with
                {
                    GroupNames = [.. user.GroupNames.Where(one => !AccountView.Same(one, group.Name))],
                });
            },
            cancellationToken);

    public async Task<IamPage<IamUser>> ListMembersAsync(
        IamCall call, string groupName, IamPageQuery page, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        IamGroup group = await view.GroupAsync(groupName, cancellationToken);
        Parameters.Check(page);
        IReadOnlyList<IamEntityKey> keys = await view.Snapshot.ListReferrersAsync(
            new IamReferrerQuery
            {
                Target = group.Key,
                Reference = IamReferenceKind.Member,
                After = page.After is { } after ? IamEntityKey.User(call.AccountId, after) : null,
                CountMax = page.CountMax,
            },
            cancellationToken);
        var users = new List<IamUser>();
        foreach (IamEntityKey key in keys)
        {
            users.Add(await view.UserAsync(key.Name, cancellationToken));
        }

        return new IamPage<IamUser>([.. users], keys.Count == page.CountMax ? keys[^1].Name : null);
    }

    public async Task<IamPage<IamGroup>> ListForUserAsync(
        IamCall call, string userName, IamPageQuery page, CancellationToken cancellationToken)
    {
        AccountView view = await books.ReadAsync(call, cancellationToken);
        IamUser user = await view.UserAsync(userName, cancellationToken);
        var groups = new List<IamGroup>();
        foreach (string name in user.GroupNames)
        {
            groups.Add(await view.GroupAsync(name, cancellationToken));
        }

        return Pages.Of(groups, group => group.Name, page);
    }

    private static async Task RefuseTakenAsync(AccountEdit edit, string name, CancellationToken cancellationToken)
    {
        var key = IamEntityKey.Group(edit.AccountId, name);
        if (await edit.FindAsync<IamGroup>(key, cancellationToken) is not null)
        {
            throw IamErrors.NameTaken(IamIdentityKind.Group, name);
        }
    }

    private static async Task RenameInMembersAsync(
        AccountEdit edit, IamGroup group, string name, CancellationToken cancellationToken)
    {
        if (string.Equals(group.Name, name, StringComparison.Ordinal))
        {
            return;
        }

        foreach (IamEntityKey key in await edit.ReferrersAsync(
            group.Key, IamReferenceKind.Member, cancellationToken))
        {
            IamUser user = await edit.UserAsync(key.Name, cancellationToken);
            edit.Put(user with
            {
                GroupNames = [.. user.GroupNames.Select(one => AccountView.Same(one, group.Name) ? name : one)],
            });
        }
    }
}
